"""A training step of a tiny model on the device that nanochat chooses, as its scripts ask for it."""

import torch
from nanochat import common
from nanochat.gpt import GPT, GPTConfig

detect = getattr(common, "autodetect_device_type", None)
*_, device = common.compute_init(*([detect()] if detect else []))
with torch.device("meta"):
    model = GPT(GPTConfig(sequence_len=16, vocab_size=64, n_layer=1, n_head=2, n_kv_head=2, n_embd=32))
model.to_empty(device=device)
model.init_weights()
tokens = torch.randint(0, 64, (2, 17), device=device)
model(tokens[:, :-1].contiguous(), tokens[:, 1:].contiguous()).backward()
