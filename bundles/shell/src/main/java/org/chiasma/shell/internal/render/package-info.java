/**
 * How results look: text tables, JSON, heat maps as pictures and in the terminal. Plain Java.
 */
@NullMarked
package org.chiasma.shell.internal.render;

import org.jspecify.annotations.NullMarked;
