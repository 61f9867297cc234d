import argparse

import torch

parser = argparse.ArgumentParser()
parser.add_argument("--device", default="cuda")
parser.add_argument("--other-device", default="cuda")
args = parser.parse_args()
if args.device == "cuda" and not torch.cuda.is_available():
    args.device = "cpu"


def always_passed(model, device="cuda"):
    return model.to(device)


def left_out(model, device="cuda"):
    return model.to(device)


def main(model):
    always_passed(model, args.device)
    left_out(model)


def _private(model, rank, device="cuda"):
    return model.to(device)


def outer(model, rank):
    return _private(model, rank, device=model.device)
