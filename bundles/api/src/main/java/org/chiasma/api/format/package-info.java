/**
 * File formats that read matrices and write them.
 */
@Export
@Version("0.2.0")
@NullMarked
package org.chiasma.api.format;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
