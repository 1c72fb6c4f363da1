/** Features of the items of a matrix axis, which tell a kernel what is alike. */
@NullMarked
package org.chiasma.completion.internal.prior;

import org.jspecify.annotations.NullMarked;
