/**
 * Contacts between places of a genome (Hi-C), as symmetric matrices bins x bins: how often two bins were found together. A
 * pair of bins without contacts is zero; a bin that a normalization leaves out is missing.
 */
@NullMarked
package org.chiasma.genomics.internal.contact;

import org.jspecify.annotations.NullMarked;
