# SPDX-License-Identifier: GPL-2.0-or-later
"""Many notes of one person in one line, for those who chose it: nothing is lost, and it opens and closes as one."""

import sys

import tap
from scene import SETTINGS, TOPIC_LABEL
from stage import ROOM
from tap import check, check_in, check_not_in

FIRST = "I cut myself again last night"
SECOND = "I cut myself this morning too"
THIRD = "I want to cut myself right now"
THREE = "3 notes on self-harm from one person"


def lines(stage):
    return (stage.text(ROOM) or "").splitlines()


def say(stage, text, who="sam"):
    before = stage.text(ROOM)
    stage.say("room", who, text)
    stage.wait(lambda: stage.text(ROOM) != before, "the line")


def test_collapse_makes_one_line_of_many(stage):
    stage.present(ROOM)
    for text in (FIRST, SECOND, THIRD):
        say(stage, text)
    check_in(THREE, lines(stage)[-1])
    check_in("sam:", lines(stage)[-1])
    check_not_in("cut myself", stage.text(ROOM))
    stage.point_away()
    stage.picture(tap.artifacts("collapsed.png"), ROOM)


def test_collapse_ends_with_another_line(stage):
    say(stage, "we are here", "lena")
    say(stage, FIRST)
    check_in(TOPIC_LABEL, lines(stage)[-1])
    check_in("lena: we are here", lines(stage)[-2])


def test_collapse_keeps_people_apart(stage):
    say(stage, FIRST, "jo")
    check_in("jo: ", lines(stage)[-1])
    check_in(TOPIC_LABEL, lines(stage)[-1])
    check_in(TOPIC_LABEL, lines(stage)[-2])


def test_collapse_opens_into_lines_with_their_times(stage):
    stage.click_text(ROOM, THREE)
    stage.wait(lambda: THIRD in stage.text(ROOM), "the texts")
    for text in (FIRST, SECOND, THIRD):
        check_in(text, stage.text(ROOM))
    first = next(i for i, line in enumerate(lines(stage)) if "[opened]" in line)
    check_in(SECOND, lines(stage)[first + 1])
    check(lines(stage)[first + 2].strip().startswith("("), f"no time before the third: {lines(stage)[first + 2]!r}")
    stage.point_away()
    stage.picture(tap.artifacts("collapsed-open.png"), ROOM)


def test_collapse_closes_again(stage):
    stage.click_text(ROOM, "close")
    stage.wait(lambda: THREE in stage.text(ROOM), "the line")
    check_not_in("cut myself", stage.text(ROOM))
    check_in("lena: we are here", stage.text(ROOM))


def test_collapse_logs_every_line(stage):
    for text in (FIRST, SECOND, THIRD):
        check_in(text, stage.logs(), "the log")


def test_collapse_is_found_by_keyboard_as_one(stage):
    stage.present(ROOM)
    stage.key("F9", "F9", "F9")
    names = [row["accessible"] or "" for row in stage.widgets(type="GtkIMHtml")]
    check(any(name.startswith(THREE) and name.endswith(", closed, button") for name in names), f"the names are {names}")
    stage.key("Return")
    stage.wait(lambda: THIRD in stage.text(ROOM), "the texts")
    stage.key("Return", "Escape")
    stage.wait(lambda: THIRD not in stage.text(ROOM), "the veil")


def test_collapse_is_told_wrong_as_one(stage):
    stage.click_text(ROOM, THREE, button=3)
    stage.click_widget(text="This was wrong")
    stage.wait(lambda: stage.widgets(name="haven-tell-act"), "the way to undo it")
    for text in (FIRST, SECOND, THIRD):
        say(stage, text)
        check_in(text, lines(stage)[-1])


if __name__ == "__main__":
    tap.main(sys.modules[__name__], settings={**SETTINGS, "collapse-notes": True})
