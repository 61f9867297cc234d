"""Losses of tensors whose shapes differ: their kernels do not broadcast, and say so with names of their own."""

from .limit import Limit

_ANOTHER_SHAPE = ": target and input tensors must have identical shapes"
# Operator -> the function of Metal that says it; losses of two tensors, then their gradients.
_FORWARD = {
    "binary_cross_entropy": "binary_cross_entropy_mps",
    "binary_cross_entropy.out": "binary_cross_entropy_out_mps",
    "huber_loss": "huber_loss_out_mps",
    "huber_loss.out": "huber_loss_out_mps",
}
_BACKWARD = {
    "binary_cross_entropy_backward": "binary_cross_entropy_backward_mps",
    "binary_cross_entropy_backward.grad_input": "binary_cross_entropy_backward_out_mps",
    "mse_loss_backward": "mse_loss_backward_mps",
    "mse_loss_backward.grad_input": "mse_loss_backward_out_mps",
}


def _unlike(tensor, target, *_rest, **_named) -> bool:
    return tensor.shape != target.shape


def _gradient_unlike(gradient, tensor, target, *_rest, **_named) -> bool:
    return tensor.shape != target.shape


LOSSES = (
    *(Limit((name,), _ANOTHER_SHAPE, _unlike, f"{function}{_ANOTHER_SHAPE}{{}}") for name, function in _FORWARD.items()),
    *(Limit((name,), _ANOTHER_SHAPE, _gradient_unlike, f"{function}{_ANOTHER_SHAPE}{{}}") for name, function in _BACKWARD.items()),
)
