#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""`haven` says what it can do, and `haven explain` how a message is read. Prints TAP."""
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))
from report import run_tests  # noqa: E402 pylint: disable=wrong-import-position

HAVEN = sys.argv[1]
PACK = {"haven": 1, "id": "garden", "title": "Garden", "language": "en", "version": "1.0", "licence": "CC0-1.0",
        "maintainer": "a test", "kind": "content",
        "rules": [{"id": "weeds", "title": "Weeds", "category": "violence", "depth": "mention",
                   "match": "weeds", "unless": ["quoted"],
                   "examples": {"yes": ["weeds"], "no": ["he said \"weeds\""]}}]}


def run(*args):
    done = subprocess.run([HAVEN, *args], capture_output=True, check=False, text=True, stdin=subprocess.DEVNULL)
    return done.returncode, done.stdout, done.stderr


def explain(*args):
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "garden.json"), "w", encoding="utf-8") as file:
            json.dump(PACK, file)
        return run("explain", "--packs", folder, *args)


def every_command_is_listed():
    for words in ["--help"], ["help"]:
        status, out, err = run(*words)
        assert status == 0 and not err, err
        for command in ("scan", "evidence", "import", "export", "links", "explain", "lint"):
            assert f"\n  {command} " in out, command


def no_command_is_a_mistake():
    assert run() == (2, run("--help")[1], ""), run()
    status, out, err = run("sing")
    assert status == 2 and not out and '"sing"' in err, err


def the_version_is_told():
    status, out, _ = run("--version")
    assert status == 0 and out.startswith("haven ") and out.count(".") == 2, out


def a_rule_that_met_is_named_with_its_words():
    status, out, err = explain("all those weeds")
    assert status == 0 and not err, err
    assert "garden/weeds (violence, Weeds" in out and "“weeds”" in out, out


def a_rule_that_was_stopped_says_by_what():
    out = explain('he said "weeds"')[1]
    met, stopped = out.split("Rules whose words were seen")
    assert "garden/weeds" not in met and "garden/weeds" in stopped and "← quoted" in stopped, out


def markup_is_read_as_it_is_seen():
    assert "Visible text: weeds" in explain("--html", "we<b>eds</b>")[1]
    assert "Visible text: we<b>eds</b>" in explain("we<b>eds</b>")[1]


def packs_that_are_not_there_are_named():
    status, out, err = run("explain", "--packs", "/nonexistent", "weeds")
    assert status == 1 and "/nonexistent" in err and "Visible text: weeds" in out, (status, out, err)


def one_message_is_wanted():
    for words in [], ["one", "two"]:
        status, out, err = run("explain", *words)
        assert status == 2 and not out and err.startswith("haven explain: "), err


TESTS = [every_command_is_listed, no_command_is_a_mistake, the_version_is_told, a_rule_that_met_is_named_with_its_words,
         a_rule_that_was_stopped_says_by_what, markup_is_read_as_it_is_seen, packs_that_are_not_there_are_named,
         one_message_is_wanted]

run_tests("explain-command", TESTS)
