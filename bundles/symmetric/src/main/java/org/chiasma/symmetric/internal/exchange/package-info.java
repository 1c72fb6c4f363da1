/** Symmetric matrices in the forms that other programs read and write. Plain Java. */
@NullMarked
package org.chiasma.symmetric.internal.exchange;

import org.jspecify.annotations.NullMarked;
