/** Linear systems: solutions with proven error bounds. */
@NullMarked
package org.chiasma.inverter.internal.solve;

import org.jspecify.annotations.NullMarked;
