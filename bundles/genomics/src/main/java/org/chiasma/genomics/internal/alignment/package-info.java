/** Aligned reads, BAM and CRAM, counted in bins of a genome. */
@NullMarked
package org.chiasma.genomics.internal.alignment;

import org.jspecify.annotations.NullMarked;
