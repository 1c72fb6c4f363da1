/**
 * Starts the framework with the bundles of the chosen features and runs one command or the interactive shell.
 */
@NullMarked
package org.chiasma.launcher;

import org.jspecify.annotations.NullMarked;
