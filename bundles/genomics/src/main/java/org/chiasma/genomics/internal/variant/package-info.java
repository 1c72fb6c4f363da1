/**
 * Genotypes of samples at variants, as dosages: copies of the alternate allele (of A1 in PLINK files), from 0 to the ploidy.
 */
@NullMarked
package org.chiasma.genomics.internal.variant;

import org.jspecify.annotations.NullMarked;
