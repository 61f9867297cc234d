import argparse

from net.block import Block
from net.video_test import Video


def show(block, many=False):
    if many:
        show_many(block)
    return block


def show_many(block):
    return block.cuda()


def unused(block):
    return block.cuda()


def start(args):
    block = Block().cuda()
    Video(block)
    if args.check:
        check(block)


def check(block):
    block.to("cuda:0")


if __name__ == "__main__":
    start(argparse.ArgumentParser().parse_args())
    show(None)
