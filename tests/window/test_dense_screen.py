# SPDX-License-Identifier: GPL-2.0-or-later
"""A screen of twice as many dots an inch, of which a session tells its programs: letters are twice as large, every window of
Haven's grows with them, and none outgrows the screen."""

import sys

import tap
import test_keyboard as keyboard
from tap import check

DOTS_PER_INCH = 192


def test_dense_screen_has_room_for_cards(stage):
    before = stage.widgets(type="GtkLabel", window="quiet-corner")
    stage.close_pidgin()
    stage.set_resolution(DOTS_PER_INCH)
    stage.open_pidgin()
    after = stage.widgets(type="GtkLabel", window="quiet-corner")
    check(max(row["height"] for row in after) > 1.5 * max(row["height"] for row in before), "letters are no larger")
    keyboard.start_in(stage, "dense")
    keyboard.walk_cards(stage)


def test_dense_screen_has_room_for_why(stage):
    keyboard.walk_note(stage)


def test_dense_screen_has_room_for_help_lines(stage):
    keyboard.walk_help(stage)


def test_dense_screen_has_room_for_questions(stage):
    keyboard.walk_card_number(stage)
    keyboard.walk_block(stage)


def test_dense_screen_has_room_for_every_page(stage):
    keyboard.walk_pages(stage)


def test_dense_screen_has_room_for_the_first_questions(stage):
    keyboard.walk_first_questions(stage)


if __name__ == "__main__":
    tap.main(sys.modules[__name__], size="2048x1200")
