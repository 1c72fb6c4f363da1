/**
 * Operations on matrices and what they report.
 */
@Export
@Version("0.1.0")
@NullMarked
package org.chiasma.api.operation;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
