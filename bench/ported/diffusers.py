"""Noise of a schedule, added to a sample on the GPU."""

import torch
from diffusers import LMSDiscreteScheduler

sample = torch.ones(1, 4, 8, 8, device="mps")
LMSDiscreteScheduler().add_noise(sample, torch.randn_like(sample), torch.tensor([10], device="mps"))
