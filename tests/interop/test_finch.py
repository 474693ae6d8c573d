#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The real Finch in a terminal: its screen shows the note, /haven open shows the text, the log keeps it. Prints TAP."""


import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "scripts" / "stage"))

from finch import Finch, PEOPLE  # noqa: E402
from scene import SETTINGS, TOPIC, TOPIC_LABEL, TOPIC_WORDS  # noqa: E402


HISTORY = sorted(Path("/usr/lib").glob("**/finch/gnthistory.so")) + sorted(Path("/usr/lib64").glob("finch/gnthistory.so"))


class Skip(Exception):
    """What a test needs is not installed."""


def test_screen_shows_the_note(finch):
    finch.walk_to(TOPIC_LABEL)
    assert TOPIC_WORDS not in finch.screen(), finch.screen()
    assert "/haven open" in finch.screen(), finch.screen()


def test_log_keeps_the_original(finch):
    finch.wait(lambda: TOPIC in finch.logs(), "the log")
    assert TOPIC_LABEL not in finch.logs()


def test_command_opens(finch):
    def opened():
        if TOPIC_WORDS in finch.screen().replace("\n", " "):
            return True
        finch.keys("-l", "/haven open all")
        finch.keys("Enter")
        time.sleep(0.5)
        return TOPIC_WORDS in finch.screen().replace("\n", " ")

    finch.wait(opened, "the text")
    assert finch.logs().count(TOPIC) == 1, "opening is not logged again"


def test_card_number_is_asked_about(finch):
    finch.keys("-l", "my card is 4111 1111 1111 1111 ok")
    finch.keys("Enter")
    finch.walk_to("Send anyway")
    assert "card number" in finch.screen(), finch.screen()
    finch.keys("M-c")  # closes the question without an answer
    finch.wait(lambda: "Send anyway" not in finch.screen(), "the question to go")
    finch.walk_to("/haven send")
    assert "my card is" not in finch.logs()  # somebody else names one


def go_to_the_room(finch):
    """By its number: what was said in it may have left the screen by then, and other windows have come in front."""
    finch.keys("M-2")
    finch.wait(lambda: "lena" in people(finch), "the room")


def test_command_says_what_is_wrong_and_takes_it_back(finch):
    go_to_the_room(finch)
    finch.type("/haven why")
    finch.wait(lambda: "rule" in finch.screen(), "the rule")
    finch.type("/haven always topic")
    finch.wait(lambda: "takes it back" in finch.screen(), "what was done")
    finch.type("/haven undo")
    finch.wait(lambda: "Taken back" in finch.screen(), "that it is taken back")


NAME = "cut myself again"
STAND_IN = "name 1: self-harm"


def test_name_in_a_room_is_covered(finch):
    go_to_the_room(finch)
    finch.say("join", NAME, "")
    finch.say("room", NAME, "good evening")
    finch.wait(lambda: f"{STAND_IN}: good evening" in finch.screen(), "the line")
    assert STAND_IN[:13] in people(finch), finch.screen()
    assert "lena" in people(finch), finch.screen()
    assert NAME not in people(finch), finch.screen()


def test_name_is_told_on_request(finch):
    finch.type("/haven name 1")
    finch.wait(lambda: f"Name 1 is: {NAME}" in finch.screen(), "the name")
    finch.type("/clear")


def people(finch):
    """The right half of the screen, where a room's people are listed, a line for each row."""
    return "\n".join(line[60:100] for line in finch.screen().splitlines())


def roster(finch):
    """The left edge of the screen, where the buddy list is."""
    return "\n".join(line[:21] for line in finch.screen().splitlines())


def test_name_in_the_buddy_list_is_covered(finch):
    finch.say("alias", "lena", NAME)
    finch.keys("M-1")  # the first window that Finch opened
    finch.wait(lambda: STAND_IN[:13] in roster(finch), "the stand-in")
    finch.say("status", "lena", "gone for a walk")  # Finch writes the row by itself then
    finch.say("status", "kim", TOPIC)
    finch.wait(lambda: "kim" in roster(finch), "kim")
    assert TOPIC_WORDS not in roster(finch), finch.screen()


def test_status_beside_the_buddy_list_is_covered(finch):
    cards = ""
    for row in range(12):  # more rows than there are: it goes round
        finch.keys("PPage" if row % 6 == 0 else "Down")
        time.sleep(0.4)
        cards += finch.screen()
    assert "[content note: self-harm]" in cards, cards
    assert "gone for a walk" in cards, cards
    assert TOPIC_WORDS not in cards and NAME not in cards, cards


def test_answer_is_offered_the_mark(finch):
    finch.say("room", "jo", "CW: exam stress. the second one is over")
    finch.keys("M-2")  # the second window is the room's
    finch.wait(lambda: "exam stress" in finch.screen(), "the note")
    finch.type("/haven cancel")  # the card number is still waiting
    finch.wait(lambda: "Dropped" in finch.screen(), "that it is dropped")
    finch.type("/haven open")
    finch.wait(lambda: "the second one is over" in finch.screen(), "the text")
    finch.type("well done")
    finch.walk_to("Send with the mark")
    assert "CW: exam stress" in finch.screen(), finch.screen()
    finch.keys("Enter")  # the first button has the focus
    finch.wait(lambda: "CW: exam stress. well done" in finch.logs(), "what was sent")


def test_name_that_a_contact_chose_is_covered_in_front_of_a_line(finch):
    finch.say("room", "lena", "the kettle is on again")
    finch.walk_to("kettle is on again")
    assert f"{STAND_IN}: the kettle" in finch.screen(), finch.screen()


def test_log_that_is_shown_again_is_covered(finch):
    """Finch's own history plugin, in a conversation that is closed and made anew."""
    if not HISTORY:
        raise Skip("Finch's history plugin is not installed")
    finch.say("im", NAME, "good evening to you")
    finch.say("im", NAME, TOPIC)
    finch.wait(lambda: finch.logs().count(TOPIC) >= 2, "the log")
    finch.walk_to("good evening to you")
    finch.keys("M-c")
    finch.wait(lambda: "good evening to you" not in finch.screen(), "the conversation to go")
    finch.say("im", NAME, "and again")
    finch.walk_to("and again")
    # a screen is drawn line by line
    finch.wait(lambda: f"{STAND_IN}: [{TOPIC_LABEL}" in window(finch), "the log")
    lines = window(finch)
    assert f"{STAND_IN}: good evening to you" in lines, lines
    assert TOPIC_WORDS not in lines, lines


def test_line_of_a_log_opens_by_its_number(finch):
    if not HISTORY:
        raise Skip("Finch's history plugin is not installed")
    note = window(finch).split(f"{STAND_IN}: [{TOPIC_LABEL}", 1)[1]
    finch.type("/haven open " + note.split("/haven open ", 1)[1].split("]", 1)[0].strip())
    finch.wait(lambda: TOPIC_WORDS in window(finch), "the text")


def window(finch):
    """What stands in the window in front, its lines joined as they were before they were broken."""
    return " ".join(line.strip("│▒ ↑↓") for line in finch.screen().splitlines())


def test_buddy_list_that_is_opened_again_is_covered(finch):
    finch.keys("M-1")
    finch.wait(lambda: STAND_IN[:13] in roster(finch), "the list")
    finch.keys("M-c")
    finch.wait(lambda: "Buddy List" not in finch.screen(), "the list to go")
    finch.open_action("Buddy List")
    finch.wait(lambda: "kim" in roster(finch), "the list")
    assert STAND_IN[:13] in roster(finch), finch.screen()
    assert TOPIC_WORDS not in roster(finch), finch.screen()


def main():
    tests = [(name, func) for name, func in globals().items() if name.startswith("test_")]
    missing = [name for name in ("tmux", "finch") if shutil.which(name) is None]
    if missing:
        print(f"1..0 # SKIP needs {', '.join(missing)}")
        return 0
    build = Path(os.environ["G_TEST_BUILDDIR"])
    if b"libasan.so" in (build / "plugin" / "core-haven.so").read_bytes():
        # scripts/test runs this again with a plain build
        print("1..0 # SKIP a Finch with a sanitizer in its process never draws its screen")
        return 0
    failed = 0
    print(f"1..{len(tests)}")
    home = tempfile.mkdtemp(prefix="haven-finch-")
    finch = Finch(home, build, SOURCE)
    try:
        finch.prepare(SETTINGS, prefs=PEOPLE, extra_plugins=HISTORY[:1])
        finch.start()
        for number, (name, func) in enumerate(tests, 1):
            path = "/finch/" + name[len("test_"):].replace("_", "-")
            try:
                func(finch)
                print(f"ok {number} {path}", flush=True)
            except Skip as reason:
                print(f"ok {number} {path} # SKIP {reason}", flush=True)
            except AssertionError as error:
                failed += 1
                print(f"not ok {number} {path}", flush=True)
                for line in str(error).splitlines():
                    print(f"# {line}")
    finally:
        finch.stop()
        if finch.stage.complaints():
            failed += 1
            print("Bail out! a sanitizer complained")
        for line in finch.stage.complaints().splitlines()[:60]:
            print(f"# {line}")
        shutil.rmtree(home, ignore_errors=True)
    return 1 if failed else 0


sys.exit(main())
