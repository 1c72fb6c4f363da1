/** Starts ND4J inside the container and shares memory between matrices and ND4J arrays. */
@Export
@Version("0.1.0")
@NullMarked
package org.chiasma.nd4j;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
