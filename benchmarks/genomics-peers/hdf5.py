"""What h5py, anndata, cooler and loompy read from the public HDF5 files, for the tests of org.chiasma.genomics.internal.hdf5.

Usage: hdf5.py DATA_DIRECTORY OUTPUT
"""
import sys
import warnings

import anndata
import cooler
import h5py
import loompy
import numpy
import scipy.sparse

import readings

warnings.simplefilter("ignore")


def dense(matrix):
    return matrix.toarray() if scipy.sparse.issparse(matrix) else numpy.asarray(matrix)


def text(values):
    return [v.decode() if isinstance(v, bytes) else str(v) for v in values]


def gctx(path):
    with h5py.File(path, "r") as f:
        return (f["0/DATA/0/matrix"][:].T, text(f["0/META/ROW/id"][:]), text(f["0/META/COL/id"][:]))


def h5ad(path, name):
    a = anndata.read_h5ad(path)
    cells, genes = list(a.obs_names), list(a.var_names)
    yield name, a.X, cells, genes
    if a.raw is not None:
        yield name + "#raw/X", a.raw.X, cells, list(a.raw.var_names)
    for group, rows, columns in (("layers", cells, genes), ("obsp", cells, cells), ("varp", genes, genes),
                                 ("obsm", cells, None), ("varm", genes, None)):
        for key, value in getattr(a, group).items():
            if isinstance(value, numpy.ndarray) and value.ndim == 2 or scipy.sparse.issparse(value):
                yield name + "#" + group + "/" + key, value, rows, columns


def sparse_group(path, group):
    """A compressed matrix of AnnData before 0.7, which later versions move elsewhere."""
    with h5py.File(path, "r") as f:
        g = f[group]
        return scipy.sparse.csr_matrix((g["data"][:], g["indices"][:], g["indptr"][:]), g.attrs["h5sparse_shape"])


def maps(uri, name, options):
    c = cooler.Cooler(uri)
    for suffix, region, balance in options:
        selector = c.matrix(balance=balance)
        cells = selector.fetch(region) if region else selector[:]
        bins = c.bins().fetch(region) if region else c.bins()[:]
        labels = [f"{b.chrom}:{b.start}-{b.end}" for b in bins[["chrom", "start", "end"]].itertuples()]
        yield name + suffix, cells, labels, labels


def main(data, output):
    lines = []

    def add(name, cells, rows, columns):
        lines.append(readings.line(name, dense(cells), rows, columns).replace("\tinf\t", "\tInfinity\t"))

    for name in ("l1000/LJP005_A375_level4_978x377.gctx", "l1000/modzs_n25x50.gctx"):
        add(name, *gctx(f"{data}/{name}"))
    for name in ("pbmc68k_reduced", "pbmc68k_reduced_legacy_v0.6", "anndata_v0.7.8_lzf_csr"):
        for reading in h5ad(f"{data}/singlecell/{name}.h5ad", f"singlecell/{name}.h5ad"):
            if "legacy" in name and reading[0].split("#")[-1].split("/")[0] in ("obsp", "obsm", "varm"):
                continue
            add(*reading)
    legacy = "singlecell/pbmc68k_reduced_legacy_v0.6.h5ad"
    cells = list(anndata.read_h5ad(f"{data}/{legacy}").obs_names)
    for key in ("connectivities", "distances"):
        add(f"{legacy}#uns/neighbors/{key}", sparse_group(f"{data}/{legacy}", f"uns/neighbors/{key}"), cells, cells)
    name = "singlecell/10x_v3_filtered_feature_bc_matrix.h5"
    with h5py.File(f"{data}/{name}", "r") as f:
        m = f["matrix"]
        csc = scipy.sparse.csc_matrix((m["data"][:], m["indices"][:], m["indptr"][:]), shape=tuple(m["shape"][:]))
        add(name, csc, text(m["features/id"][:]), text(m["barcodes"][:]))
    name = "singlecell/loompy_test.loom"
    with loompy.connect(f"{data}/{name}", "r", validate=False) as loom:
        add(name + "?duplicates=suffix", loom[:, :], None, None)
    everything = [("", None, False)]
    for name in ("GM12878-MboI_2Mb", "gm12878_raw_2.5mb", "gm12878_chr1-3_1mb"):
        for reading in maps(f"{data}/hic/{name}.cool", f"hic/{name}.cool", everything):
            add(*reading)
    # the bins begin at 160,000,000: cooler itself finds no region in this file, so the whole is cut
    for name, cells, labels, _ in maps(f"{data}/hic/chr1_160-180Mb_10kb.cool", "hic/chr1_160-180Mb_10kb.cool", everything):
        add(name, cells, labels, labels)
        add(name + "?region=chr1:165000001-167500000", cells[500:750, 500:750], labels[500:750], labels[500:750])
    raw = [("?region=2", "2", False)]
    for reading in maps(f"{data}/hic/gm12878_chr1-3_1mb.cool", "hic/gm12878_chr1-3_1mb.cool", raw):
        add(*reading)
    balanced = [("", None, True), ("?weights=none", None, False), ("?region=X", "X", True)]
    for reading in maps(f"{data}/hic/gm12878_KR_2.5mb.cool", "hic/gm12878_KR_2.5mb.cool", balanced):
        add(*reading)
    for resolution in (1000000, 2500000):
        part = f"#resolutions/{resolution}"
        options = [(part, None, False), ("?weight-column=KR" + part, None, "KR"),
                   ("?weight-column=VC_SQRT&region=chr19" + part, "chr19", "VC_SQRT")]
        if resolution > 1000000:
            options.append(("?weight-column=VC" + part, None, "VC"))
        uri = f"{data}/hic/hic2cool_multires.mcool::/resolutions/{resolution}"
        for reading in maps(uri, "hic/hic2cool_multires.mcool", options):
            add(*reading)
    readings.write(output, "benchmarks/genomics-peers/hdf5.py (h5py 3.7, anndata 0.8, cooler 0.9.1, loompy)", lines)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
