class Video:
    def __init__(self, block):
        self.block = block.cuda()
