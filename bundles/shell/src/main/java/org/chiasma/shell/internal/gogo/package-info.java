/**
 * The commands in Gogo: functions, scripts, tab completion.
 */
@NullMarked
package org.chiasma.shell.internal.gogo;

import org.jspecify.annotations.NullMarked;
