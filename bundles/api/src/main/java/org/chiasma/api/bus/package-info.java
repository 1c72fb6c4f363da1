/**
 * The matrix bus: named, read-only matrices shared between bundles.
 */
@Export
@Version("0.1.0")
@NullMarked
package org.chiasma.api.bus;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
