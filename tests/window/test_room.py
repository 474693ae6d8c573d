# SPDX-License-Identifier: GPL-2.0-or-later
"""The card of a room: what it says of itself beside what the reader knows of it; and Haven in the Tools menu."""

import json
import re
import sys

import tap
from chooser import choose
from scene import PHONE
from stage import ROOM
from tap import check, check_in, check_not_in

WINDOW = "Haven: room card"
PASS = "Haven: pass on a room card"
LEAVE = "Haven: leave the card"


def card(stage):
    return stage.widgets(window=WINDOW)


def words(stage):
    return " ".join(row.get("text") or "" for row in card(stage))


def open_card(stage):
    stage.present(ROOM)
    for item in ("Options", "Haven", "Room card…"):
        stage.click_widget(text=item)
    stage.wait(lambda: card(stage), "the card")


def kept(stage):
    path = stage.purple / "haven" / "settings.json"
    return [room["card"] for room in json.loads(path.read_text())["rooms"].values() if "card" in room]


def test_room_card_says_what_is_unknown(stage):
    open_card(stage)
    check_in("What the room says", words(stage))
    check_in("it does not say", words(stage))
    check_in("6 people", words(stage))
    check_in("What I know", words(stage))
    stage.point_away()
    stage.picture(tap.artifacts("room-card.png"), WINDOW)


def test_room_card_is_filled_by_keyboard_and_kept(stage):
    stage.click_widget(window=WINDOW, name="run-by")
    stage.type("lena and two nurses")
    stage.key("alt+a")
    stage.type("soon")
    stage.key("Return")
    stage.wait(lambda: "is no day" in words(stage), "the mistake to be named")
    stage.key("ctrl+a", "BackSpace")
    stage.type("2030-01-31")
    stage.key("Return")
    stage.wait(lambda: not card(stage), "the card to close")
    stage.wait(lambda: kept(stage), "the card to be kept")
    check(kept(stage)[0] == {"run-by": "lena and two nurses", "share": "unsaid", "ask-again": "2030-01-31"}, kept(stage))


def test_room_card_shows_what_was_noted(stage):
    open_card(stage)
    check_in("lena and two nurses", words(stage))
    stage.key("Escape")
    stage.wait(lambda: not card(stage), "the card to close")


def test_room_card_keeps_what_was_typed_when_it_is_left_by_mistake(stage):
    open_card(stage)
    stage.click_widget(window=WINDOW, name="rules")
    stage.type("no pictures")
    stage.key("Escape")
    stage.wait(lambda: stage.widgets(window=LEAVE), "the question")
    stage.point_away()
    stage.picture(tap.artifacts("room-leave.png"), LEAVE)
    stage.key("Escape")  # which goes back
    stage.wait(lambda: not stage.widgets(window=LEAVE), "the question to go")
    check_in("no pictures", words(stage))
    stage.activate(WINDOW)
    stage.key("Escape")
    stage.wait(lambda: stage.widgets(window=LEAVE), "the question")
    stage.key("alt+l")
    stage.wait(lambda: not card(stage), "the card to close")
    check(not any("rules" in one for one in kept(stage)), kept(stage))


def test_room_card_is_passed_on_by_keyboard(stage):
    open_card(stage)
    stage.key("alt+p")
    stage.wait(lambda: stage.widgets(window=PASS), "what is passed on")
    shown = " ".join(row.get("text") or "" for row in stage.widgets(window=PASS))
    check_in("Who runs it: lena and two nurses", shown)
    check_not_in("2030", shown)
    stage.type("moth")
    stage.point_away()
    stage.picture(tap.artifacts("room-pass.png"), PASS)
    stage.key("Return")
    stage.wait(lambda: stage.widgets(window="Save the room card"), "the choice of a file")
    stage.key("ctrl+a")
    stage.type(str(stage.home / "passed.json"))
    stage.key("Return")
    stage.wait(lambda: not stage.widgets(window=PASS), "it to be saved")
    passed = json.loads((stage.home / "passed.json").read_text())
    check(passed["room"] == ROOM and passed["from"] == "moth" and passed["notes"] == {"run-by": "lena and two nurses"}, passed)
    stage.key("Escape")
    stage.wait(lambda: not card(stage), "the card to close")


def test_room_card_takes_in_what_was_passed_on(stage):
    given = {"haven-room-card": 1, "room": ROOM, "from": "sam", "date": "2026-11-20",
             "notes": {"rules": "kind words only", "run-by": "a charity", "history": "I cut myself again last night"}}
    path = stage.home / "given.json"
    path.write_text(json.dumps(given))
    before = kept(stage)
    open_card(stage)
    stage.key("alt+t")
    choose(stage, path)
    stage.wait(lambda: "2 notes join yours" in words(stage), "what was said of it")
    check_in("content note: self-harm", words(stage))
    check_not_in("cut myself", words(stage))
    check_in("lena and two nurses · a charity (sam, 2026-11-20)", words(stage))
    check(kept(stage) == before, "it was kept without a word")
    stage.point_away()
    stage.picture(tap.artifacts("room-taken.png"), WINDOW)
    stage.key("alt+k")
    stage.wait(lambda: not card(stage), "the card to close")
    stage.wait(lambda: kept(stage) and kept(stage)[0].get("rules") == "kind words only (sam, 2026-11-20)", "the card to be kept")


def test_room_card_refuses_what_is_none(stage):
    path = stage.home / "pack.json"
    path.write_text('{"haven": 1, "id": "a-pack"}')
    open_card(stage)
    stage.key("alt+t")
    choose(stage, path)
    stage.wait(lambda: "this is no room card" in words(stage), "why not")
    stage.key("Escape")
    stage.wait(lambda: not card(stage), "the card to close")


def test_room_card_stands_in_the_audience(stage):
    stage.present(ROOM)
    stage.type("/haven room share no")
    stage.key("Return")
    stage.wait(lambda: "Noted, for you alone." in stage.text(ROOM), "the answer")
    stage.type(PHONE)
    stage.key("Return")
    stage.wait(lambda: stage.widgets(name="haven-strip"), "the question")
    audience = " ".join(row["text"] or "" for row in stage.widgets(name="haven-audience"))
    check_in("by your card no place to share", audience)
    stage.picture(tap.artifacts("room-audience.png"), ROOM)
    stage.key("Escape")
    stage.wait(lambda: not stage.widgets(name="haven-strip"), "the question to go")


def test_room_tools_menu_opens_the_preferences(stage):
    stage.activate("Buddy List")
    stage.key("alt+t")
    stage.wait(lambda: stage.widgets(text=re.compile("Pounces")), "the menu")
    stage.key("Up", "Right", "Return")  # the last of the menu, and its first
    stage.wait(lambda: stage.widgets(window="Haven: preferences"), "the preferences")
    check(stage.widgets(name="haven-pages"), "the list of pages is missing")
    stage.point_away()
    stage.picture(tap.artifacts("tools-preferences.png"), "Haven: preferences")
    stage.key("ctrl+F9")
    stage.wait(lambda: not stage.widgets(window="Haven: preferences"), "quick hide to close them")


if __name__ == "__main__":
    tap.main(sys.modules[__name__])
