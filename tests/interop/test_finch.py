#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The real Finch in a terminal: its screen shows the note, /haven open shows the text, the log keeps it. Prints TAP."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "scripts" / "stage"))

from scene import SETTINGS, TOPIC, TOPIC_LABEL, TOPIC_WORDS  # noqa: E402
from stage import ME, ROOM, Stage  # noqa: E402


class Finch:
    def __init__(self, home, build):
        self.home = Path(home)
        self.socket = str(self.home / "tmux")
        self.stage = Stage(home, build, SOURCE, witness=False)

    def tmux(self, *words):
        return subprocess.run(["tmux", "-f", "/dev/null", "-S", self.socket, *words], capture_output=True, text=True)

    def prepare(self):
        purple = self.stage.purple
        self.stage.prepare(settings=SETTINGS)
        for name in ("gtk-haven.so",):
            (purple / "plugins" / name).unlink()
        loaded = purple / "plugins" / "core-haven.so"
        (purple / "prefs.xml").write_text(
            "<?xml version='1.0' encoding='UTF-8' ?>\n<pref version='1' name='/'><pref name='purple'>"
            "<pref name='logging'><pref name='log_ims' type='bool' value='1'/><pref name='log_chats' type='bool' value='1'/>"
            "<pref name='format' type='string' value='txt'/></pref></pref><pref name='finch'><pref name='plugins'>"
            f"<pref name='loaded' type='pathlist'><item value='{loaded}'/></pref></pref></pref></pref>\n",
            encoding="utf-8",
        )
        accounts = purple / "accounts.xml"
        accounts.write_text(accounts.read_text().replace("gtk-gaim", "gnt-purple"))

    def start(self):
        # the stage knows what a host needs that was built without the sanitizers
        wanted = ("LD_PRELOAD", "ASAN_OPTIONS", "UBSAN_OPTIONS")
        env = " ".join(f"{name}={value}" for name, value in self.stage.client_env().items() if name in wanted and value)
        command = (
            f"env {env} HOME={self.home} HAVEN_DATADIR={SOURCE}/data HAVEN_DEMO_PACE=1000 LC_ALL=C.UTF-8 TERM=screen "
            f"finch -c {self.stage.purple}"
        )
        self.tmux("new-session", "-d", "-x", "160", "-y", "50", command)

    def screen(self):
        return self.tmux("capture-pane", "-p").stdout

    def keys(self, *keys):
        self.tmux("send-keys", *keys)

    def logs(self):
        files = (self.stage.purple / "logs").rglob("*.txt")
        return "".join(path.read_text(errors="replace") for path in files)

    def wait(self, done, what):
        end = time.time() + 60
        while not done():
            if time.time() > end:
                raise AssertionError(f"waited for {what}; the screen:\n{self.screen()}")
            time.sleep(0.1)

    def stop(self):
        self.tmux("kill-server")


def walk_to(finch, words):
    """Walks Finch's windows until one shows the words."""

    def shown():
        if words in finch.screen():
            return True
        finch.keys("M-n")
        time.sleep(0.2)
        return words in finch.screen()

    finch.wait(shown, words)


def test_screen_shows_the_note(finch):
    walk_to(finch, TOPIC_LABEL)
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
    walk_to(finch, "Send anyway")
    assert "card number" in finch.screen(), finch.screen()
    finch.keys("M-c")  # closes the question without an answer
    finch.wait(lambda: "Send anyway" not in finch.screen(), "the question to go")
    walk_to(finch, "/haven send")
    assert "4111" not in finch.logs()


def main():
    tests = [(name, func) for name, func in globals().items() if name.startswith("test_")]
    missing = [name for name in ("tmux", "finch") if shutil.which(name) is None]
    if missing:
        print(f"1..0 # SKIP needs {', '.join(missing)}")
        return 0
    build = Path(os.environ["G_TEST_BUILDDIR"])
    failed = 0
    print(f"1..{len(tests)}")
    home = tempfile.mkdtemp(prefix="haven-finch-")
    finch = Finch(home, build)
    try:
        finch.prepare()
        finch.start()
        for number, (name, func) in enumerate(tests, 1):
            path = "/finch/" + name[len("test_"):].replace("_", "-")
            try:
                func(finch)
                print(f"ok {number} {path}", flush=True)
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
