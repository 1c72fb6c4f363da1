"""Co-expression as a test of symmetric models: lung tumours (Gordon et al., Cancer Research 2002), 12,533 probes.

Arguments: DATA, the directory of expr_gordon.npz, and OUTPUT. Writes, for the probes but the twentieth of least variance
in x and y,

  x.npy  20 x 11,906, expression in 20 adenocarcinomas, log2, values below 20 taken for 20
  y.npy  20 x 11,906, in 20 mesotheliomas
  z.npy  11,906 x 11,906, correlations in the other 130 adenocarcinomas

and prints how the correlations in x and y agree with z over all pairs."""
import os
import sys

import numpy as np

SAMPLES = 20
FLOOR = 20
DROPPED = 0.05
ROWS = 1000


def standardised(samples):
    """Columns of mean 0 and length 1; columns without variance become zero."""
    centred = samples - samples.mean(0)
    lengths = np.sqrt((centred**2).sum(0))
    return np.divide(centred, lengths, out=np.zeros_like(centred), where=lengths > 0).astype("f4")


def agreement(predictors, z):
    """Pearson's r over pairs i < j of the sum of correlations in the predictors with z, by blocks of rows."""
    sums = np.zeros(6)
    for first in range(0, len(z), ROWS):
        rows = slice(first, min(first + ROWS, len(z)))
        above = np.arange(len(z))[None] > np.arange(rows.start, rows.stop)[:, None]
        p = sum(s[:, rows].T @ s for s in predictors)[above].astype(float)
        t = z[rows][above].astype(float)
        sums += len(p), p.sum(), t.sum(), p @ p, t @ t, p @ t
    n, p, t, pp, tt, pt = sums
    return (pt - p * t / n) / np.sqrt((pp - p * p / n) * (tt - t * t / n))


def main(data_directory, output):
    data = np.load(os.path.join(data_directory, "expr_gordon.npz"))
    expression = np.log2(np.maximum(data["x"].astype(float), FLOOR))
    tumours = [np.where(data["y"] == kind)[0] for kind in ("adenocarcinoma", "mesothelioma")]
    x, y = (expression[t[:SAMPLES]] for t in tumours)
    others = expression[tumours[0][SAMPLES:]]
    variances = np.concatenate([x, y]).var(0)
    order = np.argsort(variances, kind="stable")
    kept = np.sort(order[int(np.ceil(DROPPED * len(order))) :])
    x, y, others = x[:, kept], y[:, kept], standardised(others[:, kept])
    os.makedirs(output, exist_ok=True)
    for name, array in (("x", x), ("y", y)):
        np.save(os.path.join(output, name + ".npy"), array.astype("f4"))
    size = len(kept)
    z = np.lib.format.open_memmap(os.path.join(output, "z.npy"), "w+", "f4", (size, size))
    for first in range(0, size, ROWS):
        z[first : first + ROWS] = others[:, first : first + ROWS].T @ others
    z.flush()
    print(f"{size} probes\nbaseline\tPearson r")
    for name, predictors in (
        ("of x", [standardised(x)]),
        ("of y", [standardised(y)]),
        ("mean of both", [standardised(x), standardised(y)]),
        ("of both pooled", [standardised(np.concatenate([x, y]))]),
    ):
        print(f"correlation {name}\t{agreement(predictors, z):.3f}", flush=True)


main(*sys.argv[1:3])
