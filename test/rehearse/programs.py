"""Small programs as people write them, each of which prints what its training or inference comes to."""

import copy
import io
import json

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.checkpoint import checkpoint
from torch.utils.data import DataLoader, TensorDataset

DEVICE = torch.device("mps" if torch.backends.mps.is_available() else "cpu")


def train(model, optimizer, batches, loss_of) -> list[float]:
    """The losses of one pass."""
    losses = []
    for batch in batches:
        loss = loss_of(model, *[part.to(DEVICE) for part in batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def convolutions() -> list[float]:
    model = nn.Sequential(
        nn.Conv2d(3, 8, 3, padding=1), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 8, 3, groups=4),
        nn.GroupNorm(2, 8), nn.SiLU(), nn.AdaptiveAvgPool2d(2), nn.Flatten(), nn.Dropout(0.0), nn.Linear(32, 5),
    ).to(DEVICE)
    data = TensorDataset(torch.randn(16, 3, 16, 16), torch.randint(0, 5, (16,)))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9, nesterov=True)
    return train(model, optimizer, DataLoader(data, 4, shuffle=True), lambda m, x, y: F.cross_entropy(m(x), y))


def transformer() -> list[float]:
    layer = nn.TransformerEncoderLayer(32, 4, 64, dropout=0.0, batch_first=True, norm_first=True)
    model = nn.Sequential(nn.Embedding(50, 32), nn.TransformerEncoder(layer, 2, enable_nested_tensor=False), nn.Linear(32, 50))
    model.to(DEVICE)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    batches = [(torch.randint(0, 50, (4, 12)), torch.randint(0, 50, (4, 12))) for _ in range(4)]
    return train(model, optimizer, batches, lambda m, x, y: F.cross_entropy(m(x).flatten(0, 1), y.flatten()))


def recurrent() -> list[float]:
    class Tagger(nn.Module):
        def __init__(self):
            super().__init__()
            self.lstm, self.gru = nn.LSTM(6, 8, 2, bidirectional=True, batch_first=True), nn.GRU(16, 8, batch_first=True)
            self.last = nn.Linear(8, 3)

        def forward(self, x):
            return self.last(self.gru(self.lstm(x)[0])[0])

    model = Tagger().to(DEVICE)
    optimizer = torch.optim.RMSprop(model.parameters(), lr=1e-2)
    batches = [(torch.randn(4, 7, 6), torch.randint(0, 3, (4, 7))) for _ in range(4)]
    return train(model, optimizer, batches, lambda m, x, y: F.cross_entropy(m(x).flatten(0, 1), y.flatten()))


def diffusion() -> list[float]:
    class UNet(nn.Module):
        def __init__(self):
            super().__init__()
            self.time = nn.Sequential(nn.Linear(16, 16), nn.SiLU(), nn.Linear(16, 16))
            self.down, self.middle = nn.Conv2d(3, 16, 3, stride=2, padding=1), nn.Conv2d(16, 16, 3, padding=1)
            self.up = nn.ConvTranspose2d(32, 3, 4, stride=2, padding=1)

        def forward(self, x, step):
            waves = step[:, None].float() * torch.exp(-torch.arange(8, device=x.device) / 8)
            at = self.time(torch.cat([waves.sin(), waves.cos()], -1))[:, :, None, None]
            down = F.silu(self.down(x) + at)
            return self.up(torch.cat([down, F.silu(self.middle(down))], 1))

    model = UNet().to(DEVICE)
    average = copy.deepcopy(model)
    kept = torch.linspace(0.99, 0.01, 10).cumprod(0).to(DEVICE)

    def loss_of(m, x, noise, step):
        scale = kept[step].view(-1, 1, 1, 1)
        return F.mse_loss(m(scale.sqrt() * x + (1 - scale).sqrt() * noise, step), noise)

    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    batches = [(torch.randn(2, 3, 8, 8), torch.randn(2, 3, 8, 8), torch.randint(0, 10, (2,))) for _ in range(4)]
    losses = train(model, optimizer, batches, loss_of)
    with torch.no_grad():
        for mean, new in zip(average.parameters(), model.parameters()):
            mean.lerp_(new, 0.1)
        x = torch.randn(1, 3, 8, 8).to(DEVICE)
        for step in reversed(range(10)):
            x = x - 0.1 * average(x, torch.full((1,), step, device=DEVICE))
    return [*losses, x.mean().item(), x.std().item()]


def reinforcement() -> list[float]:
    policy = nn.Sequential(nn.Linear(4, 16), nn.Tanh(), nn.Linear(16, 2)).to(DEVICE)
    optimizer = torch.optim.Adam(policy.parameters(), lr=1e-2)
    returns = []
    for _ in range(3):
        state, rewards, chosen = torch.randn(4), [], []
        for _ in range(6):
            logits = policy(state.to(DEVICE))
            action = logits.argmax().item()
            chosen.append(torch.distributions.Categorical(logits=logits).log_prob(torch.tensor(action, device=DEVICE)))
            state = state.roll(1) + action * 0.1
            rewards.append(state[0].item())
        weights = torch.tensor(rewards, device=DEVICE).flip(0).cumsum(0).flip(0)
        loss = -(torch.stack(chosen) * (weights - weights.mean()) / (weights.std() + 1e-6)).sum()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(policy.parameters(), 1.0)
        optimizer.step()
        returns.append(loss.item())
    return returns


def mixed_precision() -> list[float]:
    model = nn.Sequential(nn.Linear(8, 16), nn.LayerNorm(16), nn.GELU(), nn.Linear(16, 1)).to(DEVICE)
    optimizer, losses = torch.optim.Adam(model.parameters(), lr=1e-2), []
    scaler = torch.amp.GradScaler(DEVICE.type, init_scale=256.0)
    for _ in range(3):
        x = torch.randn(4, 8).to(DEVICE)
        with torch.autocast(DEVICE.type, dtype=torch.bfloat16):
            loss = model(x).float().pow(2).mean()
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        scaler.unscale_(optimizer)
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        scaler.step(optimizer)
        scaler.update()
        losses.append(loss.item())
    return losses


def checkpointing() -> list[float]:
    layers = nn.ModuleList(nn.Sequential(nn.Linear(8, 8), nn.Tanh()) for _ in range(3)).to(DEVICE)
    x = torch.randn(4, 8).to(DEVICE).requires_grad_()
    y = x
    for layer in layers:
        y = checkpoint(layer, y, use_reentrant=False)
    y.pow(2).sum().backward()
    return [y.sum().item(), x.grad.sum().item()]


def saving() -> list[float]:
    model = nn.Sequential(nn.Linear(4, 4), nn.BatchNorm1d(4)).to(DEVICE)
    optimizer = torch.optim.AdamW(model.parameters())
    model(torch.randn(8, 4).to(DEVICE)).sum().backward()
    optimizer.step()
    file = io.BytesIO()
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict()}, file)
    file.seek(0)
    loaded = torch.load(file, map_location=DEVICE, weights_only=True)
    again = nn.Sequential(nn.Linear(4, 4), nn.BatchNorm1d(4)).to(DEVICE)
    again.load_state_dict(loaded["model"])
    assert next(again.parameters()).device.type == DEVICE.type
    return [again.eval()(torch.randn(2, 4).to(DEVICE)).sum().item()]


def functions() -> list[float]:
    weights = torch.randn(3, 3).to(DEVICE)
    jacobian = torch.func.jacrev(lambda x: torch.tanh(x @ weights))(torch.randn(3).to(DEVICE))
    each = torch.func.vmap(torch.func.grad(lambda w, x: (w @ x).pow(2).sum()), (None, 0))(weights, torch.randn(4, 3).to(DEVICE))
    x = torch.randn(3).to(DEVICE).requires_grad_()
    (first,) = torch.autograd.grad((x**3).sum(), x, create_graph=True)
    first.pow(2).sum().backward()
    return [jacobian.sum().item(), each.sum().item(), x.grad.sum().item()]


def second_order() -> list[float]:
    model = nn.Linear(4, 1).to(DEVICE)
    x, y = torch.randn(8, 4).to(DEVICE), torch.randn(8, 1).to(DEVICE)
    optimizer = torch.optim.LBFGS(model.parameters(), max_iter=5)

    def closure():
        optimizer.zero_grad()
        loss = F.mse_loss(model(x), y)
        loss.backward()
        return loss

    return [optimizer.step(closure).item(), F.mse_loss(model(x), y).item()]


def graph() -> list[float]:
    features, edges = torch.randn(6, 4).to(DEVICE), torch.tensor([[0, 1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 0]]).to(DEVICE)
    layer = nn.Linear(4, 4).to(DEVICE)
    sums = torch.zeros(6, 4, device=DEVICE).index_add(0, edges[1], layer(features)[edges[0]])
    degrees = torch.bincount(edges[1], minlength=6).clamp(min=1)
    out = (sums / degrees[:, None]).relu()
    out.sum().backward()
    return [out.sum().item(), layer.weight.grad.sum().item()]


def speech() -> list[float]:
    wave = torch.sin(torch.arange(800) / 7.0).to(DEVICE)
    spectrum = torch.stft(wave, 64, window=torch.hann_window(64, device=DEVICE), return_complex=True).abs().pow(2)
    features = (spectrum + 1e-6).log()
    return [features.mean().item(), features.std().item()]


PROGRAMS = (
    convolutions, transformer, recurrent, diffusion, reinforcement, mixed_precision,
    checkpointing, saving, functions, second_order, graph, speech,
)

if __name__ == "__main__":
    found = {}
    for program in PROGRAMS:
        torch.manual_seed(0)
        found[program.__name__] = program()
    workers = DataLoader(TensorDataset(torch.arange(8.0)), 4, num_workers=1)
    found["workers"] = [part.to(DEVICE).sum().item() for (part,) in workers]
    print(json.dumps({"device": DEVICE.type, "found": found}))
