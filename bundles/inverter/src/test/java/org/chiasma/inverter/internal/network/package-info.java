/** Tests of the networks. */
@NullMarked
package org.chiasma.inverter.internal.network;

import org.jspecify.annotations.NullMarked;
