/**
 * Places in a genome. Inside, intervals count from 0 and do not include their end, as in BED; users write regions as
 * samtools has them, from 1 and with both ends ({@code chr1:1-1000}).
 */
@NullMarked
package org.chiasma.genomics.internal.coordinate;

import org.jspecify.annotations.NullMarked;
