import torch


def select(device):
    if device and device != "cpu":
        assert torch.cuda.is_available(), device
    return device
