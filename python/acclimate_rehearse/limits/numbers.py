"""Element by element: which number types single functions take."""

import torch

from .kinds import COMPLEX, FLOATING, INTEGRAL, is_bool, is_complex, is_long, name_of, not_floating
from .limit import Limit


def _shift(name: str) -> Limit:
    operators = tuple(f"{one}.Tensor{out}" for one in (f"bitwise_{name}_shift", f"bitwise_{name}_shift_") for out in ("", "_out"))
    return Limit(operators, f"bitwise_{name}_shift not implemented for ", _floating_name)


def _floating_name(tensor, *_rest, **_named):
    return name_of(tensor.dtype) if tensor.dtype in FLOATING else False


def _whole_name(tensor, *_rest, **_named):
    return False if tensor.dtype in FLOATING or tensor.dtype in COMPLEX else name_of(tensor.dtype)


def _not_drawable(tensor, *_rest, **_named):
    return f"{name_of(tensor.dtype)}'" if tensor.dtype not in FLOATING and tensor.dtype not in COMPLEX else False


# A check without words of its own.
_NOT_INTEGRAL = (
    "Expected c10::isIntegralType(self.scalar_type(), /*includesBool=*/true) to be true, but got false.  "
    "(Could this error message be improved?  If so, please report an enhancement request to PyTorch.){}"
)


def _is_floating_or_complex(tensor, *_rest, **_named) -> bool:
    return tensor.dtype in FLOATING or tensor.dtype in COMPLEX


def _has_fewer_dimensions(tensor, *ends, min=None, max=None, **_named) -> bool:
    return any(end is not None and end.dim() > tensor.dim() for end in (*ends, min, max))


NUMBERS = (
    Limit(("relu", "relu_"), "relu is not supported for complex types", is_complex),
    Limit(("frac", "frac.out", "frac_"), "frac_out_mps is only implemented for floating types", not_floating),
    Limit(("mish", "mish_", "mish.out"), "Mish for complex is not supported for MPS", is_complex),
    Limit(("softplus", "softplus.out"), "Not implemented for long", is_long),
    Limit(("gcd", "gcd.out", "gcd_"), "gcd_mps not implemented for ", _floating_name),
    Limit(("lcm", "lcm.out", "lcm_"), "lcm_mps not implemented for ", _floating_name),
    _shift("left"),
    _shift("right"),
    Limit(("normal_",), "normal_kernel_mps not implemented for '", _not_drawable),
    Limit(
        ("native_dropout",), "native_dropout_mps: input must be a floating-point or complex tensor, got ", _whole_name
    ),
    Limit(("nextafter", "nextafter.out", "nextafter_"), "nextafter_mps not implemented for non-floating types", not_floating),
    Limit(("log1p*", "log1p_*"), "MPS does not support log1p op with int64 input", is_long),
    Limit(("sigmoid*", "sigmoid_*"), "MPS does not support sigmoid op with int64 input", is_long),
    Limit(("atan2*", "atan2_*"), "MPS does not support atan2 op with int64 input", is_long),
    Limit(("cumsum*", "cumsum_*"), "MPS does not support cumsum op with int64 input", is_long),
    Limit(
        ("cumsum*", "cumprod*", "cumsum_*", "cumprod_*"), "cumulative ops are not yet supported for complex", is_complex
    ),
    Limit(("repeat",), "repeat(): Not supported for complex yet!", is_complex),
    Limit(("linalg_vector_norm*", "norm*"), "norm ops are not supported for complex yet", is_complex),
    *(Limit((name, f"{name}.out"), f"{name} is not defined for complex types", is_complex) for name in ("amax", "amin", "aminmax")),
    Limit(
        tuple(f"{name}.Tensor{out}" for kind in ("clamp", "clamp_min", "clamp_max") for name in (kind, f"{kind}_") for out in ("", "_out")),
        ": clamp tensor number of dims must not be greater than that of input tensor",
        _has_fewer_dimensions,
        "impl: clamp tensor number of dims must not be greater than that of input tensor{}",
    ),
    Limit(("nansum*",), "nansum does not support complex inputs", is_complex),
    Limit(("nansum*",), "nansum on MPS does not support complex inputs", is_complex),
    Limit(("dot",), "MPS: dot op doesn't support int64 input", is_long),
    Limit(
        ("div.Tensor_mode", "div_.Tensor_mode", "div.out_mode"),
        "MPS: does not support trunc_divide op with float16 input",
        lambda a, *_rest, rounding_mode=None, **_named: rounding_mode == "trunc" and a.dtype is torch.float16,
    ),
    Limit(
        ("std.correction", "var.correction", "std_mean.correction", "var_mean.correction"),
        "std and var only support floating point and complex dtypes",
        lambda x, *_rest, **_named: x.dtype not in FLOATING and x.dtype not in COMPLEX,
    ),
    Limit(("bincount",), "bincount only supports 1-d non-negative integral inputs.", _is_floating_or_complex, _NOT_INTEGRAL),
    Limit(("bincount",), "bincount is not supported for Bool", is_bool),
    Limit(
        ("logspace.out",),
        "logspace is not implemented for integral dtypes on MPS",
        lambda *_given, out, **_named: out.dtype in INTEGRAL,
    ),
    Limit(
        ("topk", "topk.values"), "Currently topk on mps works only for k<=16 ", lambda x, k, *_rest, **_named: k > 16
    ),
)
