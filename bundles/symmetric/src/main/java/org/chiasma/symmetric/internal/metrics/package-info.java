/** How well a predicted symmetric matrix agrees with the observed one: numbers, curves and maps for reports. */
@NullMarked
package org.chiasma.symmetric.internal.metrics;

import org.jspecify.annotations.NullMarked;
