#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The real BitlBee over libpurple, between an IRC client and a prosody: its user meets the note and not the text, opens
it by a word that never leaves, and is asked before a card number does. Prints TAP."""

import base64
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
HEAVY = "I cut myself again last night"
ROOM = "corner@rooms.localhost"
NAME = "cut myself again"
CARD = "my card is 4111 1111 1111 1111 ok"
PASSWORD = "the password is hunter2Xq9"
SETTINGS = {"version": 1, "profile": "support-group", "topics": {"self-harm": "discuss"}}
PATIENCE = 60

PROSODY = """
run_as_root = true
daemonize = false
pidfile = "{home}/prosody.pid"
data_path = "{home}"
log = {{ warn = "{home}/prosody.log" }}
modules_enabled = {{ "roster", "saslauth", "disco", "presence", "message", "iq", "ping" }}
modules_disabled = {{ "s2s", "tls" }}
interfaces = {{ "127.0.0.1" }}
c2s_ports = {{ {port} }}
s2s_ports = {{ }}
c2s_direct_tls_ports = {{ }}
http_ports = {{ }}
https_ports = {{ }}
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
authentication = "internal_plain"
storage = "internal"
VirtualHost "localhost"
Component "rooms.localhost" "muc"
    muc_room_locking = false
"""


def free_port():
    """Not one that the kernel would give: until the server has it, any connection of another test might get the same."""
    for number in range(22000):
        port = 10000 + (os.getpid() * 16 + number) % 22000
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue
    raise RuntimeError("there is no free port")


class Line:
    """A socket, all that came over it, and waiting for what must come."""

    def __init__(self, end):
        self.socket = end
        self.socket.settimeout(0.2)
        self.heard = ""

    def say(self, text):
        self.socket.sendall(text.encode())

    def listen(self):
        try:
            self.heard += self.socket.recv(65536).decode(errors="replace")
        except socket.timeout:
            pass

    def wait(self, pattern, since=0):
        end = time.time() + PATIENCE
        while not re.search(pattern, self.heard[since:]):
            if time.time() > end:
                raise AssertionError(f"waited for {pattern!r}; heard:\n{self.heard[-3000:]}")
            self.listen()
        return len(self.heard)


def connect(port):
    """A server takes a moment to be there."""
    end = time.time() + PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port))
        except OSError:
            if time.time() > end:
                raise
            time.sleep(0.1)


class Peer(Line):
    """Another person's XMPP client."""

    STREAM = ("<?xml version='1.0'?><stream:stream to='localhost' xmlns='jabber:client' "
              "xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>")

    def __init__(self, port, name):
        super().__init__(connect(port))
        self.say(self.STREAM)
        at = self.wait("</stream:features>")
        plain = base64.b64encode(f"\0{name}\0secret".encode()).decode()
        self.say(f"<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>{plain}</auth>")
        at = self.wait("<success", at)
        self.say(self.STREAM)
        at = self.wait("</stream:features>", at)
        self.say("<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>")
        self.wait("</iq>", at)
        self.say("<presence/>")

    def message(self, to, text):
        self.say(f"<message type='chat' to='{to}'><body>{text}</body></message>")

    def join(self, room, nick):
        self.say(f"<presence to='{room}/{nick}'><x xmlns='http://jabber.org/protocol/muc'/></presence>")
        self.wait("<subject", 0)

    def say_in(self, room, text, tag="body"):
        self.say(f"<message type='groupchat' to='{room}'><{tag}>{text}</{tag}></message>")

    def leave(self, room, nick):
        self.say(f"<presence type='unavailable' to='{room}/{nick}'/>")

    def all_heard(self):
        """What was due has come when the server answers."""
        at = len(self.heard)
        self.say("<iq type='get' id='the-end' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>")
        self.wait("the-end", at)
        return self.heard


class Scene:
    def __init__(self, home, build):
        self.home = Path(home)
        self.processes = []
        self.port = free_port()
        self.build = build
        self.nick = None

    def spawn(self, words, **options):
        with open(self.home / (words[0] + ".out"), "wb") as out:
            self.processes.append(subprocess.Popen(words, stdout=out, stderr=out, **options))

    def start_prosody(self):
        (self.home / "prosody.cfg.lua").write_text(PROSODY.format(home=self.home, port=self.port))
        accounts = self.home / "localhost" / "accounts"
        accounts.mkdir(parents=True)
        for name in ("alice", "bob"):
            (accounts / f"{name}.dat").write_text('return { ["password"] = "secret"; };\n')
        self.spawn(["prosody", "-F", "--config", str(self.home / "prosody.cfg.lua")])

    def start_bitlbee(self):
        state = self.home / "bitlbee"
        # BitlBee's own places: libpurple's plugins beside BitlBee's, and a directory of purple's for each user
        plugins = self.home / "plugins" / "purple"
        haven = state / "purple" / "moth" / "haven"
        plugins.mkdir(parents=True)
        haven.mkdir(mode=0o700, parents=True)
        shutil.copy2(self.build / "plugin" / "core-haven.so", plugins)
        (haven / "settings.json").write_text(json.dumps(SETTINGS))
        conf = self.home / "bitlbee.conf"
        conf.write_text(f"[settings]\nRunMode = Inetd\nAuthMode = Open\nPluginDir = {plugins.parent}\n")
        env = dict(os.environ, HAVEN_DATADIR=str(SOURCE / "data"), LC_ALL="C.UTF-8", HOME=str(self.home))
        if b"libasan.so" in (plugins / "core-haven.so").read_bytes():
            asan = subprocess.run(["gcc", "-print-file-name=libasan.so"], capture_output=True, text=True).stdout.strip()
            env.update(LD_PRELOAD=asan, ASAN_OPTIONS=f"detect_leaks=0:log_path={self.home}/asan")
        # libpurple in BitlBee is for one user a process: its client is what it was started with, as under inetd
        mine, its = socket.socketpair()
        with open(self.home / "bitlbee.out", "wb") as out:
            self.processes.append(subprocess.Popen(["bitlbee", "-I", "-c", str(conf), "-d", str(state)],
                                                   stdin=its, stdout=its, stderr=out, env=env))
        its.close()
        self.irc = Line(mine)

    def sign_on(self):
        self.irc.say("NICK moth\r\nUSER moth 0 * :moth\r\n")
        self.irc.wait(r"JOIN :?&bitlbee")
        self.root("account add jabber alice@localhost secret", "successfully added")
        for name, value in (("port", self.port), ("connect_server", "127.0.0.1"),
                            ("connection_security", "opportunistic_tls"), ("auth_plain_in_clear", "true")):
            self.root(f"account jabber set {name} {value}", re.escape(f"{name}") + ".*" + re.escape(str(value)))
        self.root("account jabber on", "Logged in|Logging in: Connected")

    def root(self, command, answer):
        at = len(self.irc.heard)
        self.irc.say(f"PRIVMSG &bitlbee :{command}\r\n")
        self.irc.wait(answer, at)

    def stop(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def test_the_note_and_not_the_text(scene):
    scene.bob.message("alice@localhost", HEAVY)
    scene.irc.wait(r"content note: self-harm")
    found = re.search(r":([^!\s]+)![^\r\n]*content note: self-harm[^\r\n]*", scene.irc.heard)
    assert found and "/haven open 1" in found.group(0), scene.irc.heard[-800:]
    scene.nick = found.group(1)
    assert "cut myself" not in scene.irc.heard


def test_nothing_stands_where_all_users_share(scene):
    shared = scene.home / "bitlbee" / "purple" / "haven"
    assert not shared.exists(), list(shared.iterdir())


def test_a_word_opens_it_and_never_leaves(scene):
    at = len(scene.irc.heard)
    scene.irc.say(f"PRIVMSG {scene.nick} :/haven open 1\r\n")
    scene.irc.wait("cut myself", at)
    assert "haven" not in scene.bob.all_heard(), scene.bob.heard


def test_ordinary_words_leave(scene):
    scene.irc.say(f"PRIVMSG {scene.nick} :see you at eight\r\n")
    scene.bob.wait("see you at eight")


def test_a_card_number_is_asked_about(scene):
    at = len(scene.irc.heard)
    scene.irc.say(f"PRIVMSG {scene.nick} :{CARD}\r\n")
    scene.irc.wait("card number", at)
    assert "4111" not in scene.bob.all_heard(), scene.bob.heard
    scene.irc.say("PRIVMSG &bitlbee :yes\r\n")
    scene.bob.wait("4111 1111 1111 1111")


def test_what_is_refused_never_leaves(scene):
    """Another kind than the card: one that was sent is not asked about again today."""
    at = len(scene.irc.heard)
    scene.irc.say(f"PRIVMSG {scene.nick} :{PASSWORD}\r\n")
    scene.irc.wait("password", at)
    scene.irc.say("PRIVMSG &bitlbee :no\r\n")
    scene.irc.say(f"PRIVMSG {scene.nick} :never mind\r\n")
    scene.bob.wait("never mind")
    assert "hunter2" not in scene.bob.heard, scene.bob.heard


def test_what_is_held_is_told_and_reached_by_words(scene):
    at = len(scene.irc.heard)
    scene.irc.say(f"PRIVMSG {scene.nick} :/haven attack 1\r\n")
    scene.irc.wait("are told nothing", at)
    scene.bob.message("alice@localhost", "a quiet word")
    scene.irc.wait("Haven holds a message for the first time", at)  # in the control channel
    scene.irc.say(f"PRIVMSG {scene.nick} :/haven held\r\n")
    scene.irc.wait("1 message: 1 ", at)
    assert "a quiet word" not in scene.irc.heard
    scene.irc.say(f"PRIVMSG {scene.nick} :/haven held read 1\r\n")
    scene.irc.wait("a quiet word", at)
    scene.irc.say(f"PRIVMSG {scene.nick} :/haven held delete 1\r\n")
    scene.irc.wait("Done. Nobody was told", at)
    scene.irc.say(f"PRIVMSG {scene.nick} :/haven attack off\r\n")
    scene.irc.wait("is off", at)
    assert "haven" not in scene.bob.all_heard(), scene.bob.heard


def test_topics_are_chosen_by_words(scene):
    at = len(scene.irc.heard)
    scene.irc.say(f"PRIVMSG {scene.nick} :/haven set topics spiders mention\r\n")
    scene.irc.wait("phobia-spiders is now: cover any mention", at)
    scene.bob.message("alice@localhost", "there is a huge spider in my bath")
    scene.irc.wait("content note: spiders", at)
    assert "haven" not in scene.bob.all_heard(), scene.bob.heard


def test_names_in_a_room_are_covered(scene):
    """Who is there when one comes in, who says something, and whoever leaves."""
    at = len(scene.irc.heard)
    scene.bob.join(ROOM, NAME)
    scene.root(f"chat add jabber {ROOM} #corner", "added|Added|Room|success")
    scene.irc.say("JOIN #corner\r\n")
    scene.irc.wait(r":name1self-harm![^ ]* JOIN", at)
    scene.bob.say_in(ROOM, "good evening")
    scene.irc.wait(r":name1self-harm![^ ]* PRIVMSG #corner :good evening", at)
    assert "cut" not in scene.irc.heard[at:], scene.irc.heard[at:]


def test_a_stand_in_can_be_written_to(scene):
    scene.irc.say("PRIVMSG name1self-harm :a word in private\r\n")
    scene.bob.wait(r"<message[^>]*>(?:(?!</message>).)*a word in private")
    message = re.search(r"<message[^>]*>(?:(?!</message>).)*a word in private", scene.bob.heard).group(0)
    assert "groupchat" not in message and f"{ROOM}/" in message, message


def test_what_goes_to_a_stand_in_is_asked_about(scene):
    at = len(scene.irc.heard)
    scene.irc.say("PRIVMSG name1self-harm :my iban is GB82 WEST 1234 5698 7654 32\r\n")
    scene.irc.wait("IBAN|bank|account number", at)
    assert "5698" not in scene.bob.all_heard(), scene.bob.heard
    scene.irc.say("PRIVMSG &bitlbee :yes\r\n")
    scene.bob.wait("5698 7654 32")


def test_topic_of_a_room_is_covered(scene):
    """It comes as a line that libpurple says."""
    at = len(scene.irc.heard)
    scene.bob.say_in(ROOM, HEAVY, tag="subject")
    scene.bob.say_in(ROOM, "the kettle is on")
    scene.irc.wait("the kettle is on", at)
    assert "content note: self-harm" in scene.irc.heard[at:], scene.irc.heard[at:]
    assert "cut myself" not in scene.irc.heard[at:], scene.irc.heard[at:]
    number = re.search(r"self-harm · /haven open (\d+)", scene.irc.heard[at:]).group(1)
    scene.irc.say(f"PRIVMSG #corner :/haven open {number}\r\n")
    scene.irc.wait(HEAVY, at)
    assert "haven" not in scene.bob.all_heard(), scene.bob.heard


def test_whoever_leaves_a_room_is_covered(scene):
    at = len(scene.irc.heard)
    scene.bob.leave(ROOM, NAME)
    scene.irc.wait(r":name1self-harm![^ ]* (PART|QUIT)", at)
    assert "cut" not in scene.irc.heard[at:], scene.irc.heard[at:]


def play(scene, tests):
    failed = 0
    scene.start_prosody()
    scene.start_bitlbee()
    scene.bob = Peer(scene.port, "bob")
    scene.sign_on()
    for number, (name, func) in enumerate(tests, 1):
        path = "/bitlbee/" + name.removeprefix("test_").replace("_", "-")
        try:
            func(scene)
            print(f"ok {number} {path}", flush=True)
        except AssertionError as error:
            failed += 1
            print(f"not ok {number} {path}", flush=True)
            for line in str(error).splitlines():
                print(f"# {line}")
    return failed


def main():
    tests = [(name, func) for name, func in globals().items() if name.startswith("test_")]
    missing = [name for name in ("bitlbee", "prosody") if shutil.which(name) is None]
    if missing:
        print(f"1..0 # SKIP needs {', '.join(missing)}")
        return 0
    failed = 1
    print(f"1..{len(tests)}")
    home = tempfile.mkdtemp(prefix="haven-bitlbee-")
    scene = Scene(home, Path(os.environ["G_TEST_BUILDDIR"]))
    try:
        failed = play(scene, tests)
    except AssertionError as error:
        for line in str(error).splitlines():
            print(f"# {line}")
        print("Bail out! the scene could not be set up")
    finally:
        scene.stop()
        for path in Path(home).glob("asan.*"):
            failed += 1
            print(path.read_text(errors="replace"), "Bail out! a sanitizer complained", sep="\n")
        if failed:
            for path in Path(home).glob("*.out"):
                for line in path.read_text(errors="replace").splitlines()[-20:]:
                    print(f"# {path.name}: {line}")
        shutil.rmtree(home, ignore_errors=True)
    return 1 if failed else 0


sys.exit(main())
