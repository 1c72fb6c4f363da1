/**
 * Changes of a matrix on its way from one file to another.
 */
@NullMarked
package org.chiasma.shell.internal.transform;

import org.jspecify.annotations.NullMarked;
