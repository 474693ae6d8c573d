# SPDX-License-Identifier: GPL-2.0-or-later
"""A screen of 1024 by 600, as small computers have: every window of Haven's fits, with its buttons."""

import sys

import tap
import test_keyboard as keyboard


def test_small_screen_has_room_for_cards(stage):
    keyboard.start_in(stage, "usual")
    stage.look = "small"
    keyboard.walk_cards(stage)


def test_small_screen_has_room_for_why(stage):
    keyboard.walk_note(stage)


def test_small_screen_has_room_for_help_lines(stage):
    keyboard.walk_help(stage)


def test_small_screen_has_room_for_questions(stage):
    keyboard.walk_card_number(stage)
    keyboard.walk_block(stage)


def test_small_screen_has_room_for_every_page(stage):
    keyboard.walk_pages(stage)


def test_small_screen_has_room_for_the_first_questions_in_large_letters(stage):
    with stage.gtkrc.open("a", encoding="utf-8") as gtkrc:
        gtkrc.write(keyboard.LARGE)
    keyboard.walk_first_questions(stage)


def test_small_screen_has_room_for_cards_in_large_letters(stage):
    keyboard.start_in(stage, "large")
    stage.look = "small-large"
    keyboard.walk_cards(stage)


def test_small_screen_has_room_for_why_in_large_letters(stage):
    keyboard.walk_note(stage)


def test_small_screen_has_room_for_help_lines_in_large_letters(stage):
    keyboard.walk_help(stage)


def test_small_screen_has_room_for_questions_in_large_letters(stage):
    keyboard.walk_card_number(stage)
    keyboard.walk_block(stage)


def test_small_screen_has_room_for_every_page_in_large_letters(stage):
    keyboard.walk_pages(stage)


if __name__ == "__main__":
    tap.main(sys.modules[__name__], size="1024x600")
