/**
 * Signals along a genome: intervals and values by position (BED, ENCODE peaks, bedGraph, bigWig) gathered in bins. Positions
 * count from 0 and an interval does not include its end.
 */
@NullMarked
package org.chiasma.genomics.internal.signal;

import org.jspecify.annotations.NullMarked;
