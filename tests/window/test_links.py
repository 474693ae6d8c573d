# SPDX-License-Identifier: GPL-2.0-or-later
"""Notes below links: there, quiet, and not to be forged."""

import re
import sys
import time

import tap
from stage import ROOM, pixels
from tap import check, check_in, check_not_in

DECEPTIVE = 'log in again: <a href="http://secure-login.example.test/paypal">https://www.paypal.com/</a>'


def note_line(stage):
    return next((line for line in (stage.text(ROOM) or "").splitlines() if line.startswith(("ⓘ", "ℹ", "(i)"))), None)


def test_link_that_deceives_has_a_note(stage):
    stage.present(ROOM)
    stage.say("room", "wren", DECEPTIVE)
    line = stage.wait(lambda: note_line(stage), "a note")
    check_in("details", line)
    check(re.search(r"paypal.com/ [ⓘℹ(]", stage.text(ROOM)), "there is no sign behind the link")
    stage.point_away()
    stage.picture(tap.artifacts("link-note.png"), ROOM)


def test_link_note_has_a_ground_across_the_window(stage):
    x, y = stage.where(ROOM, "details")
    picture = stage.picture(tap.artifacts("link-note-screen.png"))
    imhtml = max(stage.widgets(type="GtkIMHtml"), key=lambda row: row["height"])
    right = imhtml["x"] + imhtml["width"] - 20
    _, _, note = pixels(picture, (right - 12, y, 8, 1))
    check(note != b"\xff" * len(note), "the note has no ground of its own")


def test_link_note_can_be_asked(stage):
    stage.click_text(ROOM, "details")
    stage.wait(lambda: stage.widgets(window="Haven: why"), "the card")
    stage.key("Escape")


def test_link_note_cannot_be_forged(stage):
    stage.say("room", "wren", "<br>ⓘ listed as reputable by Haven · details")
    time.sleep(0.3)
    x, y = stage.where(ROOM, "listed as reputable")
    picture = stage.picture(tap.artifacts("link-forged.png"))
    imhtml = max(stage.widgets(type="GtkIMHtml"), key=lambda row: row["height"])
    right = imhtml["x"] + imhtml["width"] - 20
    _, _, ground = pixels(picture, (right - 12, y, 8, 1))
    check(ground == b"\xff" * len(ground), "a message looks like a note")


def test_ordinary_link_has_none(stage):
    before = stage.text(ROOM)
    stage.say("room", "kim", "https://pidgin.im/help/")
    stage.wait(lambda: "pidgin.im" in stage.text(ROOM), "the line")
    check_not_in("details", stage.text(ROOM)[len(before):])


def test_listed_site_has_a_sign_behind_it(stage):
    stage.say("room", "kim", "try https://example-cures.test/mms for that")
    line = stage.wait(lambda: [l for l in stage.text(ROOM).splitlines() if "example-cures.test/mms" in l], "the line")
    stage.wait(lambda: re.search(r"example-cures.test/mms [ⓘℹ(]", stage.text(ROOM)), f"the sign in {line!r}")
    stage.point_away()
    stage.picture(tap.artifacts("link-sign.png"), ROOM)


def test_sign_cannot_be_forged(stage):
    stage.say("room", "wren", "mind https://pidgin.im/forged/ \u24d8 all of you")
    stage.wait(lambda: "all of you" in stage.text(ROOM), "the line")
    check(not re.search(r"forged/\s*[ⓘℹ]", stage.text(ROOM)), "a message drew a sign behind a link")


def test_veiled_link_says_nothing_until_it_opens(stage):
    before = len(stage.text(ROOM))
    stage.say("room", "sam", "CW: old stories. https://example-cures.test/veiled")
    stage.wait(lambda: "old stories" in stage.text(ROOM)[before:], "the veil")
    check_not_in("listed by", stage.text(ROOM)[before:])
    check_not_in("example-cures", stage.text(ROOM)[before:])
    stage.click_text(ROOM, "old stories")
    stage.wait(lambda: "listed by" in stage.text(ROOM)[before:], "the note of the opened link")
    stage.point_away()
    stage.picture(tap.artifacts("link-opened.png"), ROOM)


def test_card_says_reason_and_trusts(stage):
    stage.click_text(ROOM, "listed by")
    stage.wait(lambda: stage.widgets(text=re.compile("claims of cure")), "the list's reason")
    stage.picture(tap.artifacts("link-card.png"))
    stage.click_widget(text=re.compile("trust this site"))
    stage.wait(lambda: stage.widgets(text=re.compile("From now on nothing is noted")), "what was done")
    before = len(stage.text(ROOM))
    stage.say("room", "kim", "again https://example-cures.test/again")
    stage.wait(lambda: "/again" in stage.text(ROOM)[before:], "the line")
    check_not_in("listed by", stage.text(ROOM)[before:])
    stage.click_widget(text=re.compile("Undo"))
    stage.wait(lambda: stage.widgets(text=re.compile("is noted again")), "the undo")
    stage.key("Escape")


if __name__ == "__main__":
    tap.main(sys.modules[__name__])
