#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Everyday lines of other languages, in which words are others than in English: no content note and no harassment.
Those called "met" are English, and meant. Prints TAP, one test a language."""
import json
import subprocess
import sys
from pathlib import Path

HAVEN = sys.argv[1]


def read_lines():
    tongues = {}
    for line in Path(__file__).with_name("tongues.tsv").read_text(encoding="utf-8").splitlines():
        tongue, text = line.split("\t")
        tongues.setdefault(tongue, []).append(text)
    return tongues


def find(texts):
    data = "\n".join(json.dumps({"text": text}) for text in texts)
    done = subprocess.run([HAVEN, "scan", "--profile", "everything"], input=data.encode(), capture_output=True, check=True)
    return [[f for f in json.loads(line)["findings"] if f["kind"] in ("content", "harassment")]
            for line in done.stdout.splitlines()]


def main():
    tongues = read_lines()
    found = iter(find([text for texts in tongues.values() for text in texts]))
    print(f"1..{len(tongues)}")
    for number, (tongue, texts) in enumerate(tongues.items(), 1):
        wrong = [(text, findings) for text, findings in zip(texts, found) if bool(findings) != (tongue == "met")]
        print(f"{'not ok' if wrong else 'ok'} {number} /tongues/{tongue}")
        for text, findings in wrong:
            print(f"# {text}: " + ", ".join(f"{f['pack']}/{f['rule']} {f['span']}" for f in findings))
    return 0


sys.exit(main())
