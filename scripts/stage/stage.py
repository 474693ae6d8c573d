# SPDX-License-Identifier: GPL-2.0-or-later
"""A stage for a real Pidgin: a screen of its own if need be, a throw-away profile, a pointer and a keyboard.

Used by scripts/try and by the window tests. It never reads or writes the user's own ~/.purple: Pidgin
runs with a home, a configuration and a session bus of its own, all below one directory.
"""

import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

SCREEN_ATTEMPTS = 5
ROOM = "quiet-corner"
ME = "moth"
CONTACTS = ("sam", "jo", "kim", "lena")


# .test names belong to nobody, so that no real site is named in a demonstration
DEMO_LIST = {
    "haven-list": 1,
    "id": "demo",
    "title": "Haven demo list",
    "maintainer": "The Haven project",
    "date": "2026-11-21",
    "licence": "GPL-2.0-or-later",
    "basis": "Names that belong to nobody, for demonstrations.",
    "category": "health-fraud",
    "entries": [{"host": "example-cures.test", "reason": "claims of cure", "sources": ["Haven demo list"]}],
}


def _colours(ground, text, field, field_text, chosen, chosen_text, quiet):
    return {
        **{f"bg[{state}]": ground for state in ("NORMAL", "INSENSITIVE", "ACTIVE", "PRELIGHT")},
        **{f"fg[{state}]": text for state in ("NORMAL", "ACTIVE", "PRELIGHT")},
        **{f"base[{state}]": field for state in ("NORMAL", "INSENSITIVE")},
        **{f"text[{state}]": field_text for state in ("NORMAL", "PRELIGHT")},
        **{f"base[{state}]": chosen for state in ("SELECTED", "ACTIVE")},
        **{f"text[{state}]": chosen_text for state in ("SELECTED", "ACTIVE")},
        "bg[SELECTED]": chosen, "fg[SELECTED]": chosen_text, "fg[INSENSITIVE]": quiet, "text[INSENSITIVE]": quiet,
    }


# What themes look like that are not light: a dark one, and one of high contrast.
COLOURS = {
    "dark": _colours("#2b2f31", "#e4e4e0", "#1c1f20", "#e4e4e0", "#31648c", "#ffffff", "#8a8f91"),
    "contrast": _colours("#000000", "#ffffff", "#000000", "#ffffff", "#ffff00", "#000000", "#c0c0c0"),
}


class StageError(Exception):
    """Something on the stage did not happen; the message says what was waited for."""


def _pref(name, value):
    if isinstance(value, dict):
        inner = "".join(_pref(key, item) for key, item in value.items())
        return f"<pref name={quoteattr(name)}>{inner}</pref>"
    if isinstance(value, bool):
        return f"<pref name={quoteattr(name)} type='bool' value='{int(value)}'/>"
    if isinstance(value, int):
        return f"<pref name={quoteattr(name)} type='int' value='{value}'/>"
    if isinstance(value, list):
        items = "".join(f"<item value={quoteattr(str(item))}/>" for item in value)
        return f"<pref name={quoteattr(name)} type='pathlist'>{items}</pref>"
    if isinstance(value, Path):
        return f"<pref name={quoteattr(name)} type='path' value={quoteattr(str(value))}/>"
    return f"<pref name={quoteattr(name)} type='string' value={quoteattr(str(value))}/>"


def _merge(into, extra):
    for key, value in extra.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        else:
            into[key] = value
    return into


class Stage:
    """One Pidgin on one screen.

    home: a directory that the stage may fill; build: meson's build directory; headless: whether to bring
    an own screen; pace: the demo's pace in percent, 0 to play it by hand; preload: libraries of the build
    directory that Pidgin loads ahead of all others; modules: the plugins that are put where it looks for them.
    """

    def __init__(self, home, build, source, headless=True, pace=0, witness=True, size="1280x900", preload=(),
                 modules=("core-haven.so", "gtk-haven.so", "haven-demo.so")):
        self.home = Path(home)
        self.build = Path(build)
        self.source = Path(source)
        self.headless = headless
        self.pace = pace
        self.witness = witness
        self.size = size
        self.modules = [*modules, "haven-witness.so"] if witness else modules
        self.preload = [str(self.build / name) for name in preload]
        self.purple = self.home / "purple"
        self.log_path = self.home / "pidgin.log"
        self.socket_dir = None
        self.processes = []
        self.pidgin = None
        self.plugins = []
        self.prefs = {}
        self.env = {}

    # ---- before the curtain -------------------------------------------------------------------

    def prepare(self, settings=None, prefs=None, extra_plugins=()):
        """Writes the throw-away profile. settings: Haven's own, as a dictionary."""
        plugins = self.purple / "plugins"
        plugins.mkdir(parents=True, exist_ok=True)
        os.chmod(self.purple, 0o700)
        for module in self._modules():
            shutil.copy2(module, plugins / module.name)
        loaded = [plugins / "gtk-haven.so"]
        if self.witness:
            loaded.append(plugins / "haven-witness.so")
        loaded.extend(extra_plugins)
        self._write_accounts()
        self._write_list()
        self._write_prefs(loaded, prefs or {})
        self._write_gtkrc()
        self.add_list("demo", DEMO_LIST)
        if settings is not None:
            haven = self.purple / "haven"
            haven.mkdir(mode=0o700, exist_ok=True)
            path = haven / "settings.json"
            path.write_text(json.dumps(settings, indent=2), encoding="utf-8")
            os.chmod(path, 0o600)

    def add_list(self, name, content):
        """A list of sites that the throw-away user follows."""
        lists = self.purple / "haven" / "lists"
        lists.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.chmod(lists.parent, 0o700)
        path = lists / f"{name}.json"
        path.write_text(json.dumps(content, indent=2), encoding="utf-8")
        os.chmod(path, 0o600)

    def _modules(self):
        for name in self.modules:
            found = sorted(self.build.glob(f"plugin/**/{name}"))
            if not found:
                raise StageError(f"{name} is not built in {self.build}")
            yield found[0]

    def _write_accounts(self):
        (self.purple / "accounts.xml").write_text(
            "<?xml version='1.0' encoding='UTF-8' ?>\n<account version='1.0'><account>"
            f"<protocol>prpl-haven-demo</protocol><name>{ME}</name>"
            "<statuses><status type='available' name='Available' active='true'/>"
            "<status type='offline' name='Offline' active='false'/></statuses>"
            "<settings ui='gtk-gaim'><setting name='auto-login' type='bool'>1</setting></settings>"
            "</account></account>\n",
            encoding="utf-8",
        )

    def _write_list(self):
        buddies = "".join(
            f"<contact><buddy account='{ME}' proto='prpl-haven-demo'><name>{escape(name)}</name></buddy></contact>"
            for name in CONTACTS
        )
        (self.purple / "blist.xml").write_text(
            "<?xml version='1.0' encoding='UTF-8' ?>\n<purple version='1.0'><blist><group name='Friends'>"
            f"{buddies}</group><group name='Rooms'><chat proto='prpl-haven-demo' account='{ME}'>"
            f"<component name='room'>{ROOM}</component></chat></group></blist><privacy/></purple>\n",
            encoding="utf-8",
        )

    def _write_prefs(self, loaded, extra):
        tree = {
            "purple": {
                "logging": {"log_ims": True, "log_chats": True, "log_system": False, "format": "txt"},
                "conversations": {"im": {"send_typing": False}},
                "savedstatus": {"startup_current_status": True},
            },
            "pidgin": {
                "plugins": {"loaded": [str(path) for path in loaded]},
                "blist": {"list_visible": False, "x": 940, "y": 20, "width": 300, "height": 500},
                "conversations": {
                    "use_smooth_scrolling": False,
                    "show_incoming_formatting": True,
                    "tabs": True,
                    "im": {"x": 20, "y": 20, "width": 640, "height": 460, "show_buddy_icons": False},
                    "chat": {"x": 20, "y": 20, "width": 760, "height": 560, "userlist_width": 110},
                    "toolbar": {"wide": False},
                },
                "docklet": {"show": "never"},
                "sound": {"method": "none"},
            },
        }
        body = "".join(_pref(name, value) for name, value in _merge(tree, extra).items())
        (self.purple / "prefs.xml").write_text(
            f"<?xml version='1.0' encoding='UTF-8' ?>\n<pref version='1' name='/'>{body}</pref>\n", encoding="utf-8"
        )

    def _write_gtkrc(self):
        theme = next((t for t in ("Clearlooks", "Adwaita") if Path(f"/usr/share/themes/{t}/gtk-2.0/gtkrc").exists()), None)
        lines = ['gtk-font-name = "DejaVu Sans 10"', "gtk-cursor-blink = 0"]
        if theme:
            lines.append(f'gtk-theme-name = "{theme}"')
        self.gtkrc = self.home / "gtkrc-2.0"
        self.gtkrc.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def dress(self, colours):
        """Gives the next Pidgin a theme's colours: one of COLOURS."""
        styles = "\n".join(f'  {part} = "{colour}"' for part, colour in colours.items())
        styles += '\n  GtkIMHtml::hyperlink-color = "#8ab8ea"'
        with self.gtkrc.open("a", encoding="utf-8") as gtkrc:
            gtkrc.write(f'style "dress" {{\n{styles}\n}}\nclass "*" style "dress"\nwidget_class "*" style "dress"\n')

    # ---- up and down --------------------------------------------------------------------------

    def start(self, data=None):
        """Opens the screen and Pidgin, and waits until the demo's room is there."""
        self.socket_dir = tempfile.mkdtemp(prefix="haven-stage-")
        self.env = dict(os.environ)
        self.env.update(
            HOME=str(self.home),
            XDG_CONFIG_HOME=str(self.home / "config"),
            XDG_CACHE_HOME=str(self.home / "cache"),
            XDG_DATA_HOME=str(self.home / "data"),
            HAVEN_DEMO_PACE=str(self.pace),
            HAVEN_DATADIR=str(data or self.source / "data"),
        )
        for name in ("SESSION_MANAGER", "G_DEBUG", "PURPLEHOME"):
            self.env.pop(name, None)
        if self.witness:
            self.env["HAVEN_WITNESS_SOCKET"] = self.socket_path
            self.env["HAVEN_WITNESS_JOURNAL"] = str(self.journal_path)
        if self.headless:
            self.env["GTK2_RC_FILES"] = str(self.gtkrc)
            self.env.setdefault("NO_AT_BRIDGE", "1")
            self._start_screen()
        self._start_bus()
        self.open_pidgin()

    @property
    def socket_path(self):
        return f"{self.socket_dir}/witness"

    @property
    def journal_path(self):
        return self.home / "journal.jsonl"

    def _spawn(self, *words, **options):
        """A program on the stage's screen, which goes with it."""
        options.setdefault("env", self.env)
        process = subprocess.Popen(words, stdin=subprocess.DEVNULL, start_new_session=True, **options)
        self.processes.append(process)
        return process

    def _start_screen(self):
        """Servers that start at the same moment may take the same number, and one of them ends: it tries again."""
        for attempt in range(SCREEN_ATTEMPTS):
            if self._open_screen():
                return
            self._end_processes()
            time.sleep(random.uniform(0.1, 0.5) * (attempt + 1))
        raise StageError("there is no screen: see " + str(self.home / "screen.log"))

    def _open_screen(self):
        read, write = os.pipe()
        with open(self.home / "screen.log", "ab") as log:
            server = self._spawn(
                "Xvfb", "-br", "-displayfd", str(write), "-screen", "0", f"{self.size}x24", "-nolisten", "tcp", "-dpi", "96",
                pass_fds=(write,), stdout=log, stderr=log,
            )
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            return False
        self.env["DISPLAY"] = ":" + number
        with open(self.home / "openbox.log", "ab") as log:
            manager = self._spawn("openbox", stdout=log, stderr=log)

        def manages():
            return subprocess.run(["xdotool", "get_desktop"], env=self.env, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL, check=False).returncode == 0

        def ended():
            return server.poll() is not None or manager.poll() is not None

        # a window that is there before its manager gets no focus, and keys go nowhere
        self.wait(lambda: ended() or manages(), "the window manager")
        return not ended()

    def _start_bus(self):
        with open(self.home / "bus.log", "wb") as log:
            bus = self._spawn("dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address",
                              stdout=subprocess.PIPE, stderr=log)
        self.env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()

    def client_env(self):
        """Plugins that were built with AddressSanitizer need its library in a host that was not."""
        module = (self.purple / "plugins" / "core-haven.so").read_bytes()
        env = dict(self.env)
        env["LD_PRELOAD"] = ":".join(self.preload)
        if b"libasan.so" not in module:
            return env
        compiler = os.environ.get("CC", "gcc").split()[-1]
        # libubsan as well would be initialised twice, and Pidgin would hang before it begins
        asan = subprocess.run([compiler, "-print-file-name=libasan.so"], capture_output=True, text=True).stdout.strip()
        env["LD_PRELOAD"] = ":".join([asan, *self.preload])
        env["ASAN_OPTIONS"] = f"detect_leaks=0:log_path={self.home}/asan"
        env["UBSAN_OPTIONS"] = f"print_stacktrace=1:log_path={self.home}/ubsan"
        return env

    def complaints(self):
        """What the sanitizers had to say, as text; empty when all is well."""
        paths = sorted(self.home.glob("asan.*")) + sorted(self.home.glob("ubsan.*"))
        return "\n".join(path.read_text(errors="replace") for path in paths)

    def set_resolution(self, dots_per_inch):
        """As a user's session tells it to programs, for the next Pidgin."""
        subprocess.run(["xprop", "-root", "-f", "RESOURCE_MANAGER", "8s", "-set", "RESOURCE_MANAGER",
                        f"Xft.dpi:\t{dots_per_inch}\n"], env=self.env, check=True)

    def open_pidgin(self):
        with open(self.log_path, "ab") as log:
            words = [os.environ.get("HAVEN_PIDGIN", "pidgin"), "-c", str(self.purple), "-m"]
            if os.environ.get("HAVEN_STAGE_DEBUG"):
                words.append("-d")
            self.pidgin = self._spawn(*words, stdout=log, stderr=log, env=self.client_env())
        if self.witness:
            self.wait(lambda: self.text(ROOM) is not None, "the demo's room", 60)
            if "gtk-haven\tHaven\tloaded" not in (self.ask("plugins") or ""):
                raise StageError(f"Pidgin did not load Haven: see {self.log_path}, or set HAVEN_STAGE_DEBUG=1")

    def close_pidgin(self):
        """Ends Pidgin as the user's session would, and waits for it; returns its exit status."""
        if self.pidgin and self.pidgin.poll() is None:
            self.pidgin.send_signal(signal.SIGTERM)
            try:
                self.pidgin.wait(20)
            except subprocess.TimeoutExpired:
                self.pidgin.kill()
                self.pidgin.wait()
        if os.path.exists(self.socket_path):
            os.unlink(self.socket_path)
        return self.pidgin.returncode if self.pidgin else 0

    def _end_processes(self):
        for process in reversed(self.processes):
            if process.poll() is None:
                process.terminate()
        for process in self.processes:
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdout:
                process.stdout.close()
        self.processes.clear()

    def stop(self):
        if self.pidgin:
            self.close_pidgin()
        self._end_processes()
        if self.socket_dir:
            shutil.rmtree(self.socket_dir, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    # ---- asking the witness -------------------------------------------------------------------

    def ask(self, *words):
        """What the witness answers, None when it cannot."""
        if self.pidgin.poll() is not None:
            raise StageError(f"Pidgin ended with {self.pidgin.returncode}: see {self.log_path}")
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(60)  # topics of the user's own are compiled while it waits, on a machine that may be busy
            try:
                client.connect(self.socket_path)
            except (FileNotFoundError, ConnectionRefusedError):
                return None
            client.sendall("\t".join(words).encode() + b"\n")
            parts = []
            while part := client.recv(65536):
                parts.append(part)
        reply = b"".join(parts).decode("utf-8", "replace")
        return reply[1:] if reply.startswith("+") else None

    def text(self, conversation):
        return self.ask("text", conversation)

    def entry(self, conversation):
        return self.ask("entry", conversation)

    def markup(self, conversation):
        return self.ask("markup", conversation)

    def say(self, where, who, text):
        if self.ask("say", where, who, text) is None:
            raise StageError(f"the demo could not say {text!r}")

    def step(self, count=1):
        return int(self.ask("step", str(count)) or 0)

    def widgets(self, **wanted):
        """The visible widgets whose properties match; a compiled pattern is searched for."""
        rows = [json.loads(line) for line in (self.ask("widgets") or "").splitlines()]

        def fits(row):
            for key, value in wanted.items():
                have = row.get(key)
                if isinstance(value, re.Pattern):
                    if not isinstance(have, str) or not value.search(have):
                        return False
                elif have != value:
                    return False
            return True

        return [row for row in rows if fits(row)]

    def journal(self, signal_name=None):
        if not self.journal_path.exists():
            return []
        rows = [json.loads(line) for line in self.journal_path.read_text(encoding="utf-8").splitlines()]
        return [row for row in rows if signal_name is None or row["signal"] == signal_name]

    def logs(self):
        """All that Pidgin's own logs hold."""
        parts = []
        for path in sorted((self.purple / "logs").glob("**/*")):
            if path.is_file():
                parts.append(path.read_text(encoding="utf-8", errors="replace"))
        return "\n".join(parts)

    def wait(self, condition, what, seconds=20):
        """Waits until condition() is true, and returns its value."""
        end = time.monotonic() + seconds
        while True:
            value = condition()
            if value:
                return value
            if time.monotonic() > end:
                raise StageError("waited in vain for " + what)
            time.sleep(0.05)

    # ---- hands --------------------------------------------------------------------------------

    def _xdotool(self, *words):
        subprocess.run(["xdotool", *map(str, words)], env=self.env, check=True, stdout=subprocess.DEVNULL)

    def _answer(self, *words):
        """The words that xdotool answers with; none when it could not."""
        return subprocess.run(["xdotool", *words], env=self.env, capture_output=True, text=True, check=False).stdout.split()

    def activate(self, title):
        """Brings a window to the front, and waits until it has the keyboard. What xdotool's own --sync does ends with an
        error where no window had it before."""

        def is_active():
            found = self._answer("search", "--name", title)
            if found:
                self._answer("windowactivate", found[0])
            return found and self._answer("getactivewindow") == found[:1]

        self.wait(is_active, f"the window {title} in front")

    def click_at(self, x, y, button=1):
        self._xdotool("mousemove", "--sync", int(x), int(y))
        time.sleep(0.1)
        self._xdotool("click", button)

    def wheel_down(self):
        """One notch, where the pointer rests."""
        self._xdotool("click", 5)

    def hover(self, x, y):
        """Comes to rest there: a pointer that jumps is not one that moves."""
        self._xdotool("mousemove", "--sync", int(x) - 6, int(y))
        time.sleep(0.1)
        self._xdotool("mousemove", "--sync", int(x), int(y))

    def drag(self, from_x, from_y, to_x, to_y):
        self._xdotool("mousemove", "--sync", int(from_x), int(from_y), "mousedown", 1)
        time.sleep(0.1)
        self._xdotool("mousemove", "--sync", int((from_x + to_x) / 2), int(to_y))
        self._xdotool("mousemove", "--sync", int(to_x), int(to_y), "mouseup", 1)
        time.sleep(0.1)

    def point_away(self):
        width, height = self.size.split("x")
        self._xdotool("mousemove", int(width) - 4, int(height) - 4)

    def where(self, conversation, needle):
        """The middle of the text on the screen."""

        def look():
            self.ask("where", conversation, needle)
            time.sleep(0.1)
            return self.ask("where", conversation, needle)

        answer = self.wait(look, f"{needle!r} in {conversation}")
        x, y, width, height = map(int, answer.split())
        return x + max(width, 2) // 2, y + height // 2

    def click_text(self, conversation, needle, button=1):
        self.click_at(*self.where(conversation, needle), button=button)

    def click_widget(self, button=1, **wanted):
        def middle():
            row = self.wait(lambda: self.widgets(**wanted), f"a widget with {wanted}")[-1]
            return row["x"] + row["width"] // 2, row["y"] + row["height"] // 2

        # a window that has just got a line more lays itself out anew: a click waits until the widget stands still
        place, before = middle(), None
        while place != before:
            time.sleep(0.1)
            place, before = middle(), place
        self.click_at(*place, button)

    def key(self, *keys):
        for key in keys:
            self._xdotool("key", "--clearmodifiers", key)
            time.sleep(0.05)

    def type(self, text):
        self._xdotool("type", "--delay", 12, text)

    def present(self, conversation):
        self.wait(lambda: self.ask("present", conversation), f"the conversation {conversation}")
        time.sleep(0.3)

    # ---- pictures -----------------------------------------------------------------------------

    def picture(self, path, window=None, pause=0.35):
        """Takes a picture of the screen, or of the window whose title contains `window`, once it has come to rest."""
        path = Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        time.sleep(pause)
        words = ["import", "-window", "root"]
        if window:
            words += ["-crop", self._geometry(window), "+repage"]
        subprocess.run(words + ["-strip", "-define", "png:exclude-chunks=date,time", str(path)], env=self.env,
                       check=True)
        return path

    def _geometry(self, window):
        """Where a window stands, as ImageMagick says it; with the dialogs that stand in front of it."""
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", window], env=self.env, capture_output=True, text=True
        ).stdout.split()
        if not found:
            raise StageError(f"no window named {window!r} to take a picture of")
        # xdotool's own answer counts the frame twice
        text = subprocess.run(["xwininfo", "-id", found[-1]], env=self.env, capture_output=True, text=True,
                              check=True).stdout
        x, y, width, height = (
            int(re.search(pattern + r":\s+(-?\d+)", text).group(1))
            for pattern in ("Absolute upper-left X", "Absolute upper-left Y", "Width", "Height")
        )
        return f"{width}x{height}+{x}+{y}"


def pixels(path, box=None):
    """(width, height, bytes): the picture's RGB pixels, of box = (x, y, width, height) if given."""
    words = ["convert", str(path)]
    if box:
        x, y, width, height = box
        words += ["-crop", f"{width}x{height}+{x}+{y}", "+repage"]
    size = subprocess.run(words + ["-format", "%w %h", "info:"], capture_output=True, text=True, check=True).stdout
    raw = subprocess.run(words + ["-depth", "8", "rgb:-"], capture_output=True, check=True).stdout
    width, height = map(int, size.split()[:2])
    return width, height, raw
