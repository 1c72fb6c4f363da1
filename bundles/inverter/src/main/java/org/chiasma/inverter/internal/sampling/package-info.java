/** Random matrices by distribution, and the check of inverses and pseudoinverses. */
@NullMarked
package org.chiasma.inverter.internal.sampling;

import org.jspecify.annotations.NullMarked;
