"""Weights that a file has as float64, loaded to the GPU as float32."""

import torch
from accelerate.utils import OffloadedWeightsLoader
from safetensors.torch import save_file

save_file({"weight": torch.ones(4, 4, dtype=torch.float64)}, "weights.safetensors")
index = {"weight": {"safetensors_file": "weights.safetensors", "weight_name": "weight", "dtype": "float32"}}
loader = OffloadedWeightsLoader(index=index, save_folder=".", device="mps")
print(loader["weight"].sum().item())
