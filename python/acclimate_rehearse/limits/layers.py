"""Layers of networks: normalization, pooling, interpolation, padding, convolution, attention."""

import torch

from .kinds import COMPLEX, FLOATING, INTEGRAL, is_complex, is_long, name_of, not_floating, not_floating_or_complex
from .grids import GRIDS
from .limit import Limit

_ISSUE = "Please refer to [this issue](https://github.com/pytorch/pytorch/issues/96056)"
_NOT_DIVISIBLE = "Non-divisible input sizes are not implemented on MPS device yet. For now, you can manually transfer tensor to cpu in this case. "


def _sizes(tensor, output) -> tuple[tuple[int, int], tuple[int, int]]:
    return (tensor.size(-2), tensor.size(-1)), (output[0], output[1])


def _grows_and_shrinks(tensor, output_size, *_rest, **_named) -> bool:
    (height, width), (to_height, to_width) = _sizes(tensor, output_size)
    return not ((height >= to_height and width >= to_width) or (height <= to_height and width <= to_width))


def _shrinks_unevenly(tensor, output_size, *_rest, **_named) -> bool:
    (height, width), (to_height, to_width) = _sizes(tensor, output_size)
    return 0 < to_height <= height and 0 < to_width and (height % to_height != 0 or width % to_width != 0)


def _grows_unevenly(tensor, output_size, *_rest, **_named) -> bool:
    (height, width), (to_height, to_width) = _sizes(tensor, output_size)
    return 0 < height < to_height and 0 < width and (to_height % height != 0 or to_width % width != 0)


def _backward(refuses):
    return lambda gradient, tensor, *_rest, **_named: refuses(tensor, gradient.shape[-2:])


_AVERAGE = ("_adaptive_avg_pool2d", "_adaptive_avg_pool2d.out", "adaptive_avg_pool2d.out")
_MAXIMUM = ("adaptive_max_pool2d", "adaptive_max_pool2d.out")
_BOTH_WAYS = "Adaptive pool MPS: Input height and width must both be greater than, or equal to, or lesser than output height and width"


def _adaptive(operators, wrap) -> tuple[Limit, ...]:
    return (
        Limit(operators, _BOTH_WAYS, wrap(_grows_and_shrinks)),
        Limit(operators, f"Adaptive pool MPS: input sizes must be divisible by output sizes. {_NOT_DIVISIBLE}{_ISSUE}", wrap(_shrinks_unevenly)),
        Limit(operators, f"Adaptive pool MPS: output sizes must be divisible by input sizes. {_NOT_DIVISIBLE}{_ISSUE}", wrap(_grows_unevenly)),
        Limit(operators, "Adaptive pool MPS: input sizes must be divisible by output sizes.", wrap(_shrinks_unevenly)),
        Limit(operators, "Adaptive pool MPS: output sizes must be divisible by input sizes.", wrap(_grows_unevenly)),
    )


def _half_in_3d(input, weight, bias, transposed) -> bool:
    return transposed and input.dim() == 5 and input.dtype in (torch.float16, torch.bfloat16)


def _whole_divisor(tensor, *args, divisor_override=None, **_named) -> bool:
    given = args[5] if len(args) > 5 else divisor_override
    return given is not None and tensor.dtype is torch.int64


_UPSAMPLES = tuple(
    f"upsample_{kind}*"
    for kind in ("nearest1d", "nearest2d", "bilinear2d", "linear1d", "bicubic2d", "trilinear3d", "nearest3d")
)
_NORMALIZATIONS = ("native_batch_norm*", "_native_batch_norm_legit*", "_batch_norm_with_update*")
_POOLS = ("max_pool2d_with_indices", "max_pool2d_with_indices.out", "max_pool2d")


def _groups_unlike(query, key, *_rest, enable_gqa=False, **_named):
    if not enable_gqa:
        return False
    heads, of_key = query.size(-3), key.size(-3)
    return heads % of_key != 0 and f"{heads}) must be divisible by the key tensor's head dimension ({of_key})."


LAYERS = (
    Limit(("scaled_dot_product_attention",), "For GQA, the query tensor's head dimension (", _groups_unlike),
    *_adaptive(_AVERAGE, lambda refuses: refuses),
    Limit(_MAXIMUM, _BOTH_WAYS, _grows_and_shrinks),
    *_adaptive(("_adaptive_avg_pool2d_backward",), _backward),
    Limit(("adaptive_max_pool2d_backward*",), _BOTH_WAYS, _backward(_grows_and_shrinks)),
    Limit(("convolution",), "Conv3D is not supported on MPS", lambda x, w, b, transposed: x.dim() == 5),
    Limit(("convolution",), "ConvTranspose 3D is not supported on MPS", lambda x, w, b, transposed: transposed and x.dim() == 5),
    Limit(("convolution",), "ConvTranspose 3D with BF16 or FP16 types is not supported on MPS", _half_in_3d),
    Limit(("convolution",), "Convolution is supported only for Floating types", not_floating),
    Limit(_POOLS, "Max pooling for complex is not supported for MPS", is_complex),
    Limit(("avg_pool2d", "avg_pool2d.out"), "Not implemented for complex", is_complex),
    Limit(
        ("avg_pool2d", "avg_pool2d.out"),
        "MPS: passing divisor to Average Pooling op with int64 input is ",
        _whole_divisor,
        "MPS: passing divisor to Average Pooling op with int64 input is not supported on MPS backend. "
        "Falling back on CPU. This may have performance implications.{}",
    ),
    Limit(
        ("constant_pad_nd",),
        "MPS: The constant padding of more than 3 dimensions is not currently supported natively. ",
        lambda x, pad, *_rest, **_named: len(pad) // 2 > 3,
        "MPS: The constant padding of more than 3 dimensions is not currently supported natively. "
        "It uses View Ops default implementation to run. This may have performance implications.{}",
    ),
    Limit(("native_layer_norm",), "Not implemented for long on MPS", is_long),
    Limit(_NORMALIZATIONS, "Batch norm for complex is not supported for MPS", is_complex),
    Limit(_NORMALIZATIONS, "Long batch norm is not supported with MPS", is_long),
    Limit(_NORMALIZATIONS, "batch_norm is not implemented for ", lambda x, *_rest, **_named: x.dtype not in FLOATING and name_of(x.dtype)),
    Limit(_UPSAMPLES, "upsample for MPS does not support complex inputs", is_complex),
    Limit(
        ("_upsample_bicubic2d_aa*",), "_upsample_bicubic2d_aa_out_mps only supports floating-point dtypes", not_floating
    ),
    Limit(
        ("_upsample_bilinear2d_aa*",), "_upsample_bilineard2d_aa_out_mps only supports floating-point dtypes", not_floating
    ),
    *GRIDS,
    Limit(
        ("attention",),
        "scaled_dot_product_attention for MPS does not support dropout.",
        lambda query, key, value, dropout: dropout > 0.0,
    ),
    Limit(
        ("attention",),
        "_scaled_dot_product_attention_math_for_mps: dropout_p != 0.0 is not supported",
        lambda query, key, value, dropout: dropout > 0.0,
    ),
    Limit(
        ("attention",),
        "scaled_dot_product_attention for MPS does not support dtype ",
        lambda query, *_rest: False if query.dtype in FLOATING else name_of(query.dtype),
    ),
    Limit(("linear",), "MPS device does not support linear for non-float inputs", not_floating_or_complex),
    Limit(
        ("linear",),
        "MPS device does not support linear for non-float weights",
        lambda x, weight, bias: not_floating_or_complex(weight),
    ),
    Limit(
        ("linear",),
        "MPS device does not support linear for non-float bias",
        lambda x, weight, bias: bias is not None and not_floating_or_complex(bias),
    ),
    Limit(("linear",), "mps linear does not support complex types", is_complex),
    Limit(
        ("linear",),
        "linear(): input and weight.T shapes cannot be multiplied (",
        lambda x, weight, bias: x.dim() > 0
        and weight.dim() == 2
        and x.size(-1) != weight.size(1)
        and f"{x.numel() // max(1, x.size(-1))}x{x.size(-1)} and {weight.size(1)}x{weight.size(0)})",
    ),
    Limit(
        ("linear_backward",),
        "mps_linear_backward: unsupported weights data type: ",
        lambda x, gradient, weight, wanted: wanted[0] and not_floating_or_complex(weight) and name_of(weight.dtype),
    ),
    Limit(("linear_backward",), "MPS device does not support linear backward for non-float inputs", not_floating_or_complex),
    Limit(("gelu", "gelu.out", "gelu_"), "GELU is only implemented for floating types", not_floating),
    Limit(("_softmax*",), "softmax only supported for floating types", not_floating),
    Limit(
        ("_softmax*",),
        "softmax with half to float conversion is not supported on MPS",
        lambda x, dim, half_to_float, **_named: bool(half_to_float),
    ),
    Limit(("_log_softmax*",), "log_softmax for complex is not supported for MPS", is_complex),
    Limit(("_log_softmax*",), "log_softmax for bool is not supported for MPS", lambda x, *_rest, **_named: x.dtype is torch.bool),
    Limit(("_log_softmax*",), "MPS doesn't know how to do exponent_i64", is_long),
    Limit(("huber_loss", "huber_loss.out"), "huber_loss for complex is not supported for MPS", is_complex),
    Limit(("huber_loss", "huber_loss.out"), "MPS doesn't know how to do square_i64", is_long),
    Limit(("nll_loss_forward*", "nll_loss2d_forward*"), "nll_loss is not implemented for ", lambda x, *_rest, **_named: x.dtype in INTEGRAL and name_of(x.dtype)),
    Limit(("nll_loss_forward*", "nll_loss2d_forward*"), "nlld_loss for complex is not supported for MPS", is_complex),
    Limit(
        ("mse_loss", "mse_loss.out"),
        ": only defined for floating types",
        lambda x, *_rest, **_named: x.dtype not in FLOATING and x.dtype not in COMPLEX,
        "mse_loss_out_mps: only defined for floating types{}",
    ),
)
