/** Trains SameDiff graphs of any kind, and keeps their parameters in files. */
@Export
@Version("0.1.0")
@NullMarked
package org.chiasma.nd4j.training;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
