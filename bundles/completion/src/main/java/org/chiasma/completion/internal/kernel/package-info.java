/** Neural tangent kernels between items with features. */
@NullMarked
package org.chiasma.completion.internal.kernel;

import org.jspecify.annotations.NullMarked;
