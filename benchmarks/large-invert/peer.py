"""LAPACK's inverse by scipy, timed: N FILE WAY, WAY one of matrix (writes the matrix), numpy, scipy."""
import sys
import time

import numpy as np
import scipy.linalg


def inverse(way, a):
    if way == "numpy":
        return np.linalg.inv(a)
    factors, pivots, _ = scipy.linalg.lapack.dgetrf(a)
    work = int(scipy.linalg.lapack.dgetri_lwork(len(a))[0].real)
    return scipy.linalg.lapack.dgetri(factors, pivots, lwork=work)[0]


n, file, way = int(sys.argv[1]), sys.argv[2], sys.argv[3]
if way == "matrix":
    np.random.default_rng(n).uniform(-1, 1, (n, n)).astype("<f8").tofile(file)
    sys.exit()
a = np.fromfile(file, dtype="<f8").reshape(n, n)
inverse(way, a[:64, :64])
repetitions = max(1, int(min(100, 3e8 / n**3)))
wall, cpu = time.perf_counter(), time.process_time()
for _ in range(repetitions):
    x = inverse(way, a)
wall, cpu = (time.perf_counter() - wall) / repetitions, (time.process_time() - cpu) / repetitions
residual = np.linalg.norm(np.eye(n) - a @ x)
name = {"numpy": "numpy.linalg.inv", "scipy": "scipy dgetrf + dgetri"}[way]
print(f"{n}\t{way}\t{name}\t{wall:.4f}\t{cpu:.4f}\t{residual:.2g}\t\t\t\t")
