#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Every file with a text for people stands in po/POTFILES, and every file there exists. Prints TAP."""
import os
import re
import sys

ROOT = sys.argv[1]
MARKED = re.compile(r'\b(?:_|N_|C_|ngettext)\s*\(\s*"')


def marked_files():
    for top in ("src", "plugin"):
        for folder, _, names in os.walk(os.path.join(ROOT, top)):
            for name in names:
                path = os.path.join(folder, name)
                if name.endswith(".c") and MARKED.search(open(path, encoding="utf-8").read()):
                    yield os.path.relpath(path, ROOT)


def main():
    listed = set(open(os.path.join(ROOT, "po", "POTFILES"), encoding="utf-8").read().split())
    marked = set(marked_files())
    print("1..2")
    for number, (name, extra) in enumerate((("translations/every-text-is-listed", marked - listed),
                                            ("translations/every-listed-file-exists",
                                             {f for f in listed if not os.path.exists(os.path.join(ROOT, f))})), 1):
        print(f"{'not ok' if extra else 'ok'} {number} /{name}")
        for path in sorted(extra):
            print(f"# {path}")
    return 0


sys.exit(main())
