/**
 * Matrices of pairs made from dosages: how related samples are, and how correlated variants.
 */
@NullMarked
package org.chiasma.genomics.internal.relationship;

import org.jspecify.annotations.NullMarked;
