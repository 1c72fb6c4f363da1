"""Relationship and linkage matrices of real genotypes by PLINK, for the tests of genomics:grm and genomics:ld.

Usage: python3 relationship.py DATA OUTPUT.tsv [PLINK2] [PLINK1.9]
Writes sampled entries: name, i, j (from 0), value. Needs plink2, plink1.9 and numpy.
"""
import os
import subprocess
import sys
import tempfile

import numpy

data, output = sys.argv[1:3]
plink2 = sys.argv[3] if len(sys.argv) > 3 else "plink2"
plink1 = sys.argv[4] if len(sys.argv) > 4 else "plink1.9"
rng = numpy.random.default_rng(7)
lines = []


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def sample(name, matrix, count):
    n = matrix.shape[0]
    pairs = {(0, 0), (n - 1, n - 1), (n - 1, 0)}
    while len(pairs) < count:
        i, j = sorted(rng.integers(0, n, 2))
        pairs.add((int(j), int(i)))
    for i, j in sorted(pairs):
        lines.append(f"{name}\t{i}\t{j}\t{matrix[i, j]!r}")


with tempfile.TemporaryDirectory() as work:
    for name in ("example", "example-missing"):
        prefix = os.path.join(data, "plink", name)
        run(plink2, "--bfile", prefix, "--make-rel", "bin", "square", "--out", work + "/r")
        rel = numpy.fromfile(work + "/r.rel.bin")
        n = round(len(rel) ** 0.5)
        sample("grm " + name, rel.reshape(n, n), 200)
    prefix = os.path.join(data, "plink", "example-missing")
    # plink1.9 --r is Pearson's correlation of dosages over the samples observed at both
    run(plink1, "--bfile", prefix, "--keep-allele-order", "--r", "square", "bin", "--out", work + "/l")
    ld = numpy.fromfile(work + "/l.ld.bin")
    m = round(len(ld) ** 0.5)
    sample("ld example-missing", ld.reshape(m, m), 200)
with open(output, "w", encoding="utf-8") as out:
    out.write("# benchmarks/genomics-peers/relationship.py: plink2 --make-rel bin square, plink1.9 --r square bin\n")
    out.write("# name, row, column, value\n")
    out.write("\n".join(lines) + "\n")
