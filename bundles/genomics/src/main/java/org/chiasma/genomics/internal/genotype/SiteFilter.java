package org.chiasma.genomics.internal.genotype;

/** Which sites are read by what their column FILTER says. */
public enum SiteFilter {
    /** All. */
    ANY,
    /** Those that say {@code PASS}; {@code .} is not enough. */
    PASS
}
