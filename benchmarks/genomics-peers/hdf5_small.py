"""Small HDF5 files as other programs write them (h5py, anndata, cooler), for the tests of org.chiasma.genomics.internal.hdf5.

Usage: hdf5_small.py OUTPUT_DIRECTORY
"""
import os
import sys
import warnings

import anndata
import cooler
import h5py
import numpy
import pandas
import scipy.sparse

warnings.simplefilter("ignore")


def gctx(path, matrix=None, ids=("s1", "s2")):
    """Three genes by two samples, as cmapPy lays them out."""
    with h5py.File(path, "w", track_order=False) as f:
        f.attrs["version"] = "GCTX1.0"
        if matrix is None:
            f.create_dataset("0/DATA/0/matrix", data=numpy.array([[1.5, -666, 3], [4, numpy.nan, 6]], "f4"),
                             chunks=(1, 2), compression="gzip", shuffle=True, fletcher32=True)
        else:
            matrix(f.create_group("0/DATA/0"))
        f["0/META/ROW/id"] = numpy.array([b"g1", b"g2", b"g3"])
        f["0/META/ROW/symbol"] = numpy.array([b"A", b"-666", b"C"])
        f["0/META/COL/id"] = numpy.array([i.encode() for i in ids])
        f["0/META/COL/dose"] = numpy.array([10, -666])


def odd_filter(group):
    properties = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    properties.set_chunk((2, 3))
    properties.set_filter(32001, h5py.h5z.FLAG_OPTIONAL, (2, 2, 4))
    space = h5py.h5s.create_simple((2, 3))
    h5py.h5d.create(group.id, b"matrix", h5py.h5t.IEEE_F32LE, space, properties)


def tenx(path, groups, features):
    with h5py.File(path, "w") as f:
        for name in groups:
            g = f.create_group(name)
            g["barcodes"] = numpy.array(["AAA-1", "CCC-1"], dtype=h5py.string_dtype())
            g["data"] = numpy.array([1, 2, 3], "i4")
            g["indices"] = numpy.array([2, 0, 1])
            g["indptr"] = numpy.array([0, 2, 3])
            g["shape"] = numpy.array([3, 2], "i4")
            strings = numpy.array(["ENSG1", "ENSG2", "ENSG3"], dtype=h5py.string_dtype())
            symbols = numpy.array(["TBCE", "TBCE", "MYC"], dtype=h5py.string_dtype())
            if features:
                g["features/id"], g["features/name"] = strings, symbols
                g["features/feature_type"] = numpy.array(["Gene Expression"] * 3, dtype=h5py.string_dtype())
            else:
                g["genes"], g["gene_names"] = strings, symbols


def cool(uri, symmetric=True):
    bins = pandas.DataFrame({"chrom": ["1", "1", "1", "2", "2"], "start": [0, 10, 20, 0, 10], "end": [10, 20, 25, 10, 18],
                             "weight": [0.5, 2.0, numpy.nan, 1.0, 4.0], "KR": [2.0, 0.5, numpy.nan, 1.0, 0.25]})
    pixels = pandas.DataFrame({"bin1_id": [0, 0, 0, 1, 2, 3, 3], "bin2_id": [0, 1, 4, 1, 2, 3, 4],
                               "count": [8, 3, 1, 5, 7, 2, 6]})
    cooler.create_cooler(uri, bins, pixels, symmetric_upper=symmetric, ordered=True, mode="a" if "::" in uri else "w")


def h5ad(path):
    x = scipy.sparse.csc_matrix(numpy.array([[1, 0, 2], [0, 0, 3], [4, 0, 0], [0, 5, 6]], "f4"))
    obs = pandas.DataFrame({"type": pandas.Categorical(["T", None, "B", "T"]), "depth": [3, 3, 4, 11],
                            "good": [True, False, True, True]}, index=["c1", "c2", "c3", "c4"])
    var = pandas.DataFrame({"symbol": ["a", "b", "c"]}, index=["g1", "g2", "g3"])
    a = anndata.AnnData(x, obs, var)
    a.layers["scaled"] = numpy.array([[1.5, numpy.nan, 2], [0, 0, 3], [4, 0, 0], [0, 5, 6]])
    a.obsp["graph"] = scipy.sparse.csr_matrix(numpy.array([[0, 1, 0, 2], [1, 0, 0, 0], [0, 0, 0, 3.], [2, 0, 3, 0]]))
    a.obsp["directed"] = scipy.sparse.csr_matrix(numpy.array([[0, 1, 0, 2], [0, 0, 0, 0], [0, 0, 0, 3.], [0, 0, 0, 0]]))
    a.obsm["pca"] = numpy.array([[1., 2], [3, 4], [5, 6], [7, 8]])
    a.write_h5ad(path)


def loom(path):
    with h5py.File(path, "w") as f:
        f["matrix"] = numpy.array([[1, 0, 2], [0, 3, 4]], "f4")
        f["layers/spliced"] = numpy.array([[1, 0, 1], [0, 2, 3]], "u2")
        f["row_attrs/Gene"] = numpy.array(["MYC", "TP53"], dtype=h5py.string_dtype())
        f["row_attrs/Accession"] = numpy.array(["E1", "E2"], dtype=h5py.string_dtype())
        f["col_attrs/CellID"] = numpy.array(["x", "x", "y"], dtype=h5py.string_dtype())
        f["col_attrs/Clusters"] = numpy.array([0, 1, 1])
        f["col_attrs/PCA"] = numpy.zeros((3, 2))


def main(out):
    at = lambda name: os.path.join(out, name)
    gctx(at("small.gctx"))
    gctx(at("duplicates.gctx"), ids=("s1", "s1"))
    gctx(at("external.gctx"), lambda g: g.__setitem__("matrix", h5py.ExternalLink("other.gctx", "/0/DATA/0/matrix")))
    gctx(at("outside.gctx"), lambda g: g.__setitem__("matrix", h5py.SoftLink("../../../elsewhere")))

    def soft(group):
        group["stored"] = numpy.array([[1, 2, 3], [4, 5, 6]], ">i2")
        group["matrix"] = h5py.SoftLink("/0/DATA/0/stored")

    gctx(at("soft.gctx"), soft)
    gctx(at("filter.gctx"), odd_filter)
    gctx(at("claims.gctx"), lambda g: g.create_dataset("matrix", (10**6, 10**6), "f4", chunks=(1000, 1000)))
    gctx(at("chunk.gctx"), lambda g: g.create_dataset("matrix", (2, 3), "f4", chunks=(30000, 20000), maxshape=(None, None)))
    gctx(at("unwritten.gctx"), lambda g: g.create_dataset("matrix", (2, 3), "f4", chunks=(1, 3)))
    gctx(at("shape.gctx"), lambda g: g.create_dataset("matrix", data=numpy.zeros((3, 2), "f4")))
    gctx(at("large.gctx"), lambda g: g.create_dataset("matrix", data=numpy.full((2, 3), 2**53 + 1)))
    tenx(at("small.h5"), ["matrix"], True)
    tenx(at("genomes.h5"), ["GRCh38", "mm10"], False)
    cool(at("small.cool"))
    cool(at("square.cool"), False)
    cool(at("small.mcool") + "::resolutions/10")
    cool(at("small.mcool") + "::resolutions/20")
    h5ad(at("small.h5ad"))
    loom(at("small.loom"))


if __name__ == "__main__":
    main(sys.argv[1])
