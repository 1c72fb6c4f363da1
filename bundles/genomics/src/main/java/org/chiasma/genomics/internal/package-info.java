/**
 * Formats of genomics files and operations on genotypes, as components over the plain-Java packages below.
 */
@NullMarked
package org.chiasma.genomics.internal;

import org.jspecify.annotations.NullMarked;
