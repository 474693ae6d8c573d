#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Every file with a text for people stands in po/POTFILES, every file there exists, and every text is one that
xgettext can read to its end. Prints TAP."""
import os
import re
import shutil
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader

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


def refused_titles():
    """Titles of packs are data, and a new one may wait for its translation; but they are seen in every "why"."""
    loader = SourceFileLoader("gen_titles", os.path.join(ROOT, "scripts", "gen-titles"))
    script = module_from_spec(spec_from_loader("gen_titles", loader))
    loader.exec_module(script)
    with open(os.path.join(ROOT, "po", "titles", "LINGUAS"), encoding="utf-8") as file:
        for language in file.read().split():
            known, wanted = script.translations(script.path_of(language)), script.titles(language)
            done = sum(1 for title in wanted if known.get(title))
            if done < 0.9 * len(wanted):
                yield "%s has %d of %d titles: scripts/gen-titles %s" % (language, done, len(wanted), language)
            if any("!" in words for words in known.values()):
                yield "%s has a title that shouts" % language
            if shutil.which("msgfmt") is None:
                continue
            words = ["msgfmt", "--check-format", "--statistics", "-o", os.devnull, script.path_of(language)]
            told = subprocess.run(words, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"})
            if told.returncode != 0 or "fuzzy" in told.stderr:
                yield told.stderr


CHECKS = [
    ("translations/every-text-is-listed", lambda: set(marked_files()) - listed_files()),
    ("translations/no-text-is-cut-by-a-macro", cut_texts),
    ("translations/every-language-is-whole", refused_translations),
    ("translations/titles-are-known", refused_titles),
    ("translations/every-listed-file-exists",
     lambda: (name for name in listed_files() if not os.path.exists(os.path.join(ROOT, name)))),
]

run_checks(CHECKS)
