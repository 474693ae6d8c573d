# SPDX-License-Identifier: GPL-2.0-or-later
"""Two accounts of one contact share a window: what one of them wrote stays readable when its conversation goes."""

import sys
import time

import tap
from scene import SETTINGS, TOPIC, TOPIC_LABEL, TOPIC_WORDS
from tap import check, check_in


def one_contact(stage):
    """sam and jo are one person."""
    stage.prepare(settings=SETTINGS)
    path = stage.purple / "blist.xml"
    text = path.read_text(encoding="utf-8")
    joined = text.replace("<name>sam</name></buddy></contact><contact>", "<name>sam</name></buddy>")
    check(joined != text, "the buddy list looks otherwise")
    path.write_text(joined, encoding="utf-8")


def test_shared_window_keeps_the_notes_of_a_conversation_that_goes(stage):
    stage.say("im", "sam", TOPIC)
    stage.wait(lambda: TOPIC_LABEL in (stage.text("sam") or ""), "the note")
    stage.say("im", "jo", "it is me, from the other one")
    stage.wait(lambda: TOPIC_LABEL in (stage.text("jo") or ""), "one window for both")
    check(stage.ask("end", "sam"), "there is no such conversation")
    stage.wait(lambda: stage.text("sam") is None, "the conversation to go")
    check_in(TOPIC_LABEL, stage.text("jo"))


def test_shared_window_opens_them_there(stage):
    stage.present("jo")
    stage.click_text("jo", TOPIC_LABEL)
    stage.wait(lambda: TOPIC_WORDS in stage.text("jo"), "the text")
    stage.click_text("jo", "close")
    stage.wait(lambda: TOPIC_LABEL in stage.text("jo"), "the note")


def test_shared_window_takes_a_choice_there(stage):
    stage.click_text("jo", TOPIC_LABEL, button=3)
    stage.wait(lambda: stage.widgets(text="This was wrong"), "the menu")
    stage.click_widget(text="This was wrong")
    stage.wait(lambda: stage.widgets(name="haven-tell-act"), "the answer")
    time.sleep(0.2)
    check_in(TOPIC_WORDS, stage.text("jo"))


if __name__ == "__main__":
    tap.main(sys.modules[__name__], prepare=one_contact)
