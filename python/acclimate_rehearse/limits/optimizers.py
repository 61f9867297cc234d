"""Optimizers that are one kernel: lists of tensors that have to be alike, and number types."""

import torch

from .limit import Limit

_ADAMS = tuple(f"_fused_{kind}{end}" for kind in ("adam", "adamw") for end in ("", "_", "_.tensor_lr", ".tensor_lr"))
_SGD = tuple(f"_fused_sgd{end}" for end in ("", "_", "_.tensor_lr", ".tensor_lr"))
_TAKEN_AT_FIRST = (torch.float32, torch.float16)
_TAKEN = (*_TAKEN_AT_FIRST, torch.bfloat16)
_LISTS = ("params", "grads", "exp_avgs", "exp_avg_sqs", "max_exp_avg_sqs")


def _are_unlike(lists) -> bool:
    """Tensors at the same place of each list: number type, device and layout."""
    return any(
        any((one.dtype, one.device, one.layout) != (row[0].dtype, row[0].device, row[0].layout) for one in row)
        for row in zip(*lists, strict=False)
    )


def _unlike(has_maxima: bool):
    def refuses(params, grads, averages, squares, maxima, *_rest, amsgrad=False, **_named) -> bool:
        lists = (params, grads, averages, squares, *((maxima,) if amsgrad else ()))
        return bool(amsgrad) is has_maxima and _are_unlike(lists)

    return refuses


def _of_other_types(taken):
    return lambda params, *_rest, **_named: bool(params) and params[0].dtype not in taken


def _is_scaled(*_given, grad_scale=None, found_inf=None, **_named) -> bool:
    return grad_scale is not None or found_inf is not None


OPTIMIZERS = (
    Limit(_SGD, "grad_scale and found_inf are not supported on MPS", _is_scaled),
    Limit(_ADAMS, f"{', '.join(_LISTS[:3])}, and {_LISTS[3]} must have same dtype, device, and layout", _unlike(False)),
    Limit(_ADAMS, f"{', '.join(_LISTS[:4])}, and {_LISTS[4]} must have same dtype, device, and layout", _unlike(True)),
    Limit((*_ADAMS, *_SGD), "Only float and half are supported", _of_other_types(_TAKEN_AT_FIRST)),
    Limit((*_ADAMS, *_SGD), "Only float, bfloat and half are supported", _of_other_types(_TAKEN)),
)
