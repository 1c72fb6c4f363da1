/**
 * Text files by byte scanning, for bundles that read and write formats: decompression that says where it fails, lines in
 * large blocks, numbers without text objects, labels, and refusals in one line with their place.
 */
@Export
@Version("0.1.0")
@NullMarked
package org.chiasma.text;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
