"""`python -m acclimate_rehearse [--torch VERSION] train.py …`: a rehearsal without the command line of Acclimate."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

_HERE = Path(__file__).parent
_USAGE = "usage: python -m acclimate_rehearse [--torch VERSION] PROGRAM.py [ARGUMENTS]"


def main() -> int:
    """Runs the program in a Python of its own, prints what happened, and gives the program's exit code."""
    words = sys.argv[1:]
    torch = None
    if words[:1] == ["--torch"] and len(words) > 1:
        torch, words = words[1], words[2:]
    if not words or words[0] in ("-h", "--help"):
        print(_USAGE, file=sys.stderr)
        return 0 if words else 2
    with tempfile.TemporaryDirectory(prefix="acclimate-rehearse-") as folder:
        settings = Path(folder) / "settings.json"
        settings.write_text(json.dumps({"torch": torch, "folder": folder}), "utf-8")
        paths = [str(_HERE / "bootstrap"), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = {**os.environ, "ACCLIMATE_REHEARSAL": str(settings), "PYTHONPATH": os.pathsep.join(paths)}
        print(f"acclimate: runs {' '.join(words)} as on a Mac", file=sys.stderr)
        ended = subprocess.run([sys.executable, *words], env=environment)
        for record in sorted(Path(folder).glob("[0-9]*.json")):
            _tell(json.loads(record.read_text("utf-8")))
    return ended.returncode if ended.returncode >= 0 else 128 - ended.returncode


def _tell(record: dict) -> None:
    print(f"\n  Rehearsal: PyTorch {record['torch']}: {sum(record['calls'].values())} operators on the GPU", file=sys.stderr)
    for event in record["events"]:
        place = "{}:{}".format(*event["first"]) if event["first"] else "?"
        print(f"  {place} {event['kind']}, {event['count']} times\n      {event['message']}", file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main())
