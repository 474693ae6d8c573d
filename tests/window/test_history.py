# SPDX-License-Identifier: GPL-2.0-or-later
"""Pidgin's history plugin writes the last log into a new conversation: what is veiled stays veiled there."""

import subprocess
import sys
from pathlib import Path

import tap
from scene import SETTINGS, TOPIC, TOPIC_LABEL, TOPIC_WORDS
from stage import ROOM
from tap import check_in, check_not_in

PLUGINS = subprocess.run(["pkg-config", "--variable=plugindir", "pidgin"], capture_output=True, text=True).stdout.strip()
TALK = "the kettle is on again"


def test_history_of_the_last_time_is_veiled(stage):
    stage.say("room", "kim", TALK)
    stage.say("room", "sam", TOPIC)
    stage.wait(lambda: TOPIC in stage.logs(), "the log")
    stage.close_pidgin()
    stage.prepare(settings=SETTINGS, extra_plugins=[Path(PLUGINS or "/usr/lib/pidgin") / "history.so"])
    stage.open_pidgin()
    stage.wait(lambda: TALK in (stage.text(ROOM) or ""), "the history")
    check_in(TOPIC_LABEL, stage.text(ROOM))
    check_not_in(TOPIC_WORDS, stage.text(ROOM))
    check_not_in(TOPIC_WORDS, stage.markup(ROOM))
    stage.present(ROOM)
    stage.picture(tap.artifacts("history.png"), ROOM)


def test_history_opens_by_click(stage):
    stage.click_text(ROOM, TOPIC_LABEL)
    stage.wait(lambda: TOPIC in stage.text(ROOM), "the text")
    stage.click_text(ROOM, "close")
    stage.wait(lambda: TOPIC not in stage.text(ROOM), "the veil")


if __name__ == "__main__":
    tap.main(sys.modules[__name__])
