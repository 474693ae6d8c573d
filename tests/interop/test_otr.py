#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""pidgin-otr in a real Pidgin: Haven sees what people write, the wire does not. Prints TAP."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "scripts" / "stage"))

from scene import SETTINGS, TOPIC_LABEL, TOPIC_WORDS  # noqa: E402
from stage import Stage  # noqa: E402

OTR = sorted(Path("/usr/lib").glob("pidgin/pidgin-otr.so")) + sorted(Path("/usr/lib").glob("*/pidgin/pidgin-otr.so"))
CARD = "4111 1111 1111 1111"


def read(path):
    """The driver's rows, by phase: before "in" the two are only getting to know each other."""
    phases, phase = {}, "greet"
    for line in path.read_text(errors="replace").splitlines():
        key, _, value = line.partition("\t")
        if key == "phase":
            phase = value
        phases.setdefault(phase, []).append((key, value))
    return phases


def values(phases, phase, key):
    return [value for name, value in phases.get(phase, []) if name == key]


def test_incoming_is_veiled_after_decryption(phases):
    wire = values(phases, "in", "ben")
    assert wire and all(text.startswith("?OTR:") for text in wire), f"on the wire: {wire}"
    heard = values(phases, "in", "announced-to-ana")
    assert any(TOPIC_LABEL in text for text in heard), f"announced: {heard}"
    assert not any(TOPIC_WORDS in text for text in heard), f"announced: {heard}"


def test_outgoing_is_asked_about_before_encryption(phases):
    assert not values(phases, "out", "ana"), f"on the wire: {values(phases, 'out', 'ana')}"
    assert any(CARD in text for text in values(phases, "answer", "draft")), "no draft was kept"


def test_outgoing_is_encrypted_when_sent(phases):
    wire = values(phases, "answer", "ana")
    assert wire and all(text.startswith("?OTR:") for text in wire), f"on the wire: {wire}"
    heard = values(phases, "answer", "announced-to-ben")
    assert any(CARD in text for text in heard), f"announced: {heard}"


def main():
    tests = [(name, func) for name, func in globals().items() if name.startswith("test_")]
    missing = [name for name in ("Xvfb", "openbox", "dbus-daemon", "pidgin") if shutil.which(name) is None]
    if not OTR:
        missing.append("pidgin-otr")
    if missing:
        print(f"1..0 # SKIP needs {', '.join(missing)}")
        return 0
    build = Path(os.environ["G_TEST_BUILDDIR"])
    home = tempfile.mkdtemp(prefix="haven-otr-")
    result = Path(home) / "result"
    result.touch()
    os.environ["OTR_RESULT"] = str(result)
    stage = Stage(home, build, SOURCE)
    failed = 0
    print(f"1..{len(tests)}", flush=True)
    try:
        stage.prepare(settings=SETTINGS, extra_plugins=[OTR[0], build / "tests" / "interop" / "otr-driver.so"])
        stage.start()
        stage.wait(lambda: "done" in read(result), "the talk", 90)
        phases = read(result)
        for number, (name, func) in enumerate(tests, 1):
            path = "/otr/" + name[len("test_"):].replace("_", "-")
            try:
                func(phases)
                print(f"ok {number} {path}", flush=True)
            except AssertionError as error:
                failed += 1
                print(f"not ok {number} {path}\n# {error}", flush=True)
    finally:
        if failed or "done" not in read(result):
            print("\n".join("# " + line[:160] for line in result.read_text(errors="replace").splitlines()[-30:]))
        stage.stop()
        shutil.rmtree(home, ignore_errors=True)
    return 1 if failed else 0


sys.exit(main())
