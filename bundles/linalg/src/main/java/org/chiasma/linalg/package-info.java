/**
 * Dense linear algebra on off-heap matrices, float64 and for products float32: products, triangular factors, eigenvalues,
 * singular values, least squares.
 *
 * <p>Everything is row-major for the caller and goes to OpenBLAS without a transposing copy.
 */
@Export
@Version("0.3.0")
@NullMarked
package org.chiasma.linalg;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
