"""Linkage disequilibrium as a test of symmetric models: 610 variants of chromosome 22 in the 1000 Genomes Project.

Arguments: DATA, the directory of ld.X.npy, ld.Y.npy, ld.Z.npy and ld.labels.txt, and OUTPUT. Writes

  x.npy     50 x 610, alternative alleles of 50 Yoruba
  y.npy     50 x 610, of 50 Utah residents
  z.npy     610 x 610, correlations in the other 2,404 people
  bins.bed  chromosome, start and end of each variant

and prints how the correlations in the two samples agree with z over all pairs."""
import os
import sys

import numpy as np


def correlations(samples):
    """Columns without variance correlate with nothing."""
    centred = samples - samples.mean(0)
    lengths = np.sqrt((centred**2).sum(0))
    scaled = np.divide(centred, lengths, out=np.zeros_like(centred), where=lengths > 0)
    return scaled.T @ scaled


def main(data_directory, output):
    x, y, z = (np.load(os.path.join(data_directory, f"ld.{n}.npy")).astype("f4") for n in "XYZ")
    with open(os.path.join(data_directory, "ld.labels.txt")) as file:
        labels = file.read().split()
    os.makedirs(output, exist_ok=True)
    for name, array in (("x", x), ("y", y), ("z", z)):
        np.save(os.path.join(output, name + ".npy"), array)
    with open(os.path.join(output, "bins.bed"), "w") as bed:
        for label in labels:
            chromosome, position, reference, _ = label.split(":")
            start = int(position) - 1
            bed.write(f"{chromosome}\t{start}\t{start + len(reference)}\t{label}\n")
    above = np.triu_indices(len(z), 1)
    a, b = (correlations(s.astype(float))[above] for s in (x, y))
    print("baseline\tPearson r")
    for name, prediction in (("of x", a), ("of y", b), ("mean of both", a + b)):
        print(f"correlation {name}\t{np.corrcoef(prediction, z[above])[0, 1]:.3f}")


main(*sys.argv[1:3])
