# SPDX-License-Identifier: GPL-2.0-or-later
"""An answer to a marked message carries the mark: filled in, to be seen and changed, and taken out with one button."""

import sys

import tap
from stage import ROOM
from tap import check, check_in

MARKED = "CW: exam stress. three papers tomorrow"
NOTE = "content note from the sender: “exam stress”"


def open_marked(stage, who="jo"):
    before = stage.text(ROOM)
    stage.say("room", who, MARKED)
    stage.wait(lambda: stage.text(ROOM) != before, "the line")
    stage.click_text(ROOM, NOTE)
    stage.wait(lambda: "three papers" in stage.text(ROOM).splitlines()[-1], "the text")


def clear(stage):
    stage.key("ctrl+a", "BackSpace")
    stage.wait(lambda: stage.entry(ROOM) == "", "an empty entry")


def test_reply_is_offered_the_mark(stage):
    stage.present(ROOM)
    open_marked(stage)
    check(stage.entry(ROOM) == "", "something was filled in before a word was written")
    stage.type("you will be fine")
    stage.wait(lambda: stage.entry(ROOM) == "CW: exam stress. you will be fine", "the mark in front of the words")
    stage.wait(lambda: stage.widgets(name="haven-reply-remove"), "the way to take it out")
    stage.point_away()
    stage.picture(tap.artifacts("reply.png"), ROOM)


def test_reply_is_sent_with_the_mark(stage):
    stage.key("Return")
    sent = stage.wait(lambda: stage.journal("sent-chat-msg"), "the message")
    check_in("CW: exam stress. you will be fine", sent[-1]["text"], "what left")
    stage.wait(lambda: not stage.widgets(name="haven-reply-remove"), "the line to go")


def test_reply_is_offered_once(stage):
    stage.type("and now something else")
    stage.wait(lambda: stage.entry(ROOM).endswith("else"), "the words")
    check(stage.entry(ROOM) == "and now something else", f"the entry says {stage.entry(ROOM)!r}")
    clear(stage)


def test_reply_gives_the_mark_up_with_one_button(stage):
    open_marked(stage)
    stage.type("good luck")
    stage.wait(lambda: stage.entry(ROOM) == "CW: exam stress. good luck", "the mark")
    stage.click_widget(name="haven-reply-remove")
    stage.wait(lambda: stage.entry(ROOM) == "good luck", "the mark to go")
    check(not stage.widgets(name="haven-reply-remove"), "the line is still there")
    stage.type("!")
    stage.wait(lambda: stage.entry(ROOM) == "good luck!", "the entry to go on")
    clear(stage)


def test_reply_leaves_half_a_text_alone(stage):
    stage.type("half a text")
    stage.wait(lambda: stage.entry(ROOM) == "half a text", "the text")
    open_marked(stage)
    stage.type(" goes on")
    stage.wait(lambda: stage.entry(ROOM) == "half a text goes on", "the text as it was written")
    clear(stage)


def test_reply_leaves_commands_and_own_marks_alone(stage):
    for text in ("/haven status", "CW: my own words. hello"):
        open_marked(stage)
        stage.type(text)
        stage.wait(lambda text=text: stage.entry(ROOM) == text, "the text as it was written")
        clear(stage)


if __name__ == "__main__":
    tap.main(sys.modules[__name__])
