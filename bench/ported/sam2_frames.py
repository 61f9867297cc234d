"""Frames of a video, loaded to the device on which the predictor works."""

import inspect
from pathlib import Path

import torch
from PIL import Image
from sam2.utils.misc import load_video_frames

Path("frames").mkdir()
for number in range(2):
    Image.new("RGB", (32, 32), (number, 0, 0)).save(f"frames/{number}.jpg")
takes_device = "compute_device" in inspect.signature(load_video_frames).parameters
where = {"compute_device": torch.device("mps")} if takes_device else {}
images, *_ = load_video_frames("frames", 32, offload_video_to_cpu=False, **where)
print(images.device)
