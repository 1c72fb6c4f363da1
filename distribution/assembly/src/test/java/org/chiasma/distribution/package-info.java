/**
 * Acceptance tests: the assembled distribution, run as users run it.
 */
@NullMarked
package org.chiasma.distribution;

import org.jspecify.annotations.NullMarked;
