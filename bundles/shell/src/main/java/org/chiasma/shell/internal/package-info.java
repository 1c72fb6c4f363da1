/**
 * The commands, one-shot and interactive.
 */
@NullMarked
package org.chiasma.shell.internal;

import org.jspecify.annotations.NullMarked;
