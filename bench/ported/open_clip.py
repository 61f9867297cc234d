"""A training step on the device that open_clip's training gives out for `--device mps`."""

from argparse import Namespace

import torch
from open_clip_train.distributed import init_distributed_device

asked = Namespace(device="mps", horovod=False, no_set_device_rank=False, dist_backend=None, dist_url=None)
device = init_distributed_device(asked)
model = torch.nn.Linear(4, 2).to(device)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
model(torch.ones(3, 4, device=device)).sum().backward()
optimizer.step()
