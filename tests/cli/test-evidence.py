#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""`haven evidence` says each thing once, and what a chain cannot show. Prints TAP."""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))
from report import run_tests  # noqa: E402 pylint: disable=wrong-import-position

HAVEN = sys.argv[1]


def run(*args):
    done = subprocess.run([HAVEN, "evidence", *args], capture_output=True, check=False, text=True)
    return done.returncode, done.stdout, done.stderr


def a_missing_file_is_named_once():
    status, _, err = run("verify", "/nonexistent")
    assert status == 1 and err.count("/nonexistent") == 1, err


def an_empty_chain_is_whole_and_says_its_limits():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "log.jsonl")
        open(path, "w", encoding="utf-8").close()
        status, out, _ = run("verify", path)
    assert status == 0 and out.count("0 records") == 1 and "cannot show" in out, out


def a_bad_date_is_named():
    status, _, err = run("report", "--from", "soon", "/nonexistent")
    assert status == 2 and '"soon" is no date' in err, err


def a_note_stands_in_the_row_it_is_about():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "log.jsonl")
        open(path, "w", encoding="utf-8").close()
        assert run("note", "--did", "wrote it all down", path)[0] == 0
        assert run("note", "--record", "1", "--effect", "no sleep", "--reported", "the police", path)[0] == 0
        status, _, err = run("note", "--record", "7", "--effect", "x", path)
        assert status == 1 and "no record 7" in err, err
        status, out, _ = run("verify", path)
        assert status == 0 and "2 records" in out, out
        out = run("report", "--csv", path)[1]
    assert 'no sleep,the police,wrote it all down' in out, out


def a_note_is_about_a_record_whatever_is_missing_before_it():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "log.jsonl")
        open(path, "w", encoding="utf-8").close()
        for number in range(3):
            assert run("note", "--did", f"thing {number}", path)[0] == 0
        with open(path, encoding="utf-8") as file:
            lines = [line for line in file if line.strip()]
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(lines[0:1] + lines[2:])
        status, _, err = run("note", "--record", "2", "--effect", "x", path)
        assert status == 1 and "no record 2; the last is 3" in err, err
        assert run("note", "--record", "3", "--effect", "no sleep", path)[0] == 0


def help_is_no_mistake():
    for words in ([], ["verify"], ["note"], ["report"]):
        status, out, err = run(*words, "--help")
        assert status == 0 and out.startswith("Usage:") and not err, (words, status, out, err)
    status, out, err = run()
    assert status == 2 and err.startswith("Usage:") and not out, (status, out, err)


def a_report_is_utf8_in_every_locale():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "log.jsonl")
        open(path, "w", encoding="utf-8").close()
        assert run("note", "--did", "Tür verschlossen", path)[0] == 0
        for form in ([], ["--csv"]):
            done = subprocess.run([HAVEN, "evidence", "report", *form, path], capture_output=True, check=True,
                                  env={**os.environ, "LC_ALL": "C"})
            assert "Tür verschlossen".encode() in done.stdout, done.stdout


def a_report_that_does_not_arrive_is_an_error():
    with tempfile.TemporaryDirectory() as folder, open("/dev/full", "wb") as full:
        path = os.path.join(folder, "log.jsonl")
        open(path, "w", encoding="utf-8").close()
        done = subprocess.run([HAVEN, "evidence", "report", path], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1 and b"output" in done.stderr, done


TESTS = [a_missing_file_is_named_once, an_empty_chain_is_whole_and_says_its_limits, a_bad_date_is_named,
         a_note_stands_in_the_row_it_is_about, a_note_is_about_a_record_whatever_is_missing_before_it, help_is_no_mistake,
         a_report_is_utf8_in_every_locale,
         a_report_that_does_not_arrive_is_an_error]

run_tests("evidence", TESTS)
