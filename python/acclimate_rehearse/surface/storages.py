"""Storages that are made on the device without a tensor: what unpickling and `map_location` do."""

import torch


def install_storages(name: str) -> None:
    """Lets `torch.UntypedStorage` be made on the device and moved to it."""
    kind = torch.UntypedStorage
    own_new = kind.__new__

    def make(cls, *args, device=None, **kwargs):
        if device is not None and torch.device(device).type == name:
            size = int(args[0]) if args else 0
            return torch.empty(size, dtype=torch.uint8, device=name).untyped_storage()
        named = {} if device is None else {"device": device}
        return own_new(cls, *args, **named, **kwargs)

    def to_device(self):
        if self.device.type == name:
            return self
        moved = torch.empty(self.nbytes(), dtype=torch.uint8, device=name)
        moved.copy_(torch.empty(0, dtype=torch.uint8).set_(self))
        return moved.untyped_storage()

    kind.__new__ = staticmethod(make)
    setattr(kind, name, to_device)
