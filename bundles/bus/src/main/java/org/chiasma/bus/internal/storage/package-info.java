/**
 * Matrices off the heap: in direct memory while small, in memory-mapped files when large.
 */
@NullMarked
package org.chiasma.bus.internal.storage;

import org.jspecify.annotations.NullMarked;
