# SPDX-License-Identifier: GPL-2.0-or-later
"""Help lines where a note is on suicide or self-harm, and one key that closes all of Haven's windows."""

import re
import sys

import tap
from scene import CARD, TOPIC, TOPIC_LABEL
from stage import ROOM
from tap import check, check_in
from test_prefs import open_preferences
from test_reminder import dialog, sent, write

MARKED = "CW: exam stress. three papers tomorrow"
MARKED_LABEL = "content note from the sender"


def card(stage):
    return stage.widgets(window="Haven: help lines")


def words(stage):
    return " ".join(row["text"] or "" for row in stage.widgets(name="haven-help-words"))


def close(stage):
    stage.key("Escape")
    stage.wait(lambda: not card(stage), "the card to close")


def test_help_lines_are_in_the_menu(stage):
    stage.say("room", "sam", TOPIC)
    stage.wait(lambda: TOPIC_LABEL in (stage.text(ROOM) or ""), "the veil")
    stage.click_text(ROOM, TOPIC_LABEL, button=3)
    stage.click_widget(text="Help lines")
    stage.wait(lambda: card(stage), "the card")
    check_in("Choose a country", words(stage))
    check_in("Nobody is told", " ".join(row["text"] or "" for row in card(stage)))


def test_help_lines_of_a_country_by_keyboard(stage):
    stage.key("alt+o", "Down", "Down")
    stage.wait(lambda: "in an emergency" in words(stage), "the numbers")
    stage.picture(tap.artifacts("help-lines.png"), "Haven: help lines")
    check(not sent(stage), f"sent: {sent(stage)}")
    close(stage)


def test_help_lines_are_in_why(stage):
    stage.click_text(ROOM, TOPIC_LABEL, button=3)
    stage.click_widget(text="Why")
    stage.wait(lambda: stage.widgets(window="Haven: why"), "why")
    stage.picture(tap.artifacts("help-why.png"), "Haven: why")
    stage.click_widget(window="Haven: why", text=re.compile("Help lines"))
    stage.wait(lambda: card(stage), "the card")
    close(stage)


def test_help_lines_are_not_offered_elsewhere(stage):
    stage.say("room", "lena", MARKED)
    stage.wait(lambda: MARKED_LABEL in stage.text(ROOM), "the marked message")
    stage.click_text(ROOM, MARKED_LABEL, button=3)
    stage.wait(lambda: stage.widgets(text="Why"), "the menu")
    check(not stage.widgets(text="Help lines"), "help lines for an exam")
    stage.key("Escape")


def test_quick_hide_closes_all_of_them(stage):
    stage.click_text(ROOM, TOPIC_LABEL, button=3)
    stage.click_widget(text="Why")
    stage.wait(lambda: stage.widgets(window="Haven: why"), "why")
    stage.present(ROOM)
    stage.key("F9", "F9", "Menu")  # the card may stand over the note
    stage.wait(lambda: stage.widgets(type="GtkAccelLabel", text="Help lines"), "the menu")
    stage.key("h")
    stage.wait(lambda: card(stage), "the card")
    open_preferences(stage)
    stage.picture(tap.artifacts("quick-hide-before.png"))
    stage.key("ctrl+F9")
    stage.wait(lambda: not card(stage), "the card to close")
    check(not stage.widgets(window="Haven: why"), "why is still there")
    check(not stage.widgets(name="haven-pages"), "the preferences are still there")
    stage.picture(tap.artifacts("quick-hide-after.png"))


def test_quick_hide_sends_nothing(stage):
    stage.say("im", "sam", "what is the number?")
    stage.wait(lambda: stage.text("sam"), "the conversation")
    write(stage, "sam", CARD)
    stage.wait(lambda: dialog(stage), "the dialog")
    stage.key("ctrl+F9")
    stage.wait(lambda: not dialog(stage), "the dialog to close")
    check(stage.entry("sam") == CARD, f"the entry is {stage.entry('sam')!r}")
    check(not sent(stage), f"sent: {sent(stage)}")


if __name__ == "__main__":
    tap.main(sys.modules[__name__])
