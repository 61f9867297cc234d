"""A training step by Accelerate, which was told that this is a Mac."""

import os

os.environ["USE_MPS_DEVICE"] = "true"

import torch
from accelerate import Accelerator

accelerator = Accelerator()
model = torch.nn.Linear(4, 2)
model, optimizer = accelerator.prepare(model, torch.optim.SGD(model.parameters(), lr=0.1))
accelerator.backward(model(torch.ones(3, 4, device=accelerator.device)).sum())
optimizer.step()
