#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Scripts that install or build say how they are used when they are asked, and do nothing else. Prints TAP."""
import os
import subprocess
import sys

from report import run_checks

ROOT = sys.argv[1]
HELPFUL = ["install-packages", "test", "try", "bench"]
WRONG = [["install-packages"], ["install-packages", "everything"], ["install-packages", "build", "test"],
         ["try", "--nonsense"], ["bench", "--json"], ["bench", "nonsense"]]


def run(words):
    try:
        return subprocess.run([os.path.join(ROOT, "scripts", words[0])] + words[1:], capture_output=True, text=True,
                              timeout=60)
    except subprocess.TimeoutExpired:
        return None


def silent_about_use():
    for name in HELPFUL:
        done = run([name, "--help"])
        if done is None or done.returncode != 0 or not done.stdout.startswith(f"Usage: scripts/{name}") or done.stderr:
            yield f"scripts/{name} --help does not just say how it is used"


def accepts_nonsense():
    for words in WRONG:
        done = run(words)
        if done is None or done.returncode == 0 or done.stdout or "Usage: " not in done.stderr:
            yield f"scripts/{' '.join(words)} does not say on standard error how it is used"


run_checks([
    ("scripts/asked-say-how-they-are-used", silent_about_use),
    ("scripts/misused-say-so", accepts_nonsense),
])
