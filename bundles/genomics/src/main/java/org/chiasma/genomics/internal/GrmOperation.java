package org.chiasma.genomics.internal;

import java.util.List;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.operation.MatrixOperation;
import org.chiasma.api.operation.Operation;
import org.chiasma.api.operation.OperationContext;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.operation.OperationReport.HeatMap;
import org.chiasma.genomics.internal.relationship.Dosages;
import org.chiasma.genomics.internal.relationship.RelationshipMatrix;
import org.chiasma.linalg.LinearAlgebra;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code genomics:grm}: how related samples are. The work is done by {@link RelationshipMatrix}. */
@Component(service = MatrixOperation.class)
@Operation(
        name = "genomics:grm",
        summary = "Compute the genomic relationship matrix of samples from their dosages.",
        parameters = GrmParameters.class,
        outputs = "relationship",
        examples = {
            "genomics:grm sample-data/genotypes.vcf.gz --output relationship.tiles",
            "genomics:grm 'cohort.vcf.gz?region=22:16000000-17000000' --min-maf 0.01 --output relationship.npy"
        })
public final class GrmOperation implements MatrixOperation<GrmParameters> {
    private final LinearAlgebra algebra;

    /** Wired by the container. */
    @Activate
    public GrmOperation(@Reference LinearAlgebra algebra) {
        this.algebra = algebra;
    }

    @Override
    public OperationReport run(GrmParameters parameters, OperationContext context) {
        Dosages dosages = Dosages.of(context.open(parameters.genotypes()), parameters.rows());
        RelationshipMatrix relationship =
                new RelationshipMatrix(algebra, dosages, parameters.scale(), parameters.minMaf(), context.progress());
        if (relationship.unvaryingCount() > 0) {
            context.progress()
                    .note(relationship.unvaryingCount() + " variants do not vary among these samples: they add nothing "
                            + "but count, as for PLINK; leave them out with --min-maf");
        }
        Matrix matrix = relationship.compute(context.store());
        context.publish("relationship", matrix);
        return OperationReport.builder()
                .fact("samples", matrix.rowCount())
                .fact("variants", relationship.variantCount())
                .fact("variants that do not vary", relationship.unvaryingCount())
                .fact("mean of the diagonal", meanDiagonal(matrix))
                .figure(new HeatMap("Relationship of samples", List.of(new HeatMap.Panel("relationship", matrix))))
                .build();
    }

    private static double meanDiagonal(Matrix matrix) {
        double[] entry = new double[1];
        double sum = 0;
        for (long i = 0; i < matrix.rowCount(); i++) {
            matrix.copyBlock(i, i, 1, 1, entry, 0, 1);
            sum += entry[0];
        }
        return sum / matrix.rowCount();
    }
}
