# SPDX-License-Identifier: GPL-2.0-or-later
"""Open everything except…: a mode for one conversation, with a way back."""

import re
import sys

import tap
from scene import TOPIC, TOPIC_LABEL, TOPIC_WORDS
from stage import ROOM
from tap import check, check_in, check_not_in

MARKED = "CW: exam stress. three papers tomorrow"
MARKED_LABEL = "content note from the sender"


def last_line(stage):
    return (stage.text(ROOM) or "").splitlines()[-1]


def say(stage, who, text):
    before = stage.text(ROOM)
    stage.say("room", who, text)
    stage.wait(lambda: stage.text(ROOM) != before, "the line")


def card(stage):
    return stage.widgets(window="Haven: open everything except")


def open_card(stage):
    stage.present(ROOM)
    for words in ("Options", "Haven", "Open everything except…"):
        stage.click_widget(text=words)
    stage.wait(lambda: card(stage), "the card")


def test_except_keeps_the_ticked_topic_covered(stage):
    say(stage, "sam", TOPIC)
    say(stage, "jo", MARKED)
    check_in(MARKED_LABEL, last_line(stage))
    open_card(stage)
    stage.click_widget(name="self-harm")
    stage.picture(tap.artifacts("except.png"), "Haven: open everything except")
    stage.click_widget(window="Haven: open everything except", text=re.compile("Open the rest"))
    stage.wait(lambda: not card(stage), "the card to close")
    stage.wait(lambda: "three papers" in stage.text(ROOM), "the rest to open")
    check_in(TOPIC_LABEL, stage.text(ROOM))
    check_not_in(TOPIC_WORDS, stage.text(ROOM))
    stage.picture(tap.artifacts("except-said.png"), ROOM)


def test_except_holds_for_what_comes(stage):
    say(stage, "jo", "CW: exam stress. one of them was fine")
    check_in("one of them was fine", last_line(stage))
    say(stage, "sam", TOPIC)
    check_in(TOPIC_LABEL, last_line(stage))


def test_except_shows_what_was_ticked(stage):
    open_card(stage)
    stage.key("Escape")
    stage.wait(lambda: not card(stage), "the card to close")
    say(stage, "jo", "CW: exam stress. and one was not")
    check_in("and one was not", last_line(stage))


def test_except_is_undone(stage):
    stage.click_widget(name="haven-tell-act")
    stage.wait(lambda: not stage.widgets(name="haven-tell-act"), "the answer to go")
    check_not_in("three papers", stage.text(ROOM), "what was opened with it")
    say(stage, "jo", "CW: exam stress. it is over")
    check_in(MARKED_LABEL, last_line(stage))
    check(not card(stage), "the card is open")


if __name__ == "__main__":
    tap.main(sys.modules[__name__])
