"""The numpy side: the same Gram matrix and regression by the formulas that one writes down in numpy.

Prints a line per phase: name, wall seconds, CPU seconds of the process."""
import resource
import sys
import time

import numpy as np
import scipy.linalg


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def timed(phase, work):
    wall, before = time.perf_counter(), cpu()
    result = work()
    print(f"{phase} {time.perf_counter() - wall:.3f} {cpu() - before:.3f}", flush=True)
    return result


def kernel(features):
    unit = features / np.linalg.norm(features, axis=1, keepdims=True)
    rho = np.clip(unit @ unit.T, -1, 1)
    np.fill_diagonal(rho, 1)
    angle = np.pi - np.arccos(rho)
    return (2 * rho * angle + np.sqrt(1 - rho * rho)) / np.pi


def solve(gram, outputs):
    gram[np.diag_indices_from(gram)] += 0.1
    factor = scipy.linalg.cho_factor(gram, lower=True, overwrite_a=True, check_finite=False)
    return scipy.linalg.cho_solve(factor, outputs.T, check_finite=False)


n, k, q = map(int, sys.argv[1:4])
random = np.random.default_rng(1)
features = random.uniform(-1, 1, (n, k))
outputs = random.uniform(-1, 1, (q, n))
kernel(random.uniform(-1, 1, (500, 64)))
gram = timed("kernel", lambda: kernel(features))
timed("solve", lambda: solve(gram, outputs))
