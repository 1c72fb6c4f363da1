/**
 * Readers and writers of text and NumPy matrix files by byte scanners.
 *
 * <p>Each format is a component ({@code TsvFormat}) beside a plain reader and writer ({@code DelimitedReader}).
 */
@NullMarked
package org.chiasma.tables.internal;

import org.jspecify.annotations.NullMarked;
