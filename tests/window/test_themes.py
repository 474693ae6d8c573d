# SPDX-License-Identifier: GPL-2.0-or-later
"""Other looks than the usual one: dark, of high contrast, from right to left, with long words, in a small window.
What is drawn is measured: words can be read on their ground, and nothing is cut off."""

import os
import re
import sys

import tap
from scene import PHONE, SETTINGS, TOPIC, TOPIC_LABEL
from stage import COLOURS, ROOM, pixels
from tap import check, check_in

# whose line, what it says, and what the note says of it
RTL_LINES = (
    ("נועה", "CW: מבחנים. מחר הבחינה השנייה ואני לא ישנה", "“מבחנים”"),
    ("kim", "TW: امتحانات. لا أستطيع النوم", "“امتحانات”"),
    ("נועה", TOPIC, ""),
)
READABLE = 4.5  # what WCAG 2.1 asks of text


def start_again(stage, colours=None, **settings):
    stage.close_pidgin()
    stage.prepare(settings={**SETTINGS, **settings})
    if colours:
        stage.dress(colours)
    stage.open_pidgin()
    stage.present(ROOM)
    stage.say("room", "jo", "evening all, the kettle is on")
    stage.say("room", "sam", TOPIC)
    stage.wait(lambda: TOPIC_LABEL in stage.text(ROOM), "the note")


def luminance(colour):
    parts = [c / 255 for c in colour]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(picture, box):
    """Of the ground, which most of the box is, and of what stands out from it most."""
    _, _, raw = pixels(picture, box)
    colours = [raw[i : i + 3] for i in range(0, len(raw), 3)]
    ground = luminance(max(set(colours), key=colours.count))
    return max((max(ground, luminance(c)) + 0.05) / (min(ground, luminance(c)) + 0.05) for c in set(colours))


def read_label(stage, name):
    """The contrast of the note's words, without the marks around them."""
    x, y = stage.where(ROOM, "self-harm")
    stage.point_away()
    picture = stage.picture(tap.artifacts(f"theme-{name}.png"))
    return contrast(picture, (x - 24, y - 7, 48, 14))


def looks_readable(stage, name):
    closed = read_label(stage, name)
    stage.key("F9")
    focused = read_label(stage, name + "-focus")
    stage.key("Escape")
    check(closed >= READABLE, f"the note's words have a contrast of {closed:.1f}")
    check(focused >= READABLE, f"with the keyboard on it they have {focused:.1f}")


def test_dark_theme_can_be_read(stage):
    start_again(stage, COLOURS["dark"])
    looks_readable(stage, "dark")


def test_high_contrast_can_be_read(stage):
    start_again(stage, COLOURS["contrast"])
    looks_readable(stage, "contrast")


def test_right_to_left_is_opened_by_click_and_keyboard(stage):
    os.environ["HAVEN_WITNESS_RTL"] = stage.env["HAVEN_WITNESS_RTL"] = "1"
    start_again(stage)
    stage.picture(tap.artifacts("theme-rtl.png"), ROOM)
    stage.click_text(ROOM, TOPIC_LABEL)
    stage.wait(lambda: TOPIC in stage.text(ROOM), "the text")
    stage.click_text(ROOM, "close")
    stage.wait(lambda: TOPIC not in stage.text(ROOM), "the veil")
    stage.key("F9", "Return")
    stage.wait(lambda: TOPIC in stage.text(ROOM), "the text")
    stage.key("Return", "Escape")


def test_right_to_left_words_are_covered_and_opened_where_they_stand(stage):
    """Lines of people who write Hebrew and Arabic: marked by them, or about a topic."""
    for who, line, words in RTL_LINES:
        stage.say("room", who, line)
        label = words if line != TOPIC else TOPIC_LABEL
        stage.wait(lambda: line not in stage.text(ROOM) and f"{who}:" in stage.text(ROOM).splitlines()[-1], "the veil")
        check_in(label, stage.text(ROOM).splitlines()[-1])
        stage.point_away()
        stage.picture(tap.artifacts("theme-rtl-words.png"), ROOM)
        stage.click_text(ROOM, label)
        stage.wait(lambda: line in stage.text(ROOM), "the text")
        stage.click_text(ROOM, "close")
        stage.wait(lambda: line not in stage.text(ROOM), "the veil")
        stage.key("F9", "Return")
        stage.wait(lambda: line in stage.text(ROOM), "the text")
        stage.key("Escape")


def test_right_to_left_note_of_a_link_keeps_to_its_line(stage):
    stage.say("room", "נועה", "דודה שלי נשבעת שזה עוזר: https://example-cures.test/mms")
    stage.wait(lambda: "listed by" in stage.text(ROOM), "the note")
    stage.click_text(ROOM, "details")
    stage.wait(lambda: stage.widgets(window="Haven: why"), "the card")
    stage.key("Escape")


def cut_off(stage, window):
    """Haven's widgets that do not fit into their window, or have less room than their words."""
    rows = stage.widgets(window=window)
    frame = next(row for row in rows if row["type"] in ("GtkWindow", "GtkDialog"))
    out = []
    for row in rows:
        if row["type"] not in ("GtkButton", "GtkLabel", "GtkCheckButton", "GtkComboBox", "GtkEntry", "GtkToggleButton"):
            continue
        if row["x"] + row["width"] > frame["x"] + frame["width"] + 1 or row["x"] < frame["x"] - 1:
            out.append(f"{row['type']} {row.get('name')} {row.get('text')!r}")
    return out


def test_small_window_shows_every_button(stage):
    stage.env.pop("HAVEN_WITNESS_RTL", None)
    start_again(stage)
    stage._xdotool("search", "--name", ROOM, "windowsize", "340", "300")
    stage.wait(lambda: stage.widgets(window=re.compile(ROOM), type="GtkWindow")[0]["width"] <= 480, "the small window")
    stage.type(PHONE)
    stage.key("Return")
    stage.wait(lambda: stage.widgets(name="haven-strip"), "the reminder")
    stage.point_away()
    stage.picture(tap.artifacts("theme-small.png"), ROOM)
    found = cut_off(stage, ROOM)
    check(not found, f"cut off: {found}")
    stage.key("Escape")


if __name__ == "__main__":
    tap.main(sys.modules[__name__])
