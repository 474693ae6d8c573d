# SPDX-License-Identifier: GPL-2.0-or-later
"""A stage for a real Finch: a terminal that nobody sits at, a throw-away profile, keys and a look at the screen."""

import os
import subprocess
import time
from pathlib import Path

from stage import Stage


# a room's people are listed beside it
PEOPLE = "<pref name='conversations'><pref name='chats'><pref name='userlist' type='bool' value='1'/></pref></pref>"


class Finch:
    """One Finch in a terminal of its own, with a throw-away profile; pace: the demo's, in percent."""

    def __init__(self, home, build, source, pace=1000, size=(160, 50)):
        self.home = Path(home)
        self.source = source
        self.pace = pace
        self.size = size
        self.socket = str(self.home / "tmux")
        self.pipe = self.home / "pipe"
        self.stage = Stage(home, build, source, witness=False, modules=("core-haven.so", "haven-demo.so"))

    def tmux(self, *words):
        return subprocess.run(["tmux", "-f", "/dev/null", "-S", self.socket, *words], capture_output=True, text=True)

    def prepare(self, settings, extra_plugins=(), prefs=""):
        purple = self.stage.purple
        self.stage.prepare(settings=settings)
        loaded = "".join(f"<item value='{path}'/>" for path in (purple / "plugins" / "core-haven.so", *extra_plugins))
        (purple / "prefs.xml").write_text(
            "<?xml version='1.0' encoding='UTF-8' ?>\n<pref version='1' name='/'><pref name='purple'>"
            "<pref name='logging'><pref name='log_ims' type='bool' value='1'/><pref name='log_chats' type='bool' value='1'/>"
            "<pref name='format' type='string' value='txt'/></pref></pref><pref name='finch'><pref name='plugins'>"
            f"<pref name='loaded' type='pathlist'>{loaded}</pref></pref>{prefs}</pref></pref>\n",
            encoding="utf-8",
        )
        accounts = purple / "accounts.xml"
        accounts.write_text(accounts.read_text().replace("gtk-gaim", "gnt-purple"))

    def start(self):
        # the stage knows what a host needs that was built without the sanitizers
        wanted = ("LD_PRELOAD", "ASAN_OPTIONS", "UBSAN_OPTIONS")
        env = " ".join(f"{name}={value}" for name, value in self.stage.client_env().items() if name in wanted and value)
        command = (
            f"env {env} HAVEN_DEMO_PIPE={self.pipe} HOME={self.home} HAVEN_DATADIR={self.source}/data HAVEN_DEMO_PACE={self.pace} LC_ALL=C.UTF-8 TERM=screen "
            f"finch -c {self.stage.purple}"
        )
        if not self.pipe.exists():
            os.mkfifo(self.pipe)
        self.tmux("new-session", "-d", "-x", str(self.size[0]), "-y", str(self.size[1]), command)

    def screen(self):
        return self.tmux("capture-pane", "-p").stdout

    def keys(self, *keys):
        self.tmux("send-keys", *keys)

    def type(self, line):
        self.keys("-l", line)
        self.keys("Enter")

    def open_action(self, name):
        """One of the entries of Finch's own menu of actions."""
        self.keys("M-a")
        self.wait(lambda: "Actions" in self.screen() and name in self.screen(), "the menu of actions")
        rows = self.screen().split("Actions", 1)[1].splitlines()[1:]
        self.keys(*["Down"] * next(row for row, words in enumerate(rows) if name in words), "Enter")

    def say(self, where, who, text):
        """What somebody does in the demo, as plugin/demo/haven-demo.c lists it."""
        with open(self.pipe, "w", encoding="utf-8") as pipe:
            pipe.write(f"{where}\t{who}\t{text}\n")

    def walk_to(self, words):
        """Walks Finch's windows until one shows the words."""

        def shown():
            if words in self.screen():
                return True
            self.keys("M-n")
            time.sleep(0.2)
            return words in self.screen()

        self.wait(shown, words)

    def picture(self, path):
        """The screen as a picture: its characters on a dark ground, as a terminal shows them."""
        lines = [line.rstrip().ljust(self.size[0]) for line in self.screen().splitlines()]
        # ImageMagick takes these two for its own
        text = "\n".join(lines).replace("\\", "\\\\").replace("%", "%%")
        font = subprocess.run(["fc-match", "-f", "%{file}", "DejaVu Sans Mono"], capture_output=True, text=True).stdout
        size = f"{8 * self.size[0] + 24}x{17 * len(lines) + 16}"
        subprocess.run(["convert", "-size", size, "xc:#1d2124", "-fill", "#d4dadc", "-font", font, "-pointsize", "13",
                        "-interline-spacing", "1", "-annotate", "+12+22", text, "-strip", "-define",
                        "png:exclude-chunks=date,time", str(path)], check=True)

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
