/**
 * What every part of Chiasma shares: errors with exit codes, progress with cancellation, provenance.
 */
@Export
@Version("0.1.0")
@NullMarked
package org.chiasma.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
