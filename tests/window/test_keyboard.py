# SPDX-License-Identifier: GPL-2.0-or-later
"""Haven without a pointer, in the usual look and in large letters on a dark ground: every window of it is opened, walked
through and left by keys; no letter goes to two things, and no words are cut off."""

import sys

import tap
from scene import CARD, SETTINGS, TOPIC, TOPIC_LABEL
from stage import COLOURS, ROOM
from tap import check

LARGE = 'gtk-font-name = "DejaVu Sans 16"\n'
FOCUSABLE = ("GtkButton", "GtkCheckButton", "GtkRadioButton", "GtkToggleButton", "GtkEntry", "GtkTextView", "GtkTreeView",
             "GtkSpinButton", "GtkExpander")
PAGES = ("Start", "Topics", "Pictures", "My words", "My facts", "People and rooms", "Links", "Reminders",
         "Held and evidence", "Packs and lists", "Help lines", "Backup and wipe", "About")
# lists of so many boxes that the keyboard takes long from one end to the other
LONG = ("Topics", "Packs and lists")


def of(stage, title):
    return [row for row in stage.widgets() if title in (row.get("window") or "") and row["type"] != "row"]


def from_options(stage, letter, title):
    """Alt+O, Haven, and the item's own letter."""
    stage.present(ROOM)
    stage.key("alt+o")
    stage.wait(lambda: stage.widgets(text="Show Timestamps"), "the menu Options")
    stage.key("h")
    stage.wait(lambda: stage.widgets(text="Room card…"), "the menu Haven")
    stage.key(letter)
    stage.wait(lambda: of(stage, title), title)


def no_letter_twice(stage, title):
    letters = {}
    for row in of(stage, title):
        if row["letter"]:
            letters.setdefault(row["letter"], []).append(row["text"])
    for letter, words in letters.items():
        check(len(words) == 1, f"{title}: Alt+{letter} is for {words}")


def overlap(one, other):
    return (min(one["x"] + one["width"], other["x"] + other["width"]) - max(one["x"], other["x"]) > 3 and
            min(one["y"] + one["height"], other["y"] + other["height"]) - max(one["y"], other["y"]) > 3)


def nothing_cut(stage, title):
    rows = of(stage, title)
    frame = next(row for row in rows if row["type"] in ("GtkWindow", "GtkDialog"))
    for row in rows:
        check(not row["cut"], f"{title}: {row['text']!r} has only {row['width']} × {row['height']}")
    labels = [row for row in rows if row["type"] == "GtkLabel" and row["text"] and row["in_view"]]
    for number, one in enumerate(labels):
        for other in labels[number + 1:]:
            check(not overlap(one, other), f"{title}: {one['text']!r} stands over {other['text']!r}")
    width, height = map(int, stage.size.split("x"))
    check(frame["x"] + frame["width"] <= width and frame["y"] + frame["height"] <= height,
          f"{title} is larger than the screen: {frame['width']} × {frame['height']}")


def place(row):
    return row["type"], row["x"], row["y"]


def tab_reaches_all(stage, title):
    """From wherever the keyboard is, round to there."""
    seen = []
    while True:
        focus = [place(row) for row in of(stage, title) if row["focus"]]
        if seen and focus[:1] == seen[:1]:
            break
        check(len(seen) < 60, f"{title}: Tab does not come round")
        seen += focus[:1] or [None]
        stage.key("Tab")
    for row in of(stage, title):
        if row["type"] in FOCUSABLE and row["can_focus"] and row["sensitive"]:
            # of choices that exclude one another Tab comes to one, and the arrow keys to the others
            reached = place(row) in seen or (row["type"] == "GtkRadioButton" and "GtkRadioButton" in [one[0] for one in seen if one])
            check(reached, f"{title}: Tab never comes to {row['type']} {row['name']} {row['text']!r}")


def reads_well(stage, title, name, walk=True):
    stage.picture(tap.artifacts(f"keyboard-{stage.look}-{name}.png"), title, pause=0)
    no_letter_twice(stage, title)
    nothing_cut(stage, title)
    if walk and stage.look == "usual":
        tab_reaches_all(stage, title)


def leave(stage, title):
    stage.key("Escape")
    stage.wait(lambda: not of(stage, title), f"{title} to go")


def start_in(stage, look):
    stage.look = look
    if look == "large":
        stage.close_pidgin()
        stage.prepare(settings=SETTINGS)
        stage.dress(COLOURS["dark"])
        with stage.gtkrc.open("a", encoding="utf-8") as gtkrc:
            gtkrc.write(LARGE)
        stage.open_pidgin()
    while stage.step():
        pass
    stage.say("room", "sam", TOPIC)
    stage.wait(lambda: TOPIC_LABEL in stage.text(ROOM).splitlines()[-1], "the note")
    stage.wait(lambda: stage.widgets(name="haven-held-counter"), "somebody who is held")


def walk_cards(stage):
    for letter, title, name in (("e", "Haven: open everything except", "except"), ("r", "Haven: room card", "room"),
                                ("h", "Haven: held messages", "held"), ("v", "Haven: evidence", "evidence")):
        from_options(stage, letter, title)
        reads_well(stage, title, name, walk=name != "except")
        leave(stage, title)


def walk_note(stage):
    """To the note, its menu, and why."""
    stage.present(ROOM)
    stage.key("F9", "Menu")
    stage.wait(lambda: stage.widgets(text="Open all here"), "the menu")
    letters = [row["letter"] for row in stage.widgets(type="GtkAccelLabel", window=None) if row["letter"]]
    check(len(letters) >= 6 and len(letters) == len(set(letters)), f"the letters in a note's menu are {letters}")
    stage.key("w")
    stage.wait(lambda: of(stage, "Haven: why"), "the card")
    reads_well(stage, "Haven: why", "why")
    leave(stage, "Haven: why")
    walk_answer(stage)


def walk_answer(stage):
    """Something is said of a note, and taken back."""
    stage.present(ROOM)
    stage.key("F9", "Menu")
    stage.wait(lambda: stage.widgets(text="Not in this room"), "the menu")
    stage.key("n")
    stage.wait(lambda: stage.widgets(name="haven-tell-act"), "the answer")
    no_letter_twice(stage, ROOM)
    stage.key("alt+u")
    stage.wait(lambda: not stage.widgets(name="haven-tell-act"), "the answer to go")
    stage.key("Escape")


def walk_help(stage):
    """From the note's menu to the numbers of a country."""
    title = "Haven: help lines"
    stage.present(ROOM)
    stage.key("F9", "Menu")
    stage.wait(lambda: stage.widgets(text="Help lines"), "the menu")
    stage.key("h")
    stage.wait(lambda: of(stage, title), title)
    reads_well(stage, title, "help", walk=False)
    stage.key("alt+o", "Down", "Down")
    stage.wait(lambda: "in an emergency" in " ".join(row["text"] or "" for row in of(stage, title)), "the numbers")
    reads_well(stage, title, "help-numbers")
    words = next(row for row in of(stage, title) if row["name"] == "haven-help-words")
    view = next(row for row in of(stage, title) if row["type"] == "GtkViewport")
    check(words["x"] + words["width"] <= view["x"] + view["width"], "the numbers reach under the scroll bar")
    leave(stage, title)
    stage.present(ROOM)
    stage.key("Escape")


def walk_card_number(stage):
    """The question before a card number, which Enter and Escape leave with nothing sent."""
    title = "Before this goes"
    before = len(stage.journal("sent-im-msg"))
    stage.say("im", "jo", "what is the number?")
    stage.present("jo")
    stage.type(CARD)
    stage.key("Return")
    stage.wait(lambda: of(stage, title), title)
    reads_well(stage, title, "card-number")
    leave(stage, title)
    check(stage.entry("jo") == CARD, f"the entry is {stage.entry('jo')!r}")
    check(len(stage.journal("sent-im-msg")) == before, "something was sent")
    stage.key("ctrl+a", "BackSpace")


def walk_block(stage):
    """From the held window to the question before a block."""
    title = "Haven: block"
    from_options(stage, "h", "Haven: held messages")
    stage.wait(lambda: stage.widgets(name="haven-block"), "the button")
    stage.key("alt+b")
    stage.wait(lambda: of(stage, title), title)
    reads_well(stage, title, "block")
    leave(stage, title)
    leave(stage, "Haven: held messages")


def open_pages(stage):
    stage.ask("open", "list")
    stage.activate("Buddy List")
    stage.key("alt+t")
    stage.wait(lambda: stage.widgets(text="Mute Sounds"), "the menu Tools")
    stage.key("Up")  # Haven stands last
    stage.key("Right")
    stage.wait(lambda: stage.widgets(text="Preferences…"), "the menu Haven")
    stage.key("Return")  # Pidgin takes no letters for what plugins add there
    stage.wait(lambda: stage.widgets(name="haven-pages"), "the preferences")


def go_to_page(stage, page):
    stage.key("Home", *["Down"] * PAGES.index(page))
    stage.wait(lambda: [row for row in of(stage, "Haven: preferences") if row["text"] == page], page)


def walk_pages(stage):
    open_pages(stage)
    for page in PAGES:
        stage.wait(lambda: [row for row in of(stage, "Haven: preferences") if row["text"] == page], page)
        reads_well(stage, "Haven: preferences", page.lower().replace(" ", "-"), walk=page not in LONG)
        while not stage.widgets(name="haven-pages", focus=True):
            stage.key("shift+Tab")
        stage.key("Down")
    leave(stage, "Haven: preferences")


def walk_first_questions(stage, title="Haven: welcome"):
    """As after a wipe, or on a fresh profile."""
    stage.close_pidgin()
    for path in (stage.purple / "haven").glob("settings*.json"):
        path.unlink()
    stage.open_pidgin()
    for card in range(4):
        stage.wait(lambda: stage.widgets(window=title, name="haven-first-next"), "the questions")
        stage.picture(tap.artifacts(f"keyboard-{stage.look}-first-{card}.png"), title)
        no_letter_twice(stage, title)
        nothing_cut(stage, title)
        if card < 3:
            stage.click_widget(window=title, name="haven-first-next")


def test_keyboard_walks_cards(stage):
    start_in(stage, "usual")
    walk_cards(stage)


def test_keyboard_walks_a_note(stage):
    walk_note(stage)


def test_keyboard_walks_help_lines(stage):
    walk_help(stage)


def test_keyboard_walks_the_question_about_a_card_number(stage):
    walk_card_number(stage)


def test_keyboard_walks_the_question_before_a_block(stage):
    walk_block(stage)


def test_keyboard_walks_every_page(stage):
    walk_pages(stage)


def test_keyboard_walks_cards_in_large_letters(stage):
    start_in(stage, "large")
    walk_cards(stage)


def test_keyboard_walks_a_note_in_large_letters(stage):
    walk_note(stage)


def test_keyboard_walks_help_lines_in_large_letters(stage):
    walk_help(stage)


def test_keyboard_walks_the_question_about_a_card_number_in_large_letters(stage):
    walk_card_number(stage)


def test_keyboard_walks_the_question_before_a_block_in_large_letters(stage):
    walk_block(stage)


def test_keyboard_walks_every_page_in_large_letters(stage):
    walk_pages(stage)


if __name__ == "__main__":
    tap.main(sys.modules[__name__])
