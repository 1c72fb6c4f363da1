/** Completion of matrices by kernel regression, and the offsets taken off before. */
@NullMarked
package org.chiasma.completion.internal.solve;

import org.jspecify.annotations.NullMarked;
