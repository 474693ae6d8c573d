# SPDX-License-Identifier: GPL-2.0-or-later
"""Words that are half as long again, as in German: nothing of Haven's is cut off, in any of its windows."""

import re
import sys
import time

import tap
from scene import PHONE, TOPIC
from stage import ROOM
from tap import check

SHOWN = ("GtkButton", "GtkLabel", "GtkCheckButton", "GtkComboBox", "GtkEntry", "GtkToggleButton", "GtkTreeView")


def cut_off(stage, window):
    """Widgets that do not fit into their window."""
    rows = stage.widgets(window=window)
    frame = next(row for row in rows if row["type"] in ("GtkWindow", "GtkDialog"))
    return [f"{row['type']} {row.get('name')} {row.get('text')!r}" for row in rows if row["type"] in SHOWN
            and (row["x"] + row["width"] > frame["x"] + frame["width"] + 1 or row["x"] < frame["x"] - 1)]


def fits(stage, window):
    stage.point_away()
    found = cut_off(stage, window)
    check(not found, f"cut off: {found}")


def test_words_are_long(stage):
    stage.present(ROOM)
    stage.say("room", "sam", TOPIC)
    stage.wait(lambda: "contentcon note" in (stage.text(ROOM) or ""), "long words")


def test_reminder_fits(stage):
    stage.type(PHONE)
    stage.key("Return")
    stage.wait(lambda: stage.widgets(name="haven-strip"), "the reminder")
    stage.picture(tap.artifacts("long-strip.png"), ROOM)
    fits(stage, ROOM)
    stage.key("Escape")
    stage.key("ctrl+a", "BackSpace")


def test_why_fits(stage):
    stage.click_text(ROOM, "contentcon note", button=3)
    stage.click_widget(text="Why")
    window = stage.wait(lambda: stage.widgets(window=re.compile("^Haven: ")), "the card")[0]["window"]
    stage.picture(tap.artifacts("long-why.png"), window)
    fits(stage, window)
    stage.key("Escape")


def test_every_page_of_the_preferences_fits(stage):
    stage.ask("open", "list")
    stage.wait(lambda: stage.widgets(window="Buddy List"), "the buddy list")
    stage.activate("Buddy List")
    stage.key("ctrl+u")
    stage.wait(lambda: stage.widgets(window="Plugins"), "the list of plugins")
    time.sleep(0.4)
    stage.type("Haven")
    time.sleep(0.4)
    stage.key("Escape")
    stage.click_widget(window="Plugins", text=re.compile("Configure"))
    stage.wait(lambda: stage.widgets(name="haven-pages"), "the preferences")
    window = stage.widgets(name="haven-pages")[0]["window"]
    stage.click_widget(name="haven-pages")
    for number in range(14):
        stage.key("Down" if number else "Home")
        time.sleep(0.2)
        fits(stage, window)
    stage.picture(tap.artifacts("long-prefs.png"))


def test_preferences_go_when_haven_is_switched_off(stage):
    check(stage.ask("unload", "gtk-haven") == "ok", "it was not unloaded")
    stage.wait(lambda: not stage.widgets(name="haven-pages"), "the page to go")
    check(stage.ask("load", "gtk-haven") == "ok", "it was not loaded")
    stage.say("room", "sam", TOPIC)
    stage.wait(lambda: "contentcon note" in stage.text(ROOM).splitlines()[-1], "the note")


if __name__ == "__main__":
    tap.main(sys.modules[__name__], preload=["tests/window/long-words.so"])
