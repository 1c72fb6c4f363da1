/** Networks that learn to invert: their SameDiff graphs, what they see, and the models on disk. */
@NullMarked
package org.chiasma.inverter.internal.network;

import org.jspecify.annotations.NullMarked;
