/**
 * How results look as text: tables, numbers, JSON, markup. Plain Java.
 */
@NullMarked
package org.chiasma.shell.internal.render;

import org.jspecify.annotations.NullMarked;
