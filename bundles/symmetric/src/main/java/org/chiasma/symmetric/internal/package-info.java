/** The operations of this bundle and their parameters: they translate between the workbench and the algorithms. */
@NullMarked
package org.chiasma.symmetric.internal;

import org.jspecify.annotations.NullMarked;
