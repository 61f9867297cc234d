import torch
from cog import BasePredictor

from net.block import Block


class Predictor(BasePredictor):
    def setup(self):
        self.block = Block().cuda()
