"""The two source networks in PyTorch, written from their description, trained for so many CPU seconds on one thread.

Usage: peer.py seed|deepmatrixinversion N SECONDS [SEED]. Prints one line as LearnBenchmark does:
peer name n parameters samples cpu-seconds, then for filtered and unfiltered held-out matrices
median p95 p99 max share-in-basin, then RMSE and R2 of the filtered ones.
"""

import sys
import time

import numpy as np
import torch

HELD_OUT = 20_000
BATCH = 1024


class Network(torch.nn.Module):
    """Dense 128; 7 blocks of four dense 256 layers on everything so far and a zero-initialised dense 128, plus skip."""

    def __init__(self, n):
        super().__init__()
        self.n = n
        self.first = dense(n * n, 128)
        self.blocks = torch.nn.ModuleList()
        for _ in range(7):
            layers = [dense(128 + 256 * i, 256) for i in range(4)]
            last = dense(128 + 256 * 4, 128)
            torch.nn.init.zeros_(last.weight)
            self.blocks.append(torch.nn.ModuleList(layers + [last]))
        self.last = dense(128, n * n)

    def forward(self, matrices):
        x = torch.relu(self.first(matrices.reshape(len(matrices), -1)))
        for block in self.blocks:
            seen = x
            for layer in block[:-1]:
                seen = torch.cat([seen, torch.relu(layer(seen))], dim=1)
            x = block[-1](seen) + x
        return self.last(x).reshape(-1, self.n, self.n)


def dense(inputs, outputs):
    """A layer initialised as Keras does."""
    layer = torch.nn.Linear(inputs, outputs)
    torch.nn.init.xavier_uniform_(layer.weight)
    torch.nn.init.zeros_(layer.bias)
    return layer


def uniform(rng, count, n, bound):
    """Entries in [-1, 1), |det| above the bound."""
    found = []
    while sum(map(len, found)) < count:
        drawn = rng.uniform(-1, 1, (count, n, n))
        found.append(drawn[np.abs(np.linalg.det(drawn)) > bound])
    return np.concatenate(found)[:count]


def residual(a, x):
    return torch.eye(a.shape[-1], dtype=a.dtype) - a @ x


def answers(network, matrices, scale):
    with torch.no_grad():
        parts = [network(part) for part in torch.tensor(matrices, dtype=torch.float32).split(BATCH)]
    return torch.cat(parts).double().numpy() * scale


def quality(matrices, guesses):
    left = np.eye(matrices.shape[-1]) - matrices @ guesses
    norms = np.sort(np.linalg.norm(left, axis=(1, 2)))
    basin = np.mean(np.linalg.norm(left, 2, axis=(1, 2)) < 1)
    at = [norms[int(np.ceil(p * len(norms))) - 1] for p in (0.5, 0.95, 0.99, 1)]
    return " ".join(f"{value:.3e}" for value in at) + f" {basin:.5f}"


def train(name, n, seconds, seed):
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    network = Network(n)
    # The post divides the inverse by 5 and takes the squared error; DeepMatrixInversion divides by the range.
    scale = 5.0 if name == "seed" else 2.0
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-5 if name == "seed" else 1e-4)
    start = time.process_time()
    samples = 0
    while time.process_time() - start < seconds:
        matrices = uniform(rng, BATCH, n, 0.1)
        a = torch.tensor(matrices, dtype=torch.float32)
        guess = network(a)
        if name == "seed":
            target = torch.tensor(np.linalg.inv(matrices) / scale, dtype=torch.float32)
            loss = torch.mean((guess - target) ** 2)
        else:
            loss = torch.linalg.matrix_norm(residual(a, guess * scale)).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        samples += BATCH
    cpu = time.process_time() - start
    held_out = np.random.default_rng(seed + 10**6)
    filtered = uniform(held_out, HELD_OUT, n, 0.1)
    unfiltered = uniform(held_out, HELD_OUT, n, 0)
    guesses = answers(network, filtered, scale)
    truth = np.linalg.inv(filtered)
    rmse = np.sqrt(np.mean((guesses - truth) ** 2))
    r2 = 1 - np.sum((guesses - truth) ** 2) / np.sum((truth - truth.mean()) ** 2)
    parameters = sum(p.numel() for p in network.parameters())
    print(
        f"torch {name} {n} {parameters} {samples} {cpu:.1f}",
        quality(filtered, guesses),
        quality(unfiltered, answers(network, unfiltered, scale)),
        f"{rmse:.3e} {r2:.4f}",
        flush=True,
    )


if __name__ == "__main__":
    train(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]) if len(sys.argv) > 4 else 1)
