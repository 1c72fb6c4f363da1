/**
 * The bus itself: names, leases and listeners over the storage.
 */
@NullMarked
package org.chiasma.bus.internal;

import org.jspecify.annotations.NullMarked;
