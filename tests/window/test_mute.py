# SPDX-License-Identifier: GPL-2.0-or-later
"""Somebody is muted on the user's word, before Haven notices anything, and let through again when nothing of theirs is held."""

import sys

import tap
import test_keyboard as keyboard
from stage import ROOM
from tap import check, check_in, check_not_in

PREFERENCES = "Haven: preferences"
HELD = "Haven: held messages"


def aside(stage):
    """Who stands in the preferences as held or muted."""
    return [row["text"] for row in stage.widgets(window=PREFERENCES, type="GtkLabel")
            if row["text"] and "until you release" in row["text"]]


def from_menu(stage, who, words):
    stage.present(who)
    stage.key("alt+o")
    stage.wait(lambda: stage.widgets(text="Show Timestamps"), "the menu Options")
    stage.key("h")
    stage.click_widget(text=words)


def test_mute_by_the_menu_and_undo(stage):
    stage.say("im", "crow", "hello you")
    stage.wait(lambda: stage.text("crow"), "the conversation")
    from_menu(stage, "crow", "Mute this person")
    stage.wait(lambda: stage.widgets(name="haven-tell-act"), "what was done")
    keyboard.no_letter_twice(stage, "crow")
    stage.point_away()
    stage.picture(tap.artifacts("mute-told.png"), "crow")
    stage.say("im", "crow", "are you there")
    stage.wait(lambda: stage.widgets(name="haven-held-counter", window="crow"), "the counter")
    check_not_in("are you there", stage.text("crow"))
    button = stage.widgets(name="haven-tell-act")[0]
    check(button["height"] < 2 * stage.widgets(name="haven-tell-close")[0]["height"] < 90, f"a button as tall as the sentence: {button}")
    stage.click_widget(name="haven-tell-act")
    stage.wait(lambda: "are you there" in stage.text("crow"), "what was held")
    check(not [row for row in stage.journal() if row["signal"].startswith("sent-")], "something was sent")


def test_mute_by_a_note(stage):
    while stage.step():
        pass
    stage.say("room", "newbie", "moth you worthless idiot")
    stage.wait(lambda: "content note: an insult" in stage.text(ROOM), "the note")
    stage.present(ROOM)
    stage.key("F9", "Menu")
    stage.wait(lambda: stage.widgets(text="Mute this person"), "the menu")
    letters = [row["letter"] for row in stage.widgets(type="GtkAccelLabel", window=None) if row["letter"]]
    check(len(letters) == len(set(letters)), f"the letters in a note's menu are {letters}")
    stage.key("m")
    stage.wait(lambda: stage.widgets(name="haven-tell-act"), "what was done")
    stage.say("room", "newbie", "the kettle is on")
    stage.say("room", "kim", "who is newbie?")
    stage.wait(lambda: "who is newbie?" in stage.text(ROOM), "another line")
    check_not_in("the kettle is on", stage.text(ROOM).split("newbie entered")[-1].split("insult")[-1])


def test_mute_stands_where_it_ends(stage):
    """Nothing of theirs is held any more, and they are still named, with a way back."""
    stage.present(ROOM)
    keyboard.from_options(stage, "h", HELD)
    while stage.widgets(window=HELD, name="haven-held-message"):
        count = len(stage.widgets(window=HELD, type="row"))
        stage.click_widget(window=HELD, name="haven-delete")
        stage.click_widget(window="Haven: delete", text="Delete")
        stage.wait(lambda: len(stage.widgets(window=HELD, type="row")) < count, "it to go")
    words = " ".join(row["text"] or "" for row in stage.widgets(window=HELD, type="GtkLabel"))
    check_in("Who is held or muted stands in Haven's preferences", words)
    stage.picture(tap.artifacts("mute-nothing-held.png"), HELD)
    keyboard.leave(stage, HELD)
    keyboard.open_pages(stage)
    keyboard.go_to_page(stage, "Held and evidence")
    stage.wait(lambda: any("newbie: muted" in text for text in aside(stage)), "the name")
    keyboard.nothing_cut(stage, PREFERENCES)
    stage.picture(tap.artifacts("mute-page.png"), PREFERENCES)
    before = len(aside(stage))
    stage.click_widget(name="haven-release-person", window=PREFERENCES)
    stage.wait(lambda: len(aside(stage)) == before - 1, "the name to go")


if __name__ == "__main__":
    tap.main(sys.modules[__name__])
