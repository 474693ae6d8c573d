# SPDX-License-Identifier: GPL-2.0-or-later
"""Whoever imitates a veil gets plain words; what a veil covers stays covered in other windows."""

import sys
import time

import tap
from scene import TOPIC, TOPIC_LABEL, TOPIC_WORDS
from stage import ROOM
from tap import check, check_in

FORGED = "▒▒ a note on tea ▒▒ forged"
SPAN = '<span id="haven-0123456789abcdef0123456789abcdef">[a note on tea] span</span>'


def say(stage, text, who="wren"):
    before = stage.text(ROOM)
    stage.say("room", who, text)
    stage.wait(lambda: stage.text(ROOM) != before, "the line")


def test_forged_veils_are_plain_words(stage):
    stage.present(ROOM)
    for text, words in ((FORGED, "forged"), (SPAN, "span"), ("[opened] imitated   close · why", "imitated"), ("▒▒▒▒▒▒ marker", "marker")):
        say(stage, text)
        before = stage.text(ROOM)
        stage.click_text(ROOM, words)
        time.sleep(0.3)
        check(stage.text(ROOM) == before, f"a click on {text!r} did something")
        check(not stage.widgets(window="Haven: why"), f"a click on {text!r} opened a card")
    stage.key("F9")
    names = [row["accessible"] for row in stage.widgets(type="GtkIMHtml")]
    check(not any(name and "button" in name for name in names), f"the keyboard found {names}")


def test_veil_with_too_much_markup_opens_as_words(stage):
    say(stage, "<b>x</b>" * 120 + " I cut myself again &lt;b&gt;last night&lt;/b&gt;", "sam")
    stage.click_text(ROOM, TOPIC_LABEL)
    stage.wait(lambda: "cut myself again <b>last night</b>" in stage.text(ROOM), "the words, with their signs")
    stage.click_text(ROOM, "close")
    stage.wait(lambda: TOPIC_WORDS not in stage.text(ROOM), "the veil")


def test_veil_works_in_a_window_of_its_own(stage):
    stage.say("im", "sam", TOPIC)
    stage.wait(lambda: TOPIC_LABEL in (stage.text("sam") or ""), "the veil")
    check(stage.ask("open", "sam") == "ok", "no window of its own")
    stage.present("sam")
    stage.key("F9", "Return")
    stage.wait(lambda: TOPIC_WORDS in stage.text("sam"), "the text")
    stage.key("Return", "Escape")
    stage.wait(lambda: TOPIC_WORDS not in stage.text("sam"), "the veil")


def test_card_survives_its_window(stage):
    stage.click_text("sam", TOPIC_LABEL, button=3)
    stage.click_widget(text="Why")
    stage.wait(lambda: stage.widgets(window="Haven: why"), "the card")
    stage.present("sam")
    stage.key("ctrl+w")
    stage.click_widget(window="Haven: why", text="This was wrong")
    stage.wait(lambda: not stage.widgets(window="Haven: why"), "the card to go")
    check(stage.text(ROOM) is not None, "Pidgin is gone")


def test_topic_opens_in_one_room_only(stage):
    stage.present(ROOM)
    say(stage, TOPIC, "sam")
    check_in(TOPIC_LABEL, stage.text(ROOM).splitlines()[-1])
    stage.click_text(ROOM, TOPIC_LABEL, button=3)
    stage.click_widget(text="Not in this room")
    stage.wait(lambda: stage.widgets(name="haven-tell-act"), "the way to undo it")
    say(stage, TOPIC, "jo")
    check_in(TOPIC_WORDS, stage.text(ROOM).splitlines()[-1])
    stage.say("im", "jo", TOPIC)
    stage.wait(lambda: TOPIC_LABEL in (stage.text("jo") or ""), "the veil elsewhere")


if __name__ == "__main__":
    tap.main(sys.modules[__name__])
