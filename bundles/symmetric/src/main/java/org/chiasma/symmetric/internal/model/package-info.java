/** Models that predict a symmetric matrix from the features of its columns, and how they are fitted. Plain Java. */
@NullMarked
package org.chiasma.symmetric.internal.model;

import org.jspecify.annotations.NullMarked;
