def step(images):
    return images.cuda()


if __name__ == "__main__":
    step(None)
