/**
 * Files that appear whole or not at all, and what is left behind by neither success nor failure.
 */
@NullMarked
package org.chiasma.bus.internal.io;

import org.jspecify.annotations.NullMarked;
