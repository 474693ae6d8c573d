# SPDX-License-Identifier: GPL-2.0-or-later
"""Notes below links: there, quiet, and not to be forged."""

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


if __name__ == "__main__":
    tap.main(sys.modules[__name__])
