"""A training step of a model that Accelerate has laid out over the devices by itself."""

import torch
from accelerate import dispatch_model, infer_auto_device_map

model = torch.nn.Sequential(torch.nn.Linear(4, 4), torch.nn.Linear(4, 2))
model = dispatch_model(model, infer_auto_device_map(model))
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
model(torch.ones(3, 4)).sum().backward()
optimizer.step()
