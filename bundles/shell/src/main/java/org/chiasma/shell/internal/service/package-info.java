/**
 * The components: the entry of the launcher, and the same commands in the Gogo shell.
 */
@NullMarked
package org.chiasma.shell.internal.service;

import org.jspecify.annotations.NullMarked;
