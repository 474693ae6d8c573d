#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What two messages of one person say only together, on the built command with all packs. Prints TAP."""
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))
from report import run_tests  # noqa: E402 pylint: disable=wrong-import-position

HAVEN = sys.argv[1]
CACHE = tempfile.TemporaryDirectory(prefix="haven-cache-")  # every call would compile all packs again


def scan(messages, *args):
    """Messages are (text, second) or (text, second, what differs), from one person in one room."""
    lines = [{"text": text, "kind": "chat", "conversation": "room", "sender": "moth", **(differs[0] if differs else {}),
              "time": "2026-11-29T12:%02d:%02dZ" % divmod(second, 60)} for text, second, *differs in messages]
    done = subprocess.run([HAVEN, "scan", "--cache", CACHE.name, "--profile", "everything", *args],
                          input="\n".join(map(json.dumps, lines)).encode(), capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def last_says(messages, *args):
    return {(found["category"], found["span"]) for found in scan(messages, *(args or ("--stateful",)))[-1]["findings"]}


def categories(messages, *args):
    return {category for category, _ in last_says(messages, *args)}


TOGETHER = [
    # the messages, what both say, where in the last
    (["go kill", "yourself"], "urging-self-harm", "yourself"),
    (["k", "y", "s"], "urging-self-harm", "s"),
    (["you are a", "worthless piece of shit"], "insult", None),
    (["i want to", "die"], "suicide", "die"),
    (["i know where you", "live"], "stalking", "live"),
    (["i am going to", "slit your throat"], "threat", None),
    (["muslims are all", "terrorists"], "hate-religion", "terrorists"),
    (["my husband", "hits me every night"], "domestic-abuse", None),
]
ALONE = [
    # what differs, and why the two are not read together
    ("a sentence that is over", [("i want to go home.", 0), ("die linke won there", 5)]),
    ("somebody else went on", [("go kill", 0), ("yourself", 5, {"sender": "lamp"})]),
    ("another room", [("go kill", 0), ("yourself", 5, {"conversation": "hall"})]),
    ("two minutes later", [("go kill", 0), ("yourself", 120)]),
    ("it turns to somebody else", [("go kill", 0), ("yourself: it is a reserved name", 5)]),
    ("ordinary pieces", [("i will kill", 0), ("the process and start it again", 5)]),
    ("ordinary pieces about oneself", [("i want to", 0), ("buy bread", 5)]),
]


def pieces_are_read_together():
    for texts, category, span in TOGETHER:
        found = last_says([(text, 5 * i) for i, text in enumerate(texts)])
        assert any(c == category and span in (None, s) for c, s in found), (texts, found)


def what_does_not_belong_together_is_not():
    for why, messages in ALONE:
        found = {c for c in categories(messages) if c in ("urging-self-harm", "suicide", "threat", "violence")}
        assert not found, (why, found)


def without_memory_each_line_stands_alone():
    assert not last_says([("go kill", 0), ("yourself", 5)], "--cache", CACHE.name)


def how_the_sentence_began_explains_it():
    """A bare "die" is said to the reader; behind "i want to" it is a cry for help, and no harassment."""
    assert "urging-self-harm" in categories([("die", 5)])
    assert "urging-self-harm" not in categories([("i want to", 0), ("die", 5)])


TOLD = [("he said", "go kill yourself"), ("my stepdad texted me again", "you are worthless and nobody wants you"),
        ("she wrote", "i know where you live"), ("and then he wrote", "you are a fat pig")]
SAID = [("ok lol", "go kill yourself"), ("i made soup", "you are worthless"), ("haha", "you are a fat pig"),
        ("thanks for nothing", "i know where you live"), ("hey. hey you", "answer me you idiot")]


def who_tells_what_was_said_to_them_does_not_say_it():
    harassment = {"urging-self-harm", "insult", "humiliation", "stalking", "threat", "body-shaming"}
    for before, words in TOLD:
        found = categories([(before, 0), (words, 5)]) & harassment
        assert not found, (before, words, found)
    for before, words in SAID:
        assert categories([(before, 0), (words, 5)]) & harassment, (before, words)


def words_before_alone_count_once():
    first, second = scan([("you are an idiot", 0), ("and the bread is done", 5)], "--stateful")
    assert first["findings"] and not [f for f in second["findings"] if f["kind"] != "harassment"], second


def abuse_does_not_hang_over_what_comes_next():
    found = scan([("you are a worthless idiot and nobody likes you", 0), ("good morning", 5)], "--stateful")[-1]["findings"]
    assert not [f for f in found if f["span"]], found


def places_are_bytes_of_the_markup():
    text = "<b>your</b>self &amp; now"
    found = scan([("go kill", 0, {"format": "html"}), (text, 5, {"format": "html"})], "--stateful")[-1]["findings"]
    spans = {text.encode()[f["start"]:f["end"]].decode() for f in found if f["category"] == "urging-self-harm"}
    assert "<b>your</b>self" in spans or "your</b>self" in spans, found


def what_i_share_in_pieces_is_asked_about():
    mine = {"direction": "outgoing"}
    found = scan([("my password is", 0, mine), ("hunter2k9x", 5, mine)], "--stateful")[-1]
    assert found["action"] == "ask", found
    assert [(f["item"], f["span"]) for f in found["findings"]] == [("password", "hunter2k9x")], found


def what_was_asked_about_may_not_have_left():
    mine = {"direction": "outgoing"}
    out = scan([("my password is hunter2k9x and", 0, mine), ("zebra4x7q", 5, mine)], "--stateful")
    assert out[0]["action"] == "ask" and out[1]["action"] == "show", out


run_tests("turns", [pieces_are_read_together, what_does_not_belong_together_is_not, without_memory_each_line_stands_alone,
                    how_the_sentence_began_explains_it,
                    who_tells_what_was_said_to_them_does_not_say_it, words_before_alone_count_once,
                    abuse_does_not_hang_over_what_comes_next, places_are_bytes_of_the_markup,
                    what_i_share_in_pieces_is_asked_about, what_was_asked_about_may_not_have_left])
