# SPDX-License-Identifier: GPL-2.0-or-later
"""The evidence window: its user's own words are added with the keyboard alone, and a page and a table are made of it."""

import json
import re
import sys

import tap
from scene import SETTINGS
from stage import ROOM
from tap import check, check_in, check_not_in

WINDOW = "Haven: evidence"
INSULT = "you stupid worthless loser"


def prepare(stage):
    stage.prepare(settings={**SETTINGS, "keep-evidence": True})


def records(stage):
    path = stage.purple / "haven" / "evidence" / "evidence.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [json.loads(line)["record"] for line in lines if line.strip()]


def status(stage):
    return "".join(row.get("text") or "" for row in stage.widgets(name="haven-evidence-status"))


def test_evidence_is_opened_from_the_conversation(stage):
    stage.say("im", "crow", "hey. hey you")
    stage.say("im", "crow", INSULT)
    stage.wait(lambda: any(INSULT in json.dumps(record) for record in records(stage)), "the evidence")
    stage.present("crow")
    stage.key("alt+o")
    stage.click_widget(text="Haven")
    stage.click_widget(text="Evidence…")
    stage.wait(lambda: stage.widgets(window=WINDOW), "the window")
    check(stage.widgets(name="haven-evidence-words")[0]["focus"], "the words have no focus")
    check(stage.widgets(name="haven-evidence-about", chosen="crow"), "it is not about where it was opened")
    check(re.search(r"\d records? (is|are) kept", status(stage)), f"it says {status(stage)!r}")
    stage.point_away()
    stage.picture(tap.artifacts("evidence.png"), WINDOW)


def test_evidence_takes_words_by_keyboard(stage):
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


def test_evidence_is_saved_as_a_page(stage):
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
    check(stage.widgets(name="haven-evidence-about", chosen=ROOM), "it is not about where it was opened")
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
