/**
 * Sequences and alignments of sequences, as counts: of letter pairs, of letters by column, of k-mers, and as fractions of
 * identical columns. Files are scanned once; nothing but what the wanted matrix needs is kept.
 */
@NullMarked
package org.chiasma.genomics.internal.sequence;

import org.jspecify.annotations.NullMarked;
