package org.chiasma.completion.internal.solve;

/** Between what the kernel is. */
public enum KernelForm {
    /** Between items; the rows are independent. */
    ITEMS,
    /** Between entries: the product of a kernel between rows and one between items. */
    PRODUCT
}
