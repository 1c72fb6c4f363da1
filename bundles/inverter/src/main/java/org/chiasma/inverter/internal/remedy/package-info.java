/** Ways out for matrices without an inverse: ridge, shrinkage, nearest positive semidefinite matrix, pseudoinverse. */
@NullMarked
package org.chiasma.inverter.internal.remedy;

import org.jspecify.annotations.NullMarked;
