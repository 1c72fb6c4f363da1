package org.chiasma.inverter.internal.training;

/** How the learning rate changes during training. */
public enum Schedule {
    /** It stays as it is. */
    CONSTANT,
    /** It falls to zero along half a cosine (Loshchilov and Hutter, SGDR, 2017, equation 5, without restarts). */
    COSINE
}
