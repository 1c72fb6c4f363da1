package org.chiasma.api.bus;

import org.chiasma.api.Provenance;
import org.chiasma.api.matrix.MatrixSpec;

/**
 * A published matrix without its entries.
 *
 * @param name on the bus
 * @param spec axes, element type, layout
 * @param bytes memory or file space of its entries
 * @param provenance how it was made
 */
public record MatrixSummary(String name, MatrixSpec spec, long bytes, Provenance provenance) {}
