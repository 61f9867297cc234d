from net.block import Block

block = Block().cuda()
while True:
    print(block(input()))
