#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Shapes of talk through the engine, on the messages' own clock. Prints TAP, and a table with --table."""
import json
import subprocess
import sys
import tempfile
from collections import Counter

sys.path.insert(0, __file__.rsplit("/", 1)[0])
from campaigns import SHAPES, TALKS  # noqa: E402  pylint: disable=wrong-import-position

HAVEN = sys.argv[1]


def judge(messages, cache):
    data = "\n".join(json.dumps(m) for m in messages)
    done = subprocess.run([HAVEN, "scan", "--stateful", "--profile", "gentle", "--cache", cache], input=data.encode(),
                          capture_output=True, check=True)
    return [json.loads(line)["action"] for line in done.stdout.splitlines()]


def first_held(actions):
    return next((i + 1 for i, a in enumerate(actions) if a in ("hold", "mute")), None)


def main(cache):
    table = "--table" in sys.argv
    if not table:
        print(f"1..{len(SHAPES) + len(TALKS)}")
    for number, (name, make, bound) in enumerate(SHAPES + TALKS, 1):
        actions = judge(make(), cache)
        held = first_held(actions)
        count = Counter(actions)
        row = ", ".join(f"{count[a]} {w}" for a, w in (("show", "shown"), ("veil", "veiled"), ("hold", "held"),
                                                       ("mute", "muted")))
        if table:
            print(f"| {name} | {len(actions)} | {count['show']} | {count['veil']} | {count['hold']} | {count['mute']} | "
                  f"{held if held else 'never'} |")
            continue
        good = held is None if bound is None else held is not None and held <= bound
        print(f"{'ok' if good else 'not ok'} {number} /campaign/{name.replace(' ', '-')}")
        if not good:
            print(f"# {row}; first held: {held}, allowed: {bound}")
    return 0


with tempfile.TemporaryDirectory(prefix="haven-campaigns-") as folder:
    sys.exit(main(folder))
