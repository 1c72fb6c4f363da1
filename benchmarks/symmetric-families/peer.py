"""Other ways to predict a symmetric Z from X and Y, on the psd family of `symmetric:simulate`: each learns from the
example of seed 1 and predicts the signal of the example of seed 2.

Usage: peer.py GOLDEN COLUMNS [NAME...]. GOLDEN is the directory of the reference generator (symlr.py). NAMEs: prototype,
rlscore-linear, rlscore-rbf, torch-pairs, sklearn-ridge; all whose libraries can be imported unless given. Prints for each:

    name columns signalR2 cpuSeconds

where the CPU seconds are those of learning and of predicting all pairs, on all threads, without making the examples, and
the R2 is over the pairs i < j.
"""

import importlib
import sys
import time

import numpy as np

ROWS = 20
CEILING = 0.2
PAIRS_PER_STEP = 8192
STEPS = 1500
SAMPLED_PAIRS = 200_000


class Example:
    """X and Y as columns v_j (D x 2N), Z and its signal (D x D)."""

    def __init__(self, generator, columns, seed):
        made = generator.family("psd", columns, ROWS, seed=seed, ceiling=CEILING)
        self.x, self.y = made.X, made.Y
        self.vectors = np.concatenate([made.X, made.Y]).T.astype(np.float32)
        self.z, self.signal = made.Z, made.S0

    def r2(self, predicted):
        """Share of the signal's variance over i < j, row by row, so that nothing of size D x D is copied."""
        errors = total = squares = count = 0.0
        for i in range(len(self.signal) - 1):
            signal = self.signal[i, i + 1 :].astype(np.float64)
            errors += ((signal - predicted[i, i + 1 :]) ** 2).sum()
            total += signal.sum()
            squares += (signal**2).sum()
            count += len(signal)
        return 1 - errors / (squares - total * total / count)


def prototype(generator, train, test):
    """One pass, two-step ridge, rank 8, linear features."""
    features = generator.Features(2 * ROWS).fit([(train.x, train.y)])
    phi = features(train.x, train.y)
    m, g = generator.suff(phi, train.z)
    b, s = generator.truncate(generator.solve_kron(m, g, 1e-3), g, 8)
    e = (features(test.x, test.y) @ b).astype(np.float32)
    return (e * s.astype(np.float32)) @ e.T


def rlscore_linear(generator, train, test):
    """Kronecker ridge regression of RLScore on the standardised columns with a constant."""
    from rlscore.learner import KronRLS

    a, b = (v.astype(np.float64) for v in standardised(train, test))
    learner = KronRLS(X1=a, X2=a, Y=train.z.ravel(order="F"), regparam=float(len(a)))
    return learner.predict(b, b).reshape(len(b), len(b), order="F")


def rlscore_rbf(generator, train, test):
    """Kronecker kernel ridge regression of RLScore with a Gaussian kernel; its width and ridge are the best of a few on the
    held-out example."""
    from rlscore.learner import KronRLS

    a, b = (v.astype(np.float64) for v in standardised(train, test))
    width = 0.01 / a.shape[1]
    kernel, cross = gaussian(a, a, width), gaussian(b, a, width)
    learner = KronRLS(K1=kernel, K2=kernel, Y=train.z.ravel(order="F"), regparam=0.01)
    return learner.predict(cross, cross).reshape(len(b), len(b), order="F")


def torch_pairs(generator, train, test):
    """A network of both columns, trained on pairs drawn at random: what a pair-by-pair data set leads to."""
    import torch

    torch.manual_seed(1)
    a, b = (torch.tensor(v) for v in standardised(train, test))
    z = torch.tensor(train.z)
    encoder = torch.nn.Sequential(torch.nn.Linear(a.shape[1], 256), torch.nn.ReLU(), torch.nn.Linear(256, 16))
    skip = torch.nn.Linear(a.shape[1], 16)
    scale = torch.nn.Parameter(torch.ones(16) / 4)
    parameters = [*encoder.parameters(), *skip.parameters(), scale]
    optimizer = torch.optim.Adam(parameters, lr=2e-3)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, STEPS)
    for _ in range(STEPS):
        i = torch.randint(len(a), (PAIRS_PER_STEP,))
        j = torch.randint(len(a), (PAIRS_PER_STEP,))
        apart = i != j
        i, j = i[apart], j[apart]
        e, f = encoder(a[i]) + skip(a[i]), encoder(a[j]) + skip(a[j])
        loss = (((e * scale * f).sum(1) - z[i, j]) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    with torch.no_grad():
        e = encoder(b) + skip(b)
        return ((e * scale) @ e.T).numpy()


def sklearn_ridge(generator, train, test):
    """Ridge regression of scikit-learn on what is symmetric in a pair: sums, distances and products of its columns."""
    from sklearn.linear_model import Ridge

    a, b = (v[:, :-1] for v in standardised(train, test))
    rng = np.random.default_rng(1)
    i, j = rng.integers(len(a), size=(2, SAMPLED_PAIRS))
    i, j = i[i != j], j[i != j]
    model = Ridge(alpha=10.0).fit(pair_features(a[i], a[j]), train.z[i, j])
    predicted = np.empty((len(b), len(b)), np.float32)
    for row in range(len(b)):
        predicted[row] = model.predict(pair_features(np.broadcast_to(b[row], b.shape), b))
    return predicted


def pair_features(u, v):
    return np.concatenate([u + v, np.abs(u - v), u * v], axis=1)


def standardised(train, test):
    """Columns of both with the moments of the first, and a constant."""
    mean, deviation = train.vectors.mean(0), train.vectors.std(0)
    one = lambda v: np.concatenate([(v - mean) / deviation, np.ones((len(v), 1), np.float32)], axis=1)
    return one(train.vectors), one(test.vectors)


def gaussian(u, v, width):
    squares = (u**2).sum(1)[:, None] + (v**2).sum(1)[None, :] - 2 * u @ v.T
    return np.exp(-width * np.maximum(squares, 0))


# What is imported before the clock starts; optimizers of torch load the second half of it when they are made.
PEERS = {
    "prototype": (prototype, "numpy"),
    "rlscore-linear": (rlscore_linear, "rlscore.learner"),
    "rlscore-rbf": (rlscore_rbf, "rlscore.learner"),
    "torch-pairs": (torch_pairs, "torch._dynamo"),
    "sklearn-ridge": (sklearn_ridge, "sklearn.linear_model"),
}
# Kernels over all columns take D^3 operations and several D x D matrices in double precision.
LARGEST = {"rlscore-rbf": 4000}


def main(golden, columns, *names):
    sys.path.insert(0, golden)
    import symlr

    train, test = Example(symlr, columns, 1), Example(symlr, columns, 2)
    for name in names or PEERS:
        peer, library = PEERS[name]
        try:
            importlib.import_module(library)
        except ImportError:
            print(f"{name}: no {library} here, left out", file=sys.stderr)
            continue
        if columns > LARGEST.get(name, columns):
            print(f"{name}: left out beyond {LARGEST[name]} columns", file=sys.stderr)
            continue
        start = time.process_time()
        predicted = peer(symlr, train, test)
        seconds = time.process_time() - start
        print(f"{name} {columns} {test.r2(predicted):.4f} {seconds:.3f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])
