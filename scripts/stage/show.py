#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Shows Haven in a throw-away Pidgin: on the user's own screen, or alone on a screen of its own.

show.py --build DIR [--headless] [--out DIR] [--home DIR]
"""

import argparse
import re
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

import tour
from finch import Finch, PEOPLE
from scene import CARD, PHONE, SETTINGS
from stage import ROOM, Stage, StageError

SOURCE = Path(__file__).resolve().parents[2]

# The scene's lines as plugin/demo/haven-demo-scene.c has them: where, who, and how the transcript names them.
LINES = [
    (ROOM, "jo", "ordinary talk"),
    (ROOM, "jo", "marked by its sender"),
    (ROOM, "kim", "ordinary talk"),
    (ROOM, "sam", "a topic the reader chose"),
    (ROOM, "lena", "ordinary talk"),
    (ROOM, "kim", "a listed link"),
    (ROOM, "wren", "a deceptive link"),
    (ROOM, "wren", "a picture from someone who is no contact"),
    ("sam", "sam", "ordinary talk in private"),
    ("crow", "crow", "a stranger"),
    ("crow", "crow", "turns abusive"),
    ("crow", "crow", "goes on"),
    ("crow", "crow", "goes on"),
    ("crow", "crow", "goes on"),
    ("crow", "crow", "goes on"),
    (ROOM, "kim", "ordinary talk"),
    ("sam", "sam", "an invitation to type a card number"),
]


def plain(markup):
    return re.sub(r"<[^>]*>", "", markup or "").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


class Transcript:
    """For each message: what was shown, logged, announced and kept."""

    def __init__(self):
        self.parts = ["What became of each message", ""]

    def heading(self, text):
        self.parts += ["", text, "-" * len(text)]

    def message(self, number, where, who, what, **became):
        self.parts.append(f"{number:2}. {who} in {where}: {what}")
        for key, value in became.items():
            lines = [line for line in (value or "nothing").splitlines() if line.strip()] or ["nothing"]
            self.parts.append(f"      {key + ':':11}{lines[0]}")
            self.parts += [" " * 17 + line for line in lines[1:]]

    def note(self, text):
        self.parts.append("      " + text)

    def write(self, path):
        path.write_text("\n".join(self.parts) + "\n", encoding="utf-8")


def held_count(stage):
    total = 0
    for row in stage.widgets(window="Buddy List", type="GtkLabel"):
        found = re.match(r"(\d+) held", row.get("text") or "")
        if found:
            total = int(found.group(1))
    return total


def play(stage, transcript):
    """Plays the scene line by line and writes down what became of each."""
    for number, (where, who, what) in enumerate(LINES, 1):
        shown = stage.text(where) or ""
        logged = len(lines_of(stage, where))
        heard = len(stage.journal())
        held = held_count(stage)
        stage.step()
        time.sleep(0.35)
        new = stage.journal()[heard:]
        announced = [plain(row["text"]) or "a picture" for row in new if row["signal"].startswith("received")]
        transcript.message(
            number, where, who, what,
            shown=(stage.text(where) or "")[len(shown):].replace("\N{OBJECT REPLACEMENT CHARACTER}", "(picture)").strip(),
            logged="\n".join(lines_of(stage, where)[logged:]),
            announced="\n".join(announced),
            kept="in the held box, shown to nobody" if held_count(stage) > held else "",
        )


def lines_of(stage, where):
    """The lines of that conversation's log."""
    found = []
    for path in sorted((stage.purple / "logs").glob(f"**/{where}*/*")):
        found += [line for line in path.read_text(errors="replace").splitlines() if line.startswith("(")]
    return found


def scroll_to(stage, conversation, words):
    stage.ask("where", conversation, words)
    time.sleep(0.2)


def show_veils(stage, out, transcript):
    stage.present(ROOM)
    scroll_to(stage, ROOM, "kettle")
    stage.point_away()
    stage.picture(out / "1-veil-closed.png", ROOM)
    stage.click_text(ROOM, "content note: self-harm")
    stage.wait(lambda: "[opened]" in stage.text(ROOM), "the veil to open")
    scroll_to(stage, ROOM, "kettle")
    stage.point_away()
    stage.picture(out / "2-veil-open.png", ROOM)
    transcript.note("opened by a click: " + next(line for line in stage.text(ROOM).splitlines() if "[opened]" in line))
    stage.click_text(ROOM, "close")
    scroll_to(stage, ROOM, "red, by the way")
    stage.point_away()
    stage.picture(out / "3-links-and-picture.png", ROOM)


def show_held(stage, out, transcript):
    stage.present("crow")
    stage.point_away()
    stage.picture(out / "4-held-counter.png", "crow")
    stage.click_widget(name="haven-held-counter", window="crow")
    stage.wait(lambda: stage.widgets(window="Haven: held messages"), "the held window")
    stage.point_away()
    stage.picture(out / "5-held-window.png", "Haven: held messages")
    transcript.note(f"{len(stage.widgets(name='haven-held-message'))} messages of crow are in the held window, closed")
    stage.click_widget(name="haven-evidence")
    stage.key("Escape")
    show_evidence(stage, out)


def show_evidence(stage, out):
    title = "Haven: evidence"
    stage.present("crow")
    for words in ("Options", "Haven", "Evidence…"):
        stage.click_widget(text=words)
    stage.wait(lambda: stage.widgets(window=title, name="haven-evidence-record"), "what was kept")
    stage.key("Tab", "space")  # the first is picked
    stage.point_away()
    stage.picture(out / "26-evidence.png", title)
    stage.key("Escape")


def show_reminders(stage, out, transcript):
    stage.present(ROOM)
    stage.type(PHONE)
    stage.key("Return")
    stage.wait(lambda: stage.widgets(name="haven-strip"), "the reminder")
    stage.wait(lambda: stage.entry(ROOM) == PHONE, "the draft")
    stage.point_away()
    stage.picture(out / "6-reminder.png", ROOM)
    for name in ("haven-audience", "haven-question"):
        transcript.note("".join(row["text"] or "" for row in stage.widgets(name=name)))
    stage.key("Escape")
    stage.wait(lambda: not stage.widgets(name="haven-strip"), "the reminder to close")
    transcript.note(f"Escape: nothing was sent, and the entry still says: {stage.entry(ROOM)}")
    stage.present("sam")
    stage.type(CARD)
    stage.key("Return")
    stage.wait(lambda: stage.widgets(window="Before this goes"), "the dialog")
    stage.point_away()
    stage.picture(out / "7-reminder-card.png", "sam")
    transcript.note("".join(row["text"] or "" for row in stage.widgets(name="haven-question")))
    stage.click_widget(window="Before this goes", text=re.compile("Mask and send"))
    sent = stage.wait(lambda: [row for row in stage.journal() if row["signal"] == "sent-im-msg"], "the message")
    transcript.note("Mask and send: what left was: " + plain(sent[-1]["text"]))


def show_preferences(stage, out):
    stage.present(ROOM)
    stage._xdotool("search", "--name", "Buddy List", "windowactivate")
    time.sleep(0.4)
    stage.key("ctrl+u")
    stage.wait(lambda: stage.widgets(window="Plugins"), "the list of plugins")
    time.sleep(0.4)
    stage.type("Haven")
    time.sleep(0.4)
    stage.key("Escape")
    stage.click_widget(window="Plugins", text=re.compile("Configure"))
    stage.wait(lambda: stage.widgets(name="haven-pages"), "the preferences")
    stage.key("Home", "Down")
    stage.click_widget(name="haven-try-in")
    stage.type("I cut myself last night")
    stage.point_away()
    stage.picture(out / "8-preferences.png", "Haven")


def show_names(stage, out):
    """Somebody's name, a marked message and its answer, and what stands in a list."""
    stage.present(ROOM)
    stage.say("join", "cut myself again", "")
    stage.say("room", "cut myself again", "good evening")
    stage.wait(lambda: "good evening" in stage.text(ROOM), "the line")
    stage.say("room", "jo", "CW: exam stress. the second one is over")
    stage.wait(lambda: stage.text(ROOM).count("exam stress") >= 2, "the veil")
    stage.click_text(ROOM, "exam stress")
    stage.wait(lambda: "the second one is over" in stage.text(ROOM), "the text")
    stage.type("well done")
    stage.wait(lambda: stage.widgets(name="haven-reply-remove"), "the mark")
    stage.point_away()
    stage.picture(out / "9-name-and-reply.png", ROOM)
    stage.key("ctrl+a", "BackSpace")


def show_finch(build, out):
    """The same evening in Finch, where there is no pointer."""
    with tempfile.TemporaryDirectory(prefix="haven-finch-") as home:
        finch = Finch(home, build, SOURCE, size=(100, 30))
        finch.prepare(SETTINGS, prefs=PEOPLE)
        finch.start()
        try:
            finch.walk_to("/haven open")
            time.sleep(2)
            finch.walk_to("content note: self-harm")
            finch.picture(out / "10-finch-closed.png")
            finch.type("/haven open all")
            finch.wait(lambda: "cut myself" in finch.screen().replace("\n", " "), "the text")
            finch.picture(out / "11-finch-open.png")
            finch.type("/haven why")
            finch.wait(lambda: "rule" in finch.screen(), "the rule")
            finch.picture(out / "12-finch-why.png")
            tour.show_finch(finch, out)
        finally:
            finch.stop()


def alone(stage, out):
    """Nobody is there to look: do what a visitor would, and leave pictures and a transcript."""
    transcript = Transcript()
    out.mkdir(parents=True, exist_ok=True)
    transcript.heading("The scene")
    play(stage, transcript)
    transcript.heading("What the reader did")
    show_veils(stage, out, transcript)
    show_names(stage, out)
    tour.show(stage, out)
    show_held(stage, out, transcript)
    transcript.heading("What the reader wrote")
    show_reminders(stage, out, transcript)
    show_preferences(stage, out)
    tour.show_other_days(stage, out)
    transcript.write(out / "transcript.txt")


def watched(stage):
    """Somebody is there: leave Pidgin to them until they close it."""
    print("Pidgin is open with a throw-away profile. The room's evening begins by itself.")
    print("Try: click a grey note; press F9 and Enter; look at \"held\"; type a card number to sam.")
    print("Close Pidgin's buddy list, or press Ctrl+C here, to end.")
    try:
        stage.pidgin.wait()
    except KeyboardInterrupt:
        pass


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("--out", default="_try")
    parser.add_argument("--headless", action="store_true")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory(prefix="haven-try-") as home:
        stage = Stage(home, arguments.build, SOURCE, headless=arguments.headless, witness=arguments.headless,
                      pace=0 if arguments.headless else 100)
        wide = {"width": 820, "height": 640}
        stage.prepare(settings=SETTINGS, prefs={"pidgin": {"conversations": {"chat": dict(wide), "im": dict(wide)}}})
        try:
            with stage:
                stage.start()
                if arguments.headless:
                    alone(stage, Path(arguments.out))
                else:
                    watched(stage)
        except StageError as error:
            print(f"scripts/try: {error}", file=sys.stderr)
            if stage.log_path.exists():
                print(stage.log_path.read_text(errors="replace")[-2000:], file=sys.stderr)
            return 1
    if arguments.headless and shutil.which("finch") and shutil.which("tmux"):
        show_finch(arguments.build, Path(arguments.out))
    if arguments.headless:
        print(f"Pictures and transcript.txt are in {arguments.out}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
