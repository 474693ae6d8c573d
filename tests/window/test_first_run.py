# SPDX-License-Identifier: GPL-2.0-or-later
"""The first start of all: three questions that wait, and take the focus from nobody."""

import json
import sys
import time

import tap
from stage import ROOM, StageError
from tap import check, check_in

WINDOW = "Haven: welcome"
LIGHT = "light: only what is plain"


def settings(stage):
    path = stage.purple / "haven" / "settings.json"
    return json.loads(path.read_text()) if path.exists() else None


def test_first_run_leaves_the_typing_alone(stage):
    stage.present(ROOM)
    for number in range(40):
        stage.type("word ")
        if stage.widgets(window=WINDOW, name="haven-first-next"):
            break
        time.sleep(0.1)
    stage.wait(lambda: stage.widgets(window=WINDOW, name="haven-first-next"), "the questions")
    stage.type("still here")
    time.sleep(0.3)
    check((stage.entry(ROOM) or "").endswith("still here"), f"the entry has {stage.entry(ROOM)!r}")


def sample(stage):
    return stage.widgets(window=WINDOW, name="haven-first-sample")[0]["text"]


def shows(stage, *lines):
    """The conversation beside the questions has come to have all of these lines."""
    try:
        stage.wait(lambda: all(line in sample(stage).splitlines() for line in lines), f"{lines}")
    except StageError:
        check(False, f"{lines} in {sample(stage)!r}")


def test_first_run_shows_what_answers_come_to(stage):
    # they came up behind the conversation, where somebody wrote
    stage.activate(WINDOW)
    shows(stage, "jo: evening all, the kettle is on", "lena: (tells plainly of a topic)", "crow:  ▒▒ content note: an insult ▒▒ ")
    stage.click_widget(text="someone is bothering me", window=WINDOW)
    shows(stage, "(kept aside, without a word to them)")
    stage.click_widget(name="support-group", window=WINDOW)
    stage.click_widget(name="haven-first-next")
    stage.click_widget(name="eating", window=WINDOW)
    shows(stage, "sam: (a word on eating, in passing)", "lena:  ▒▒ content note: eating ▒▒ ", "kim:  ▒▒ content note: eating ▒▒ ")
    stage.click_widget(name="haven-first-next")
    stage.click_widget(text=LIGHT, window=WINDOW)
    shows(stage, "kim: (may mean eating)", "crow: (an insult to you)")
    stage.click_widget(text="balanced", window=WINDOW)
    stage.click_widget(name="haven-first-back")
    stage.click_widget(name="eating", window=WINDOW)
    shows(stage, "lena: (tells plainly of a topic)")
    stage.click_widget(name="haven-first-back")


def test_first_run_chooses_no_topic_beforehand(stage):
    stage.picture(tap.artifacts("first-run-1.png"))
    stage.click_widget(name="support-group", window=WINDOW)
    stage.click_widget(name="haven-first-next")
    time.sleep(0.3)
    stage.picture(tap.artifacts("first-run-2.png"), WINDOW)
    stage.click_widget(name="suicide", window=WINDOW)
    stage.click_widget(name="haven-first-next")
    time.sleep(0.3)
    stage.picture(tap.artifacts("first-run-3.png"), WINDOW)
    stage.click_widget(name="haven-first-next")
    stage.wait(lambda: stage.widgets(name="haven-first-summary"), "the last card")
    check_in("1 topic", stage.widgets(name="haven-first-summary")[0]["text"])
    check_in("stands in the menu bar", stage.widgets(name="haven-first-summary")[0]["text"])
    stage.picture(tap.artifacts("first-run-4.png"), WINDOW)


def test_first_run_puts_the_answers_into_force(stage):
    check(settings(stage) is None, "written before the answer")
    check(not stage.widgets(name="haven-first-skip")[0]["sensitive"], "what was answered can be skipped by a slip")
    stage.activate(WINDOW)
    stage.key("Escape")  # whoever has answered and closes the card counts on it
    stage.wait(lambda: settings(stage), "the file")
    now = settings(stage)
    check(now["profile"] == "support-group" and now["strictness"] == "balanced", f"{now}")
    check(list(now["topics"]) == ["suicide"], f"topics {now['topics']}")
    check(not stage.widgets(window=WINDOW), "the window is still there")


def test_first_run_comes_only_once(stage):
    stage.close_pidgin()
    stage.open_pidgin()
    time.sleep(4)
    check(not stage.widgets(window=WINDOW), "it asks again")


if __name__ == "__main__":
    tap.main(sys.modules[__name__], settings=None)
