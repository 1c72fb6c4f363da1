@NullMarked
package org.chiasma.nd4j.training;

import org.jspecify.annotations.NullMarked;
