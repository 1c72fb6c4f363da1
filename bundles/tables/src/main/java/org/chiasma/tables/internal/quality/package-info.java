/**
 * What is worth knowing of a matrix before it is used.
 */
@NullMarked
package org.chiasma.tables.internal.quality;

import org.jspecify.annotations.NullMarked;
