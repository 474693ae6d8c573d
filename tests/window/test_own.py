# SPDX-License-Identifier: GPL-2.0-or-later
"""Words and facts of the user's own, what was chosen for people and rooms, and the way back."""

import json
import re
import subprocess
import sys
import time

import tap
from scene import SETTINGS
from stage import ROOM
from tap import check, check_in, check_not_in
from test_prefs import open_preferences

PAGES = ("Start", "Topics", "Pictures", "My words", "My facts", "People and rooms", "Links", "Reminders", "Held and evidence",
         "Packs and lists", "Help lines", "Backup and wipe")
WORD = "marmalade"
FACT = "Wilhelmina Crabtree"
MINE = dict(
    SETTINGS,
    people={"prpl-haven-demo:robin": {"always-open": True}, "I cut myself again": {"always-open": True}},
    rooms={"prpl-haven-demo/haven-demo/#quiet": {"always-open": True}},
    exceptions=[{"pack": "en-eating", "rule": "diet-talk"}],
)


def settings(stage):
    return json.loads((stage.purple / "haven" / "settings.json").read_text())


def go_to(stage, title):
    stage.click_widget(name="haven-pages")
    stage.key("Home", *["Down"] * PAGES.index(title))
    time.sleep(0.3)


def test_own_topic_is_kept_out_of_sight(stage):
    open_preferences(stage)
    go_to(stage, "My words")
    stage.click_widget(name="haven-own-nickname")
    stage.type("green")
    stage.key("alt+w")  # to the words
    stage.type(WORD)
    stage.picture(tap.artifacts("own-new-topic.png"), "Haven")
    stage.click_widget(name="haven-own-keep")
    stage.wait(lambda: len(settings(stage).get("custom", [])) == 1, "the file")
    check_not_in(WORD, (stage.purple / "haven" / "settings.json").read_text(), "the file")
    for row in stage.widgets(window="Haven"):
        check_not_in(WORD, row.get("text"), "the page")


def test_own_topic_covers_at_once(stage):
    stage.say("room", "sam", f"somebody brought {WORD} today")
    stage.wait(lambda: "content note: green" in (stage.text(ROOM) or ""), "the veil")
    check_not_in(WORD, stage.text(ROOM), "the room")
    stage.click_widget(name="haven-try-in")
    stage.type(f"a jar of {WORD}")
    stage.wait(lambda: stage.widgets(name="haven-try-in-answer", text="Covered: content note: green"), "the answer")
    stage.key("ctrl+a", "Delete")


def test_own_topic_that_was_opened_is_covered_again_where_it_was_made(stage):
    stage.present(ROOM)
    stage.click_text(ROOM, "content note: green", button=3)
    check(not stage.widgets(text="This was wrong"), "words of one's own are called a rule that was wrong")
    stage.click_widget(text="Why")
    stage.wait(lambda: stage.widgets(window="Haven: why", text="One of the words that you listed for it"), "the card")
    words = " ".join(row["text"] for row in stage.widgets(window="Haven: why") if row.get("text"))
    check_in("on the page My words", words, "the card")
    check_not_in("custom", words, "the card")
    stage.picture(tap.artifacts("own-why.png"), "Haven: why")
    stage.click_widget(window="Haven: why", text="Always open this topic")
    stage.wait(lambda: stage.widgets(text=re.compile("Undo it here, or later .* page My words")), "the way back")
    stage.click_widget(name="haven-tell-close")
    stage.activate(stage.widgets(name="haven-pages")[0]["window"])
    stage.wait(lambda: [row for row in stage.widgets(name="haven-own-cover") if not row["active"]], "the page to follow")
    stage.click_widget(name="haven-own-cover")
    stage.wait(lambda: "custom:1" not in settings(stage)["topics"], "the topic to be covered again")


def test_own_topic_is_shown_on_request_and_removed(stage):
    stage.click_widget(name="haven-own-show")
    time.sleep(0.3)
    stage.picture(tap.artifacts("own-shown-topic.png"), "Haven")
    stage.click_widget(name="haven-own-remove")
    stage.wait(lambda: stage.widgets(window="Haven: remove a topic"), "the question")
    stage.key("Return")  # which goes back
    stage.wait(lambda: not stage.widgets(window="Haven: remove a topic"), "the question to go")
    check(settings(stage)["custom"], "it is gone without a word")
    stage.click_widget(name="haven-own-remove")
    stage.click_widget(window="Haven: remove a topic", text="Remove")
    stage.wait(lambda: not settings(stage).get("custom"), "the topic to go")


def test_too_many_words_are_kept_in_sight(stage):
    stage.click_widget(name="haven-own-nickname")
    stage.key("ctrl+a", "Delete")
    stage.type("many")
    stage.key("Tab")
    subprocess.run(["xclip", "-selection", "clipboard"], input="\n".join(f"word{n}" for n in range(201)).encode(),
                   env=stage.env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    stage.key("ctrl+v")
    time.sleep(0.5)
    stage.picture(tap.artifacts("own-too-many.png"), "Haven")
    stage.click_widget(name="haven-own-keep")
    stage.wait(lambda: stage.widgets(text="Not kept: a topic may have up to 200 words. Put the others into a second topic."),
               "what was said")
    check(not settings(stage).get("custom"), "a part of the words was kept")


def test_own_fact_is_covered_and_asked_about(stage):
    go_to(stage, "My facts")
    stage.click_widget(name="haven-fact-value")
    stage.type(FACT)
    stage.key("Return")
    stage.wait(lambda: settings(stage).get("facts"), "the file")
    check_not_in(FACT, (stage.purple / "haven" / "settings.json").read_text(), "the file")
    for row in stage.widgets(window="Haven"):
        check_not_in(FACT, row.get("text"), "the page")
    stage.picture(tap.artifacts("own-fact.png"), "Haven")
    stage.click_widget(name="haven-facts-show")
    stage.wait(lambda: [r for r in stage.widgets(window="Haven") if FACT in (r.get("text") or "")], "the fact")
    stage.click_widget(name="haven-fact-remove")
    stage.wait(lambda: not settings(stage).get("facts"), "the fact to go")


def test_choices_name_people_as_lists_do(stage):
    go_to(stage, "People and rooms")
    words = [row["text"] for row in stage.widgets(window="Haven") if row.get("text")]
    check("name 1: self-harm: everything is open" in words, f"no stand-in: {words}")
    check_not_in("cut myself", " ".join(words), "the page")


def test_choices_can_be_undone(stage):
    go_to(stage, "People and rooms")
    stage.picture(tap.artifacts("people.png"), "Haven")
    check(len(stage.widgets(name="haven-undo-choice")) == 4, "not every choice is there")
    for left in (3, 2, 1, 0):
        stage.click_widget(name="haven-undo-choice")
        stage.wait(lambda: len(stage.widgets(name="haven-undo-choice")) == left, f"{left} choices")
    now = settings(stage)
    check(not now.get("people") and not now.get("rooms") and not now.get("exceptions"), f"kept: {now}")


def test_attack_begins_and_ends(stage):
    stage.click_widget(name="haven-attack")
    stage.wait(lambda: settings(stage).get("attack-until", 0) > time.time() * 1e6 + 7.1e9, "two hours")
    stage.picture(tap.artifacts("people-attack.png"), "Haven")
    check_in("until", stage.widgets(name="haven-attack-words")[0]["text"])
    stage.click_widget(name="haven-attack")
    stage.wait(lambda: not settings(stage).get("attack-until"), "the end")


def test_pack_can_be_switched_off(stage):
    go_to(stage, "Packs and lists")
    stage.picture(tap.artifacts("packs.png"), "Haven")
    stage.click_widget(name="en-domestic-abuse")
    stage.wait(lambda: settings(stage).get("packs-off") == ["en-domestic-abuse"], "the file")
    stage.click_widget(name="en-domestic-abuse")
    stage.wait(lambda: not settings(stage).get("packs-off"), "the pack to be on again")


def test_help_lines_of_a_country(stage):
    go_to(stage, "Help lines")
    stage.click_widget(name="haven-country")
    time.sleep(0.3)
    stage.key("Home", "Down", "Return")
    stage.wait(lambda: settings(stage).get("country"), "the country")
    stage.picture(tap.artifacts("help-lines.png"), "Haven")
    check(len(stage.widgets(name="haven-help-card")[0]["text"]) > 60, "no card")


def test_wipe_asks_once_and_leaves_nothing(stage):
    haven = stage.purple / "haven"
    (haven / "evidence").mkdir(mode=0o700, exist_ok=True)
    (haven / "evidence" / "evidence.jsonl").write_text("{}")
    go_to(stage, "Backup and wipe")
    stage.click_widget(name="haven-wipe")
    stage.wait(lambda: stage.widgets(name="haven-wipe-now"), "the question")
    stage.picture(tap.artifacts("wipe.png"), "Haven")
    check((haven / "evidence" / "evidence.jsonl").exists(), "gone before the answer")
    stage.click_widget(name="haven-wipe-now")
    stage.wait(lambda: not (haven / "evidence" / "evidence.jsonl").exists(), "the evidence to go")
    stage.wait(lambda: not settings(stage).get("topics") and not settings(stage).get("country"), "the settings to go")
    check(not stage.widgets(name="haven-wipe-now"), "the question is still there")


if __name__ == "__main__":
    tap.main(sys.modules[__name__], settings=MINE)
