/**
 * Pieces and ends of files in BGZF blocks (SAM specification, section 4.1), for the readers of several formats.
 */
@NullMarked
package org.chiasma.genomics.internal.bgzf;

import org.jspecify.annotations.NullMarked;
