"""The same network in PyTorch: one training step (gradients and Adam) of the preset "seed" at n = 3.

Prints the median CPU milliseconds of a step."""
import statistics
import sys
import time

import torch

torch.set_num_threads(1)
torch.manual_seed(1)
batch, steps = map(int, sys.argv[1:3])
n, units, blocks, layers = 3, 128, 7, 4


class Block(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = torch.nn.ModuleList(
            torch.nn.Linear(units + 2 * units * k, 2 * units) for k in range(layers))
        self.back = torch.nn.Linear(units + 2 * units * layers, units)
        torch.nn.init.zeros_(self.back.weight)
        torch.nn.init.zeros_(self.back.bias)

    def forward(self, state):
        seen = state
        for layer in self.layers:
            seen = torch.cat([seen, torch.relu(layer(seen))], 1)
        return state + self.back(seen)


network = torch.nn.Sequential(
    torch.nn.Linear(n * n, units), torch.nn.ReLU(), *(Block() for _ in range(blocks)), torch.nn.Linear(units, n * n))
assert sum(p.numel() for p in network.parameters()) == 4_712_713
matrices = torch.rand(batch, n, n) * 4 - 2
targets = torch.linalg.inv(matrices + 3 * torch.eye(n)).flatten(1) / 5
adam = torch.optim.Adam(network.parameters(), lr=1e-5, eps=1e-7, fused=True)
times = []
for step in range(steps + 3):
    start = time.process_time()
    adam.zero_grad()
    loss = ((network(matrices.flatten(1)) - targets) ** 2).mean()
    loss.backward()
    adam.step()
    loss.item()
    times.append(1000 * (time.process_time() - start))
print(f"{statistics.median(times[3:]):.1f}")
