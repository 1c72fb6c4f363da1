@NullMarked
package org.chiasma.linalg;

import org.jspecify.annotations.NullMarked;
