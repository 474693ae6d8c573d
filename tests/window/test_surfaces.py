# SPDX-License-Identifier: GPL-2.0-or-later
"""One verdict on every surface: listeners, popups, sound, titles and lists meet the note; the log keeps the text."""

import os
import shutil
import sys
import time
from pathlib import Path

import tap
from scene import SETTINGS, TOPIC, TOPIC_LABEL, TOPIC_WORDS
from stage import ROOM
from tap import check, check_in, check_not_in

POPUPS = sorted(Path("/usr/lib").glob("*/pidgin/guifications.so")) + sorted(Path("/usr/lib/pidgin").glob("guifications.so"))


THEMES = Path("/usr/share/pixmaps/pidgin/guifications/themes")


def write_popup_theme(stage):
    """A theme of the user's that draws the message's words, as some of the plugin's own do."""
    theme = stage.purple / "guifications" / "themes" / "words"
    shutil.copytree(THEMES / "default", theme)
    path = theme / "theme.xml"
    path.write_text(path.read_text(encoding="utf-8").replace("has messaged you", "%r"), encoding="utf-8")
    return path


def prepare(stage):
    player = stage.home / "player"
    player.write_text(f'#!/bin/sh\nprintf "%s\\n" "$*" >>"{stage.home}/played"\n')
    player.chmod(0o755)
    os.environ["HAVEN_DRAWN_TEXT"] = str(stage.home / "drawn")
    stage.prepare(
        settings=SETTINGS,
        prefs={
            "pidgin": {"sound": {"method": "custom", "command": Path(f"{player} %s"), "conv_focus": True,
                                 "enabled": {"im_recv": True, "first_im_recv": True, "chat_msg_recv": True}}},
            "purple": {"sound": {"while_status": 3}},
        },
        extra_plugins=POPUPS[:1],
    )
    if POPUPS:
        theme = write_popup_theme(stage)
        path = stage.purple / "prefs.xml"
        path.write_text(path.read_text(encoding="utf-8").replace(
            "<pref name=\"pidgin\">",
            "<pref name='plugins'><pref name='gtk'><pref name='amc_grim'><pref name='guifications2'>"
            f"<pref name='themes' type='stringlist'><item value='{theme}'/></pref>"
            "</pref></pref></pref></pref><pref name=\"pidgin\">", 1), encoding="utf-8")


def test_listeners_never_meet_veiled_text(stage):
    stage.say("im", "sam", TOPIC)
    stage.say("room", "sam", TOPIC)
    stage.wait(lambda: TOPIC_LABEL in (stage.text("sam") or ""), "the veil")
    for row in stage.journal():
        if row["signal"].startswith("received"):
            check_not_in(TOPIC_WORDS, row["text"], row["signal"])
    heard = [row["text"] for row in stage.journal("received-im-msg")]
    check(any("content note" in text for text in heard), f"nothing was announced: {heard}")


def test_displayed_listeners_never_meet_veiled_text(stage):
    for row in stage.journal("displayed-msg"):
        check_not_in(TOPIC_WORDS, row["text"], "displayed-*")


def test_author_stays_visible(stage):
    check_in("sam:", stage.text("sam"))
    check([row for row in stage.journal("received-im-msg") if row["who"] == "sam"], "no author was announced")


def test_sound_is_played_and_told_nothing(stage):
    played = stage.home / "played"
    stage.wait(played.exists, "a sound")
    check_not_in(TOPIC_WORDS, played.read_text(), "the sound command")
    check(stage.journal("playing-sound-event"), "no sound was asked for")


def drawn(stage):
    """Every text that a popup drew."""
    path = stage.home / "drawn"
    return path.read_text(errors="replace") if path.exists() else ""


def popups(stage):
    if not POPUPS:
        raise tap.Skip("the popup plugin pidgin-guifications is not installed")
    check(any("uifications" in line and line.endswith("loaded") for line in stage.ask("plugins").splitlines()),
          "the popup plugin is not loaded")


def test_popup_draws_plain_words(stage):
    """The control: what is not covered stands in the popup. It keeps quiet for a while after signing on."""
    popups(stage)

    def is_drawn():
        stage.say("im", "kim", "the lake is frozen")
        time.sleep(0.5)
        return "the lake is frozen" in drawn(stage)

    stage.wait(is_drawn, "the popup", 60)


def test_popup_draws_the_note_only(stage):
    popups(stage)
    before = len(drawn(stage))
    stage.say("im", "jo", TOPIC)
    stage.wait(lambda: "[content" in drawn(stage)[before:], "the popup")
    stage.picture(tap.artifacts("popup.png"))
    words = drawn(stage)[before:].split()
    check("jo" in words, f"the popup names nobody: {words}")
    # the popup has room for the beginning and the end of a text only
    for word in TOPIC.split():
        check(word not in words, f"{word!r} stands in the popup: {words}")


def test_topic_is_covered(stage):
    stage.present(ROOM)
    stage.say("topic", "wren", "tonight: " + TOPIC)
    stage.wait(lambda: stage.ask("topic", ROOM).count(TOPIC_LABEL) == 3, "the entry, its tooltip and the bar to be covered")
    check_not_in(TOPIC_WORDS, stage.ask("topic", ROOM), "the topic")


def test_topic_that_is_plain_is_shown(stage):
    stage.say("topic", "lena", "evenings together")
    stage.wait(lambda: stage.ask("topic", ROOM).startswith("evenings together\n"), "the topic")


def somewhere(stage, words):
    return any(words in (row.get("text") or "") for row in stage.widgets())


def nowhere(stage):
    for row in stage.widgets():
        for key in ("text", "cells", "accessible", "tooltip", "window"):
            check_not_in(TOPIC_WORDS, row.get(key), f"{row['type']} {row.get('name')} {key}")


def test_line_of_who_leaves_is_covered(stage):
    stage.say("join", "robin", "")
    stage.say("leave", "robin", TOPIC)
    stage.wait(lambda: TOPIC_LABEL in stage.text(ROOM).splitlines()[-1], "the note")
    check_not_in(TOPIC_WORDS, stage.text(ROOM))


def test_invitation_is_covered(stage):
    stage.say("invite", "sam", "come, " + TOPIC)
    stage.wait(lambda: somewhere(stage, "sam invites you"), "the question")
    check(somewhere(stage, TOPIC_LABEL), "the question has no note")
    nowhere(stage)
    stage.picture(tap.artifacts("invitation.png"))
    stage.key("Escape")
    stage.wait(lambda: not somewhere(stage, "sam invites you"), "the question to go")


def test_file_name_is_covered(stage):
    stage.say("file", "sam", TOPIC + ".jpg")
    stage.wait(lambda: somewhere(stage, "file.jpg"), "the question")
    nowhere(stage)
    stage.picture(tap.artifacts("file.png"))
    stage.key("Escape")


def test_authorisation_request_is_covered(stage):
    stage.ask("open", "list")
    stage.say("request", "wren", TOPIC)
    stage.wait(lambda: somewhere(stage, TOPIC_LABEL) and somewhere(stage, "wren"), "the request")
    nowhere(stage)
    stage.picture(tap.artifacts("authorisation.png"))


def test_no_widget_anywhere_shows_veiled_text(stage):
    stage.present(ROOM)
    for row in stage.widgets():
        for key in ("text", "accessible", "window"):
            check_not_in(TOPIC_WORDS, row.get(key), f"{row['type']} {row.get('name')}")


def test_logs_keep_every_original(stage):
    stage.wait(lambda: stage.logs().count(TOPIC) >= 2, "the log")


def test_ordinary_talk_is_untouched(stage):
    stage.say("room", "kim", "the bus was late so I walked")
    stage.wait(lambda: "the bus was late so I walked" in stage.text(ROOM), "the line")
    heard = [row["text"] for row in stage.journal("received-chat-msg")]
    check("the bus was late so I walked" in heard, "a listener met something else")


if __name__ == "__main__":
    tap.main(sys.modules[__name__], prepare=prepare, preload=["tests/window/drawn-text.so"])
