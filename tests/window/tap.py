# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs a module's tests against a real Pidgin and prints TAP.

A test is a function that takes a Stage and is named after what must hold: test_veil_opens_by_click becomes
/window/veil-opens-by-click. Tests of one module share one Pidgin and run in the order in which they are
written; each uses words of its own, so that none needs another's.
"""

import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "scripts" / "stage"))

from scene import SETTINGS  # noqa: E402
from stage import Stage  # noqa: E402

NEEDED = ("Xvfb", "openbox", "dbus-daemon", "pidgin", "xdotool", "xwininfo", "xclip", "import", "convert")


def check(condition, what):
    if not condition:
        raise AssertionError(what)


def check_in(needle, text, what="the text"):
    check(needle in (text or ""), f"{needle!r} is not in {what}: {text!r}")


def check_not_in(needle, text, what="the text"):
    check(needle not in (text or ""), f"{needle!r} is in {what}: {text!r}")


class Skip(Exception):
    """What a test needs is not installed: it is reported as skipped, never as passed."""


def artifacts(name):
    directory = Path(os.environ.get("G_TEST_BUILDDIR", ".")) / "window-pictures"
    directory.mkdir(parents=True, exist_ok=True)
    return directory / name


def share_compiled_packs(stage, build, lend):
    """Compiling the packs is most of what a start takes: the first stage leaves its compiled ones for the rest, before
    anything is done to them. A stale copy is no harm, since Haven goes by the checksums in it."""
    own, shared = stage.purple / "haven" / "cache" / "packs.bin", build / "compiled-packs.bin"
    source, target = (shared, own) if lend else (own, shared)
    if not source.exists() or (target.exists() and source.samefile(target)):
        return
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = target.with_suffix(f".{os.getpid()}")
    try:
        os.link(source, fresh)
    except OSError:  # on another disk
        shutil.copy(source, fresh)
    os.replace(fresh, target)


def explain(text):
    """Of a script that speaks TAP meson shows what it writes to standard error, and keeps the rest to itself."""
    for line in text.splitlines():
        print("# " + line)
        print(line, file=sys.stderr)


def run(tests, settings=SETTINGS, prepare=None, **options):
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        print(f"1..0 # SKIP needs {', '.join(missing)}")
        return 0
    build = Path(os.environ["G_TEST_BUILDDIR"])
    home = tempfile.mkdtemp(prefix="haven-window-")
    failed = 0
    # a test that takes too long is told to go: its screen must go with it
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    print(f"1..{len(tests)}")
    stage = Stage(home, build, SOURCE, **options)
    try:
        if prepare:
            prepare(stage)
        else:
            stage.prepare(settings=settings)
        share_compiled_packs(stage, build, lend=True)
        stage.start()
        share_compiled_packs(stage, build, lend=False)
        for number, test in enumerate(tests, 1):
            name = "/window/" + test.__name__.removeprefix("test_").replace("_", "-")
            try:
                test(stage)
                print(f"ok {number} {name}", flush=True)
            except Skip as reason:
                print(f"ok {number} {name} # SKIP {reason}", flush=True)
            except Exception as error:  # every failure is one line of TAP and a picture
                failed += 1
                print(f"not ok {number} {name}", flush=True)
                explain(traceback.format_exc())
                try:
                    stage.picture(artifacts("failed-" + test.__name__ + ".png"))
                except Exception:
                    print(f"# and no picture of it: {error}")
                stage.key("Escape")
                time.sleep(0.2)
    except Exception:
        explain(traceback.format_exc())
        print("Bail out! the stage could not be set up")
        failed += 1
    finally:
        stage.stop()
        explain("\n".join(stage.complaints().splitlines()[:60]))
        if stage.complaints():
            print("Bail out! a sanitizer complained")
            failed += 1
        log = stage.log_path.read_text(errors="replace") if stage.log_path.exists() else ""
        for line in log.splitlines()[-20:]:
            print("# pidgin: " + line)
        if failed:
            print(f"# everything is kept in {home}")
        else:
            shutil.rmtree(home, ignore_errors=True)
    return 1 if failed else 0


def main(module, **options):
    tests = [value for name, value in vars(module).items() if name.startswith("test_") and callable(value)]
    sys.exit(run(tests, **options))
