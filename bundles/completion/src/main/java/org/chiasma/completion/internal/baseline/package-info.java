/** Plain predictors and the measures by which completions are compared. */
@NullMarked
package org.chiasma.completion.internal.baseline;

import org.jspecify.annotations.NullMarked;
