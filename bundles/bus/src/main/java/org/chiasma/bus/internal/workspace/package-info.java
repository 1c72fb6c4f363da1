/**
 * A directory that keeps matrices as npy files with a JSON card beside each.
 */
@NullMarked
package org.chiasma.bus.internal.workspace;

import org.jspecify.annotations.NullMarked;
