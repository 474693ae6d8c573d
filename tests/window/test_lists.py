# SPDX-License-Identifier: GPL-2.0-or-later
"""Lists of sites in the preferences: how loud a list is, a file taken in, a list removed."""

import re
import subprocess
import sys
import time

import tap
from stage import ROOM, StageError
from tap import check, check_in, check_not_in
from test_own import go_to, settings
from test_prefs import open_preferences

def lists_page(stage):
    go_to(stage, "Packs and lists")
    stage.click_widget(text="Lists of sites")
    stage.wait(lambda: stage.widgets(name="haven-lists"), "the lists")


def choose(stage, path):
    # what is typed letter by letter is completed, and then is another path
    subprocess.run(["xclip", "-selection", "clipboard"], input=str(path).encode(), env=stage.env, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    stage.wait(lambda: stage.widgets(type="GtkFileChooserDialog"), "the file chooser", seconds=30)
    stage.key("slash")
    for _ in range(6):
        # while the chooser still completes what stood there before, it swallows what is put in
        time.sleep(1)
        stage.key("ctrl+a", "ctrl+v")
        time.sleep(1)
        stage.key("Return")
        time.sleep(1)
        if not stage.widgets(type="GtkFileChooserDialog"):
            return
    check(False, "the file chooser did not take the path")


def take_in(stage, button, path, answer):
    """A chooser that is told too early answers with no file at all: then it is asked again."""
    for _ in range(3):
        stage.click_widget(name=button)
        choose(stage, path)
        try:
            return stage.wait(lambda: stage.widgets(text=re.compile(answer)), "the answer", seconds=30)
        except StageError:
            continue
    check(False, f"no answer like {answer!r}")


def note_of(stage, url):
    before = len(stage.text(ROOM))
    stage.say("room", "kim", f"look {url} now")
    stage.wait(lambda: "now" in stage.text(ROOM)[before:], "the line")
    return stage.text(ROOM)[before:]


def test_lists_are_shown(stage):
    open_preferences(stage)
    lists_page(stage)
    stage.wait(lambda: stage.widgets(text=re.compile("Haven demo list")), "the list")
    stage.picture(tap.artifacts("lists-page.png"), "Haven")


def test_list_is_as_loud_as_chosen(stage):
    check_in("listed by", note_of(stage, "https://example-cures.test/one"))
    stage.click_widget(name="demo")
    stage.key("Down", "Return")
    stage.wait(lambda: settings(stage).get("lists", {}).get("demo", {}).get("level") == "silent", "the choice")
    check_not_in("listed by", note_of(stage, "https://example-cures.test/two"))
    stage.click_widget(name="demo")
    stage.key("Up", "Return")
    stage.wait(lambda: settings(stage).get("lists", {}).get("demo", {}).get("level") is None, "the choice undone")


def test_list_is_taken_in_from_a_file(stage):
    path = stage.home / "cures.txt"
    path.write_text("0.0.0.0 quacks.test\n")
    check_not_in("listed by", note_of(stage, "https://quacks.test/"))
    take_in(stage, "haven-list-file", path, "was taken in and is in force")
    check_in("listed by", note_of(stage, "https://quacks.test/"))
    stage.picture(tap.artifacts("lists-taken.png"), "Haven")


def test_address_without_tls_is_refused(stage):
    stage.click_widget(name="haven-list-address")
    stage.type("http://lists.test/a.json")
    stage.click_widget(name="haven-list-fetch")
    stage.wait(lambda: stage.widgets(text=re.compile("must begin with https://")), "why not")


def test_list_is_removed(stage):
    stage.click_widget(name="haven-list-remove")
    stage.wait(lambda: stage.widgets(text=re.compile("is no longer followed")), "the answer")


if __name__ == "__main__":
    tap.main(sys.modules[__name__])
