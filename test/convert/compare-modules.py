"""Runs the golden data's comparer on many modules in one process, because starting Python takes longer than comparing.

compare-modules.py COMPARER [GOLDEN_CASE_DIR CANDIDATE.json]... -> a JSON list of what it printed about each.
"""
import contextlib
import io
import json
import runpy
import sys


def compare(comparer: str, folder: str, candidate: str) -> str:
    sys.argv = [comparer, folder, candidate]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        try:
            runpy.run_path(comparer, run_name="__main__")
        except SystemExit:
            pass  # How it says whether there are differences.
    return printed.getvalue()


comparer, *words = sys.argv[1:]
json.dump([compare(comparer, *pair) for pair in zip(words[::2], words[1::2])], sys.stdout)
