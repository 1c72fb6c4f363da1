/** SameDiff networks over columns and pairs of columns, and how they are trained. */
@NullMarked
package org.chiasma.symmetric.internal.network;

import org.jspecify.annotations.NullMarked;
