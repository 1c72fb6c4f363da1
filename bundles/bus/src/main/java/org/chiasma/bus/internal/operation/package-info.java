/**
 * Running the operations that are installed.
 */
@NullMarked
package org.chiasma.bus.internal.operation;

import org.jspecify.annotations.NullMarked;
