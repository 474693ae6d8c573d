# SPDX-License-Identifier: GPL-2.0-or-later
"""One verdict on every surface: listeners, popups, sound, titles and lists meet the note; the log keeps the text."""

import json
import os
import re
import shutil
import sys
import time
from pathlib import Path

import tap
from scene import SETTINGS, TOPIC, TOPIC_LABEL, TOPIC_WORDS
from stage import ROOM, pixels
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
                                 "enabled": {"im_recv": True, "first_im_recv": True, "chat_msg_recv": True}},
                       "docklet": {"show": "always", "blink": True}},
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


CRISIS = "I have the pills here and I am going to kill myself tonight"
CRISIS_LABEL = "suicide ▒▒"
BAD_NAME = "i cut myself last night"


def tray(stage):
    """Pidgin's icon in the notification area."""
    found = stage.widgets(type="GtkTrayIcon")
    return found[0] if found and found[0]["width"] > 8 else None


def icon(stage):
    row = tray(stage)
    return pixels(stage.picture(stage.home / "tray.png", pause=0), (row["x"], row["y"], row["width"], row["height"]))[2]


def blinks(stage):
    """Of three looks one is unlike another: Pidgin's icon comes and goes twice a second."""
    first = icon(stage)
    stage.wait(lambda: icon(stage) != first, "the icon to go or come")
    second = icon(stage)
    stage.wait(lambda: icon(stage) != second, "the icon to come or go again")


def rests(stage, who, title=None):
    """What came from them was looked at; another conversation is in front again."""
    stage.present(who)
    stage.wait(lambda: f"from {title or who}" not in tray(stage)["tooltip"], "nothing unread")
    stage.present(ROOM)


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


def test_tray_is_there(stage):
    stage._spawn(str(stage.build / "tests" / "window" / "tray-host"))
    stage.wait(lambda: tray(stage), "the icon")
    for who in ("sam", "jo", "kim"):
        if stage.text(who) is not None:
            rests(stage, who)
    check_in("Pidgin", tray(stage)["tooltip"], "the tooltip")


def test_tray_tells_of_a_plain_message(stage):
    """The control."""
    stage.say("im", "kim", "the lake is still frozen")
    stage.wait(lambda: "1 unread message from kim" in tray(stage)["tooltip"], "the tooltip")
    blinks(stage)
    rests(stage, "kim")


def test_tray_tells_of_a_covered_name_by_its_number(stage):
    stage.say("im", BAD_NAME, "hello, can we talk")
    stage.wait(lambda: "unread" in tray(stage)["tooltip"], "the tooltip")
    check_in("name 1: self-harm", tray(stage)["tooltip"], "the tooltip")
    check_not_in(TOPIC_WORDS, tray(stage)["tooltip"], "the tooltip")


def test_tray_draws_no_veiled_words(stage):
    row = tray(stage)
    stage.hover(row["x"] + row["width"] // 2, row["y"] + row["height"] // 2)
    stage.wait(lambda: stage.widgets(type="GtkLabel", text=re.compile("1 unread message from")), "the tooltip on the screen")
    stage.picture(tap.artifacts("tray.png"))
    nowhere(stage)
    stage.click_at(row["x"] + row["width"] // 2, row["y"] + row["height"] // 2, button=3)
    stage.wait(lambda: stage.widgets(type="GtkAccelLabel", text=re.compile("Unread|Quit")), "the icon's menu")
    nowhere(stage)
    stage.key("Escape")
    stage.point_away()
    rests(stage, BAD_NAME, "name 1")


# A crisis disclosure by a contact is announced as any message is, with its author.


def test_crisis_of_a_contact_makes_the_tray_blink(stage):
    for name in ("played", "drawn"):
        (stage.home / name).unlink(missing_ok=True)
    stage.say("im", "sam", CRISIS)
    stage.wait(lambda: "1 unread message from sam" in tray(stage)["tooltip"], "the tooltip")
    check_not_in("kill", tray(stage)["tooltip"], "the tooltip")
    blinks(stage)


def test_crisis_of_a_contact_is_covered_and_not_held(stage):
    stage.wait(lambda: CRISIS_LABEL in (stage.text("sam") or ""), "the veil")
    check_in("sam:", stage.text("sam").splitlines()[-1])
    check(not [row for row in stage.widgets(name="haven-held-counter") if "held" in (row["text"] or "")], "it was held")


def test_crisis_of_a_contact_is_heard(stage):
    stage.wait((stage.home / "played").exists, "the sound")


def test_crisis_of_a_contact_pops_up_with_its_author(stage):
    popups(stage)
    stage.wait(lambda: "[content" in drawn(stage), "the popup")
    words = drawn(stage).split()
    check("sam" in words, f"the popup names nobody: {words}")
    for word in ("pills", "kill"):
        check(word not in words, f"{word!r} stands in the popup")


def test_crisis_of_a_contact_marks_the_tab(stage):
    tab = [row for row in stage.widgets(type="GtkLabel", text="sam") if (row["name"] or "").startswith("tab-label")]
    check([row for row in tab if row["name"] == "tab-label-unreadchat" or row["name"] == "tab-label-attention"],
          f"the tab says nothing: {tab}")
    nowhere(stage, "kill myself")
    rests(stage, "sam")


def test_topic_is_covered(stage):
    stage.present(ROOM)
    stage.say("topic", "wren", "tonight: " + TOPIC)
    stage.wait(lambda: stage.ask("topic", ROOM).count(TOPIC_LABEL) == 3, "the entry, its tooltip and the bar to be covered")
    check_not_in(TOPIC_WORDS, stage.ask("topic", ROOM), "the topic")


def choose_depth(stage, depth):
    """Writes it into the settings file, as somebody does who edits that."""
    path = stage.purple / "haven" / "settings.json"
    settings = json.loads(path.read_text())
    settings["topics"]["self-harm"]["depth"] = depth
    path.write_text(json.dumps(settings))


def test_topic_follows_what_is_chosen(stage):
    choose_depth(stage, "never")
    stage.wait(lambda: stage.ask("topic", ROOM).startswith("tonight: " + TOPIC), "the topic to be open")
    choose_depth(stage, "mention")
    stage.wait(lambda: stage.ask("topic", ROOM).count(TOPIC_LABEL) == 3, "the topic to be covered again")
    check_not_in(TOPIC_WORDS, stage.ask("topic", ROOM), "the topic")


def test_topic_that_is_plain_is_shown(stage):
    stage.say("topic", "lena", "evenings together")
    stage.wait(lambda: stage.ask("topic", ROOM).startswith("evenings together\n"), "the topic")


def somewhere(stage, words):
    return any(words in (row.get("text") or "") for row in stage.widgets())


def nowhere(stage, words=TOPIC_WORDS):
    for row in stage.widgets():
        for key in ("text", "cells", "accessible", "tooltip", "window"):
            check_not_in(words, row.get(key), f"{row['type']} {row.get('name')} {key}")


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
