#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Every file with a text for people stands in po/POTFILES, and every file there exists. Prints TAP."""
import os
import re
import sys

from report import run_checks

ROOT = sys.argv[1]
MARKED = re.compile(r'\b(?:_|N_|C_|ngettext)\s*\(\s*"')


def marked_files():
    for top in ("src", "plugin"):
        for folder, _, names in os.walk(os.path.join(ROOT, top)):
            for name in names:
                path = os.path.join(folder, name)
                if name.endswith(".c") and MARKED.search(open(path, encoding="utf-8").read()):
                    yield os.path.relpath(path, ROOT)


def listed_files():
    with open(os.path.join(ROOT, "po", "POTFILES"), encoding="utf-8") as file:
        return set(file.read().split())


CHECKS = [
    ("translations/every-text-is-listed", lambda: set(marked_files()) - listed_files()),
    ("translations/every-listed-file-exists",
     lambda: (name for name in listed_files() if not os.path.exists(os.path.join(ROOT, name)))),
]

run_checks(CHECKS)
