# SPDX-License-Identifier: GPL-2.0-or-later
"""Pictures that move, and the pictures strangers have of themselves: blurred and still until they are clicked."""

import subprocess
import sys
import time

import tap
from scene import SETTINGS
from stage import ROOM, pixels
from tap import check, check_in

ICONS = {"pidgin": {"conversations": {"im": {"show_buddy_icons": True}}}}


def make_picture(stage, name, *words):
    path = stage.home / name
    subprocess.run(["convert", *words, str(path)], check=True)
    return path


def prepare(stage):
    stage.prepare(settings={**SETTINGS, "topics": {**SETTINGS["topics"], "flashing": {"depth": "mention"}}}, prefs=ICONS)


def box_of(stage):
    stage.ask("picture", ROOM)
    time.sleep(0.2)
    return tuple(map(int, stage.wait(lambda: stage.ask("picture", ROOM), "a picture").split()))


def test_moving_picture_of_a_contact_is_covered_where_that_is_chosen(stage):
    moving = make_picture(stage, "moving.gif", "-delay", "10", "-size", "120x80", "xc:red", "xc:blue", "xc:yellow", "-loop", "0")
    stage.present(ROOM)
    stage.say("picture", "sam", str(moving))
    stage.wait(lambda: "￼" in (stage.text(ROOM) or ""), "the picture")
    check_in("content note: a moving picture", stage.text(ROOM))


def test_moving_picture_stands_still_while_it_is_covered(stage):
    stage.point_away()
    x, y, width, height = box_of(stage)
    part = (x + 4, y + 4, width - 8, height // 4)
    seen = set()
    for number in range(6):
        seen.add(pixels(stage.picture(tap.artifacts(f"moving-{number % 2}.png")), part)[2])
        time.sleep(0.13)
    check(len(seen) == 1, f"{len(seen)} different pictures were seen")


def test_still_picture_of_a_contact_is_shown(stage):
    still = make_picture(stage, "still.png", "-size", "120x80", "xc:green")
    before = stage.text(ROOM)
    stage.say("picture", "sam", str(still))
    stage.wait(lambda: stage.text(ROOM) != before, "the picture")
    check("content note" not in stage.text(ROOM).splitlines()[-1], f"it is covered: {stage.text(ROOM)!r}")


def colours(stage, box):
    _, _, raw = pixels(stage.picture(tap.artifacts("icon.png")), box)
    return {raw[i : i + 3] for i in range(0, len(raw), 3)}


def icon_box(stage):
    row = stage.wait(lambda: [row for row in stage.widgets(name="haven-icon") if row["width"] > 8], "the blurred picture")[-1]
    return row["x"], row["y"], row["width"], row["height"]


def test_picture_of_a_stranger_is_blurred_above_the_conversation(stage):
    face = make_picture(stage, "face.png", "-size", "96x96", "pattern:checkerboard", "-resize", "96x96!")
    stage.say("im", "wren", "hello there")
    stage.wait(lambda: "hello there" in (stage.text("wren") or ""), "the conversation")
    stage.present("wren")
    stage.say("icon", "wren", str(face))
    box = icon_box(stage)
    stage.point_away()
    stage.picture(tap.artifacts("icon-closed.png"), "wren")
    names = [row["accessible"] for row in stage.widgets(name="haven-icon")]
    check("content note: a picture, closed, button" in names, f"the names are {names}")
    check(len(colours(stage, box)) < 40, "the picture is sharp")


def test_picture_of_a_stranger_opens_by_click_and_closes_again(stage):
    x, y, width, height = icon_box(stage)
    stage.click_at(x + width // 2, y + height // 2)
    stage.wait(lambda: stage.widgets(name="haven-icon-open"), "the picture")
    stage.point_away()
    stage.picture(tap.artifacts("icon-open.png"), "wren")
    check(len(colours(stage, (x, y, width, height))) > 1, "nothing is drawn")
    stage.click_widget(name="haven-icon-open")
    icon_box(stage)


def test_picture_of_a_contact_is_shown_above_the_conversation(stage):
    stage.say("im", "sam", "hello you")
    stage.wait(lambda: "hello you" in (stage.text("sam") or ""), "the conversation")
    stage.present("sam")
    stage.say("icon", "sam", str(stage.home / "face.png"))
    time.sleep(0.5)
    check(not stage.widgets(name="haven-icon"), "it is blurred")


def test_picture_of_somebody_whose_conversation_closes_at_once(stage):
    """It waits to be blurred, and what it stood in is gone: a sanitizer tells when that is looked at."""
    for number in range(5):
        stage.say("im", "wren", f"hello {number}")
        stage.wait(lambda: stage.text("wren") is not None, "the conversation")
        check(stage.ask("say-and-close", "icon", "wren", str(stage.home / "face.png")) == "ok", "it did not close")
        stage.wait(lambda: stage.text("wren") is None, "the conversation to be gone")
    check(stage.ask("plugins") is not None, "Pidgin is gone too")


if __name__ == "__main__":
    tap.main(sys.modules[__name__], prepare=prepare)
