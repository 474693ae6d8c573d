#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What documents name is there: links, files, categories. Prints TAP."""
import glob
import os
import re
import sys

from report import run_checks

ROOT = sys.argv[1]
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
FILE = re.compile(r"(?<![\w/.~-])((?:src|plugin|tests|data|docs|scripts|bench|fuzz|po)/[\w./*-]+\.(?:c|h|py|json|md|txt))\b")
NAME = re.compile(r"(?<![\w/])(haven-[a-z0-9-]+\.[ch])\b")


def documents():
    names = [name for name in os.listdir(ROOT) if name.endswith(".md")]
    names += [os.path.relpath(path, ROOT) for path in glob.glob(os.path.join(ROOT, "docs", "**", "*.md"), recursive=True)]
    for name in sorted(names):
        with open(os.path.join(ROOT, name), encoding="utf-8") as file:
            yield name, file.read()


def broken_links():
    for name, text in documents():
        for target in LINK.findall(text):
            if "://" not in target and not os.path.exists(os.path.join(ROOT, os.path.dirname(name), target)):
                yield f"{name}: the link to {target} leads nowhere"


def missing_files():
    sources = {os.path.basename(path) for top in ("src", "plugin")
               for path in glob.glob(os.path.join(ROOT, top, "**", "haven-*.[ch]"), recursive=True)}
    for name, text in documents():
        for path in FILE.findall(text):
            if not glob.glob(os.path.join(ROOT, path)):
                yield f"{name}: there is no {path}"
        for file in NAME.findall(text):
            if file not in sources:
                yield f"{name}: there is no {file}"


def untold_categories():
    """Whoever writes a pack finds every category in docs/rules.md, but those that no rule is about."""
    with open(os.path.join(ROOT, "src", "haven-taxonomy.c"), encoding="utf-8") as file:
        known = re.findall(r'\{HAVEN_KIND_\w+, "([^"]+)"', file.read())
    with open(os.path.join(ROOT, "docs", "rules.md"), encoding="utf-8") as file:
        told = file.read()
    for category in known:
        if f"`{category}`" not in told and category not in ("custom:*", "flashing", "picture"):
            yield f"docs/rules.md: nothing is said of {category}"


CHECKS = [
    ("docs/links-lead-somewhere", broken_links),
    ("docs/files-are-there", missing_files),
    ("docs/categories-are-told", untold_categories),
]

run_checks(CHECKS)
