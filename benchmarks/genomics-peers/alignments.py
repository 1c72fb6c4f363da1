#!/usr/bin/python3
"""Coverage and read counts of the real BAM and CRAM files as samtools and pysam have them.

Usage: alignments.py DATA_DIRECTORY OUTPUT.tsv
Coverage is from samtools bedcov (-Q, -j, -g), reads of a bin from pysam's fetch (the reads of samtools view REGION).
Nothing is fetched over the network.
"""
import os
import shutil
import subprocess
import sys
import tempfile

import numpy
import pysam

import readings

data, output = sys.argv[1:3]
os.environ["REF_PATH"] = os.environ["REF_CACHE"] = "/nonexistent"
work = tempfile.mkdtemp()
lines = []


def run(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          encoding="utf-8", errors="replace").stdout


def take(name):
    """A copy beside which an index can be made."""
    path = os.path.join(work, os.path.basename(name))
    shutil.copyfile(os.path.join(data, "bam", name), path)
    run("samtools", "index", path)
    return path


def bins(path, size, only=None):
    with pysam.AlignmentFile(path, check_sq=False, ignore_truncation=True) as f:
        return [(c, s, min(s + size, n)) for c, n in zip(f.references, f.lengths) if only in (None, c)
                for s in range(0, n, size)]


def coverage(path, places, *options):
    bed = os.path.join(work, "bins.bed")
    with open(bed, "w") as f:
        f.writelines(f"{c}\t{s}\t{e}\n" for c, s, e in places)
    return [int(line.split("\t")[3]) for line in run("samtools", "bedcov", *options, bed, path).splitlines()]


def reads(path, places, excluded=0x704, least=0):
    with pysam.AlignmentFile(path, check_sq=False, ignore_truncation=True) as f:
        return [sum(1 for r in f.fetch(c, s, e) if not r.flag & excluded and r.mapping_quality >= least)
                for c, s, e in places]


def part(path, name, *view):
    """Those reads that samtools view selects, in a file of their own."""
    made = os.path.join(work, name + ".bam")
    run("samtools", "view", "-b", "-o", made, *view, path)
    run("samtools", "index", made)
    return made


def add(name, cells, rows, places):
    labels = [f"{c}:{s}-{e}" for c, s, e in places]
    lines.append(readings.line(name, numpy.array(cells, dtype=numpy.float32), rows, labels))


na = take("NA12878.b37.chr20.first8000.bam")
row = ["NA12878.b37.chr20.first8000"]
places = bins(na, 100)
add("NA12878 coverage", [coverage(na, places)], row, places)
add("NA12878 mean", [[c / (e - s) for c, (_, s, e) in zip(coverage(na, places), places)]], row, places)
add("NA12878 gaps=skip", [coverage(na, places, "-j")], row, places)
add("NA12878 min-mapq=30", [coverage(na, places, "-Q", "30")], row, places)
add("NA12878 exclude-flags=4", [coverage(na, places, "-g", "0x700")], row, places)
add("NA12878 include-flags=2", [coverage(part(na, "proper", "-f", "2"), places)], row, places)
add("NA12878 reads", [reads(na, places)], row, places)
add("NA12878 reads min-mapq=30", [reads(na, places, least=30)], row, places)
add("NA12878 strand", [coverage(part(na, "plus", "-F", "16"), places), coverage(part(na, "minus", "-f", "16"), places)],
    ["+", "-"], places)
add("NA12878 sample", [coverage(na, places)], ["NA12878"], places)

hg18 = take("hg18_index_test.bam")
places = bins(hg18, 1_000_000)
add("hg18 coverage", [coverage(hg18, places)], ["hg18_index_test"], places)
add("hg18 reads", [reads(hg18, places)], ["hg18_index_test"], places)
places = [p for p in bins(hg18, 1000, "chr7") if p[1] < 20_000_000]
add("hg18 region", [coverage(hg18, places)], ["hg18_index_test"], places)

fly = take("paired_chr2L.bam")
places = bins(fly, 1000)
add("paired_chr2L coverage", [coverage(fly, places)], ["paired_chr2L"], places)
add("paired_chr2L reads", [reads(fly, places)], ["paired_chr2L"], places)

for version in ("3.0", "3.1"):
    cram = take(f"celegans_cram{version}_level4.cram")
    row = [f"celegans_cram{version}_level4"]
    # bedcov looks its reads up through the index, so a BAM twin saves it from decoding each container for each bin
    twin = part(cram, "twin" + version)
    places = bins(cram, 1_000_000)
    add(f"CRAM {version} coverage", [coverage(twin, places)], row, places)
    add(f"CRAM {version} reads", [reads(twin, places)], row, places)
    places = bins(cram, 100, "chrM")
    add(f"CRAM {version} region", [coverage(cram, places)], row, places)
    add(f"CRAM {version} sample", [coverage(cram, places)], ["NA12878"], places)

readings.write(output, "benchmarks/genomics-peers/alignments.py, " + run("samtools", "--version").splitlines()[0], lines)
shutil.rmtree(work)
