"""What pyBigWig, bedtools and plain Python read from the tracks: python3 signals.py DATA OUT.tsv"""
import gzip
import os
import re
import subprocess
import sys
import tempfile

import numpy
import pyBigWig

import readings

NAN = float("nan")


def grid(size, spans):
    """Bins of `size` over (contig, start, end): those of the grid from 0 that overlap; the last is whole."""
    return [(contig, b, b + size) for contig, start, end in spans for b in range(start // size * size, end, size)]


def labels(bins):
    return ["%s:%d-%d" % b for b in bins]


def big_wig(path, bins, statistic, exact=True):
    """pyBigWig.stats bin by bin; a bin without values is NaN, its coverage 0."""
    with pyBigWig.open(path) as track:
        row = []
        for contig, start, end in bins:
            value = track.stats(contig, start, end, type=statistic, exact=exact)[0]
            row.append((0.0 if statistic == "coverage" else NAN) if value is None else value)
    return numpy.array([row])


def per_base(path, contig, start, end):
    with pyBigWig.open(path) as track:
        return numpy.array([track.values(contig, start, end)])


def intervals(path, field):
    """(contig, start, end, value of the field from 1, or 1) of a text file."""
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt") as lines:
        for line in lines:
            if not line.startswith(("#", "track", "browser")):
                cells = line.rstrip("\n").split("\t")
                yield cells[0], int(cells[1]), int(cells[2]), float(cells[field - 1]) if field else 1.0


def bedgraph(path, bins, size):
    """Mean over covered bases; intervals are disjoint."""
    places = {b[:2]: i for i, b in enumerate(bins)}
    total = numpy.zeros(len(bins))
    covered = numpy.zeros(len(bins))
    for contig, start, end, value in intervals(path, 4):
        for b in range(start // size * size, end, size):
            i = places.get((contig, b))
            if i is not None:
                bases = min(end, b + size) - max(start, b)
                total[i] += bases * value
                covered[i] += bases
    with numpy.errstate(invalid="ignore"):
        return numpy.array([total / covered])


def summed(path, bins, size, field, reduce):
    """Statistics of arrays of one value for each base, to which every interval adds its own."""
    by_bin = {}
    for contig, start, end, value in intervals(path, field):
        for b in range(start // size * size, end, size):
            by_bin.setdefault((contig, b), []).append((max(start, b) - b, min(end, b + size) - b, value))
    row = []
    for contig, start, end in bins:
        bases = numpy.zeros(end - start)
        for first, last, value in by_bin.get((contig, start), []):
            bases[first:last] += value
        row.append(reduce(bases))
    return numpy.array([row])


def midpoints(path, bins, size, field, parts):
    """Sums of values by the midpoint of their intervals, in equal parts of the bins."""
    places = {b[:2]: i for i, b in enumerate(bins)}
    cells = numpy.zeros((parts, len(bins)))
    for contig, start, end, value in intervals(path, field):
        middle = (start + end) // 2
        i = places.get((contig, middle // size * size))
        if i is not None:
            cells[middle % size * parts // size, i] += value
    return cells


def bedtools(path, bins, *command):
    """The last fields that bedtools prints for each bin."""
    with tempfile.TemporaryDirectory() as scratch:
        wanted = os.path.join(scratch, "bins.bed")
        with open(wanted, "w") as out:
            out.writelines("%s\t%d\t%d\n" % b for b in bins)
        source = os.path.join(scratch, "track.bed")
        with open(source, "w") as out:
            out.writelines("%s\t%d\t%d\n" % i[:3] for i in intervals(path, 0))
        text = subprocess.run(["bedtools", *command, "-a", wanted, "-b", source], check=True, capture_output=True,
                              text=True).stdout
    return [line.split("\t")[3:] for line in text.splitlines()]


def genes(path):
    """Labels, first positions from 0 and ends of the lines of feature gene."""
    names, places = [], []
    with gzip.open(path, "rt") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 9 and cells[2] == "gene":
                names.append(re.search('gene_id "([^"]+)"', cells[8]).group(1))
                places.append((int(cells[3]) - 1, int(cells[4])))
    return names, numpy.array(places, dtype=float).T


def main(data, out):
    tracks = os.path.join(data, "tracks")
    lines = []

    def add(name, cells, bins, rows=None, exact=True):
        lines.append(readings.line(name, cells, rows, labels(bins) if bins else None, exact))

    for file, contig, start, end in (("bigwig2_X_2.5e6_3.5e6.bw", "X", 2400000, 3600000),
                                     ("bigwig_chrx_2e6_5e6.bw", "chrX", 1990000, 5010000)):
        path = os.path.join(tracks, file)
        for size in (1000, 10000, 50000):
            bins = grid(size, [(contig, start, end)])
            for statistic in ("mean", "sum", "max", "min", "coverage"):
                # pyBigWig multiplies values and bases in float32 before it sums them
                add("%s %d %s" % (file, size, statistic), big_wig(path, bins, statistic), bins,
                    exact=statistic != "sum")
        whole = [(c, b, min(b + 1000000, 22422827)) for c, b, _ in grid(1000000, [(contig, 0, 22422827)])]
        add(file + " whole", big_wig(path, whole, "mean"), whole)
        add(file + " zoom", big_wig(path, grid(50000, [(contig, start, end)]), "mean", exact=False),
            grid(50000, [(contig, start, end)]), exact=False)
        add(file + " bases", per_base(path, contig, 2999900, 3010000), grid(1, [(contig, 2999900, 3010000)]))

    twin = grid(10000, [("chrX", 1990000, 5010000)])
    add("bedgraph_chrx", bedgraph(os.path.join(tracks, "bedgraph_chrx_2e6_5e6.bg"), twin, 10000), twin)
    fourc = grid(100000, [("chr2", 0, 182200000), ("chr10", 0, 130000000), ("chrY", 0, 2000000)])
    add("GSM3182416", bedgraph(os.path.join(tracks, "GSM3182416_E12DHL_WT_Hoxd11vp.bedgraph.gz"), fourc, 100000), fourc)

    hg19 = grid(1000000, [("chr1", 0, 249250621), ("chr22", 0, 51304566), ("chrX", 0, 155270560)])
    for name, file in (("CTCF", "GSM733752_hg19_CTCF_GM12878.broadPeak.gz"),
                       ("SMC3", "GSM935376_hg19_SMC3_GM12878.narrowPeak.bed.gz")):
        path = os.path.join(tracks, file)
        counts = [[float(fields[0]) for fields in bedtools(path, hg19, "intersect", "-c")]]
        add(name + " count", numpy.array(counts), hg19)
        covered = [[float(fields[1]) / float(fields[2]) for fields in bedtools(path, hg19, "coverage")]]
        add(name + " coverage", numpy.array(covered), hg19)
        depth = [[float(fields[0]) for fields in bedtools(path, hg19, "coverage", "-mean")]]
        add(name + " depth", numpy.array(depth), hg19, exact=False)
    ctcf = os.path.join(tracks, "GSM733752_hg19_CTCF_GM12878.broadPeak.gz")
    add("CTCF signal", summed(ctcf, hg19, 1000000, 7, numpy.mean), hg19, exact=False)
    add("CTCF highest", summed(ctcf, hg19, 1000000, 7, numpy.max), hg19, exact=False)
    add("CTCF midpoints", midpoints(ctcf, hg19, 1000000, 7, 50), hg19, exact=False)
    smc3 = os.path.join(tracks, "GSM935376_hg19_SMC3_GM12878.narrowPeak.bed.gz")
    add("SMC3 midpoints", midpoints(smc3, hg19, 1000000, 0, 50), hg19)
    names, places = genes(os.path.join(tracks, "dm3_subset_BDGP5.78.gtf.gz"))
    lines.append(readings.line("genes", places, ["start", "end"], names))
    readings.write(out, "benchmarks/genomics-peers/signals.py DATA signal-peers.tsv", lines)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
