"""A training step on the device that ChatTTS selects."""

import torch
from gpu_utils import select_device

device = select_device()
model = torch.nn.Linear(4, 2).to(device)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
model(torch.ones(3, 4, device=device)).sum().backward()
optimizer.step()
