#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Every file with a text for people stands in po/POTFILES, every file there exists, and every text is one that
xgettext can read to its end. Prints TAP."""
import os
import re
import shutil
import subprocess
import sys

from report import run_checks

ROOT = sys.argv[1]
MARKED = re.compile(r'\b(?:_|N_|C_|ngettext)\s*\(\s*"')

# xgettext stops at a macro it does not know, and what it took is never looked up; it knows those of <inttypes.h>
CUT = re.compile(r'\b(?:_|N_|C_|ngettext)\s*\((?:\s*"(?:[^"\\]|\\.)*"|\s*PRI\w+)+\s*(?!PRI)[A-Za-z]\w*')


def cut_texts():
    for name in listed_files():
        path = os.path.join(ROOT, name)
        if os.path.exists(path):
            for match in CUT.finditer(open(path, encoding="utf-8").read()):
                yield "%s: %s" % (name, match.group())


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


def languages():
    with open(os.path.join(ROOT, "po", "LINGUAS"), encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip() and not line.startswith("#")]


def refused_translations():
    """Formats that differ, plural forms that are missing, a header that is no header; and what was left half done."""
    if shutil.which("msgfmt") is None:
        return
    for language in languages():
        path = os.path.join(ROOT, "po", language + ".po")
        words = ["msgfmt", "--check", "--statistics", "-o", os.devnull, path]
        done = subprocess.run(words, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"})
        if done.returncode != 0 or re.search(r"fuzzy|untranslated", done.stderr):
            yield done.stderr


CHECKS = [
    ("translations/every-text-is-listed", lambda: set(marked_files()) - listed_files()),
    ("translations/no-text-is-cut-by-a-macro", cut_texts),
    ("translations/every-language-is-whole", refused_translations),
    ("translations/every-listed-file-exists",
     lambda: (name for name in listed_files() if not os.path.exists(os.path.join(ROOT, name)))),
]

run_checks(CHECKS)
