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
PIECES = ("last night i cut", "myself again")
ENHANCED = sorted(Path("/usr/lib").glob("**/pidgin/enhancedhist.so")) + sorted(Path("/usr/lib64").glob("pidgin/enhancedhist.so"))


def start_again(stage, plugin, meanwhile=lambda: None):
    """Pidgin ends and starts with that plugin."""
    stage.close_pidgin()
    meanwhile()
    stage.prepare(settings=SETTINGS, extra_plugins=[plugin])
    stage.open_pidgin()


def test_history_of_the_last_time_is_veiled(stage):
    for piece in PIECES:
        stage.say("room", "jo", piece)
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


def test_history_of_a_sentence_in_pieces_is_veiled_too(stage):
    check_in(PIECES[0], stage.text(ROOM))
    check_not_in(PIECES[1], stage.text(ROOM))


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


def make_long(stage, words):
    """Writes 2500 lines into the log that has these words; the last but one hundred is heavy."""
    path = next(path for path in (stage.purple / "logs").glob("**/*.txt") if words in path.read_text(encoding="utf-8"))
    with path.open("a", encoding="utf-8") as log:
        log.writelines(f"(20:00:00) kim: {TOPIC if n == 2400 else f'plain line {n}'}\n" for n in range(2500))


def test_history_of_a_long_log_shows_nothing_unread(stage):
    words = "the first line of a long talk"
    stage.say("im", "kim", words)
    stage.wait(lambda: words in stage.logs(), "the log")
    start_again(stage, Path(PLUGINS or "/usr/lib/pidgin") / "history.so", lambda: make_long(stage, words))
    stage.say("im", "kim", "hello once more")
    stage.wait(lambda: "hello once more" in (stage.text("kim") or ""), "the conversation")
    text = stage.text("kim")
    check("plain line 2499" in text, "the end of the log is not shown")
    check(TOPIC_LABEL in text, "a heavy line near the end has no note")
    check(TOPIC_WORDS not in text, "a heavy line near the end is shown")
    check("plain line 100\n" not in text, "more is shown than was read")
    check("Earlier lines stand in the log." in text, "that there is more is not said")


if __name__ == "__main__":
    tap.main(sys.modules[__name__])
