/**
 * Binary files of genotypes: BCF, PLINK 1 and BGEN, decoded to dosages without copies where bytes allow it.
 */
@NullMarked
package org.chiasma.genomics.internal.genotype;

import org.jspecify.annotations.NullMarked;
