"""Two training loops of which bench/rehearse.mjs compares the times with and without a rehearsal: the least of
several rounds, in processor time, since machines are busy."""

import json
import sys
import time

started = time.process_time()
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.attention import SDPBackend, sdpa_kernel

imported = time.process_time() - started
torch.set_num_threads(1)
device = "mps" if torch.backends.mps.is_available() else "cpu"


class Block(nn.Module):
    def __init__(self, width: int, heads: int):
        super().__init__()
        self.heads = heads
        self.before, self.after = nn.LayerNorm(width), nn.LayerNorm(width)
        self.mix, self.project = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.think = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))

    def forward(self, x):
        batch, length, width = x.shape
        query, key, value = self.mix(self.before(x)).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(query, key, value, is_causal=True)
        x = x + self.project(seen.transpose(1, 2).reshape(batch, length, width))
        return x + self.think(self.after(x))


class Transformer(nn.Module):
    """About ten million parameters."""

    def __init__(self, words: int = 8000, width: int = 256, depth: int = 10):
        super().__init__()
        self.words, self.places = nn.Embedding(words, width), nn.Embedding(128, width)
        self.blocks = nn.Sequential(*(Block(width, 8) for _ in range(depth)))
        self.last = nn.Linear(width, words, bias=False)
        self.last.weight = self.words.weight

    def forward(self, tokens):
        return self.last(self.blocks(self.words(tokens) + self.places(torch.arange(tokens.shape[1], device=tokens.device))))


def least(step, steps: int, rounds: int) -> float:
    """Seconds for one step."""
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        for _ in range(steps):
            step()
        times.append((time.process_time() - begun) / steps)
    return min(times)


def small() -> float:
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 2)).to(device)
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-2)

    def step():
        loss = (model(torch.randn(32, 64, device=device)) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

    return least(step, 50, 30)


def large() -> float:
    torch.manual_seed(0)
    model = Transformer().to(device)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-4)
    tokens, targets = (torch.randint(0, 8000, (4, 128)).to(device) for _ in range(2))

    def step():
        loss = F.cross_entropy(model(tokens).flatten(0, 1), targets.flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

    # Metal trains this way; on the CPU PyTorch would take another, which is not what is compared.
    with sdpa_kernel(SDPBackend.MATH):
        step()
        return least(step, 1, int(sys.argv[1]) if len(sys.argv) > 1 else 6)


print(json.dumps({"import": imported, "small": small(), "large": large()}))
