"""A contact map as a test of symmetric models: human embryonic stem cells at 1 Mb (Dixon et al., Nature 2012), hg19.

Arguments: DATA, the directory of hic_h1_1mb.npz, and OUTPUT. Writes

  x.npy     20 x 3,114, share of G and C in the twentieths of each bin
  y.npy     20 x 3,114, replication timing there
  z.npy     3,114 x 3,114, balanced contacts; NaN for bins without a balancing weight and between chromosomes
  bins.bed  chromosome, start and end of each column

and prints what the products of the bins' means reach for log observed/expected: means over 23 chromosomes, slope and
intercept from the chromosomes of the other four folds (number of the chromosome modulo 5)."""
import os
import sys

import numpy as np

PSEUDO_COUNT = 1
NEAREST, END = 2, 100
CHROMOSOMES, FOLDS = 23, 5


def filled(track, chromosome):
    """Missing parts of a bin take its mean, bins without any part the median of their chromosome."""
    track = track.astype(float)
    with np.errstate(invalid="ignore"):
        counts = np.isfinite(track).sum(0)
        means = np.where(counts > 0, np.nansum(track, 0) / np.maximum(counts, 1), np.nan)
    for c in np.unique(chromosome):
        own = chromosome == c
        present = means[own][np.isfinite(means[own])]
        middle = np.median(present) if len(present) else np.nanmedian(means)
        means[own] = np.where(np.isfinite(means[own]), means[own], middle)
    return np.where(np.isfinite(track), track, means[None]).astype("f4")


def balanced(data):
    weight, chromosome = data["weight"], data["chrom"]
    z = data["Z"] * weight[:, None] * weight[None]
    z[chromosome[:, None] != chromosome[None]] = np.nan
    return z.astype("f4")


def log_ratios(z):
    """log((z + 1) / (e + 1)), e the mean at the distance."""
    ratios = np.full(z.shape, np.nan)
    for d in range(len(z)):
        stratum = np.diagonal(z, d).astype(float)
        if np.isfinite(stratum).any():
            rows = np.arange(len(stratum))
            values = np.log((stratum + PSEUDO_COUNT) / (np.nanmean(stratum) + PSEUDO_COUNT))
            ratios[rows, rows + d] = ratios[rows + d, rows] = values
    return ratios


def product(track, covered):
    """u_i u_j, u the bins' means standardised over the covered bins."""
    means = track.mean(0)
    u = np.where(covered, (means - means[covered].mean()) / means[covered].std(), np.nan)
    return np.outer(u, u)


def pairs(target, end):
    i, j = np.triu_indices(len(target), 1)
    chosen = np.isfinite(target[i, j]) & (j - i >= NEAREST) & (j - i < end)
    return i[chosen], j[chosen]


def ranks(values):
    _, where, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return (ends - (counts - 1) / 2)[where]


def pearson(a, b):
    return np.corrcoef(a, b)[0, 1]


def strata(target, prediction):
    """(stratum-adjusted correlation, mean correlation by distance)."""
    weighted, weights, singles = 0.0, 0.0, []
    for d in range(1, min(END, len(target))):
        a, b = np.diagonal(target, d), np.diagonal(prediction, d)
        both = np.isfinite(a) & np.isfinite(b)
        a, b, n = a[both], b[both], both.sum()
        if n < 5 or a.min() == a.max() or b.min() == b.max():
            continue
        r = pearson(a, b)
        if d < len(target) - 5:
            w = n * np.sqrt(np.var(ranks(a) / n, ddof=1) * np.var(ranks(b) / n, ddof=1))
            weighted, weights = weighted + w * r, weights + w
        if d >= NEAREST and n > 8:
            singles.append(r)
    return weighted / weights if weights else np.nan, np.mean(singles) if singles else np.nan


def compartment(m, covered):
    part = np.nan_to_num(m[np.ix_(covered, covered)])
    np.fill_diagonal(part, 0)
    return np.linalg.eigh(np.nan_to_num(np.corrcoef(part)))[1][:, -1]


def scores(target, prediction, covered):
    i, j = pairs(target, END)
    t, p = target[i, j], prediction[i, j]
    adjusted, by_distance = strata(target, prediction)
    determination = 1 - ((t - p) ** 2).sum() / ((t - t.mean()) ** 2).sum()
    vectors = [compartment(m, covered) for m in (target, prediction)]
    return adjusted, by_distance, determination, pearson(ranks(t), ranks(p)), abs(pearson(*vectors))


def baseline(targets, products, covered):
    sums = []
    for target, prediction in zip(targets, products):
        i, j = pairs(target, len(target))
        x, t = prediction[i, j], target[i, j]
        sums.append(np.array([len(x), x.sum(), t.sum(), x @ x, x @ t]))
    rows = []
    for c in range(CHROMOSOMES):
        n, x, t, xx, xt = sum(sums[k] for k in range(CHROMOSOMES) if k % FOLDS != c % FOLDS)
        slope = (xt - x * t / n) / (xx - x * x / n)
        rows.append(scores(targets[c], slope * products[c] + (t - slope * x) / n, covered[c]))
    return np.nanmean(rows, 0)


def main(data_directory, output):
    data = dict(np.load(os.path.join(data_directory, "hic_h1_1mb.npz")))
    chromosome = data["chrom"]
    x, y, z = filled(data["gc"], chromosome), filled(data["rt"], chromosome), balanced(data)
    os.makedirs(output, exist_ok=True)
    for name, array in (("x", x), ("y", y), ("z", z)):
        np.save(os.path.join(output, name + ".npy"), array)
    ends = data.get("end", data["start"] + 1_000_000)
    with open(os.path.join(output, "bins.bed"), "w") as bed:
        for c, start, end in zip(chromosome, data["start"], ends):
            bed.write(f"{data['chroms'][c]}\t{start}\t{end}\n")
    own = [np.where(chromosome == c)[0] for c in range(CHROMOSOMES)]
    covered = [np.isfinite(data["weight"][o]) for o in own]
    targets = [log_ratios(z[np.ix_(o, o)]) for o in own]
    print("baseline\tSCC\tr by distance\tR2\tSpearman r\t|r| of first eigenvector")
    for name, track in (("GC product", x), ("timing product", y)):
        products = [product(track[:, o], k) for o, k in zip(own, covered)]
        print(name, *(f"{v:.3f}" for v in baseline(targets, products, covered)), sep="\t")


main(*sys.argv[1:3])
