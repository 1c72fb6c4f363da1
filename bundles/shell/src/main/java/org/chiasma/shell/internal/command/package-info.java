/**
 * The commands: each declares its parameters once, on a record, and does one thing.
 */
@NullMarked
package org.chiasma.shell.internal.command;

import org.jspecify.annotations.NullMarked;
