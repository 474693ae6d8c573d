# SPDX-License-Identifier: GPL-2.0-or-later
"""The states of a veil that docs/tour.md shows beside those of the scene, one picture each."""

import subprocess
import time
from pathlib import Path

from scene import SETTINGS, TOPIC, TOPIC_LABEL
from stage import COLOURS, ROOM

NAME = "cut myself again"


def wait_for(stage, words, conversation=ROOM):
    stage.wait(lambda: words in (stage.text(conversation) or ""), words)


def show_walk(stage, out):
    """The keyboard on a note, its menu, and why."""
    stage.present(ROOM)
    stage.say("room", "sam", TOPIC)
    stage.say("room", "lena", "I am here, sam")
    wait_for(stage, "I am here, sam")
    stage.key("F9")
    stage.point_away()
    stage.picture(out / "13-keyboard.png", ROOM)
    stage.key("Menu")
    stage.wait(lambda: stage.widgets(text="Open all here"), "the menu")
    stage.picture(out / "14-menu.png", ROOM)
    stage.click_widget(text="Why")
    stage.wait(lambda: stage.widgets(window="Haven: why"), "the card")
    stage.point_away()
    stage.picture(out / "15-why.png", "Haven: why")
    stage.key("Escape")
    stage.present(ROOM)
    stage.key("Escape")


def show_opened_picture(stage, out):
    """The scene's picture, opened."""
    stage.present(ROOM)
    stage.click_text(ROOM, "content note: a picture")
    wait_for(stage, "from my walk")
    stage.ask("picture", ROOM)
    stage.point_away()
    stage.picture(out / "16-picture-open.png", ROOM)


def show_around(stage, out):
    """What stands around a conversation: the topic, the buddy list, what shall stay covered."""
    stage.say("topic", "wren", "tonight: " + TOPIC)
    stage.wait(lambda: (stage.ask("topic", ROOM) or "").count(TOPIC_LABEL) == 3, "the topic")
    stage.point_away()
    stage.ask("open", "list")
    stage.say("status", "kim", TOPIC)
    stage.say("alias", "lena", NAME)
    stage.wait(lambda: any("name 1: self-harm" in (row.get("cells") or "") for row in stage.widgets(window="Buddy List")), "the name")
    stage.point_away()
    stage.picture(out / "18-buddy-list.png", "Buddy List")
    stage.present(ROOM)
    for words in ("Options", "Haven", "Open everything except…"):
        stage.click_widget(text=words)
    stage.wait(lambda: stage.widgets(window="Haven: open everything except"), "the card")
    stage.point_away()
    stage.picture(out / "19-except.png", "Haven: open everything except")
    stage.key("Escape")
    stage.present(ROOM)
    for words in ("Options", "Haven", "Room card…"):
        stage.click_widget(text=words)
    stage.wait(lambda: stage.widgets(window="Haven: room card"), "the card of the room")
    stage.type("lena and two nurses")
    stage.point_away()
    stage.picture(out / "17-room-card.png", "Haven: room card")
    stage.key("Return")  # which keeps it
    stage.wait(lambda: not stage.widgets(window="Haven: room card"), "the card to close")


def open_anew(stage, plugins=(), colours=None, **settings):
    """Pidgin as its user finds it the next day."""
    stage.close_pidgin()
    wide = {"width": 820, "height": 460}
    stage.prepare(settings={**SETTINGS, **settings}, extra_plugins=plugins,
                  prefs={"pidgin": {"conversations": {"chat": dict(wide), "im": dict(wide)}}})
    if colours:
        stage.dress(colours)
    stage.open_pidgin()
    stage.present(ROOM)


def history_plugin():
    folder = subprocess.run(["pkg-config", "--variable=plugindir", "pidgin"], capture_output=True, text=True).stdout.strip()
    return Path(folder or "/usr/lib/pidgin") / "history.so"


def show_next_day(stage, out):
    """The last conversation is shown again; many notes of one person in one line."""
    open_anew(stage, [history_plugin()], **{"collapse-notes": True})
    wait_for(stage, TOPIC_LABEL)
    for text in ("I cut myself again last night", "I cut myself this morning too", "I want to cut myself right now"):
        stage.say("room", "sam", text)
    wait_for(stage, "3 notes on self-harm from one person")
    stage.point_away()
    stage.picture(out / "20-history-and-one-line.png", ROOM)


def show_dark(stage, out):
    """Other looks: a dark theme, high contrast."""
    for number, look in ((21, "dark"), (22, "contrast")):
        open_anew(stage, colours=COLOURS[look])
        while stage.step():
            pass
        wait_for(stage, "red, by the way")
        stage.say("room", "jo", "CW: exam stress. the second one is over")
        stage.wait(lambda: stage.text(ROOM).count("exam stress") >= 2, "the veil")
        stage.click_text(ROOM, "exam stress")
        wait_for(stage, "the second one is over")
        stage.key("F9", "F9")
        stage.point_away()
        stage.picture(out / f"{number}-{look}.png", ROOM)


def show_right_to_left(stage, out):
    """For people who write from right to left."""
    stage.env["HAVEN_WITNESS_RTL"] = "1"
    open_anew(stage)
    for who, text in (
        ("נועה", "ערב טוב לכולם, המים רותחים"),
        ("jo", "מישהו רוצה תה?"),
        ("נועה", "CW: מבחנים. מחר הבחינה השנייה ואני לא ישנה"),
        ("sam", TOPIC),
        ("kim", "דודה שלי נשבעת שזה עוזר: https://example-cures.test/mms"),
        ("kim", "مساء الخير للجميع"),
        ("kim", "TW: امتحانات. لا أستطيع النوم"),
        (NAME, "שלום"),
    ):
        stage.say("room", who, text)
    wait_for(stage, "name 1")
    stage.click_text(ROOM, "“מבחנים”")
    wait_for(stage, "מחר הבחינה")
    stage.point_away()
    stage.picture(out / "24-right-to-left.png", ROOM)
    del stage.env["HAVEN_WITNESS_RTL"]


def show_first_start(stage, out):
    """The questions of a first start, halfway."""
    window = "Haven: welcome"
    stage.close_pidgin()
    for path in (stage.purple / "haven").glob("settings*.json"):
        path.unlink()
    stage.prepare()
    stage.open_pidgin()
    stage.wait(lambda: stage.widgets(window=window, name="haven-first-next"), "the questions")
    stage.click_widget(window=window, name="support-group")
    stage.click_widget(window=window, name="haven-first-next")
    stage.click_widget(window=window, name="eating")
    stage.point_away()
    stage.picture(out / "25-first-start.png", window)


def show(stage, out):
    """All of them, after the scene was played."""
    show_opened_picture(stage, out)
    show_walk(stage, out)
    show_around(stage, out)


def show_other_days(stage, out):
    show_next_day(stage, out)
    show_dark(stage, out)
    show_right_to_left(stage, out)
    show_first_start(stage, out)


def show_finch(finch, out):
    """Names in Finch's lists."""
    finch.keys("M-2")  # the second window is the room's
    finch.type("/clear")
    finch.say("join", NAME, "")
    finch.say("room", NAME, "good evening")
    finch.say("room", "jo", "CW: exam stress. the second one is over")
    finch.wait(lambda: "good evening" in finch.screen() and "exam stress" in finch.screen(), "the lines")
    finch.picture(out / "23-finch-names.png")
