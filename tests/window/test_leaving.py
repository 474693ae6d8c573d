# SPDX-License-Identifier: GPL-2.0-or-later
"""What leaves besides numbers: files, pictures, heavy words, and words to the wrong place; each asked about in a strip."""

import struct
import subprocess
import sys
import time

import tap
from scene import SETTINGS
from stage import ROOM
from tap import check, check_in, check_not_in

CHOSEN = dict(SETTINGS, reminders=dict(SETTINGS["reminders"], **{
    "picture-metadata": True, "heavy": True, "wrong-room": True,
}))
HEAVY = ("they stabbed him in front of the shop and he bled out on the floor before anyone came to help. " + " ".join(
    "I saw it all from the window and I keep seeing it and I do not know what to do with it tonight"
    for _ in range(6)))
NOTED = "they stabbed him and he bled out on the floor"
LONG_ENOUGH = "nobody here is meant to read this line"


def exif():
    """A block that says north of where a picture was taken."""
    tiff = b"MM\0*" + struct.pack(">I", 8) + struct.pack(">HHHII", 1, 0x8825, 4, 1, 26) + struct.pack(">I", 0)
    tiff += struct.pack(">HHHI", 1, 1, 2, 2) + b"N\0\0\0" + struct.pack(">I", 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def photo(stage, name="lake.jpg"):
    path = stage.purple / name
    lake = tap.SOURCE / "plugin" / "demo" / "lake.png"
    subprocess.run(["convert", str(lake), "-strip", str(path)], check=True)
    data = path.read_bytes()
    path.write_bytes(data[:2] + exif() + data[2:])
    return path


def received(stage, name):
    path = stage.purple / "demo-received" / name
    return path.read_bytes() if path.exists() else None


def sent(stage):
    return [row["text"] for row in stage.journal() if row["signal"].startswith("sent-")]


def words(stage, name):
    return " ".join(row["text"] or "" for row in stage.widgets(name=name))


def shows(stage, name):
    return stage.widgets(name=name)


def write(stage, conversation, text):
    stage.present(conversation)
    stage.key("ctrl+a", "BackSpace")
    stage.type(text)
    stage.key("Return")


def meet(stage, who):
    stage.say("im", who, "hello")
    stage.wait(lambda: stage.text(who), "the conversation")
    stage.present(who)


def test_file_is_asked_about_in_a_strip(stage):
    meet(stage, "sam")
    stage.say("send", "sam", str(photo(stage)))
    stage.wait(lambda: shows(stage, "haven-offer"), "the strip")
    check_in("lake.jpg", words(stage, "haven-question"))
    check_in("where it was taken", words(stage, "haven-question"))
    check_in("sam", words(stage, "haven-audience"))
    check(received(stage, "lake.jpg") is None, "it has left")
    stage.present("sam")
    stage.point_away()
    stage.picture(tap.artifacts("leaving-file.png"))
    stage.type("typing goes on")
    stage.wait(lambda: stage.entry("sam") == "typing goes on", "the typing to go on")
    stage.key("ctrl+a", "BackSpace")


def test_file_is_sent_without_it(stage):
    stage.click_widget(name="haven-offer-without")
    data = stage.wait(lambda: received(stage, "lake.jpg"), "the file")
    check(b"Exif" not in data, "it still says where")
    check(data[:2] == b"\xff\xd8" and data[-2:] == b"\xff\xd9", "it is no picture any more")
    stage.wait(lambda: not shows(stage, "haven-offer"), "the strip to go")
    check(b"Exif" in (stage.purple / "lake.jpg").read_bytes(), "the user's own file was changed")
    check(not list((stage.purple / "haven").glob("outgoing-*")), "a copy lies about")


def test_file_is_not_sent_by_escape(stage):
    stage.say("send", "sam", str(photo(stage, "hill.jpg")))
    stage.wait(lambda: shows(stage, "haven-offer"), "the strip")
    stage.present("sam")
    stage.key("Escape")
    stage.wait(lambda: not shows(stage, "haven-offer"), "the strip to close")
    check(received(stage, "hill.jpg") is None, "it has left")


def test_file_that_cannot_be_stripped_offers_no_such_thing(stage):
    path = stage.purple / "letter.pdf"
    path.write_bytes(b"%PDF-1.4\n1 0 obj << /Author (Ann Moth) >> endobj\n%%EOF\n")
    stage.say("send", "sam", str(path))
    stage.wait(lambda: shows(stage, "haven-offer"), "the strip")
    check(not shows(stage, "haven-offer-without"), "it offers to strip a document")
    stage.click_widget(name="haven-offer-send")
    check(stage.wait(lambda: received(stage, "letter.pdf"), "the file") == path.read_bytes(), "it was changed")


def test_file_opens_the_conversation_that_it_needs(stage):
    stage.say("send", "wren", str(photo(stage, "field.jpg")))
    # nobody clicked here, so Pidgin leaves its tab in the background
    stage.present("wren")
    stage.wait(lambda: shows(stage, "haven-offer"), "the strip")
    check_in("field.jpg", words(stage, "haven-question"))
    stage.click_widget(name="haven-offer-cancel")
    stage.wait(lambda: not shows(stage, "haven-offer"), "the strip to close")
    check(received(stage, "field.jpg") is None, "it has left")


def test_picture_in_a_message(stage):
    meet(stage, "jo")
    check(stage.ask("attach", "jo", str(photo(stage, "sea.jpg"))), "no picture in the entry")
    stage.type("the sea")
    stage.key("Return")
    stage.wait(lambda: shows(stage, "haven-strip"), "the strip")
    check_in("where it was taken", words(stage, "haven-question"))
    check(received(stage, "picture-in-message") is None, "it has left")
    stage.point_away()
    stage.picture(tap.artifacts("leaving-picture.png"))
    stage.click_widget(name="haven-mask")
    data = stage.wait(lambda: received(stage, "picture-in-message"), "the picture")
    check(b"Exif" not in data, "it still says where")
    stage.wait(lambda: not shows(stage, "haven-strip"), "the strip to go")


def test_content_note_is_offered(stage):
    n = len(sent(stage))
    write(stage, ROOM, NOTED)
    stage.wait(lambda: shows(stage, "haven-strip"), "the strip")
    check(shows(stage, "haven-note"), "no button for a content note")
    stage.point_away()
    stage.picture(tap.artifacts("leaving-note.png"))
    stage.click_widget(name="haven-note")
    stage.wait(lambda: len(sent(stage)) > n, "the message to go")
    check(sent(stage)[-1].startswith("CW: "), f"sent: {sent(stage)[-1]}")
    check_in(NOTED, sent(stage)[-1])
    stage.wait(lambda: stage.entry(ROOM) == "", "the entry to be empty")


def test_ask_first_keeps_what_is_heavy(stage):
    meet(stage, "kim")
    n = len(sent(stage))
    write(stage, "kim", HEAVY)
    stage.wait(lambda: shows(stage, "haven-first"), "the strip")
    stage.point_away()
    stage.picture(tap.artifacts("leaving-heavy.png"))
    stage.click_widget(name="haven-first")
    stage.wait(lambda: len(sent(stage)) > n, "the question to go")
    check_in("good time", sent(stage)[-1])
    check_not_in("stabbed", sent(stage)[-1])
    check(shows(stage, "haven-strip"), "the question is gone")
    check(not shows(stage, "haven-first")[0]["sensitive"], "it can be asked twice")
    stage.click_widget(name="haven-send")
    stage.wait(lambda: len(sent(stage)) > n + 1, "the message to go")
    check_in("stabbed", sent(stage)[-1])


def switch_and_write(stage):
    """Whether Haven asked; and how many messages had left before."""
    stage.present(ROOM)
    time.sleep(3.5)
    n = len(sent(stage))
    stage.ask("present", "sam")
    stage.type(LONG_ENOUGH)
    stage.key("Return")
    stage.wait(lambda: shows(stage, "haven-strip") or len(sent(stage)) > n, "the strip, or the message")
    return bool(shows(stage, "haven-strip")), n


def test_words_right_after_a_switch(stage):
    asked, n = switch_and_write(stage)
    for _ in range(4):  # a machine that is busy may type for longer than "right after" lasts
        if asked:
            break
        asked, n = switch_and_write(stage)
    check(asked, "it was sent each time")
    check_in("just after changing the conversation", words(stage, "haven-question"))
    check(len(sent(stage)) == n, f"sent: {sent(stage)[n:]}")
    stage.point_away()
    stage.picture(tap.artifacts("leaving-switched.png"))
    stage.key("Escape")
    stage.wait(lambda: not shows(stage, "haven-strip"), "the strip to close")
    time.sleep(3.5)
    stage.key("Return")
    stage.wait(lambda: len(sent(stage)) == n + 1, "the message to go")


if __name__ == "__main__":
    tap.main(sys.modules[__name__], settings=CHOSEN)
