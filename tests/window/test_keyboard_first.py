# SPDX-License-Identifier: GPL-2.0-or-later
"""The questions of the first start without a pointer, in the usual look and in large letters on a dark ground."""

import json
import sys

import tap
from stage import COLOURS
from tap import check
from test_keyboard import LARGE, of, reads_well

TITLE = "Haven: welcome"


def shown(stage, words):
    return [row for row in of(stage, TITLE) if words in (row["text"] or "")]


def walk(stage, look):
    stage.look = look
    stage.wait(lambda: of(stage, TITLE), "the questions", 30)
    stage.activate(TITLE)
    for name, words in (("reasons", "What brings you here?"), ("topics", "What would you rather not"),
                        ("strictness", "How careful shall Haven be?"), ("summary", "That is all")):
        stage.wait(lambda: shown(stage, words), words)
        # a list of so many boxes takes long from one end to the other
        reads_well(stage, TITLE, "first-" + name, walk=name != "topics")
        if name != "summary":
            stage.key("alt+n")
    stage.key("alt+b")
    stage.wait(lambda: shown(stage, "How careful shall Haven be?"), "the way back")


def test_keyboard_goes_on_by_enter(stage):
    stage.wait(lambda: of(stage, TITLE), "the questions", 30)
    stage.activate(TITLE)
    for words in ("What would you rather not", "How careful shall Haven be?", "That is all"):
        stage.key("Return")
        stage.wait(lambda: shown(stage, words), words)
    for _ in range(3):
        stage.key("alt+b")
    stage.wait(lambda: shown(stage, "What brings you here?"), "the way back")


def start_anew(stage):
    stage.close_pidgin()
    stage.gtkrc.write_text("")
    stage.dress(COLOURS["dark"])
    with stage.gtkrc.open("a", encoding="utf-8") as gtkrc:
        gtkrc.write(LARGE)
    stage.open_pidgin()


def test_keyboard_walks_the_first_questions(stage):
    walk(stage, "usual")


def test_keyboard_walks_the_first_questions_in_large_letters(stage):
    start_anew(stage)
    walk(stage, "large")


def test_keyboard_leaves_the_first_questions(stage):
    stage.key("Escape")
    stage.wait(lambda: not of(stage, TITLE), "the questions to go")
    path = stage.purple / "haven" / "settings.json"
    stage.wait(lambda: path.exists(), "that they are not asked again")
    check(not json.loads(path.read_text()).get("topics"), f"a topic was chosen: {path.read_text()}")


if __name__ == "__main__":
    tap.main(sys.modules[__name__], settings=None)
