"""The Python side: inverses of many matrices at once by numpy and by torch, without any certificate.

Arguments: library (numpy or torch), n, number of matrices, threads. Prints: name, wall seconds, CPU seconds."""
import resource
import sys
import time

import numpy as np

CHUNK = 2048


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def inverses(library, threads):
    if library == "numpy":
        return np.linalg.inv, lambda chunk: chunk
    import torch

    torch.set_num_threads(threads)
    return torch.linalg.inv, torch.from_numpy


library, n, count, threads = sys.argv[1], *map(int, sys.argv[2:5])
invert, convert = inverses(library, threads)
matrices = np.random.default_rng(1).uniform(-1, 1, (count, n, n))
chunks = [convert(matrices[first : first + CHUNK]) for first in range(0, count, CHUNK)]
for chunk in chunks[:100]:
    invert(chunk)
wall, before = time.perf_counter(), cpu()
for chunk in chunks:
    invert(chunk)
print(f"{library} {time.perf_counter() - wall:.4f} {cpu() - before:.4f}")
