/** What a model of a symmetric matrix costs before anyone trains it: parameters, memory and arithmetic. Plain Java. */
@NullMarked
package org.chiasma.symmetric.internal.cost;

import org.jspecify.annotations.NullMarked;
