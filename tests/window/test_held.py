# SPDX-License-Identifier: GPL-2.0-or-later
"""A person who turns abusive: held in silence, counted quietly, kept, and let through again by one button."""

import re
import sys
import time

import tap
from tap import check, check_in, check_not_in

INSULTS = (
    "answer me you idiot",
    "you are pathetic and everyone in that room laughs at you",
    "you stupid worthless loser",
    "you are a disgusting liar, you worthless idiot",
    "you moron, you are garbage and you know it",
    "shut up you idiot, you are worthless",
    "you pathetic stupid idiot",
)
WINDOW = "Haven: held messages"
EVIDENCE = "Haven: evidence"


def counter(stage):
    return [row for row in stage.widgets(name="haven-held-counter") if row["window"] == "crow"]


def test_held_person_is_counted_quietly(stage):
    stage.say("im", "crow", "hey. hey you")
    stage.wait(lambda: stage.text("crow"), "the conversation")
    stage.present("crow")
    for text in INSULTS:
        stage.say("im", "crow", text)
    stage.wait(lambda: counter(stage), "the counter")
    stage.point_away()
    stage.picture(tap.artifacts("held-counter.png"), "crow")


def test_held_messages_are_not_shown_nor_announced(stage):
    shown = stage.text("crow")
    heard = " ".join(row["text"] or "" for row in stage.journal("received-im-msg"))
    for text in INSULTS:
        check_not_in(text, shown, "the window")
        check_not_in(text, heard, "what listeners heard")


def test_held_sender_is_told_nothing(stage):
    check(not [row for row in stage.journal() if row["signal"].startswith("sent-")], "something was sent")


def test_held_window_shows_people_and_closed_messages(stage):
    stage.click_widget(name="haven-held-counter", window="crow")
    stage.wait(lambda: stage.widgets(window=WINDOW), "the window")
    stage.point_away()
    stage.picture(tap.artifacts("held-window.png"), WINDOW)
    rows = stage.widgets(window=WINDOW, type="row")
    check(any("crow" in (row["text"] or "") for row in rows), f"nobody is there: {rows}")
    check(len(stage.widgets(window=WINDOW, name="haven-held-message")) > 0, "no messages")
    for row in stage.widgets(window=WINDOW):
        for text in INSULTS:
            check_not_in(text, row.get("text"), "the closed messages")


def test_held_people_stand_under_what_they_are_held_for(stage):
    rows = [row["text"] or "" for row in stage.widgets(window=WINDOW, type="row")]
    check(any("insult" in text and "crow" not in text for text in rows), f"no cause: {rows}")
    check(any("crow" in text and "message" in text for text in rows), f"no person: {rows}")


def test_held_block_asks_first(stage):
    stage.click_widget(window=WINDOW, name="haven-block")
    stage.wait(lambda: stage.widgets(window="Haven: block"), "the question")
    words = " ".join(row.get("text") or "" for row in stage.widgets(window="Haven: block"))
    check_in("They are told nothing", words)
    check_in("nothing of it is held", words)
    stage.point_away()
    stage.picture(tap.artifacts("held-block.png"), "Haven: block")
    stage.key("Escape")
    stage.wait(lambda: not stage.widgets(window="Haven: block"), "the question to go")
    labels = [row.get("text") or "" for row in stage.widgets(window=WINDOW)]
    check(any(text.endswith("Block…") for text in labels), f"somebody was blocked: {labels}")


def test_held_explanation_comes_once(stage):
    check(stage.widgets(window=WINDOW, name="haven-understood"), "no explanation")
    stage.click_widget(window=WINDOW, name="haven-understood")
    stage.wait(lambda: not stage.widgets(window=WINDOW, name="haven-understood"), "the explanation to go")
    stage.key("Escape")
    stage.wait(lambda: not stage.widgets(window=WINDOW), "the window to close")
    stage.present("crow")
    stage.click_widget(name="haven-held-counter", window="crow")
    stage.wait(lambda: stage.widgets(window=WINDOW), "the window")
    check(not stage.widgets(window=WINDOW, name="haven-understood"), "it explains again")


def test_held_message_opens(stage):
    stage.click_widget(window=WINDOW, name="haven-held-message")
    stage.wait(
        lambda: any((row.get("text") or "").startswith(INSULTS) for row in stage.widgets(window=WINDOW, type="GtkLabel")),
        "the text",
    )
    stage.point_away()
    stage.picture(tap.artifacts("held-opened.png"), WINDOW)


def opened(stage):
    return [row["text"] for row in stage.widgets(window=WINDOW, type="GtkLabel") if (row["text"] or "").startswith(INSULTS)]


def test_held_message_stays_open_while_more_come(stage):
    before = opened(stage)
    count = len(stage.widgets(window=WINDOW, name="haven-held-message"))
    check(before, "no message is open")
    stage.say("im", "crow", "you are a worthless idiot and a liar, and you know it")
    stage.wait(lambda: len(stage.widgets(window=WINDOW, name="haven-held-message")) == count + 1, "one more")
    check(opened(stage) == before, f"what was open is not: {opened(stage)}")


def test_held_messages_are_deleted_only_after_a_question(stage):
    count = len(stage.widgets(window=WINDOW, name="haven-held-message"))
    stage.click_widget(window=WINDOW, name="haven-delete")
    stage.wait(lambda: stage.widgets(window="Haven: delete"), "the question")
    words = " ".join(row.get("text") or "" for row in stage.widgets(window="Haven: delete"))
    check_in(f"{count} messages are forgotten", words)
    stage.key("Return")  # which goes back
    stage.wait(lambda: not stage.widgets(window="Haven: delete"), "the question to go")
    check(len(stage.widgets(window=WINDOW, name="haven-held-message")) == count, "some are gone")


def test_held_message_kept_as_evidence_tells_what_happened(stage):
    stage.click_widget(window=WINDOW, name="haven-evidence")
    stage.wait(lambda: stage.widgets(window=WINDOW, text=re.compile("^Added to your evidence. .*Tools, Haven, Evidence")), "what was said of it")
    stage.present("crow")
    for words in ("Options", "Haven", "Evidence…"):
        stage.click_widget(text=words)
    stage.wait(lambda: stage.widgets(window=EVIDENCE, name="haven-evidence-record"), "the records")
    titles = [row["accessible"] for row in stage.widgets(window=EVIDENCE, name="haven-evidence-record")]
    check(all(re.search("· crow · (held|muted) · .*insult", title) for title in titles), f"what happened is not told: {titles}")
    stage.point_away()
    stage.picture(tap.artifacts("held-evidence.png"), EVIDENCE)
    stage.key("Escape")
    stage.wait(lambda: not stage.widgets(window=EVIDENCE), "the window to go")
    stage.activate(WINDOW)


def test_held_person_is_muted_and_that_is_said(stage):
    stage.click_widget(window=WINDOW, name="haven-mute")
    stage.wait(lambda: [row for row in stage.widgets(window=WINDOW, type="row") if "muted" in (row["text"] or "")],
               "the person to stand there as muted")
    words = " ".join(row.get("text") or "" for row in stage.widgets(window=WINDOW, type="GtkLabel"))
    check_in("they are told nothing. Release", words)
    stage.picture(tap.artifacts("held-muted.png"), WINDOW)


def test_held_person_stands_there_once_whatever_for(stage):
    count = len(stage.widgets(window=WINDOW, name="haven-held-message"))
    stage.say("im", "crow", "good morning")
    stage.wait(lambda: len(stage.widgets(window=WINDOW, name="haven-held-message")) == count + 1, "one more")
    rows = [row["text"] for row in stage.widgets(window=WINDOW, type="row") if "crow" in (row["text"] or "")]
    check(len(rows) == 1, f"crow stands there as {rows}")
    check_in("muted by you", rows[0])
    check_in("insult", rows[0])


def test_held_person_is_released(stage):
    held = len(stage.widgets(window=WINDOW, name="haven-held-message"))
    stage.click_widget(window=WINDOW, name="haven-release")
    stage.wait(lambda: not stage.widgets(window=WINDOW, name="haven-held-message"), "the box to be empty")
    check(held > 0, "nothing was held")
    stage.key("Escape")
    stage.wait(lambda: not counter(stage), "the counter to go")
    check_in("crow", stage.text("crow"))


def test_held_messages_are_deleted(stage):
    stage.say("im", "heron", "you stupid worthless loser, you pathetic idiot")
    for insult in ("you are a disgusting liar", "you moron, you are garbage", "you worthless idiot", "you pathetic liar"):
        stage.say("im", "heron", insult + ", you stupid loser")
    for _ in range(7):
        stage.say("im", "wagtail", "you stupid worthless loser, you pathetic idiot")
    stage.present("heron")
    stage.click_widget(name="haven-held-counter", window="heron")
    stage.wait(lambda: stage.widgets(window=WINDOW, name="haven-held-message"), "what is held of another person")
    titles = [row["accessible"] for row in stage.widgets(window=WINDOW, name="haven-held-message")]
    check(all(" heron " in title for title in titles), f"it opens at somebody else: {titles}")
    check(all(re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d ", title) for title in titles), f"a day that two read differently: {titles}")
    stage.click_widget(window=WINDOW, name="haven-delete")
    stage.click_widget(window="Haven: delete", text="Delete")
    stage.wait(lambda: not [row for row in stage.widgets(window=WINDOW, name="haven-held-message") if " heron " in row["accessible"]],
               "what was held of heron to go")


if __name__ == "__main__":
    tap.main(sys.modules[__name__])
