/**
 * Figures of reports as pictures, PNG and SVG, and heat maps in the terminal. A {@code Drawing} draws itself on a
 * {@code Canvas}; there is one canvas for each kind of file. Plain Java.
 */
@NullMarked
package org.chiasma.shell.internal.figure;

import org.jspecify.annotations.NullMarked;
