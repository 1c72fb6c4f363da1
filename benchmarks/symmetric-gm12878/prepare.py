"""A contact map with binding sites as a test of symmetric models: GM12878 at 1 Mb (Rao et al., Cell 2014), hg19,
chromosomes 1 to 3. Needs h5py.

Arguments: DATA, the directory of hic/gm12878_chr1-3_1mb.cool and of the CTCF and SMC3 peaks of ENCODE in tracks/, and
OUTPUT. Writes

  x.npy     50 x 693, sum of the signals of CTCF peaks by their middle, in the fiftieths of each bin
  y.npy     50 x 693, number of SMC3 peaks there
  z.npy     693 x 693, contacts; NaN between chromosomes and for bins without any
  bins.bed  chromosome, start and end of each column

and prints Pearson's r with log(1 + contacts) inside chromosome 3 of the mean at the distance in chromosomes 1 and 2, and
of a regression on it and on products, sums and minima of the bins' totals, fitted there; the last column is r after
subtracting that mean from both. The second pair of lines leaves out the tenth of bins with the fewest contacts, most of
them empty, which are easy to tell from their totals."""
import gzip
import os
import sys

import h5py
import numpy as np

PARTS = 50
CTCF = "tracks/GSM733752_hg19_CTCF_GM12878.broadPeak.gz"
SMC3 = "tracks/GSM935376_hg19_SMC3_GM12878.narrowPeak.bed.gz"
SIGNAL = 6
HELD_OUT = "3"
SPARSE = 10


def bare(name):
    return name.removeprefix("chr")


def contacts(path):
    """(counts, chromosome of each bin, starts, ends)."""
    with h5py.File(path) as cool:
        names = [bare(name.decode()) for name in cool["chroms/name"][()]]
        chromosome = np.array([names[k] for k in cool["bins/chrom"][()]])
        starts, ends = cool["bins/start"][()], cool["bins/end"][()]
        i, j, count = (cool["pixels/" + n][()] for n in ("bin1_id", "bin2_id", "count"))
    z = np.zeros((len(starts), len(starts)))
    z[i, j] = z[j, i] = count
    return z, chromosome, starts, ends


def peaks(path, chromosome, starts, ends, signal):
    """Sums of a column of the peaks, or their number, in the parts of each bin."""
    totals = np.zeros((PARTS, len(starts)))
    first = {c: int(np.argmax(chromosome == c)) for c in np.unique(chromosome)}
    with gzip.open(path, "rt") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            c = bare(fields[0])
            if c not in first:
                continue
            width = ends[first[c]] - starts[first[c]]
            middle = (int(fields[1]) + int(fields[2])) // 2
            column = first[c] + middle // width
            if column < len(starts) and chromosome[column] == c:
                part = middle % width * PARTS // width
                totals[part, column] += 1 if signal is None else float(fields[signal])
    return totals


def baseline(x, y, z, chromosome):
    i, j = np.triu_indices(len(z), 1)
    cis = chromosome[i] == chromosome[j]
    i, j = i[cis], j[cis]
    target, distance = np.log1p(z[i, j]), j - i
    held = chromosome[i] == HELD_OUT
    counts = np.bincount(distance[~held], minlength=distance.max() + 1)
    sums = np.bincount(distance[~held], target[~held], minlength=len(counts))
    known = np.flatnonzero(counts)
    decay = np.interp(np.arange(len(counts)), known, sums[known] / counts[known])[distance]
    a, b = np.log1p(x.sum(0)), np.log1p(y.sum(0))
    features = np.stack(
        [
            decay,
            a[i] * a[j],
            b[i] * b[j],
            a[i] * b[j] + b[i] * a[j],
            a[i] + a[j],
            b[i] + b[j],
            np.minimum(a[i], a[j]),
            np.ones(len(i)),
        ],
        1,
    )
    weights = np.linalg.lstsq(features[~held], target[~held], rcond=None)[0]
    totals = z.sum(1)
    dense = totals > np.percentile(totals, SPARSE)

    def pearson(u, v):
        return np.corrcoef(u, v)[0, 1]

    for compared in (held, held & dense[i] & dense[j]):
        t, d, p = target[compared], decay[compared], features[compared] @ weights
        yield pearson(d, t), pearson(p, t), pearson(p - d, t - d)


def main(data_directory, output):
    z, chromosome, starts, ends = contacts(os.path.join(data_directory, "hic/gm12878_chr1-3_1mb.cool"))
    x = peaks(os.path.join(data_directory, CTCF), chromosome, starts, ends, SIGNAL)
    y = peaks(os.path.join(data_directory, SMC3), chromosome, starts, ends, None)
    os.makedirs(output, exist_ok=True)
    covered = z.any(0)
    present = (chromosome[:, None] == chromosome[None]) & covered[:, None] & covered[None]
    masked = np.where(present, z, np.nan)
    for name, array in (("x", x), ("y", y), ("z", masked)):
        np.save(os.path.join(output, name + ".npy"), array.astype("f4"))
    with open(os.path.join(output, "bins.bed"), "w") as bed:
        for c, start, end in zip(chromosome, starts, ends):
            bed.write(f"chr{c}\t{start}\t{end}\n")
    print("bins\tbaseline\tPearson r\twithout the mean at the distance")
    for bins, figures in zip(("all", "well covered"), baseline(x, y, z, chromosome)):
        alone, together, rest = figures
        print(f"{bins}\tmean at the distance\t{alone:.3f}\t")
        print(f"{bins}\tregression with peaks\t{together:.3f}\t{rest:.3f}")


main(*sys.argv[1:3])
