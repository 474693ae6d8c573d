#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Counts the single tests in meson's logs and prints "N passed, N failed, N skipped" as the last line."""
import json
import re
import sys


def count(entry):
    """Tests of one program: its TAP lines, or the program as one when it prints none."""
    text = entry.get("stdout") or ""
    lines = re.findall(r"^\s*(not ok|ok)\s+\d+([^\n]*)", text, re.M)
    passed = sum(1 for word, rest in lines if word == "ok" and "# SKIP" not in rest.upper())
    skipped = sum(1 for word, rest in lines if word == "ok" and "# SKIP" in rest.upper())
    failed = sum(1 for word, rest in lines if word == "not ok")
    result = entry["result"]
    if not lines:
        return (int(result == "OK"), int(result not in ("OK", "SKIP")), int(result == "SKIP"))
    if result not in ("OK", "SKIP", "EXPECTEDFAIL") and failed == 0:
        failed = 1  # it crashed, leaked or ran out of time after its last line
    return passed, failed, skipped


def add(path, totals):
    """Adds what one log tells, and names what failed."""
    with open(path, encoding="utf-8", errors="replace") as log:
        for line in log:
            entry = json.loads(line)
            numbers = count(entry)
            totals = [a + b for a, b in zip(totals, numbers)]
            if numbers[1]:
                print(f"failed: {entry['name']}")
    return totals


def main():
    totals = [0, 0, 0]
    for path in sys.argv[1:]:
        try:
            totals = add(path, totals)
        except OSError as error:
            print(f"no test ran: {error}")
            totals[1] += 1
    print(f"{totals[0]} passed, {totals[1]} failed" + (f", {totals[2]} skipped" if totals[2] else ""))
    return 1 if totals[1] or not totals[0] else 0


sys.exit(main())
