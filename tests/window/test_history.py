# SPDX-License-Identifier: GPL-2.0-or-later
"""Plugins that write the last log into a new conversation (Pidgin's own, and enhancedhist of the plugin pack): what is
veiled stays veiled there."""

import subprocess
import sys
from pathlib import Path

import tap
from scene import SETTINGS, TOPIC, TOPIC_LABEL, TOPIC_WORDS
from stage import ROOM
from tap import check, check_in, check_not_in
from test_names import NAME, STAND_IN

PLUGINS = subprocess.run(["pkg-config", "--variable=plugindir", "pidgin"], capture_output=True, text=True).stdout.strip()
GREETING = "good evening to you"
TALK = "the kettle is on again"
ENHANCED = sorted(Path("/usr/lib").glob("**/pidgin/enhancedhist.so")) + sorted(Path("/usr/lib64").glob("pidgin/enhancedhist.so"))


def start_again(stage, plugin):
    """Pidgin ends and starts with that plugin."""
    stage.close_pidgin()
    stage.prepare(settings=SETTINGS, extra_plugins=[plugin])
    stage.open_pidgin()


def test_history_of_the_last_time_is_veiled(stage):
    stage.say("room", "kim", TALK)
    stage.say("room", "sam", TOPIC)
    stage.say("room", NAME, GREETING)
    stage.wait(lambda: TOPIC in stage.logs() and GREETING in stage.logs(), "the log")
    start_again(stage, Path(PLUGINS or "/usr/lib/pidgin") / "history.so")
    stage.wait(lambda: TALK in (stage.text(ROOM) or ""), "the history")
    check_in(TOPIC_LABEL, stage.text(ROOM))
    check_not_in(TOPIC_WORDS, stage.text(ROOM))
    check_not_in(TOPIC_WORDS, stage.markup(ROOM))
    stage.present(ROOM)
    stage.picture(tap.artifacts("history.png"), ROOM)


def test_history_names_are_veiled_too(stage):
    check_in(GREETING, stage.text(ROOM))
    check_in(STAND_IN, stage.text(ROOM))
    check_not_in(NAME, stage.text(ROOM))


def test_history_opens_by_click(stage):
    stage.click_text(ROOM, TOPIC_LABEL)
    stage.wait(lambda: TOPIC in stage.text(ROOM), "the text")
    stage.click_text(ROOM, "close")
    stage.wait(lambda: TOPIC not in stage.text(ROOM), "the veil")


def test_enhanced_history_is_veiled(stage):
    if not ENHANCED:
        raise tap.Skip("enhancedhist of the plugin pack is not installed")
    stage.say("im", "sam", "a plain line of yesterday")
    stage.say("im", "sam", TOPIC)
    stage.wait(lambda: "a plain line of yesterday" in stage.logs() and stage.logs().count(TOPIC) >= 2, "the log")
    start_again(stage, ENHANCED[0])
    loaded = [line for line in stage.ask("plugins").splitlines() if line.endswith("loaded")]
    check(any("nhanced" in line for line in loaded), f"enhancedhist is not among {loaded}")
    stage.say("im", "sam", "hello again")
    stage.wait(lambda: "hello again" in (stage.text("sam") or ""), "the conversation")
    check_in("a plain line of yesterday", stage.text("sam"))
    check_in(TOPIC_LABEL, stage.text("sam"))
    check_not_in(TOPIC_WORDS, stage.text("sam"))
    check_not_in(TOPIC_WORDS, stage.markup("sam"))
    stage.present("sam")
    stage.point_away()
    stage.picture(tap.artifacts("history-enhanced.png"), "sam")


def test_enhanced_history_opens_by_click(stage):
    if not ENHANCED:
        raise tap.Skip("enhancedhist of the plugin pack is not installed")
    stage.click_text("sam", TOPIC_LABEL)
    stage.wait(lambda: TOPIC in stage.text("sam"), "the text")
    stage.click_text("sam", "close")
    stage.wait(lambda: TOPIC not in stage.text("sam"), "the veil")


if __name__ == "__main__":
    tap.main(sys.modules[__name__])
