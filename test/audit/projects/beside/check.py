from checks.tests.common import prepare
from net.block import Block


def run():
    return prepare(Block())


if __name__ == "__main__":
    run()
