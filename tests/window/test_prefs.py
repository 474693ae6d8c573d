# SPDX-License-Identifier: GPL-2.0-or-later
"""One entry in Pidgin's list of plugins, and a page of preferences that works at once."""

import json
import re
import sys
import time

import tap
from chooser import take_in
from scene import TOPIC, TOPIC_LABEL
from stage import ROOM
from tap import check


def open_preferences(stage):
    stage.activate("Buddy List")
    stage.key("ctrl+u")
    stage.wait(lambda: stage.widgets(window="Plugins"), "the list of plugins")
    time.sleep(0.4)
    stage.type("Haven")
    time.sleep(0.4)
    stage.key("Escape")
    stage.click_widget(window="Plugins", text=re.compile("Configure"))
    stage.wait(lambda: stage.widgets(name="haven-pages"), "the preferences")


def test_haven_is_one_entry(stage):
    entries = [line for line in stage.ask("plugins").splitlines() if "haven" in line and "witness" not in line]
    check(len(entries) == 1 and entries[0].startswith("gtk-haven"), f"the list has {entries}")
    check(entries[0].endswith("loaded"), "it is not loaded")


def test_preferences_have_every_page(stage):
    open_preferences(stage)
    pages = [row["text"] for row in stage.widgets(type="row", window="Haven")]
    for page in ("Start", "Topics", "Pictures", "My words", "My facts", "People and rooms", "Links", "Reminders", "Held and evidence", "Packs and lists", "Help lines",
                 "Backup and wipe", "About"):
        check(page in pages, f"no page {page}: {pages}")


def test_preferences_try_a_sentence(stage):
    stage.key("Home", "Down")
    stage.click_widget(name="haven-try-in")
    stage.type("I cut myself last night")
    stage.wait(lambda: stage.widgets(name="haven-try-in-answer", text="Covered: " + TOPIC_LABEL), "the answer")
    stage.picture(tap.artifacts("preferences-try.png"), "Haven")


def test_preferences_take_effect_at_once_and_are_kept(stage):
    stage.click_widget(name="self-harm")
    time.sleep(0.3)
    stage.key("Home", "Down", "Return")
    time.sleep(0.3)
    stage.say("room", "sam", TOPIC)
    stage.wait(lambda: TOPIC in stage.text(ROOM), "the text to be open")
    path = stage.purple / "haven" / "settings.json"
    stage.wait(lambda: json.loads(path.read_text())["topics"]["self-harm"]["depth"] == "never", "the file")
    check(path.stat().st_mode & 0o777 == 0o600, "others can read it")


def test_settings_file_changes_take_effect_at_once(stage):
    path = stage.purple / "haven" / "settings.json"
    settings = json.loads(path.read_text())
    settings["topics"]["self-harm"]["depth"] = "mention"
    path.write_text(json.dumps(settings))

    def covered():
        stage.say("room", "sam", TOPIC)
        time.sleep(1)
        return TOPIC_LABEL in stage.text(ROOM).splitlines()[-1]

    stage.wait(covered, "the veil")
    # and the page that is open says so
    stage.wait(lambda: not stage.widgets(name="self-harm", chosen="never"), "the page to follow")


def go_to_page(stage, page):
    pages = [row["text"] for row in stage.widgets(type="row", window="Haven")]
    stage.click_widget(name="haven-pages")
    stage.key("Home", *["Down"] * pages.index(page))
    time.sleep(0.3)


def profile_says(stage, words):
    return stage.widgets(window="Haven", chosen="as the profile says: " + words)


def test_preferences_tell_what_another_profile_says(stage):
    go_to_page(stage, "Links")
    stage.wait(lambda: profile_says(stage, "say nothing"), "what this profile says of satire")
    go_to_page(stage, "Start")
    stage.click_widget(name="haven-profile")
    time.sleep(0.3)
    stage.key("Home", "Down", "Down", "Down", "Return")  # public rooms, where every kind of link is told
    time.sleep(0.3)
    go_to_page(stage, "Links")
    stage.wait(lambda: profile_says(stage, "a note below") and not profile_says(stage, "say nothing"), "what that one says")


def saved(stage):
    return json.loads((stage.purple / "haven" / "settings.json").read_text())


def write_settings(stage, **changed):
    (stage.purple / "haven" / "settings.json").write_text(json.dumps(dict(saved(stage), **changed)))


def test_preferences_follow_a_topic_that_is_written_into_the_file(stage):
    go_to_page(stage, "My words")
    stage.click_widget(name="haven-own-nickname")
    stage.type("half writt")
    write_settings(stage, custom=[{"nickname": "green", "words": "marmalade", "number": 1}])
    stage.wait(lambda: stage.widgets(name="haven-own-topic"), "the topics")
    time.sleep(1.5)
    stage.type("en")
    stage.wait(lambda: stage.widgets(name="haven-own-nickname", text="half written"), "what is being written to stay")
    stage.click_widget(name="haven-own-topic")
    stage.key("Down", "Return")
    stage.wait(lambda: stage.widgets(name="haven-own-nickname", text="green"), "the new topic to be listed")


PACK = {
    "haven": 1, "id": "marbles", "title": "Marbles", "language": "en", "version": "2026.11", "licence": "CC0-1.0",
    "maintainer": "a test", "kind": "content", "category": "phobia-holes", "concepts": {"marble": ["marble"]},
    "rules": [{"id": "named", "title": "Marbles", "depth": "graphic", "match": "@marble",
               "examples": {"yes": ["a marble"], "no": ["a pear"]}}],
}


def take_pack(stage, pack, answer):
    path = stage.home / "given.json"
    path.write_text(json.dumps(pack))
    take_in(stage, "haven-pack-file", path, answer)


def test_packs_with_a_mistake_are_not_taken(stage):
    go_to_page(stage, "Packs and lists")
    take_pack(stage, {**PACK, "rules": [{**PACK["rules"][0], "match": "@marbel"}]},
              "Not taken in, and nothing was changed: given.json: rules.0..match: no concept named @marbel")
    check(not (stage.purple / "haven" / "packs" / "marbles.json").exists(), "it was taken in")


def test_packs_are_taken_and_removed(stage):
    take_pack(stage, PACK, r"“Marbles” is taken in.*Nothing is covered for it yet: choose its topic on the page Topics \(holes\)")
    stage.click_widget(name="haven-pack-remove")
    stage.wait(lambda: stage.widgets(text=re.compile("^Removed")), "that it is gone")
    check(not (stage.purple / "haven" / "packs" / "marbles.json").exists(), "its file is there")
    check(not stage.widgets(name="haven-pack-remove"), "it stands in the list")


def test_copy_with_a_mistake_changes_nothing(stage):
    before = saved(stage)["held-days"]
    copy = stage.home / "copy.json"
    copy.write_text('{"version": 1, "profile": "support-grup", "held-days": 7}')
    go_to_page(stage, "Backup and wipe")
    take_in(stage, "haven-load", copy, "support-grup")
    check(saved(stage)["held-days"] == before, "something was changed")
    check(not stage.widgets(name="haven-load-undo"), "there is something to undo")


def test_copy_is_taken_and_taken_back(stage):
    copy = stage.home / "copy.json"
    copy.write_text(json.dumps({"version": 4, "profile": "gentle", "strictness": "strict", "held-days": 7}))
    go_to_page(stage, "Backup and wipe")
    check(not stage.widgets(name="haven-load-undo"), "there is something to undo already")
    take_in(stage, "haven-load", copy, "These settings are in force")
    stage.wait(lambda: saved(stage)["held-days"] == 7, "the copy to be in force")
    stage.wait(lambda: stage.widgets(name="haven-load-undo"), "the way back")
    stage.picture(tap.artifacts("backup-undo.png"), "Haven")
    go_to_page(stage, "Held and evidence")
    stage.wait(lambda: stage.widgets(name="haven-held-days", text="7"), "the page to follow")
    go_to_page(stage, "Backup and wipe")
    stage.click_widget(name="haven-load-undo")
    stage.wait(lambda: saved(stage)["held-days"] == 30, "what was chosen before")
    check(saved(stage)["custom"][0]["nickname"] == "green", "a topic of one's own is lost")
    check(not stage.widgets(name="haven-load-undo"), "it can be undone twice")


def test_quick_hide_closes_the_choice_of_a_file_too(stage):
    stage.click_widget(name="haven-save")
    stage.wait(lambda: stage.widgets(type="GtkFileChooserDialog"), "the file chooser", seconds=30)
    stage.key("ctrl+F9")
    stage.wait(lambda: not stage.widgets(type="GtkFileChooserDialog"), "the file chooser to close")
    stage.wait(lambda: not stage.widgets(name="haven-pages"), "the preferences to close")
    check(stage.ask("plugins"), "Pidgin is gone")


if __name__ == "__main__":
    tap.main(sys.modules[__name__])
