# SPDX-License-Identifier: GPL-2.0-or-later
"""Names and statuses that people give themselves: covered in every list, title and tooltip, in front of every line."""

import re
import sys
import time

import tap
from scene import TOPIC, TOPIC_LABEL, TOPIC_WORDS
from stage import ROOM
from tap import check, check_in, check_not_in

NAME = "cut myself again"
OTHER = "i cut myself last night"
STAND_IN = "name 1: self-harm"
LINK = "https://example-cures.test/mms"


def rows(stage, **wanted):
    return [row.get("cells") or "" for row in stage.widgets(type="row", **wanted)]


def nowhere(stage, words=TOPIC_WORDS):
    for row in stage.widgets():
        for key in ("text", "cells", "accessible", "window", "tooltip"):
            check_not_in(words, row.get(key), f"{row['type']} {row.get('name')} {key}")


# First: once accessible objects were asked for, Pidgin shows no tooltips in its list any more.
def test_status_in_a_tooltip_is_covered(stage):
    stage.ask("open", "list")
    stage.say("status", "kim", TOPIC)
    stage.point_away()

    def comes():
        stage.ask("rest", "sam")  # Pidgin waits only when the pointer comes from another row
        stage.ask("rest", "kim")
        time.sleep(1)  # more than Pidgin's own delay
        return any(TOPIC_LABEL in row["text"] or TOPIC_WORDS in row["text"] for row in stage.journal("drawing-tooltip"))

    stage.wait(comes, "a tooltip", 60)
    text = stage.journal("drawing-tooltip")[-1]["text"]
    stage.picture(tap.artifacts("names-tooltip.png"))
    check_in(TOPIC_LABEL, text, "the tooltip")
    check_not_in(TOPIC_WORDS, text, "the tooltip")


def test_status_in_the_buddy_list_is_covered(stage):
    stage.say("status", "jo", "gone for a walk")
    stage.wait(lambda: any(TOPIC_LABEL in row for row in rows(stage, window="Buddy List")), "the note in the list")
    found = rows(stage, window="Buddy List")
    check(any("kim" in row and TOPIC_LABEL in row for row in found), f"kim is not named: {found}")
    check(any("gone for a walk" in row for row in found), f"a plain status is not shown: {found}")
    nowhere(stage)


def test_name_in_a_room_is_covered_in_its_list(stage):
    stage.present(ROOM)
    stage.say("join", NAME, "")
    stage.wait(lambda: any(STAND_IN in row for row in rows(stage)), "the stand-in in the list")
    nowhere(stage)
    check_in("sam", rows(stage), "the list")


def test_name_of_somebody_else_has_another_number(stage):
    stage.say("join", OTHER, "")
    stage.wait(lambda: any("name 2: self-harm" in row for row in rows(stage)), "the second stand-in")


def test_name_in_front_of_a_line_is_covered(stage):
    stage.say("room", NAME, "good evening")
    stage.wait(lambda: "good evening" in stage.text(ROOM), "the line")
    check_in(f"▒▒ {STAND_IN} ▒▒", stage.text(ROOM).splitlines()[-1])
    check_not_in(TOPIC_WORDS, stage.text(ROOM))
    check_not_in(TOPIC_WORDS, stage.markup(ROOM))
    stage.point_away()
    stage.picture(tap.artifacts("names.png"), ROOM)


def test_name_in_front_of_a_covered_line_is_covered(stage):
    stage.say("room", NAME, TOPIC)
    stage.wait(lambda: TOPIC_LABEL in stage.text(ROOM).splitlines()[-1], "the veil")
    check_in(STAND_IN, stage.text(ROOM).splitlines()[-1])
    check_not_in(TOPIC_WORDS, stage.text(ROOM))


def test_name_opens_and_closes_by_click(stage):
    stage.click_text(ROOM, STAND_IN)
    stage.wait(lambda: NAME in stage.text(ROOM), "the name")
    check_in(TOPIC_LABEL, stage.text(ROOM).splitlines()[-1], "the line, still closed")
    stage.picture(tap.artifacts("names-open.png"), ROOM)
    stage.click_text(ROOM, "close")
    stage.wait(lambda: NAME not in stage.text(ROOM), "the stand-in")


def test_name_that_comes_and_goes_is_covered(stage):
    stage.say("leave", NAME, TOPIC)
    stage.wait(lambda: not any(STAND_IN in row for row in rows(stage)), "the list without it")
    check_not_in(TOPIC_WORDS, stage.text(ROOM))


def test_name_of_a_plain_person_is_shown(stage):
    stage.say("join", "finch", "")
    stage.say("room", "finch", "hello from the tree")
    stage.wait(lambda: "finch: hello from the tree" in stage.text(ROOM), "the line")
    check_in("finch", rows(stage), "the list")


def test_name_in_title_and_tab_is_covered(stage):
    stage.say("im", OTHER, "hello, can we talk")
    stage.wait(lambda: "can we talk" in (stage.text(OTHER) or ""), "the conversation")
    stage.present(OTHER)
    stage.wait(lambda: any("name 2: self-harm" in (row.get("window") or "") for row in stage.widgets()), "the title")
    check(any("name 2: self-harm" in (row.get("text") or "") for row in stage.widgets(type="GtkLabel")), "no tab says so")
    nowhere(stage)
    stage.point_away()
    stage.picture(tap.artifacts("names-title.png"), "name 2")


def test_status_above_a_conversation_is_covered(stage):
    stage.say("im", "kim", "tea on friday?")
    stage.wait(lambda: "tea on friday" in (stage.text("kim") or ""), "the line")
    stage.present("kim")
    stage.wait(lambda: TOPIC_LABEL in (stage.ask("bar", "kim") or ""), "the note in the bar")
    check_not_in(TOPIC_WORDS, stage.ask("bar", "kim"), "the bar")
    stage.point_away()
    stage.picture(tap.artifacts("names-bar.png"), "kim")


def test_alias_of_a_contact_is_covered(stage):
    stage.say("alias", "lena", NAME)
    stage.wait(lambda: any(STAND_IN in row for row in rows(stage, window="Buddy List")), "the stand-in in the list")
    nowhere(stage)
    stage.picture(tap.artifacts("names-buddies.png"), "Buddy List")


def test_alias_of_a_contact_is_covered_in_front_of_a_line(stage):
    stage.present(ROOM)
    stage.say("room", "lena", "the heron is back")
    stage.wait(lambda: "the heron is back" in stage.text(ROOM), "the line")
    check_in(f"▒▒ {STAND_IN} ▒▒", stage.text(ROOM).splitlines()[-1])
    check_not_in(TOPIC_WORDS, stage.text(ROOM))


def test_alias_of_a_contact_is_covered_in_title_and_tab(stage):
    stage.say("im", "lena", "are you there")
    stage.wait(lambda: "are you there" in (stage.text("lena") or ""), "the conversation")
    stage.present("lena")
    stage.wait(lambda: any(STAND_IN in (row.get("window") or "") for row in stage.widgets()), "the title")
    nowhere(stage)


def test_list_of_rooms_is_covered(stage):
    stage.ask("open", "rooms")
    stage.wait(lambda: any("tea and quiet company" in row for row in rows(stage, window="Room List")), "the list of rooms")
    text = "\n".join(rows(stage, window="Room List"))
    check_in("content note: self-harm", text, "the list")
    check_not_in(TOPIC_WORDS, text, "the list")
    stage.picture(tap.artifacts("names-rooms.png"), "Room List")
    stage.key("Escape")


def test_profile_of_somebody_is_covered(stage):
    stage.say("profile", "wren", TOPIC)
    stage.wait(lambda: any("About" in (row.get("text") or "") for row in stage.widgets(type="GtkIMHtml")), "the card")
    shown = "\n".join(row.get("text") or "" for row in stage.widgets(type="GtkIMHtml"))
    check_in(TOPIC_LABEL, shown, "the card")
    check_not_in(TOPIC_WORDS, shown, "the card")
    stage.key("Escape")


def test_name_opens_after_haven_was_switched_off_and_on(stage):
    """What the window kept of the veils from before is another's."""
    stage.say("room", OTHER, LINK + " the first of two")
    stage.wait(lambda: "the first of two" in stage.text(ROOM), "the line")
    check_in("self-harm ▒▒", stage.text(ROOM))
    check(stage.ask("unload", "gtk-haven") == "ok" and stage.ask("load", "gtk-haven") == "ok", "it was not loaded again")
    stage.present(ROOM)
    stage.say("room", OTHER, "the second of two")
    stage.wait(lambda: "the second of two" in stage.text(ROOM), "the line")
    check_not_in(OTHER, stage.text(ROOM))
    stage.click_text(ROOM, "self-harm ▒▒")
    stage.wait(lambda: OTHER in stage.text(ROOM), "the name")
    stage.click_text(ROOM, "close")
    stage.wait(lambda: OTHER not in stage.text(ROOM), "the stand-in")
    notes = stage.text(ROOM).count("listed by")
    stage.say("room", OTHER, LINK)
    stage.wait(lambda: stage.text(ROOM).count("listed by") > notes, "the note below the link")


def test_names_are_shown_when_the_topic_is_always_open(stage):
    stage.present(ROOM)
    stage.say("room", "sam", TOPIC)
    stage.click_text(ROOM, TOPIC_LABEL, button=3)
    stage.click_widget(text="Always open")
    stage.click_widget(text="This topic")
    stage.wait(lambda: any(TOPIC in row for row in rows(stage, window="Buddy List")), "kim's status")
    stage.wait(lambda: any(row == OTHER for row in rows(stage, window=re.compile("quiet|kim|name"))), "the name in the room")


if __name__ == "__main__":
    tap.main(sys.modules[__name__])
