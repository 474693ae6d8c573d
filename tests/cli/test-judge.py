#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What scripts/judge counts, with a pack of one rule. Prints TAP."""
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, os.pardir))
from report import run_tests  # noqa: E402 pylint: disable=wrong-import-position

HAVEN = sys.argv[1]
JUDGE = os.path.join(HERE, os.pardir, os.pardir, "scripts", "judge")
PACK = {
    "haven": 1, "id": "t", "title": "t", "language": "en", "version": "1", "licence": "CC0-1.0", "maintainer": "t",
    "kind": "harassment", "category": "insult",
    "rules": [{"id": "r", "title": "r", "severity": 2, "match": ["you are blockheads", "nincompoops"],
               "examples": {"yes": ["you are blockheads"], "no": ["tea"]}}],
}


def judge(option, lines, name="lines.txt"):
    with tempfile.TemporaryDirectory(prefix="haven-judge-test-") as folder:
        packs, path = os.path.join(folder, "packs"), os.path.join(folder, name)
        os.mkdir(packs)
        with open(os.path.join(packs, "t.json"), "w", encoding="utf-8") as file:
            json.dump(PACK, file)
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in lines)
        done = subprocess.run([sys.executable, JUDGE, option, path, "--haven", HAVEN, "--packs", packs, "--hits",
                               os.path.join(folder, "hits.jsonl")], capture_output=True, check=False)
        hits = []
        if os.path.exists(os.path.join(folder, "hits.jsonl")):
            with open(os.path.join(folder, "hits.jsonl"), encoding="utf-8") as file:
                hits = [json.loads(line) for line in file]
        return done.returncode, done.stdout.decode(), done.stderr.decode(), hits


def counts(out, name):
    """The numbers of a line such as "recall  50.0 % [..] (1/2)"."""
    return tuple(map(int, re.search(rf"{name} .*\((\d+)/(\d+)\)", out).groups()))


def labelled_texts_are_counted():
    rows = [{"text": "you are blockheads", "label": True}, {"text": "you are dull", "label": True},
            {"text": "two nincompoops", "label": False}, {"text": "tea?", "label": False}]
    status, out, _, hits = judge("--labelled", map(json.dumps, rows), "lines.jsonl")
    assert status == 0, out
    assert counts(out, "recall") == (1, 2) and counts(out, "precision") == (1, 2) and counts(out, "left alone") == (1, 2), out
    assert [hit["is"] for hit in hits] == ["found", "missed", "false alarm"], hits


def alarms_are_counted_by_the_thousand():
    status, out, _, _ = judge("--chat", ["tea?"] * 9 + ["two nincompoops"])
    assert status == 0 and "1 of 10 lines: 100.00 " in out, out


def hidden_wording_is_counted_of_what_is_met_plainly():
    status, out, _, hits = judge("--hidden", ["you are blockheads", "you are dull"])
    assert status == 0 and counts(out, "as they stand") == (1, 2), out
    for way in ("digits for letters", "capitals mixed", "letters of another alphabet", "signs of no width", "a word spaced out"):
        assert counts(out, way) == (1, 1), out
    assert counts(out, "letters swapped") == (0, 1), out
    missed = [hit["text"] for hit in hits if hit["is"] == "missed: letters swapped"]
    assert len(missed) == 1 and sorted(missed[0]) == sorted("you are blockheads") and missed[0] != "you are blockheads", hits


def a_line_that_is_no_json_is_named():
    status, _, err, _ = judge("--labelled", ['{"text": "tea", "label": false}', "{"], "lines.jsonl")
    assert status != 0 and "lines.jsonl:2:" in err, err


run_tests("judge", [labelled_texts_are_counted, alarms_are_counted_by_the_thousand,
                    hidden_wording_is_counted_of_what_is_met_plainly, a_line_that_is_no_json_is_named])
