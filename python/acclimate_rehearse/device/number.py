"""What the stand-in device is called by C++ and by DLPack."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DeviceNumber:
    """`type` counts as c10::DeviceType does, `dlpack` as DLDeviceType, `key` is the name of the dispatch key."""

    name: str
    type: int
    dlpack: int
    key: str

    @property
    def flag(self) -> str:
        """The attribute of tensors that says whether they are on it."""
        return f"is_{self.name}"


MPS = DeviceNumber("mps", type=13, dlpack=8, key="MPS")
CUDA = DeviceNumber("cuda", type=1, dlpack=2, key="CUDA")
