# SPDX-License-Identifier: GPL-2.0-or-later
"""Smileys of their own that people send: those of strangers are words until the reader knows them, and those that move
stand as words where that is chosen."""

import subprocess
import sys

import tap
from scene import SETTINGS, TOPIC_LABEL
from tap import check, check_in, check_not_in

DRAWN = "\ufffc"


def prepare(stage):
    stage.prepare(settings={**SETTINGS, "topics": {**SETTINGS["topics"], "flashing": {"depth": "mention"}}})


def make_picture(stage, name, *words):
    path = stage.home / name
    subprocess.run(["convert", *words, str(path)], check=True)
    return path


def last_line(stage, who):
    return (stage.text(who) or "").splitlines()[-1]


def send(stage, who, word, picture):
    stage.say("im", who, f"a word before {word[1:-1]}")
    stage.wait(lambda: f"before {word[1:-1]}" in (stage.text(who) or ""), "the conversation")
    stage.say("smiley", who, f"{word} {picture}")
    stage.wait(lambda: "good morning" in last_line(stage, who), "the message")


def test_smiley_of_a_contact_is_drawn(stage):
    send(stage, "sam", ":lake:", make_picture(stage, "lake.png", "-size", "24x24", "xc:blue"))
    check_in(DRAWN, last_line(stage, "sam"))
    stage.present("sam")
    stage.picture(tap.artifacts("smiley-contact.png"), "sam")


def test_smiley_of_a_stranger_is_a_word(stage):
    send(stage, "wren", "(willow)", make_picture(stage, "pond.png", "-size", "24x24", "xc:red"))
    check_in("good morning (willow)", last_line(stage, "wren"))
    check_not_in(DRAWN, last_line(stage, "wren"))
    stage.present("wren")
    stage.picture(tap.artifacts("smiley-stranger.png"), "wren")


def test_smiley_that_moves_stands_still_where_that_is_chosen(stage):
    moving = make_picture(stage, "moving.gif", "-delay", "10", "-size", "24x24", "xc:red", "xc:blue", "xc:yellow", "-loop", "0")
    send(stage, "sam", ":flash:", moving)
    stage.present("sam")
    stage.picture(tap.artifacts("smiley-moving.png"), "sam")
    check(stage.ask("smiley", "sam", ":flash:") == "no picture", "the moving picture is there")
    check(stage.ask("smiley", "sam", ":lake:") == "picture", "a still one has lost its picture")


def test_smiley_whose_word_is_a_topic_is_veiled_with_its_line(stage):
    picture = make_picture(stage, "word.png", "-size", "24x24", "xc:green")
    stage.say("im", "jo", "a word before it")
    stage.wait(lambda: "a word before it" in (stage.text("jo") or ""), "the conversation")
    stage.say("smiley", "jo", f"self-harm {picture}")
    stage.wait(lambda: TOPIC_LABEL in last_line(stage, "jo"), "the note")
    check_not_in(DRAWN, last_line(stage, "jo"))


if __name__ == "__main__":
    tap.main(sys.modules[__name__], prepare=prepare)
