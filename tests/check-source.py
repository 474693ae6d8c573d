#!/usr/bin/env python3
"""Habits as checks: what src/ may include, how long files and functions may be, what stands in no file. Prints TAP."""
import os
import re
import sys

from report import run_checks

ROOT = sys.argv[1]
CODE = ("src", "plugin")
GENERATED = re.compile(r"(table|data|generated)")
# Whom each room of src/ may know; the values at the top (finding, json, …) are known to all, the engine knows all.
ROOMS = {
    "text": [],
    "match": ["text"],
    "links": ["text"],
    "sharing": ["text"],
    "settings": [],
    "rooms": [],
    "detect": ["text", "match", "links", "sharing"],
    "conduct": ["text"],
    "policy": ["settings", "conduct", "sharing"],
    "evidence": ["text"],
}
FOREIGN = re.compile(r'#\s*include\s*[<"](?:libpurple/|purple|gtk|gdk|pidgin|gnt|finch)')


def sources(*tops):
    for top in tops:
        for folder, _, names in os.walk(os.path.join(ROOT, top)):
            for name in sorted(names):
                if name.endswith((".c", ".h")):
                    path = os.path.join(folder, name)
                    with open(path, encoding="utf-8") as file:
                        yield os.path.relpath(path, ROOT), file.read().split("\n")


def foreign_includes():
    for path, lines in sources("src"):
        for number, line in enumerate(lines, 1):
            if FOREIGN.search(line):
                yield f"{path}:{number}: src/ must not know libpurple or GTK"


def only_user(header, owners):
    def check():
        for path, lines in sources(*CODE):
            if not any(path.endswith(owner) for owner in owners):
                for number, line in enumerate(lines, 1):
                    if re.search(r'#\s*include\s*[<"]' + header, line):
                        yield f"{path}:{number}: only {' and '.join(owners)} include {header}"
    return check


def detectors_apart():
    own = re.compile(r'#\s*include\s*"detect/haven-detect-')
    for path, lines in sources("src/detect"):
        for number, line in enumerate(lines, 1):
            if own.search(line):
                yield f"{path}:{number}: detectors never include each other"


def arrows_run_one_way():
    for path, lines in sources("src"):
        room = os.path.dirname(os.path.relpath(path, "src"))
        if room not in ROOMS:
            continue
        for number, line in enumerate(lines, 1):
            include = re.match(r'#\s*include\s*"(?:(\w+)/|haven-engine)', line)
            if include and include[1] != room and include[1] not in ROOMS[room]:
                yield f"{path}:{number}: {room}/ must not know {include[1] or 'the engine'}"


def pidgin_part_apart():
    """Two modules: one symbol of the other is more than the loader gives. Headers that hold all they need are shared."""
    shared = ("haven-plugin-api.h", "haven-own-name.h", "haven-data-path.h")
    core = {name for name in os.listdir(os.path.join(ROOT, "plugin")) if name.endswith(".h")}
    for path, lines in sources("plugin/pidgin"):
        for number, line in enumerate(lines, 1):
            include = re.match(r'#\s*include\s*"(?:\.\./)?([\w-]+\.h)"', line)
            if include and include[1] in core and include[1] not in shared:
                yield f"{path}:{number}: the Pidgin part reaches the core plugin by {shared[0]} alone"


def long_files():
    for path, lines in sources(*CODE):
        if len(lines) > 700 and not GENERATED.search(path):
            yield f"{path}: {len(lines)} lines"


def long_functions():
    for path, lines in sources(*CODE):
        start = None
        for number, line in enumerate(lines):
            if line.startswith("{"):
                start = number
            elif line.startswith("}") and start is not None:
                if number - start > 60:
                    yield f"{path}:{start + 1}: a function of {number - start} lines"
                start = None


def unwanted_words():
    bad = re.compile(r"\b(goto|TODO|FIXME|XXX|HACK)\b")
    for path, lines in sources(*CODE):
        for number, line in enumerate(lines, 1):
            if bad.search(line):
                yield f"{path}:{number}: {line.strip()[:60]}"


def plurals_of_the_host():
    """A plugin's texts are in a catalogue of its own; plain ngettext() asks the client's, which does not have them."""
    for path, lines in sources(*CODE):
        for number, line in enumerate(lines, 1):
            if re.search(r"\b(?:d?c?ngettext|gettext) \(", line) and "g_d" not in line:
                yield f"{path}:{number}: a plural is asked of the client's catalogue: use g_dngettext (GETTEXT_PACKAGE, …)"


def without_licence():
    for path, lines in sources(*CODE):
        if "SPDX-License-Identifier: GPL-2.0-or-later" not in lines[0]:
            yield f"{path}: no licence line"


# One word for all of its functions stands where their type is; what is private to one room is told where it is.
TOLD_TOGETHER = ("national-check.h", "-private.h", "scan-blocks.h", "/demo/")
DECLARED = re.compile(r"(?:^|\n)([\w ]+[\s*]+)(haven_\w+) \(([^;{}]*)\)[^;{}()]*(?:\([^;{}]*\))?;")
PARAMETER = re.compile(r"\(\*(\w+)\)|(\w+)(?:\[\w*\])?$")


def parameters_of(declared):
    """The names in "type name, type (*name) (type, type), …"."""
    flat = re.sub(r"(\(\*\w+\)) \([^()]*\)", r"\1", " ".join(declared.split()))
    for part in flat.split(","):
        if part.strip() not in ("void", "..."):
            name = PARAMETER.search(part.strip())
            yield name[1] or name[2]


def declared_functions():
    for path, lines in sources("src", "plugin"):
        if not path.endswith(".h") or any(where in path for where in TOLD_TOGETHER):
            continue
        text = re.sub(r"/\*.*?\*/| G_GNUC_\w+ \([^()]*\)", "", "\n".join(lines), flags=re.S)
        for returned, name, declared in DECLARED.findall(text):
            if not returned.lstrip().startswith(("typedef", "return")) and name != "haven_error_quark":
                yield path, name, returned, list(parameters_of(declared))


def untold_functions():
    told = {}
    for _, lines in sources("src", "plugin"):
        for name, words in re.findall(r"/\*\*\n \* (haven_\w+):\n(.*?)\*/", "\n".join(lines), flags=re.S):
            told[name] = words
    for path, name, returned, parameters in declared_functions():
        words = told.get(name)
        if words is None:
            yield f"{path}: {name}: nothing is said of it"
            continue
        named = re.findall(r"^ \* @(\w+):", words, flags=re.M)
        for parameter in sorted(set(parameters) ^ set(named)):
            yield f"{path}: {name}: @{parameter} is " + ("not explained" if parameter in parameters else "no parameter")
        if ("Returns:" in words) == (returned.strip() == "void"):
            yield f"{path}: {name}: what it returns is not as it is said"


DEFINED = re.compile(r"\n(haven_\w+) \(([^;{}]*?)\)\n\{")


def renamed_parameters():
    """A word that only the definition uses stands in no header, and one that C++ has for itself confuses clang-format."""
    declared = {name: parameters for _, name, _, parameters in declared_functions()}
    for path, lines in sources("src", "plugin"):
        for name, defined in DEFINED.findall("\n".join(lines)):
            if name in declared and list(parameters_of(defined)) != declared[name]:
                yield f"{path}: {name}: its parameters have other names in its header"


def uncalled_functions():
    """A function that only its own file calls is static there: whoever reads the header need not know it."""
    words = {path: re.findall(r"\bhaven_\w+", " ".join(line for line in lines if not re.match(r"\s*(/\*|\*[ /]|\*$)", line)))
             for path, lines in sources("src", "plugin", "tests", "bench", "fuzz")}
    for path, name, _, _ in declared_functions():
        if words[path].count(name) > 1:
            continue  # a macro of the header calls it
        inside = [other for other in words if name in words[other] and other != path]
        if len(inside) < 2 and not any(other.endswith(".h") for other in inside):
            yield f"{path}: {name}: " + ("only its own file calls it" if inside else "nobody has it")


FREED = re.compile(r"g_auto(?:ptr|free|list)?\b[^=;{}]*?\b(\w+) = ")


def only_freed():
    """clang, which warns of it, takes what is only set in its declaration and freed at the end for unused."""
    for path, lines in sources("src", "plugin"):
        for body in re.findall(r"\n\{\n(.*?)\n\}\n", "\n".join(lines), flags=re.S):
            for name in FREED.findall(body):
                if len(re.findall(rf"\b{name}\b", body)) == 1:
                    yield f"{path}: {name} is set where it is declared, and only freed: set it in a line of its own"


CHECKS = [
    ("source/includes/src-knows-no-client", foreign_includes),
    ("source/includes/arrows-run-one-way", arrows_run_one_way),
    ("source/includes/json-glib-in-two-files", only_user("json-glib", ["src/haven-json.c", "src/haven-json-writer.c"])),
    ("source/includes/pcre2-in-one-file", only_user("pcre2.h", ["src/match/haven-pattern.c"])),
    ("source/includes/detectors-apart", detectors_apart),
    ("source/includes/pidgin-part-apart", pidgin_part_apart),
    ("source/size/files", long_files),
    ("source/size/functions", long_functions),
    ("source/words", unwanted_words),
    ("source/plurals-from-the-own-catalogue", plurals_of_the_host),
    ("source/licence", without_licence),
    ("source/public-functions-are-told", untold_functions),
    ("source/parameters-have-one-name", renamed_parameters),
    ("source/clang-knows-what-is-used", only_freed),
    ("source/headers-say-what-others-call", uncalled_functions),
]

run_checks(CHECKS)
