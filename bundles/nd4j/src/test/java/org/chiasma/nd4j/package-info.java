@NullMarked
package org.chiasma.nd4j;

import org.jspecify.annotations.NullMarked;
