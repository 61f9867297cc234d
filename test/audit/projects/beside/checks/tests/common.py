def prepare(block):
    return block.to("cuda:1")


def unused(block):
    return block.to("cuda:2")
