from torch import nn


class Block(nn.Module):
    def forward(self, x):
        return x


if __name__ == "__main__":
    block = Block().cuda()
    print(block)
