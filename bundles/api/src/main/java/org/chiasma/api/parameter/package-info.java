/**
 * Parameters declared once on a record: usage text, flags, JSON Schema and provenance come from it.
 */
@Export
@Version("0.1.0")
@NullMarked
package org.chiasma.api.parameter;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
