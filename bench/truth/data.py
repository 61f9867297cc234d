"""Makes small random data in the form that programs of programs.yaml read: `data.py KIND FOLDER`."""

import pickle
import random
import struct
import sys
from pathlib import Path


def characters(folder: Path) -> None:
    """Two files of 16-bit numbers and what they stand for."""
    letters = [chr(97 + number) for number in range(26)]
    for name in ("train", "val"):
        tokens = [random.randrange(26) for _ in range(4000)]
        (folder / f"{name}.bin").write_bytes(struct.pack(f"<{len(tokens)}H", *tokens))
    numbers = {letter: number for number, letter in enumerate(letters)}
    (folder / "meta.pkl").write_bytes(pickle.dumps({"vocab_size": 26, "stoi": numbers, "itos": dict(enumerate(letters))}))


def words(folder: Path) -> None:
    """Lines of made-up words."""
    known = ["".join(random.choices("aeioulmnrst", k=4)) for _ in range(60)]
    for name in ("train", "valid", "test"):
        lines = [" ".join(random.choices(known, k=12)) for _ in range(400)]
        (folder / f"{name}.txt").write_text("\n".join(lines) + "\n", "utf-8")


def digits(folder: Path) -> None:
    """Pictures of 28 by 28 in the format of MNIST."""
    for name, count in (("train", 512), ("t10k", 64)):
        pictures = struct.pack(">IIII", 0x803, count, 28, 28) + random.randbytes(count * 784)
        labels = struct.pack(">II", 0x801, count) + bytes(random.randrange(10) for _ in range(count))
        (folder / f"{name}-images-idx3-ubyte").write_bytes(pictures)
        (folder / f"{name}-labels-idx1-ubyte").write_bytes(labels)


def waves(folder: Path) -> None:
    """Sine waves, as torch.save keeps arrays."""
    import numpy
    import torch

    shifts = numpy.arange(100).reshape(100, 1)
    torch.save(numpy.sin((numpy.arange(60) + shifts) / 20.0), folder / "traindata.pt")


def citations(folder: Path) -> None:
    """Papers with words and a subject, and which cites which."""
    subjects = [f"Subject_{letter}" for letter in "ABCDEFG"]
    papers = range(2708)
    rows = [[paper, *(random.randrange(2) for _ in range(40)), subjects[paper % 7]] for paper in papers]
    (folder / "cora.content").write_text("".join("\t".join(map(str, row)) + "\n" for row in rows), "utf-8")
    pairs = [(random.choice(papers), random.choice(papers)) for _ in range(5000)]
    (folder / "cora.cites").write_text("".join(f"{a}\t{b}\n" for a, b in pairs), "utf-8")


KINDS = {"characters": characters, "citations": citations, "words": words, "digits": digits, "waves": waves}

if __name__ == "__main__":
    random.seed(0)
    place = Path(sys.argv[2])
    place.mkdir(parents=True, exist_ok=True)
    KINDS[sys.argv[1]](place)
