/** Inverses of small dense matrices by the batch, each with a certificate. */
@NullMarked
package org.chiasma.inverter.internal.inversion;

import org.jspecify.annotations.NullMarked;
