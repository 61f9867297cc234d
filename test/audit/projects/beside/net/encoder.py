import torch


class Encoder:
    def __init__(self, device="cuda"):
        self.device = device

    def forward(self, x):
        return torch.ones(1, device=x.device)


class Placing:
    def __init__(self, device="cuda"):
        self.device = device

    def forward(self, x):
        return x.to(self.device)
