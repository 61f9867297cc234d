from setuptools import setup

setup(name="variants", install_requires=["torch", "numpy", "tqdm", "einops", "timm"])
