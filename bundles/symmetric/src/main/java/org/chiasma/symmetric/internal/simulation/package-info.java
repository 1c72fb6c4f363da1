/** Synthetic examples (X, Y, Z) of any size, every tile of which can be computed on its own. Plain Java. */
@NullMarked
package org.chiasma.symmetric.internal.simulation;

import org.jspecify.annotations.NullMarked;
