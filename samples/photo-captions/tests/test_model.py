import pytest
import torch

from captions.model import Captioner


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a GPU")
def test_loss_is_finite():
    model = Captioner("Qwen/Qwen2.5-0.5B").cuda()
    tokens = torch.ones(1, 8, dtype=torch.long, device="cuda")
    assert model(torch.zeros(1, 3, 224, 224, device="cuda"), tokens, labels=tokens).loss.isfinite()
