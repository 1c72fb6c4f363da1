package org.chiasma.inverter.internal.network;

/**
 * One network's file as the card names it.
 *
 * @param name name in the model's directory
 * @param bytes size
 * @param sha256 digest, lower-case hexadecimal
 */
record ModelFile(String name, long bytes, String sha256) {}
