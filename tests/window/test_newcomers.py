# SPDX-License-Identifier: GPL-2.0-or-later
"""People whom nobody knows yet: those who begin with an insult are held, several at once are told of in the conversation,
and who turns out to be a friend is let through for good."""

import json
import re
import sys

import tap
from scene import SETTINGS
from stage import ROOM
from tap import check, check_in, check_not_in

WINDOW = "Haven: held messages"
INSULTS = (("magpie", "you stupid idiot"), ("rook", "moth is a worthless loser"), ("raven", "you pathetic freak, you idiot"))


def prepare(stage):
    stage.prepare(settings={**SETTINGS, "profile": "public-room"})


def settings(stage):
    return json.loads((stage.purple / "haven" / "settings.json").read_text(encoding="utf-8"))


def strip(stage, words):
    return [row for row in stage.widgets(window=ROOM, type="GtkLabel") if words in (row["text"] or "")]


def test_newcomers_who_begin_with_an_insult_are_held(stage):
    stage.present(ROOM)
    for who, text in INSULTS:
        stage.say("room", who, text)
    stage.say("room", "robin", "hello everyone")
    stage.wait(lambda: "hello everyone" in stage.text(ROOM), "the greeting")
    for _, text in INSULTS:
        check_not_in(text, stage.text(ROOM))
    stage.wait(lambda: stage.widgets(name="haven-held-counter", window=ROOM), "the counter")


def test_newcomers_at_once_are_told_of_where_one_is(stage):
    stage.type("half a sentence")
    for who in ("crow", "jackdaw", "heron"):
        stage.say("im", who, "you worthless idiot, nobody likes you")
    stage.wait(lambda: strip(stage, "Several people you do not know"), "the line above the entry")
    check(not stage.widgets(window="Haven"), "a window came up")
    check(stage.entry(ROOM) == "half a sentence", f"the entry has {stage.entry(ROOM)!r}")
    stage.point_away()
    stage.picture(tap.artifacts("newcomers-at-once.png"), ROOM)


def test_newcomers_at_once_are_held_by_one_button(stage):
    stage.click_widget(window=ROOM, name="haven-tell-act")
    stage.wait(lambda: strip(stage, "It ends by itself"), "the answer")
    stage.wait(lambda: settings(stage).get("attack-until"), "the settings")
    stage.say("room", "robin", "who is about tonight?")
    stage.say("im", "wren", "it is Anna from school")
    stage.wait(lambda: stage.widgets(name="haven-held-counter", window=ROOM), "the counter")
    check_not_in("who is about", stage.text(ROOM))
    check(not stage.text("wren"), "a stranger is shown")


def rows(stage):
    return [row["text"] or "" for row in stage.widgets(window=WINDOW, type="row")]


def choose(stage, name):
    """The person's row on the left, whatever it stands under."""
    stage.wait(lambda: any(row.startswith(name) for row in rows(stage)), name)
    stage.activate(WINDOW)
    stage.click_widget(window=WINDOW, name="haven-held-people")
    stage.key("Home", *["Down"] * next(number for number, row in enumerate(rows(stage)) if row.startswith(name)))
    stage.wait(lambda: any(name in (row["accessible"] or "") for row in stage.widgets(window=WINDOW, name="haven-held-message")),
               f"the messages of {name}")


def said(stage):
    return " ".join(row.get("text") or "" for row in stage.widgets(window=WINDOW, type="GtkLabel"))


def test_newcomer_who_is_released_is_held_again_meanwhile(stage):
    stage.click_widget(name="haven-held-counter", window=ROOM)
    stage.wait(lambda: stage.widgets(window=WINDOW), "the window")
    choose(stage, "robin")
    stage.click_widget(window=WINDOW, name="haven-release")
    stage.wait(lambda: "who is about tonight?" in stage.text(ROOM), "what was held")
    check_in("Release and trust", said(stage))
    stage.say("room", "robin", "nobody?")
    stage.wait(lambda: any(row.startswith("robin") for row in rows(stage)), "robin")
    stage.point_away()
    stage.picture(tap.artifacts("newcomers-released.png"), WINDOW)


def test_newcomer_who_is_trusted_is_let_through(stage):
    choose(stage, "robin")
    stage.key("alt+t")
    stage.wait(lambda: "nobody?" in stage.text(ROOM), "what was held")
    check_in("not held again", said(stage))
    stage.say("room", "robin", "ah, there you are")
    stage.wait(lambda: "ah, there you are" in stage.text(ROOM), "the next line")
    check(any(person.get("trusted") for person in settings(stage)["people"].values()), "it is not kept")
    stage.key("Escape")


def test_newcomer_who_is_trusted_stands_among_the_choices(stage):
    stage.ask("open", "list")
    stage.activate("Buddy List")
    stage.key("alt+t")
    stage.wait(lambda: stage.widgets(text=re.compile("Pounces")), "the menu")
    stage.key("Up", "Right", "Return")
    stage.wait(lambda: stage.widgets(name="haven-pages"), "the preferences")
    stage.key("Home", *["Down"] * 5)
    row = stage.wait(lambda: stage.widgets(text=re.compile("robin: trusted, and not held")), "the choice")
    check(row, "no row")
    stage.point_away()
    stage.picture(tap.artifacts("newcomers-choices.png"), "Haven: preferences")
    stage.click_widget(name="haven-undo-choice")
    stage.wait(lambda: not any(person.get("trusted") for person in settings(stage)["people"].values()), "it to be taken back")


if __name__ == "__main__":
    tap.main(sys.modules[__name__], prepare=prepare)
