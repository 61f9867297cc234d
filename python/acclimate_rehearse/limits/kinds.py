"""Questions about number types, as the checks of C++ ask them."""

import torch

FLOATING = frozenset({torch.float32, torch.float16, torch.bfloat16, torch.float64})
INTEGRAL = frozenset({torch.int8, torch.uint8, torch.int16, torch.int32, torch.int64, torch.bool})
COMPLEX = frozenset({torch.complex32, torch.complex64, torch.complex128})
_NAMES = {
    torch.float32: "Float",
    torch.float16: "Half",
    torch.bfloat16: "BFloat16",
    torch.float64: "Double",
    torch.int8: "Char",
    torch.uint8: "Byte",
    torch.int16: "Short",
    torch.int32: "Int",
    torch.int64: "Long",
    torch.bool: "Bool",
    torch.complex32: "ComplexHalf",
    torch.complex64: "ComplexFloat",
    torch.complex128: "ComplexDouble",
}


def name_of(dtype: torch.dtype) -> str:
    """`Long` for torch.int64: how C++ writes number types in messages."""
    return _NAMES.get(dtype, str(dtype).removeprefix("torch.").capitalize())


IN_CPP = {
    torch.float32: "float",
    torch.float16: "c10::Half",
    torch.bfloat16: "c10::BFloat16",
    torch.int64: "long long",
    torch.int32: "int",
    torch.int16: "short",
    torch.int8: "signed char",
    torch.uint8: "unsigned char",
    torch.bool: "bool",
    torch.complex64: "c10::complex<float>",
    torch.complex32: "c10::complex<c10::Half>",
}


def of_two_types(one, other, *_rest, **_named):
    """`c10::Half != float`, as C++ on a Mac writes two types that should be one; False where they are."""
    if one.dtype is other.dtype:
        return False
    return f"{IN_CPP.get(one.dtype, one.dtype)} != {IN_CPP.get(other.dtype, other.dtype)}"


def not_floating(tensor, *_rest, **_named) -> bool:
    return tensor.dtype not in FLOATING


def not_floating_or_complex(tensor, *_rest, **_named) -> bool:
    return tensor.dtype not in FLOATING and tensor.dtype not in COMPLEX


def is_complex(tensor, *_rest, **_named) -> bool:
    return tensor.dtype in COMPLEX


def is_long(tensor, *_rest, **_named) -> bool:
    return tensor.dtype is torch.int64


def is_bool(tensor, *_rest, **_named) -> bool:
    return tensor.dtype is torch.bool


def not_float32_or_complex64(tensor, *_rest, **_named):
    """The name of any other type."""
    return False if tensor.dtype in (torch.float32, torch.complex64) else name_of(tensor.dtype)
