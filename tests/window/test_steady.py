# SPDX-License-Identifier: GPL-2.0-or-later
"""What a reader opens or closes stays in their sight, wherever it stands."""

import re
import sys
import time

import tap
from scene import TOPIC, TOPIC_LABEL, TOPIC_WORDS
from stage import ROOM
from tap import check_in, check_not_in

PICTURE = 8  # lines of the scene up to a stranger's picture, which is taller than all that Pidgin reckons with


def in_view(stage):
    """Once Pidgin has done what it does when it is idle."""
    time.sleep(0.4)
    return stage.ask("in-view", ROOM)


def go_to_note(stage):
    """The one above the picture: the end of the talk is only half in view then."""
    stage.key("F9", "F9")
    check_in(TOPIC_LABEL, in_view(stage), "what is in view")


def test_steady_when_opened_by_keyboard(stage):
    stage.step(PICTURE)
    stage.wait(lambda: "a picture" in stage.text(ROOM), "the picture")
    stage.present(ROOM)
    stage.point_away()
    go_to_note(stage)
    stage.key("Return")
    check_in(TOPIC_WORDS, in_view(stage), "what is in view")
    stage.picture(tap.artifacts("steady-opened.png"), ROOM)


def test_steady_when_closed_by_keyboard(stage):
    stage.key("Return")
    view = in_view(stage)
    check_in(TOPIC_LABEL, view, "what is in view")
    check_not_in(TOPIC_WORDS, view, "what is in view")
    stage.key("Escape")


def test_steady_when_opened_by_a_click(stage):
    stage.click_at(*place_of_note(stage))
    check_in(TOPIC_WORDS, in_view(stage), "what is in view")
    stage.click_text(ROOM, "close")
    check_in(TOPIC_LABEL, in_view(stage), "what is in view")


def place_of_note(stage):
    """At the upper edge of the window."""
    text = next(row for row in stage.widgets(type="GtkIMHtml") if TOPIC_LABEL in (row.get("text") or ""))
    return text["x"] + 190, text["y"] + 10


def test_steady_when_all_are_opened(stage):
    go_to_note(stage)
    stage.key("shift+F10")
    stage.wait(lambda: stage.widgets(text="Open all here"), "the menu")
    stage.click_widget(text="Open all here")
    stage.wait(lambda: TOPIC_LABEL not in stage.text(ROOM), "every note to open")
    check_in(TOPIC_WORDS, in_view(stage), "what is in view")
    stage.key("Escape")


def go_to_end(stage):
    """With the wheel of the pointer, over the text."""
    text = next(row for row in stage.widgets(type="GtkIMHtml") if TOPIC_WORDS in (row.get("text") or ""))
    x, y = text["x"] + text["width"] // 2, text["y"] + text["height"] // 2
    stage.hover(x, y)
    for _ in range(40):
        stage.wheel_down()


def test_steady_at_the_end_goes_on_following(stage):
    for _ in range(12):
        stage.say("room", "kim", "and one more line")
    go_to_end(stage)
    stage.say("room", "sam", TOPIC)
    check_in(TOPIC_LABEL, in_view(stage), "what is in view")
    stage.key("F9", "Return")
    check_in(TOPIC_WORDS, in_view(stage), "what is in view")
    stage.key("Escape")
    stage.say("room", "lena", "good night then")
    check_in("good night then", in_view(stage), "what is in view")


def first_line(stage):
    return in_view(stage).splitlines()[0]


def many(stage, who, count):
    for number in range(count):
        stage.say("room", who, f"{who} says something ordinary, number {number}, and nothing more")


def choose_not_here(stage):
    stage.click_text(ROOM, TOPIC_LABEL, button=3)
    stage.click_widget(text="Not in this room")
    stage.wait(lambda: stage.widgets(name="haven-tell-act"), "the way to undo it")
    time.sleep(0.3)


def test_steady_when_a_choice_is_undone_near_the_end(stage):
    """The answer's strip goes, the text gets its room, and its long last line comes into view again."""
    stage.key("ctrl+l")
    many(stage, "kim", 14)
    stage.say("room", "sam", TOPIC)
    many(stage, "jo", 4)
    stage.say("room", "jo", "a last line that is a long one " * 20)
    stage.wait(lambda: "a long one" in stage.text(ROOM), "the last line")
    stage.ask("where", ROOM, "number 10")
    choose_not_here(stage)
    check_in(TOPIC_WORDS, in_view(stage), "what is in view")
    above = first_line(stage)
    stage.click_widget(name="haven-tell-act")
    view = in_view(stage)
    check_in(TOPIC_LABEL, view, "what is in view")
    check_not_in(TOPIC_WORDS, view, "what is in view")
    check_in(above, view, "what is in view")


def open_the_rest(stage):
    for words in ("Options", "Haven", "Open everything except…"):
        stage.click_widget(text=words)
    stage.click_widget(window="Haven: open everything except", text=re.compile("Open the rest"))
    stage.wait(lambda: stage.widgets(name="haven-tell-act"), "the way to undo it")


def test_steady_when_everything_is_opened_at_the_end(stage):
    """What opens in view is what the reader looks at, not what it pushes out of view."""
    stage.key("ctrl+l")  # Pidgin follows no line that comes while it still glides to the last one
    many(stage, "lena", 14)
    for number in range(6):
        stage.say("room", "jo", f"CW: exam {number}. " + "there was a lot of it and none of it was easy " * 12)
    stage.wait(lambda: "exam 5" in stage.text(ROOM), "the notes")
    check_in("exam 0", in_view(stage), "what is in view")
    open_the_rest(stage)
    check_in("CW: exam 0.", in_view(stage), "what is in view")


def test_steady_when_that_is_undone(stage):
    stage.click_widget(name="haven-tell-act")
    view = in_view(stage)
    check_in("exam 0", view, "what is in view")
    check_not_in("none of it was easy", stage.text(ROOM))


if __name__ == "__main__":
    tap.main(sys.modules[__name__])
