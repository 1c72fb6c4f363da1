/**
 * Matrix files by the formats that are installed.
 */
@NullMarked
package org.chiasma.bus.internal.format;

import org.jspecify.annotations.NullMarked;
