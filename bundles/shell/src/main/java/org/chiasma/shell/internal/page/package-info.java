/** Reports as web pages that stand for themselves. Plain Java. */
@NullMarked
package org.chiasma.shell.internal.page;

import org.jspecify.annotations.NullMarked;
