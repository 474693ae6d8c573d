# SPDX-License-Identifier: GPL-2.0-or-later
"""Other ways to a text than looking at it: a screen reader, copy, find, save as, zoom. They meet the note until it is
opened, and the text afterwards."""

import os
import subprocess
import sys
from pathlib import Path

import tap
from scene import TOPIC, TOPIC_LABEL, TOPIC_WORDS
from stage import ROOM
from tap import check, check_in, check_not_in

HEARD = "I cut my arms open once more"
HEARD_WORDS = "my arms"

GAIL = sorted(Path("/usr/lib").glob("**/gtk-2.0/modules/libgail.so")) + sorted(Path("/usr/lib64").glob("gtk-2.0/modules/libgail.so"))


BRIDGE = sorted(Path("/usr/lib").glob("**/gtk-2.0/modules/libatk-bridge.so")) + sorted(Path("/usr/lib64").glob("gtk-2.0/modules/libatk-bridge.so"))
LAUNCHER = [path for path in ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi-bus-launcher") if Path(path).exists()]


def prepare(stage):
    os.environ["GTK_MODULES"] = "gail:atk-bridge" if BRIDGE else "gail"  # what a screen reader has GTK load
    os.environ["NO_AT_BRIDGE"] = "0"
    from scene import SETTINGS

    stage.prepare(settings=SETTINGS)


def spoken(stage):
    """What a screen reader is told: name, description, text."""
    if not GAIL:
        raise tap.Skip("GTK 2's accessibility module (libgail) is not installed")
    answer = stage.ask("spoken", ROOM)
    check(answer is not None, "the conversation's text is not accessible")
    return answer.split("\n", 2)


def clipboard(stage, target):
    return subprocess.run(["xclip", "-o", "-selection", "clipboard", "-t", target], env=stage.env, capture_output=True,
                          timeout=10).stdout.decode("utf-8", "replace").replace("\0", "")


def copy_all(stage):
    """Everything from the text's first line to its end."""
    x, y = stage.where(ROOM, "first line here")
    stage.drag(x - 30, y, x + 250, y + 60)
    stage.key("ctrl+c")
    stage.wait(lambda: "line here" in clipboard(stage, "UTF8_STRING"), "the clipboard")
    stage.click_at(x, y)


def test_reader_is_told_the_note(stage):
    stage.present(ROOM)
    stage.say("room", "lena", "the first line here")
    stage.say("room", "sam", TOPIC)
    stage.wait(lambda: TOPIC_LABEL in stage.text(ROOM), "the note")
    _, _, text = spoken(stage)
    check_in(TOPIC_LABEL, text, "the accessible text")
    check_in("sam:", text, "the accessible text")
    check_not_in(TOPIC_WORDS, text, "the accessible text")


def test_reader_is_told_how_to_open_it(stage):
    _, description, _ = spoken(stage)
    check_in("F9", description, "the description")
    check_in("Enter opens it", description, "the description")
    stage.key("F9")
    stage.wait(lambda: spoken(stage)[0] == f"{TOPIC_LABEL}, closed, button", "the note's name")


def test_reader_is_told_the_text_once_opened(stage):
    stage.key("Return")
    stage.wait(lambda: TOPIC in spoken(stage)[2], "the text")
    check(spoken(stage)[0] == f"{TOPIC_LABEL}, open, button", f"the name is {spoken(stage)[0]!r}")
    stage.key("Return")
    stage.wait(lambda: TOPIC not in spoken(stage)[2], "the note again")
    stage.key("Escape")


def reader(stage, mode):
    if not GAIL or not BRIDGE or not LAUNCHER:
        raise tap.Skip("GTK 2's bridge to the accessibility bus (libatk-adaptor, at-spi2-core) is not installed")
    return [str(stage.build / "tests" / "window" / "reader"), mode]


def on_the_bus(stage):
    """Every object of Pidgin's that a screen reader finds on the bus, a line each."""
    out = subprocess.run(reader(stage, "tree"), env=stage.env, capture_output=True, text=True, timeout=60)
    check(out.returncode == 0, out.stderr)
    return out.stdout


def test_reader_on_the_bus_finds_the_note_only(stage):
    tree = on_the_bus(stage)
    check_in("first line here", tree, "the bus")
    check_in(TOPIC_LABEL, tree, "the bus")
    check_not_in(TOPIC_WORDS, tree, "the bus")
    check_in("Enter opens it", tree, "the bus")


def test_reader_on_the_bus_hears_the_note_only(stage):
    """Not even while the line is being written is there more to hear."""
    stage.say("im", "lena", "are you awake")
    stage.wait(lambda: stage.text("lena"), "the conversation")
    check_in("are you awake", on_the_bus(stage), "the bus")
    heard = stage.home / "heard"
    with heard.open("wb") as out:
        stage._spawn(*reader(stage, "listen"), stdout=out)
    stage.wait(lambda: "listening" in heard.read_text(), "the listener")
    stage.say("im", "lena", "something to be heard")
    stage.say("im", "lena", HEARD)
    stage.say("im", "lena", "and something after it")
    stage.wait(lambda: "and something after it" in heard.read_text(), "what was said")
    check_in("something to be heard", heard.read_text(), "what was heard")
    check_in(TOPIC_LABEL, heard.read_text(), "what was heard")
    check_not_in(HEARD_WORDS, heard.read_text(), "what was heard")


def test_reader_on_the_bus_finds_and_hears_the_text_once_opened(stage):
    reader(stage, "tree")
    stage.present("lena")
    stage.key("F9", "Return")
    stage.wait(lambda: HEARD in stage.text("lena"), "the text")
    check_in(HEARD, on_the_bus(stage), "the bus")
    check_in(HEARD_WORDS, (stage.home / "heard").read_text(), "what was heard")
    stage.key("Return")
    stage.wait(lambda: HEARD not in stage.text("lena"), "the note again")
    check_not_in(HEARD_WORDS, on_the_bus(stage), "the bus")
    stage.key("Escape")
    stage.present(ROOM)


def test_no_widget_tells_a_reader(stage):
    for row in stage.widgets():
        for key in ("text", "accessible", "tooltip", "window"):
            check_not_in(TOPIC_WORDS, row.get(key), f"{row['type']} {row.get('name')} {key}")


def test_copy_gets_the_note_as_text_and_as_markup(stage):
    copy_all(stage)
    for target in ("UTF8_STRING", "text/html"):
        check_in(TOPIC_LABEL, clipboard(stage, target), target)
        check_not_in(TOPIC_WORDS, clipboard(stage, target), target)


def search(stage, words):
    """Types it into Pidgin's Find; returns what that has marked."""
    stage.key("ctrl+f")
    stage.wait(lambda: stage.widgets(type="GtkLabel", text="Find:"), "Find")
    stage.type(words)
    stage.key("Return")
    stage.wait(lambda: stage.widgets(type="GtkEntry", text=words), "the words in Find")
    found = stage.ask("found", ROOM)
    stage.key("Escape")
    stage.wait(lambda: not stage.widgets(type="GtkLabel", text="Find:"), "Find to go")
    return found


def test_find_meets_the_note(stage):
    stage.present(ROOM)
    check_in("first line here", search(stage, "first line here"), "what Find marked")
    check_not_in(TOPIC_WORDS, search(stage, TOPIC_WORDS), "what Find marked")
    check_in("self-harm", search(stage, "self-harm"), "what Find marked")


def saved(stage, name):
    path = stage.home / name
    stage.present(ROOM)
    stage.click_widget(text="Conversation", window=ROOM)
    stage.click_widget(text="Save As...")
    stage.wait(lambda: stage.widgets(window="Save Conversation"), "the dialog")
    stage.key("ctrl+a")
    stage.type(str(path))
    stage.key("Return")
    stage.wait(path.exists, "the file")
    stage.wait(lambda: "</body>" in path.read_text(errors="replace"), "all of the file")
    return path.read_text(errors="replace")


def test_save_as_writes_the_note(stage):
    text = saved(stage, "closed.html")
    check_in(TOPIC_LABEL, text, "the file")
    check_not_in(TOPIC_WORDS, text, "the file")


def test_zoom_keeps_it_covered(stage):
    stage.present(ROOM)
    before = stage.where(ROOM, TOPIC_LABEL)
    for key in ("ctrl+plus", "ctrl+plus", "ctrl+minus", "ctrl+0"):
        stage.key(key)
        check_in(TOPIC_LABEL, stage.text(ROOM))
        check_not_in(TOPIC_WORDS, stage.text(ROOM))
    stage.wait(lambda: stage.where(ROOM, TOPIC_LABEL) == before, "the size it had")


def test_all_of_them_get_the_text_once_opened(stage):
    stage.click_text(ROOM, TOPIC_LABEL)
    stage.wait(lambda: TOPIC in stage.text(ROOM), "the text")
    check_in(TOPIC, saved(stage, "open.html"), "the file")
    check_in(TOPIC_WORDS, search(stage, TOPIC_WORDS), "what Find marked")
    copy_all(stage)
    check_in(TOPIC, clipboard(stage, "UTF8_STRING"), "the clipboard")


if __name__ == "__main__":
    tap.main(sys.modules[__name__], prepare=prepare)
