/**
 * Matrices with labelled axes, and the stores that make them.
 */
@Export
@Version("0.2.0")
@NullMarked
package org.chiasma.api.matrix;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
