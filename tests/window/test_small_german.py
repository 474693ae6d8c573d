# SPDX-License-Identifier: GPL-2.0-or-later
"""Longer words in large letters on a screen of 1024 by 600: every card fits, with its buttons."""

import sys

import tap
import test_german as german
import test_keyboard as keyboard

INSULTS = ("answer me you idiot", "you stupid worthless loser", "you are a disgusting liar, you worthless idiot",
           "you moron, you are garbage and you know it", "shut up you idiot, you are worthless",
           "you pathetic stupid idiot")


def prepare(stage):
    german.prepare(stage)
    with stage.gtkrc.open("a", encoding="utf-8") as gtkrc:
        gtkrc.write(keyboard.LARGE)


def fits(stage, words, title):
    german.open_from_menu(stage, words, title, picture="small-german")


def test_small_german_has_room_for_everything_except(stage):
    fits(stage, "Alles öffnen außer…", "Haven: alles öffnen außer")


def test_small_german_has_room_for_the_room_card(stage):
    fits(stage, "Raumkarte…", "Haven: Raumkarte")


def test_small_german_has_room_for_what_is_held(stage):
    stage.say("im", "crow", "hey")
    for text in INSULTS:
        stage.say("im", "crow", text)
    stage.wait(lambda: stage.widgets(name="haven-held-counter"), "somebody who is held")
    fits(stage, "Zurückgehaltene Nachrichten…", "Haven: zurückgehaltene Nachrichten")


def test_small_german_has_room_for_evidence(stage):
    fits(stage, "Belege…", "Haven: Belege")


if __name__ == "__main__":
    tap.main(sys.modules[__name__], prepare=prepare, size="1024x600")
