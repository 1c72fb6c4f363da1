/** Inverses of large dense matrices by blocks, with the same certificate. */
@NullMarked
package org.chiasma.inverter.internal.blocks;

import org.jspecify.annotations.NullMarked;
