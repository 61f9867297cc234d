"""Runs a PyTorch program on the CPU as if it were on a Mac with Apple silicon, without a Mac.

`python -m acclimate_rehearse train.py` rehearses a program; docs/rehearse.md of Acclimate says what that means.
"""
