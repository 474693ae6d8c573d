# SPDX-License-Identifier: GPL-2.0-or-later
"""A question that nobody answers: Escape, a closed tab, a lost connection, a plugin switched off, at random moments. The text
is still there, has not left, and stands in no log."""

import os
import random
import sys
import time

import tap
from scene import CARD, PHONE
from tap import check

ROUNDS = int(os.environ.get("HAVEN_TEST_ROUNDS", "12"))


def sent(stage):
    return [row["text"] for row in stage.journal() if row["signal"].startswith("sent-")]


def asked(stage):
    return stage.widgets(name="haven-strip") or stage.widgets(window="Before this goes")


def meet(stage, who):
    stage.say("im", who, "hello")
    stage.wait(lambda: stage.text(who), "the conversation")
    stage.present(who)


def write(stage, who, text):
    meet(stage, who)
    stage.key("ctrl+a", "BackSpace")
    stage.type(text)
    stage.key("Return")


def escape(stage, who):
    stage.key("Escape")


def close(stage, who):
    # a dialog in front would take the key
    stage.ask("close", who)
    stage.wait(lambda: stage.text(who) is None, "the tab to close")
    meet(stage, who)


def disconnect(stage, who):
    stage.ask("disconnect")
    time.sleep(0.2)
    stage.ask("connect")
    stage.wait(lambda: stage.ask("say", "im", who, "back again"), "the connection")
    meet(stage, who)


def switch_off(stage, who):
    stage.ask("unload", "core-haven")
    time.sleep(0.2)
    check(stage.ask("load", "gtk-haven") == "ok", "Haven does not come back")
    meet(stage, who)


def test_nothing_is_lost_or_sent(stage):
    chance = random.Random(20261128)
    events = [escape, close, disconnect, switch_off]
    for number in range(ROUNDS):
        event = events[number % len(events)]
        text = f"{CARD} for {number}" if chance.random() < 0.5 else f"{PHONE} or {number}"
        before = len(sent(stage))
        write(stage, "sam", text)
        if chance.random() < 0.7:
            stage.wait(lambda: asked(stage), f"the question of round {number}")
        time.sleep(chance.random() * 0.3)
        event(stage, "sam")
        stage.wait(lambda: stage.entry("sam") == text, f"the text after {event.__name__} in round {number}")
        check(len(sent(stage)) == before, f"{event.__name__} in round {number} sent: {sent(stage)[before:]}")
        if number == ROUNDS - 1:
            stage.point_away()
            stage.picture(tap.artifacts("undecided.png"))
        if asked(stage):
            stage.present("sam")
            stage.key("Escape")
        stage.wait(lambda: not asked(stage), "the question to close")
        check(len(sent(stage)) == before, f"the end of round {number} sent: {sent(stage)[before:]}")


def test_nothing_of_it_stands_in_a_log(stage):
    for words in (CARD, "07700 900123"):
        tap.check_not_in(words, stage.logs(), "the logs")
        for path in (stage.purple / "haven").glob("*"):
            if path.is_file():
                tap.check_not_in(words, path.read_text(errors="replace"), path.name)


if __name__ == "__main__":
    tap.main(sys.modules[__name__])
