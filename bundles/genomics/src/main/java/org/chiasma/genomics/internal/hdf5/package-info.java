/**
 * Matrices in HDF5 files: perturbation signatures (GCTX), single cells (h5ad, 10x, loom) and contact maps (cool), and contact
 * maps as text (bg2). The structures of HDF5 are read by jHDF; chunks are decoded here, block by block, so that memory is
 * taken by what a file has and not by what it claims.
 */
@NullMarked
package org.chiasma.genomics.internal.hdf5;

import org.jspecify.annotations.NullMarked;
