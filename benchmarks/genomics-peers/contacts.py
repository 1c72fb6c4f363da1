"""Reads contact maps as a peer: .hic files by an own decoder (struct, zlib, numpy) of the published layout, pairs by cooler.

usage: contacts.py DATA OUT
"""
import collections
import gzip
import os
import struct
import subprocess
import sys
import tempfile
import zlib

import cooler
import numpy

import readings


class Hic:
    """Version 8 of HiCFormatV8.md: everything is read into memory."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.data = file.read()
        self.at = 0
        assert self.text() == "HIC" and self.take("i") == 8
        footer = self.take("q")
        self.text()
        for _ in range(self.take("i")):
            self.text(), self.text()
        self.chromosomes = [(self.text(), self.take("i")) for _ in range(self.take("i"))]
        self.resolutions = [self.take("i") for _ in range(self.take("i"))]
        self.at = footer + 4
        self.matrices = {}
        for _ in range(self.take("i")):
            key = self.text()
            self.matrices[key] = self.take("q")
            self.take("i")
        for normalized in (False, True):
            for _ in range(self.take("i")):
                if normalized:
                    self.text()
                self.text(), self.take("i")
                for width in (8, 12):
                    count = self.take("i")
                    self.at += width * count
        self.vectors = {}
        for _ in range(self.take("i")):
            kind, chromosome, unit, size = self.text(), self.take("i"), self.text(), self.take("i")
            position, _ = self.take("q"), self.take("i")
            if unit == "BP":
                count, = struct.unpack_from("<i", self.data, position)
                self.vectors[kind, chromosome, size] = numpy.frombuffer(self.data, "<f8", count, position + 4)

    def take(self, code):
        value, = struct.unpack_from("<" + code, self.data, self.at)
        self.at += struct.calcsize("<" + code)
        return value

    def text(self):
        end = self.data.index(b"\0", self.at)
        value = self.data[self.at:end].decode()
        self.at = end + 1
        return value

    def bins(self, chromosome, size):
        return -(-self.chromosomes[chromosome][1] // size)

    def contacts(self, first, second, size):
        """All contacts of two chromosomes: x, y, counts."""
        position = self.matrices.get("%d_%d" % (first, second))
        parts = [numpy.empty((0, 3))]
        if position is not None:
            self.at = position + 8
            for _ in range(self.take("i")):
                unit = self.text()
                self.at += 20
                width = self.take("i")
                self.at += 8
                blocks = [(self.take("i"), self.take("q"), self.take("i")) for _ in range(self.take("i"))]
                if unit == "BP" and width == size:
                    parts += [block(zlib.decompress(self.data[at:at + n])) for _, at, n in blocks]
        return numpy.concatenate(parts)

    def matrix(self, size, chromosomes, normalization=None):
        """The symmetric matrix of these chromosomes."""
        offsets = numpy.cumsum([0] + [self.bins(c, size) for c in chromosomes])
        cells = numpy.zeros((offsets[-1], offsets[-1]))
        for i, first in enumerate(chromosomes):
            for j in range(i, len(chromosomes)):
                found = self.contacts(first, chromosomes[j], size)
                x = found[:, 0].astype(int) + offsets[i]
                y = found[:, 1].astype(int) + offsets[j]
                cells[x, y] = found[:, 2]
                cells[y, x] = found[:, 2]
        if normalization:
            divisors = numpy.concatenate(
                [self.vectors[normalization, c, size][:self.bins(c, size)] for c in chromosomes])
            divisors = numpy.where(numpy.isfinite(divisors) & (divisors != 0), divisors, numpy.nan)
            cells /= divisors[:, None] * divisors[None, :]
        return cells

    def labels(self, size, chromosomes):
        return ["%s:%d-%d" % (self.chromosomes[c][0], at, min(at + size, self.chromosomes[c][1]))
                for c in chromosomes for at in range(0, self.chromosomes[c][1], size)]


def block(data):
    """The contacts of an inflated block."""
    count, first_x, first_y, floats, kind = struct.unpack_from("<iiibb", data)
    value = numpy.dtype("<f4" if floats else "<i2")
    at = 14
    found = []
    if kind == 1:
        rows, = struct.unpack_from("<h", data, at)
        at += 2
        for _ in range(rows):
            y, n = struct.unpack_from("<hh", data, at)
            at += 4
            row = numpy.frombuffer(data, numpy.dtype([("x", "<i2"), ("v", value)]), n, at)
            at += row.nbytes
            found.append(numpy.column_stack([row["x"].astype(float) + first_x, numpy.full(n, y + first_y), row["v"]]))
    else:
        n, width = struct.unpack_from("<ih", data, at)
        values = numpy.frombuffer(data, value, n, at + 6).astype(float)
        index = numpy.arange(n)
        present = ~numpy.isnan(values) if floats else values != -32768
        found.append(numpy.column_stack([index % width + first_x, index // width + first_y, values])[present])
    found = numpy.concatenate(found) if found else numpy.empty((0, 3))
    assert kind == 2 or len(found) == count
    KINDS[kind, bool(floats)] += 1
    return found


KINDS = collections.Counter()
# hg19, as in the .hic files of the same data directory
GENOME = "straw_test_2.5mb.hic"


def hic_lines(data):
    lines = []
    whole = Hic(data + "/hic/straw_test_2.5mb.hic")
    genome = range(1, len(whole.chromosomes))
    for normalization in (None, "VC", "VC_SQRT", "KR", "SCALE"):
        labels = whole.labels(2500000, genome)
        lines.append(readings.line("straw_test_2.5mb.hic?normalization=" + (normalization or "none"),
                                   whole.matrix(2500000, genome, normalization), labels, labels))
    first, second = whole.matrix(2500000, [3]), whole.matrix(2500000, [3, 7])
    edge = len(first)
    labels = whole.labels(2500000, [3]), whole.labels(2500000, [7])
    lines.append(readings.line("straw_test_2.5mb.hic?3x7", second[:edge, edge:], labels[0], labels[1]))
    lines.append(readings.line("straw_test_2.5mb.hic?7x3", second[:edge, edge:].T, labels[1], labels[0]))
    one = Hic(data + "/hic/test_chr22_9res.hic")
    for size in one.resolutions:
        if size < 25000:
            continue  # more than 5,000 bins: a region below
        labels = one.labels(size, [22])
        lines.append(readings.line("test_chr22_9res.hic?%d" % size, one.matrix(size, [22]), labels, labels))
    for normalization in ("VC", "VC_SQRT", "KR"):
        labels = one.labels(50000, [22])
        lines.append(readings.line("test_chr22_9res.hic?50000&" + normalization,
                                   one.matrix(50000, [22], normalization), labels, labels))
    cells, labels = one.matrix(5000, [22]), one.labels(5000, [22])
    lines.append(readings.line("test_chr22_9res.hic?5000&region=22:20000001-25000000",
                               cells[4000:5000, 4000:5000], labels[4000:5000], labels[4000:5000]))
    lines.append(readings.line("test_chr22_9res.hic?5000&20-25Mbx24-30Mb",
                               cells[4000:5000, 4800:6000], labels[4000:5000], labels[4800:6000]))
    print("blocks by representation and floats:", dict(KINDS), file=sys.stderr)
    return lines


def pairs_lines(data):
    lines = []
    pairs = data + "/hic/hg19.GM12878-MboI.pairs.subsample.sorted.txt.gz"
    chromosomes = Hic(data + "/hic/" + GENOME).chromosomes[1:]
    with tempfile.TemporaryDirectory() as scratch:
        sizes = scratch + "/hg19.chrom.sizes"
        with open(sizes, "w", encoding="utf-8") as out:
            for name, length in chromosomes:
                out.write("chr%s\t%d\n" % ("M" if name == "MT" else name, length))
        for size in (2500000, 1000000):
            made = scratch + "/%d.cool" % size
            subprocess.run([sys.executable, "-m", "cooler", "cload", "pairs", "-c1", "1", "-p1", "2", "-c2", "4", "-p2",
                            "5", "%s:%d" % (sizes, size), pairs, made], check=True)
            cool = cooler.Cooler(made)
            bins = cool.bins()[:]
            labels = ["%s:%d-%d" % row for row in zip(bins["chrom"], bins["start"], bins["end"])]
            lines.append(readings.line("pairs?bins=%d" % size, cool.matrix(balance=False)[:, :], labels, labels))
            if size == 1000000:
                cells = cool.matrix(balance=False).fetch("chr2")
                chosen = [label for label in labels if label.startswith("chr2:")]
                lines.append(readings.line("pairs?bins=1000000&region=chr2", cells, chosen, chosen))
        far = scratch + "/far.pairs"
        with gzip.open(pairs, "rt") as text, open(far, "w", encoding="utf-8") as out:
            for line in text:
                fields = line.split("\t")
                if fields[0] != fields[3] or abs(int(fields[1]) - int(fields[4])) >= 20000:
                    out.write(line)
        made = scratch + "/far.cool"
        subprocess.run([sys.executable, "-m", "cooler", "cload", "pairs", "-c1", "1", "-p1", "2", "-c2", "4", "-p2", "5",
                        sizes + ":2500000", far, made], check=True)
        cells = cooler.Cooler(made).matrix(balance=False)[:, :]
        lines.append(readings.line("pairs?bins=2500000&min-distance=20000", cells))
    return lines


if __name__ == "__main__":
    readings.write(sys.argv[2], "contacts.py " + os.path.basename(os.path.normpath(sys.argv[1])) + " OUT",
                   hic_lines(sys.argv[1]) + pairs_lines(sys.argv[1]))
