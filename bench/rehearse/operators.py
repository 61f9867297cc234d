"""Runs operators of small tensors on two thousand lines, and some that are refused.

usage: acclimate rehearse -- python bench/rehearse/operators.py OPERATORS
"""

import runpy
import sys
import tempfile
from pathlib import Path

LINES = 2_000
# Shapes are different from line to line, as those of a large program are.
_LINES_OF = (
    "x = x * 1.0001 + torch.ones({size}, 1, device=d)[0]",
    "x = torch.relu(x + {size} / 4096)",
    "y = torch.cat([x, x[: {part}]]).sum()",
    "x = (x.view(-1, 4) @ torch.ones(4, 4, device=d)).view(-1) / {size}",
    "z = torch.zeros({size}, {part} + 1, device=d).add_(0.5)",
)
_PER_LINE = 3.1

operators = int(sys.argv[1])
body = [_LINES_OF[line % len(_LINES_OF)].format(size=line % 97 + 1, part=line % 7 + 1) for line in range(LINES)]
rounds = max(1, round(operators / (LINES * _PER_LINE)))
refused = [
    # Each in words of its own, and more of them than are kept.
    "for size in range(1, 2500):",
    "    try: torch.ones(size, 1, device=d).to_sparse().index_select(0, torch.tensor([size], device=d))",
    "    except RuntimeError: pass",
]
program = ["import torch", "d = 'mps' if torch.backends.mps.is_available() else 'cpu'", "x = torch.ones(64, device=d)", *refused]
program += [f"for _ in range({rounds}):", *(f"    {line}" for line in body)]
with tempfile.TemporaryDirectory() as folder:
    file = Path(folder, "program.py")
    file.write_text("\n".join(program), "utf-8")
    runpy.run_path(str(file), run_name="__main__")
