package org.chiasma.genomics.internal.hdf5;

import org.chiasma.api.parameter.Parameter;

/** How a Cell Ranger matrix is read. */
public record TenxReadOptions(
        @Parameter(description = "Which field of the features labels the rows")
        FeatureLabel label,

        @Parameter(description = "What to do with labels that occur twice")
        LabelPolicy duplicates) {
    /** Labelled by identifier. */
    public static final TenxReadOptions DEFAULTS = new TenxReadOptions(FeatureLabel.ID, LabelPolicy.REFUSE);

    /** A field of the features. */
    public enum FeatureLabel {
        /** Such as an Ensembl gene identifier; unique. */
        ID,
        /** Such as a gene symbol; often not unique. */
        NAME
    }
}
