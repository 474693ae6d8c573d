#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The contract of `haven scan`, on the built command. Prints TAP."""
import json
import os
import resource
import select
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))
from report import run_tests  # noqa: E402 pylint: disable=wrong-import-position

HAVEN = sys.argv[1]
MANY = int(sys.argv[2]) if len(sys.argv) > 2 else 100000


CACHE = tempfile.TemporaryDirectory(prefix="haven-cache-")  # every call would compile all packs again


def scan_without_cache(lines, *args):
    data = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    done = subprocess.run([HAVEN, "scan", *args], input=data.encode(), capture_output=True, check=False)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr.decode()


def scan(lines, *args):
    return scan_without_cache(lines, "--cache", CACHE.name, *args)


def answers_in_order():
    status, out, _ = scan([{"id": i, "text": "hello"} for i in range(50)])
    assert status == 0 and [o["id"] for o in out] == list(range(50))


def input_that_cannot_be_read_is_no_end():
    folder = os.open("/", os.O_RDONLY)
    done = subprocess.run([HAVEN, "scan", "--cache", CACHE.name], stdin=folder, capture_output=True, check=False)
    os.close(folder)
    assert done.returncode == 1 and b"could not be read" in done.stderr, done


def a_file_in_the_place_of_the_input_is_a_wrong_call():
    for command in ("scan", "links"):
        done = subprocess.run([HAVEN, command, "messages.jsonl"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
        assert done.returncode == 2 and b"messages.jsonl" in done.stderr, done


def a_line_without_an_end_is_named_and_the_rest_answered():
    long = '{"text": "' + "x" * (33 * 1024 * 1024) + '"}'
    status, out, err = scan([long, {"id": 2, "text": "hello"}])
    assert status == 1 and [o["id"] for o in out] == [2] and "line 1: has more than" in err, err


def a_line_is_answered_before_the_next():
    with subprocess.Popen([HAVEN, "scan", "--cache", CACHE.name], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as haven:
        for number in range(2):
            haven.stdin.write(json.dumps({"id": number, "text": "hello"}).encode() + b"\n")
            haven.stdin.flush()
            ready, _, _ = select.select([haven.stdout], [], [], 60)
            if not ready:
                haven.kill()
            assert ready, f"no answer to line {number}"
            assert json.loads(haven.stdout.readline())["id"] == number


def id_may_be_anything():
    ids = ["x", 3, None, {"a": [1]}, True, 1312345678901234567, -0.5]
    _, out, _ = scan([{"id": i, "text": "hello"} for i in ids])
    assert [o["id"] for o in out] == ids


def only_text_is_required():
    status, out, _ = scan([{"text": "good morning"}])
    assert status == 0
    assert out == [{"id": None, "action": "show", "label": None, "findings": [], "notes": []}]


def malformed_lines_are_named_and_skipped():
    status, out, err = scan([{"id": 1, "text": "a"}, "{", '{"id": 2}', '{"text": 3}', {"id": 3, "text": "b"}])
    assert status == 1
    assert [o["id"] for o in out] == [1, 3]
    for number in (2, 3, 4):
        assert f"line {number}:" in err, err
    assert "line 2: column 2: " in err and "line 1" not in err, err


def bad_time_is_named():
    status, _, err = scan([{"text": "a", "time": "yesterday"}])
    assert status == 1 and "time: must be a time like" in err


def deep_nesting_is_refused():
    status, out, _ = scan(["[" * 100000, {"id": 1, "text": "still here"}])
    assert status == 1 and len(out) == 1


def offsets_are_bytes_of_the_text():
    text = "äöü — you are such an idiot"
    _, out, _ = scan([{"text": text}], "--profile", "everything")
    found = [f for f in out[0]["findings"] if f["category"] == "insult"]
    assert found, out
    span = text.encode()[found[0]["start"]:found[0]["end"]].decode()
    assert span == found[0]["span"] and "idiot" in span


def html_offsets_are_bytes_of_the_markup():
    text = "<b>you</b> are such an <i>id</i>iot &amp; more"
    _, out, _ = scan([{"text": text, "format": "html"}], "--profile", "everything")
    found = [f for f in out[0]["findings"] if f["category"] == "insult"]
    assert found and text.encode()[found[0]["start"]:found[0]["end"]].decode() == found[0]["span"]


def stateful_climbs_to_mute():
    lines = [{"id": i, "text": "you are such a worthless idiot", "sender": "x", "conversation": "x",
              "time": f"2026-11-01T10:{i:02d}:00Z"} for i in range(20)]
    _, out, _ = scan(lines, "--profile", "everything", "--stateful")
    actions = [o["action"] for o in out]
    order = [a for i, a in enumerate(actions) if i == 0 or actions[i - 1] != a]
    assert order == ["veil", "hold", "mute"], actions


def stateless_never_climbs():
    lines = [{"id": i, "text": "you are such a worthless idiot", "sender": "x"} for i in range(20)]
    _, out, _ = scan(lines, "--profile", "everything")
    assert {o["action"] for o in out} == {"veil"}


def stateless_lines_say_nothing_of_each_other():
    text = "my doctor told me yesterday that the treatment will take at least another nine months, keep it to yourself"
    heard = {"text": text, "conversation": "sam", "sender": "sam", "contact": True}
    told = {"text": text, "direction": "outgoing", "conversation": "jo"}
    alone, after = (scan(lines, "--profile", "everything")[1][-1] for lines in ([told], [heard, told]))
    assert alone == after, after
    _, out, _ = scan([heard, told], "--profile", "everything", "--stateful")
    assert any(finding["rule"] == "forwarded" for finding in out[-1]["findings"]), out


def contact_is_only_veiled():
    lines = [{"text": "you are such a worthless idiot", "sender": "x", "contact": True,
              "time": f"2026-11-01T10:{i:02d}:00Z"} for i in range(20)]
    _, out, _ = scan(lines, "--profile", "everything", "--stateful")
    assert {o["action"] for o in out} <= {"veil", "show"}


def outgoing_card_is_asked_about():
    _, out, _ = scan([{"text": "my card is 4111 1111 1111 1111", "direction": "outgoing"}])
    assert out[0]["action"] == "ask" and out[0]["findings"][0]["item"] == "card", out


def bad_settings_are_named():
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        file.write('{"version": 1, "profile": "loud"}')
        file.flush()
        status, _, err = scan([{"text": "a"}], "--settings", file.name)
    assert status == 2 and "profile: there is no profile" in err, err


def bad_pack_is_named_and_the_rest_read():
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "bad.json"), "w", encoding="utf-8") as file:
            file.write('{"haven": 1, "id": 7}')
        status, out, err = scan_without_cache([{"text": "a"}], "--packs", folder)
    assert status == 1 and len(out) == 1 and "bad.json" in err, err


def an_answer_that_does_not_arrive_is_an_error():
    with open("/dev/full", "wb") as full:
        done = subprocess.run([HAVEN, "scan", "--cache", CACHE.name], input=b'{"text": "a"}\n', stdout=full, stderr=subprocess.PIPE,
                              check=False)
    assert done.returncode == 1 and b"output" in done.stderr, done


def cache_changes_no_answer():
    """Neither one that is there, nor one that was damaged, nor one that cannot be written."""
    lines = [{"id": i, "text": text} for i, text in enumerate(("you are such an idiot", "I cut myself again", "good morning"))]
    wanted = scan_without_cache(lines, "--profile", "everything")
    assert scan(lines, "--profile", "everything") == wanted
    assert scan_without_cache(lines, "--profile", "everything", "--cache", "/dev/null/here") == wanted
    path = os.path.join(CACHE.name, "packs.bin")
    assert os.stat(path).st_mode & 0o777 == 0o600
    os.truncate(path, os.path.getsize(path) // 2)
    assert scan(lines, "--profile", "everything") == wanted
    assert scan(lines, "--profile", "everything") == wanted


def its_help_names_what_to_type():
    out = subprocess.run([HAVEN, "scan", "--help"], capture_output=True, text=True).stdout
    assert "haven scan [" in out, out


def does_not_grow():
    """Peak memory of so many messages, and of a tenth of them. A sanitizer makes each ten times as slow."""
    def peak(n):
        line = json.dumps({"text": "well I think you are such an idiot, see http://example.org/x", "sender": "x"})
        code = ("import resource, subprocess, sys; "
                "subprocess.run(sys.argv[1:], stdin=sys.stdin, stdout=subprocess.DEVNULL, check=True); "
                "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
        with tempfile.TemporaryFile("w+") as file:
            file.write((line + "\n") * n)
            file.seek(0)
            done = subprocess.run([sys.executable, "-c", code, HAVEN, "scan", "--profile", "everything"],
                                  stdin=file, capture_output=True, check=True,
                                  # AddressSanitizer keeps what was freed, by default 256 MB of it
                                  env={**os.environ, "ASAN_OPTIONS": "quarantine_size_mb=1:detect_leaks=0"})
        return int(done.stdout)
    small, large = peak(MANY // 10), peak(MANY)
    assert large < small * 1.1 + 2048, (small, large)


TESTS = [answers_in_order, input_that_cannot_be_read_is_no_end, a_file_in_the_place_of_the_input_is_a_wrong_call,
         a_line_without_an_end_is_named_and_the_rest_answered,
         a_line_is_answered_before_the_next, id_may_be_anything, only_text_is_required, malformed_lines_are_named_and_skipped,
         bad_time_is_named, deep_nesting_is_refused, offsets_are_bytes_of_the_text,
         html_offsets_are_bytes_of_the_markup, stateful_climbs_to_mute, stateless_never_climbs, stateless_lines_say_nothing_of_each_other, contact_is_only_veiled,
         outgoing_card_is_asked_about, bad_settings_are_named, bad_pack_is_named_and_the_rest_read,
         an_answer_that_does_not_arrive_is_an_error, cache_changes_no_answer, its_help_names_what_to_type, does_not_grow]

run_tests("scan", TESTS)
