/** Fitting the networks to matrices that are generated as they are needed. */
@NullMarked
package org.chiasma.inverter.internal.training;

import org.jspecify.annotations.NullMarked;
