/**
 * Provenance as JSON.
 */
@NullMarked
package org.chiasma.bus.internal.json;

import org.jspecify.annotations.NullMarked;
