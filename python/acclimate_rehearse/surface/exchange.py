"""Handing tensors of the device to other libraries by DLPack, which knows Metal since 2.9."""

import torch

from ..rehearsal import Rehearsal

_NO_DEVICE = "Unknown device type {} for Dlpack"
_NOT_PACKED = "Cannot pack tensors on {}"


def install_exchange(rehearsal: Rehearsal) -> None:
    """Refuses in releases that do not know the device."""
    if rehearsal.release.since(2, 9):
        return
    import torch.utils.dlpack

    own_device, own_pack = torch.Tensor.__dlpack_device__, torch.utils.dlpack.to_dlpack

    def device_of(self):
        if self.is_mps:
            raise ValueError(_NO_DEVICE.format(self.device.type))
        return own_device(self)

    def pack(tensor):
        if tensor.is_mps:
            raise RuntimeError(_NOT_PACKED.format(tensor.device))
        return own_pack(tensor)

    torch.Tensor.__dlpack_device__ = device_of
    torch.utils.dlpack.to_dlpack = pack
    if hasattr(torch, "to_dlpack"):
        torch.to_dlpack = pack
