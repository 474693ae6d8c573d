# SPDX-License-Identifier: GPL-2.0-or-later
"""In another language: what Haven says is said in it, everywhere, and no window breaks by longer words."""

import os
import re
import sys

import tap
import test_keyboard as keyboard
from scene import PHONE, SETTINGS, TOPIC, TOPIC_WORDS
from stage import ROOM
from tap import check, check_in, check_not_in

LABEL = "Inhaltshinweis: Selbstverletzung"


def prepare(stage):
    os.environ["HAVEN_LOCALEDIR"] = str(stage.build / "po")
    os.environ["LANGUAGE"] = "de"  # with any locale but C
    stage.prepare(settings=SETTINGS)


def open_from_menu(stage, words, title, picture="german"):
    """Where Pidgin itself has no German here, its menu has the English name."""
    stage.present(ROOM)
    stage.click_widget(text=re.compile("^(Options|Optionen|Einstellungen)$"), window=ROOM)
    for text in ("Haven", words):
        stage.click_widget(text=text)
    stage.wait(lambda: stage.widgets(window=title), title)
    stage.point_away()
    stage.picture(tap.artifacts(f"{picture}-" + re.sub("[^a-z]+", "-", title.lower()) + ".png"), title)
    keyboard.no_letter_twice(stage, title)
    keyboard.nothing_cut(stage, title)
    stage.key("Escape")
    stage.wait(lambda: not stage.widgets(window=title), "it to close")


def test_german_stands_in_the_place_of_the_text(stage):
    stage.say("room", "sam", TOPIC)
    stage.wait(lambda: LABEL in stage.text(ROOM), "the note")
    check_not_in(TOPIC_WORDS, stage.text(ROOM))
    stage.present(ROOM)
    stage.click_text(ROOM, LABEL)
    stage.wait(lambda: "[geöffnet]" in stage.text(ROOM), "the text")
    check_in("schließen · warum", stage.text(ROOM))
    stage.click_text(ROOM, "schließen")


def test_german_tells_why_in_german(stage):
    stage.present(ROOM)
    stage.key("F9", "shift+F10")
    stage.wait(lambda: stage.widgets(text="Warum"), "the menu")
    stage.click_widget(text="Warum")
    stage.wait(lambda: stage.widgets(window="Haven: warum"), "the card")
    words = " ".join(row.get("text") or "" for row in stage.widgets(window="Haven: warum"))
    check_in("Selbstverletzung (", words)
    check_not_in("Self-harm", words)
    stage.point_away()
    stage.picture(tap.artifacts("german-why.png"), "Haven: warum")
    stage.key("Escape")
    stage.present(ROOM)
    stage.key("Escape")


def test_german_has_room_in_cards(stage):
    open_from_menu(stage, "Alles öffnen außer…", "Haven: alles öffnen außer")
    open_from_menu(stage, "Raumkarte…", "Haven: Raumkarte")
    open_from_menu(stage, "Zurückgehaltene Nachrichten…", "Haven: zurückgehaltene Nachrichten")
    open_from_menu(stage, "Belege…", "Haven: Belege")


def test_german_counts(stage):
    stage.say("room", "sam", "I cut myself this morning too")
    stage.present(ROOM)
    stage.type(PHONE)
    stage.key("Return")
    stage.wait(lambda: stage.widgets(text=re.compile("^Darin ist vielleicht eine Telefonnummer")), "the question")
    check(stage.widgets(text=re.compile("6 Leute \\(2 keine Kontakte\\)")), "how many people read there")
    stage.point_away()
    stage.picture(tap.artifacts("german-question.png"), ROOM)
    stage.key("Escape", "ctrl+a", "BackSpace")


def open_pages(stage):
    stage.ask("open", "list")
    stage.activate("Buddy")
    stage.click_widget(text=re.compile("^(Tools|Extras|Werkzeuge)$"))
    stage.wait(lambda: [row for row in stage.widgets(text="Haven") if row["type"] != "row"], "the menu")
    stage.key("Up")  # Haven stands last
    stage.key("Right")
    stage.wait(lambda: stage.widgets(text="Hilfsangebote…"), "the menu Haven")
    stage.key("Return")
    stage.wait(lambda: stage.widgets(name="haven-pages"), "the preferences")


def test_german_counter_covers_no_menu(stage):
    """Where its words are too long for a narrow list, the number stands there alone."""
    for insult in ("you worthless idiot", "you pathetic stupid loser", "shut up you idiot", "you moron, you are garbage",
                   "you disgusting worthless liar"):
        stage.say("im", "crow", insult)
    # the list grows narrower step by step while it is laid out, and the counter follows
    stage.wait(lambda: stands_beside_menus(stage), "the number alone, beside all menus")


def stands_beside_menus(stage):
    counters = [row for row in stage.widgets(type="GtkLabel", text=re.compile("^[0-9]+$")) if "Buddy" in (row["window"] or "")]
    menus = stage.widgets(type="GtkAccelLabel", window=counters[0]["window"]) if counters else []
    return menus and all(row["x"] + row["width"] <= counters[0]["x"] for row in menus)


def test_german_has_room_on_every_page(stage):
    title = "Haven: Einstellungen"
    open_pages(stage)
    pages = [row["text"] for row in stage.widgets(window=title, type="row")]
    check(len(pages) == len(keyboard.PAGES), f"the pages are {pages}")
    stage.key("Home")
    for number, page in enumerate(pages):
        stage.wait(lambda: [row for row in keyboard.of(stage, title) if row["text"] == page], page)
        stage.picture(tap.artifacts(f"german-page-{number:02}.png"), title, pause=0)
        if page == "Pakete und Listen":
            words = " ".join(row.get("text") or "" for row in stage.widgets(window=title))
            check_in("Drohungen, ", words)
            check_not_in("Threats, ", words)
        keyboard.no_letter_twice(stage, title)
        keyboard.nothing_cut(stage, title)
        stage.key("Down")
    stage.key("Escape")


def test_german_tells_what_is_wrong_with_the_settings(stage):
    path = stage.purple / "haven" / "settings.json"
    before = path.read_text(encoding="utf-8")
    for content, said in (('{"version": 1, "topics": {"nope": {"depth": "mention"}}}', "dieses Thema gibt es nicht; bekannt sind hier: "),
                          ('{"version": 1,\n "topics": {‘a’: 1}}', "Zeile 2, Spalte 13: hier steht ein typografisches Anführungszeichen")):
        path.write_text(content, encoding="utf-8")
        stage.wait(lambda: stage.widgets(text=re.compile(re.escape(said))), said)
        for row in stage.widgets(text=re.compile("konnte nicht gelesen werden")):
            check_not_in("known here", row["text"], "the sentence")
            check_not_in("stands here", row["text"], "the sentence")
        stage.key("Escape")
        stage.wait(lambda: not stage.widgets(text=re.compile(re.escape(said))), "it to close")
    path.write_text(before, encoding="utf-8")


def test_german_tells_what_is_wrong_with_a_pack(stage):
    packs = stage.purple / "haven" / "packs"
    packs.mkdir(mode=0o700, exist_ok=True)
    (packs / "broken.json").write_text('{"haven": 1, "id": "broken", "rules": 7}', encoding="utf-8")
    open_pages(stage)
    stage.key("Home")
    for _ in range(9):
        stage.key("Down")
    stage.wait(lambda: stage.widgets(text=re.compile("broken.json: .*(muss|fehlt)")), "what is wrong")
    stage.point_away()
    stage.picture(tap.artifacts("german-broken-pack.png"), "Haven")
    stage.key("Escape")
    (packs / "broken.json").unlink()


def test_german_has_room_for_the_first_questions(stage):
    stage.look = "german"
    keyboard.walk_first_questions(stage, "Haven: Willkommen")


if __name__ == "__main__":
    tap.main(sys.modules[__name__], prepare=prepare)
