"""What has to work for a rehearsal to mean anything. Run in a process of its own by proof.py."""

import torch


def run() -> None:
    """Raises, or crashes, where this PyTorch does not take the device."""
    there = torch.ones(2, 3, device="mps")
    assert there.device == torch.device("mps:0") and there.is_mps, "a tensor is not on the device"
    assert torch.ones(2).to("mps").device.type == "mps", "a tensor does not move to the device"
    weight = torch.full((3, 2), 2.0, device="mps", requires_grad=True)
    (there @ weight).relu().sum().backward()
    assert weight.grad is not None and weight.grad.device.type == "mps", "gradients are not on the device"
    assert weight.grad.cpu().tolist() == [[2.0, 2.0]] * 3, "gradients are wrong"
    view = there[0]
    view += 1
    assert there.cpu()[0].tolist() == [2.0, 2.0, 2.0], "a view has memory of its own"
    assert torch.backends.mps.is_available(), "the device does not count as there"
    turned = torch.arange(6.0, device="mps").view(2, 3).t()[1:]
    assert turned.sum(0).tolist() == [3.0, 9.0], "strides of a view are wrong"
    assert torch.empty(0, 3, device="mps").sum().item() == 0.0, "an empty tensor is not taken"
    wave = torch.tensor([1 + 2j], device="mps")
    assert (wave.conj() * 1).tolist() == [1 - 2j], "a conjugated view is wrong"
    before = torch.mps.current_allocated_memory()
    more = torch.zeros(1 << 20, device="mps")
    assert torch.mps.current_allocated_memory() - before == more.nbytes, "memory is counted wrong"
    del more
    assert torch.mps.current_allocated_memory() == before, "memory that is let go still counts"
    try:
        torch.ones(2, device="mps", dtype=torch.float64)
    except TypeError:
        return
    raise AssertionError("float64 is not refused")
