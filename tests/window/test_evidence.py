# SPDX-License-Identifier: GPL-2.0-or-later
"""The evidence window: what was kept is read there, each record closed until it is opened; what is picked goes into a page or
a table; and its user's own words are added, all of it with the keyboard alone too."""

import json
import re
import sys
import time

import tap
from scene import SETTINGS
from stage import ROOM
from tap import check, check_in, check_not_in

WINDOW = "Haven: evidence"
INSULT = "you stupid worthless loser"
OTHER = "you pathetic idiot, everybody laughs at you"
IN_ROOM = "moth, you are a disgusting worthless liar"
NAME = "cut myself again"  # it would be covered anywhere
FROM_COVERED = "moth, you pathetic worthless idiot"


def prepare(stage):
    stage.prepare(settings={**SETTINGS, "keep-evidence": True})


def records(stage):
    path = stage.purple / "haven" / "evidence" / "evidence.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [json.loads(line)["record"] for line in lines if line.strip()]


def status(stage):
    return "".join(row.get("text") or "" for row in stage.widgets(name="haven-evidence-status"))


def entries(stage):
    return [row["accessible"] for row in stage.widgets(window=WINDOW, name="haven-evidence-record")]


def places(stage):
    return [row["text"] or "" for row in stage.widgets(window=WINDOW, type="row")]


def told(stage):
    return "".join(row.get("text") or "" for row in stage.widgets(name="haven-evidence-told"))


def shown(stage):
    return "\n".join(row.get("text") or "" for row in stage.widgets(window=WINDOW))


def save(stage, key, name):
    path = stage.home / name
    stage.key(key)
    stage.wait(lambda: stage.widgets(window="Save the report"), "the dialog")
    stage.key("ctrl+a")
    stage.type(str(path))
    stage.key("Return")
    stage.wait(lambda: path.exists() and "Saved" in status(stage), "the file")
    check(path.stat().st_mode & 0o077 == 0, "others may read it")
    return path.read_text(encoding="utf-8")


def test_evidence_of_nothing_says_so(stage):
    stage.present(ROOM)
    for text in ("Options", "Haven", "Evidence…"):
        stage.click_widget(text=text)
    stage.wait(lambda: "Nothing is kept yet" in status(stage), "that nothing is there")
    check(not stage.widgets(name="haven-evidence-pick-all")[0]["sensitive"], "all of nothing can be picked")
    stage.key("alt+w", "alt+p")
    time.sleep(0.3)
    check(not stage.widgets(window="Save the report"), "a page of nothing can be saved")
    check_in("Nothing is kept yet", status(stage), "what it says")
    stage.key("Escape")
    stage.wait(lambda: not stage.widgets(window=WINDOW), "the window to go")


def test_evidence_is_opened_from_the_conversation(stage):
    stage.say("im", "crow", "hey. hey you")
    stage.say("im", "crow", INSULT)
    stage.say("im", "crow", OTHER)
    stage.say("room", "magpie", IN_ROOM)
    stage.say("room", NAME, FROM_COVERED)
    stage.wait(lambda: any(FROM_COVERED in json.dumps(record) for record in records(stage)), "the evidence of the room")
    stage.wait(lambda: any(INSULT in json.dumps(record) for record in records(stage)), "the evidence")
    stage.present("crow")
    stage.key("alt+o")
    stage.click_widget(text="Haven")
    stage.click_widget(text="Evidence…")
    stage.wait(lambda: stage.widgets(window=WINDOW), "the window")
    stage.wait(lambda: stage.widgets(name="haven-evidence-places", focus=True), "the list to have the keyboard")
    check(re.search(r"\d records? (is|are) kept", status(stage)), f"it says {status(stage)!r}")
    stage.point_away()
    stage.picture(tap.artifacts("evidence.png"), WINDOW)


def test_evidence_lists_where_it_comes_from(stage):
    listed = places(stage)
    check(any("Everything" in text for text in listed), f"the places are {listed}")
    check(any("crow" in text and "record" in text for text in listed), f"the places are {listed}")
    check(any("magpie" in text for text in listed), f"nobody of the room stands there: {listed}")


def test_evidence_is_closed_until_it_is_opened(stage):
    check(entries(stage), "no record is there")
    check(all("crow" in title for title in entries(stage)), f"another's are there: {entries(stage)}")
    check(any("veiled" in title or "held" in title for title in entries(stage)), f"what was done is not told: {entries(stage)}")
    check(all("insult" in title for title in entries(stage)), f"what was seen is not told: {entries(stage)}")
    for row in stage.widgets(window=WINDOW):
        for words in (row.get("text"), row.get("accessible"), row.get("tooltip")):
            check_not_in("worthless", words, "a closed record")


def test_evidence_is_opened_by_keyboard(stage):
    stage.key("Tab", "Tab", "space")  # past the box of the first
    stage.wait(lambda: "stupid worthless" in shown(stage), "the words")
    check_not_in("pathetic", shown(stage))
    cut = [row["text"] for row in stage.widgets(window=WINDOW) if row.get("cut") and not row.get("tooltip")]
    check(not cut, f"there is no room for {cut}")
    stage.point_away()
    stage.picture(tap.artifacts("evidence-open.png"), WINDOW)
    stage.key("space")
    stage.wait(lambda: "worthless" not in shown(stage), "the record to close")


def test_evidence_is_picked_by_keyboard(stage):
    check_in("all 2 records", told(stage))
    box = stage.widgets(window=WINDOW, name="haven-evidence-pick")[0]
    check(box["accessible"].startswith("Pick: ") and "crow" in box["accessible"], f"the box is called {box['accessible']!r}")
    stage.key("shift+Tab", "space")
    stage.wait(lambda: "record that you picked" in told(stage), "the pick")
    page = save(stage, "alt+p", "picked.html")
    check_in(INSULT, page)
    check_not_in("pathetic", page)
    check_not_in("magpie", page)


def test_evidence_picks_all_and_none(stage):
    stage.key("alt+h")
    stage.wait(lambda: "2 records that you picked" in told(stage), "all to be picked")
    stage.key("alt+n")
    stage.wait(lambda: "all 2 records" in told(stage), "none to be picked")


def test_evidence_of_all_places_is_chosen_by_keyboard(stage):
    stage.click_widget(window=WINDOW, name="haven-evidence-places")
    stage.key("Home")
    stage.wait(lambda: any("magpie" in title for title in entries(stage)), "the room's")
    check(any("crow" in title for title in entries(stage)), f"only {entries(stage)}")
    check(any("magpie" in title and ROOM in title for title in entries(stage)), f"where is not told: {entries(stage)}")
    page = save(stage, "alt+p", "all.html")
    for words in (INSULT, "pathetic", "disgusting"):
        check_in(words, page)


def test_evidence_names_people_as_they_are_shown_elsewhere(stage):
    check_in("name 1: self-harm", " ".join(entries(stage)), "the titles")
    check_in("name 1: self-harm", " ".join(places(stage)), "the list")
    for row in stage.widgets(window=WINDOW):
        for words in (row.get("text"), row.get("accessible"), row.get("tooltip"), row.get("cells")):
            check_not_in(NAME, words, "the window")


def test_evidence_that_comes_while_it_is_read_is_there(stage):
    before = len(entries(stage))
    stage.say("im", "crow", "you worthless moron")
    stage.wait(lambda: len(entries(stage)) > before, "the new record")


def test_evidence_takes_words_by_keyboard(stage):
    stage.key("alt+o")
    stage.wait(lambda: stage.widgets(name="haven-evidence-words"), "the other page")
    check(stage.widgets(name="haven-evidence-about", chosen="crow"), "it is not about where it was opened")
    stage.key("alt+h", "Down")  # "what it did to me"
    stage.key("alt+i")
    stage.type("I did not sleep")
    stage.key("alt+a")
    stage.wait(lambda: "Added" in status(stage), "what was said of it")
    stage.wait(lambda: any(record.get("effect") == "I did not sleep" for record in records(stage)), "the record")
    record = next(record for record in records(stage) if record.get("effect"))
    check(record["conversation"] == "crow", f"it is about {record['conversation']}")
    check(not [row for row in stage.journal() if row["signal"].startswith("sent-")], "something was sent")


def test_evidence_asks_for_words(stage):
    before = len(records(stage))
    stage.key("alt+a")
    stage.wait(lambda: "write a few words" in status(stage), "what is missing")
    check(len(records(stage)) == before, "an empty record was added")


def test_evidence_is_saved_as_a_page(stage):
    stage.key("alt+k")
    stage.wait(lambda: any("me" in title and "Effect" in title for title in entries(stage)), "what was added")
    page = save(stage, "alt+p", "report.html")
    check_in("<html", page)
    check_in(INSULT, page)
    check_in("I did not sleep", page)


def test_evidence_is_saved_as_a_table(stage):
    table = save(stage, "alt+t", "report.csv")
    check_in(INSULT, table)
    check_in("I did not sleep", table)
    check_not_in("<html", table)


def test_evidence_blacks_words_out(stage):
    stage.key("alt+u")
    stage.type("worthless, sleep")
    page = save(stage, "alt+p", "black.html")
    for word in ("worthless", "sleep"):
        check_not_in(word, page)
    check_in("stupid ████ loser", page)
    stage.key("alt+u", "ctrl+a", "BackSpace")


def test_evidence_says_whether_it_is_whole(stage):
    stage.key("alt+w")
    stage.wait(lambda: "the chain is whole" in status(stage), "the answer")


def test_evidence_closes_with_escape(stage):
    stage.key("Escape")
    stage.wait(lambda: not stage.widgets(window=WINDOW), "the window to go")


def test_evidence_is_opened_from_another_conversation(stage):
    stage.present(ROOM)
    for text in ("Options", "Haven", "Evidence…"):
        stage.click_widget(text=text)
    stage.wait(lambda: stage.widgets(window=WINDOW), "the window")
    check(entries(stage) and not any("crow" in title for title in entries(stage)), f"it begins with {entries(stage)}")
    stage.key("alt+o")
    stage.wait(lambda: stage.widgets(name="haven-evidence-about", chosen=ROOM), "what it is about")
    stage.key("Escape")


def test_evidence_is_opened_without_a_conversation(stage):
    stage.ask("open", "list")
    stage.activate("Buddy List")
    stage.click_widget(text="Tools")
    stage.wait(lambda: [row for row in stage.widgets(text="Haven") if row["type"] != "row"], "the menu")
    stage.key("Up", "Right")  # Haven stands last
    stage.click_widget(text="Evidence…")
    stage.wait(lambda: stage.widgets(window=WINDOW), "the window")
    stage.key("Escape")


if __name__ == "__main__":
    tap.main(sys.modules[__name__], prepare=prepare)
