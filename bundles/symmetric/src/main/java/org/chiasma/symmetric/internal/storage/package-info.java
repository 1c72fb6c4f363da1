/** Symmetric matrices of any size: tiles on disk, factors in memory, and how blocks of them are made. Plain Java. */
@NullMarked
package org.chiasma.symmetric.internal.storage;

import org.jspecify.annotations.NullMarked;
