"""Runs many small programs in one process, which has imported torch as a rehearsal has it; writes what each did as JSON lines."""

import contextlib
import io
import json
import sys
import traceback
import warnings


def run(case: dict) -> dict:
    printed, warned = io.StringIO(), []
    error = None
    with warnings.catch_warnings(record=True) as caught, contextlib.redirect_stdout(printed):
        warnings.simplefilter("always")
        try:
            exec(compile(case["code"], f"<{case['id']}>", "exec"), {"__name__": "__main__"})
        except BaseException as raised:
            error = {"type": type(raised).__name__, "message": str(raised)}
        warned = [str(one.message) for one in caught]
    return {"id": case["id"], "error": error, "printed": printed.getvalue(), "warned": warned}


for case in json.load(open(sys.argv[1], encoding="utf-8")):
    try:
        result = run(case)
    except Exception:
        result = {"id": case["id"], "error": {"type": "Broken", "message": traceback.format_exc()}, "printed": "", "warned": []}
    print(json.dumps(result), flush=True)
