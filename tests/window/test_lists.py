# SPDX-License-Identifier: GPL-2.0-or-later
"""Lists of sites in the preferences: how loud a list is, a file taken in, a list removed."""

import re
import sys

import tap
from chooser import take_in
from stage import ROOM
from tap import check, check_in, check_not_in
from test_own import go_to, settings
from test_prefs import open_preferences

def lists_page(stage):
    go_to(stage, "Packs and lists")
    stage.click_widget(text="Lists of sites")
    stage.wait(lambda: stage.widgets(name="haven-lists"), "the lists")


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
