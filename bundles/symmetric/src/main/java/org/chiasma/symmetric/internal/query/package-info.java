/** Questions to large symmetric matrices: the strongest pairs, neighbours, regions. Plain Java. */
@NullMarked
package org.chiasma.symmetric.internal.query;

import org.jspecify.annotations.NullMarked;
