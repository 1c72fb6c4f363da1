"""MatrixMarket files and a 10x triplet as scipy reads them, for the tests of bundles/tables.

Usage: python3 sparse.py DATA OUTPUT.tsv      (needs numpy and scipy)
"""
import gzip
import sys

import numpy
import scipy.io

import readings

data, output = sys.argv[1:3]
lines = []
for name in ("dds", "dss", "exome", "ge", "met", "rppa"):
    matrix = scipy.io.mmread(f"{data}/drug/dream7/{name}.mm")
    if hasattr(matrix, "tocoo"):
        entries = matrix.tocoo()
        observed = numpy.full(entries.shape, numpy.nan)
        observed[entries.row, entries.col] = entries.data
        lines.append(readings.line(name + " observed", observed))
        lines.append(readings.line(name, entries.toarray()))
    else:
        lines.append(readings.line(name, matrix))
folder = data + "/singlecell/10x_v3_filtered_feature_bc_matrix/"
with gzip.open(folder + "matrix.mtx.gz") as text:
    counts = scipy.io.mmread(text).toarray()


def labels(name):
    with gzip.open(folder + name, "rt") as text:
        return [line.rstrip("\n").split("\t")[0] for line in text]


lines.append(readings.line("triplet", counts, labels("features.tsv.gz"), labels("barcodes.tsv.gz")))
readings.write(output, "benchmarks/genomics-peers/sparse.py: scipy.io.mmread", lines)
