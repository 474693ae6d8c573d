#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The contract of `haven links`, `haven import` and `haven export`, on the built command. Prints TAP."""
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))
from report import run_tests  # noqa: E402 pylint: disable=wrong-import-position

HAVEN = sys.argv[1]


def run(*args, data=b""):
    done = subprocess.run([HAVEN, *args], input=data, capture_output=True, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def links(*lines):
    data = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines).encode()
    status, out, err = run("links", data=data)
    return status, [json.loads(line) for line in out.splitlines()], err


def lint(document):
    with tempfile.TemporaryDirectory() as directory:
        path = os.path.join(directory, "words.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(document, file)
        status, out, _ = run("lint", path)
        return status, out.replace(path, "words.json")


def own_words_with_examples_are_in_order():
    status, out = lint({"haven-bait": 1, "words": [{"language": "eo", "strength": "strong", "words": ["ensalutu"]}],
                        "examples": {"yes": ["https://paypal-ensalutu.com/"], "no": ["https://ensalutu.example.org/"]}})
    assert (status, out) == (0, "words.json is in order\n"), out


def own_words_are_told_what_is_wrong():
    words = {"strength": "weak", "words": ["ensalutu", "ensalutu"]}
    for document, told in [
            ({"haven-bait": 1, "words": [words]}, "words[0].words[1]: “ensalutu” stands here twice"),
            ({"haven-bait": 1}, "has no examples “yes”"),
            ({"haven-bait": 1, "examples": {"yes": ["https://example.org/"]}}, "examples.yes[0]: looks like no"),
            ({"haven-bait": 1, "examples": {"no": ["https://paypal-login.com/"]}},
             "examples.no[0]: looks like paypal.com"),
            ({"haven-bait": 1, "examples": {"no": ["paypal"]}}, "examples.no[0]: is no link"),
            ({"haven-bait": 1, "words": [{"strength": "loud", "words": []}]}, "words[0].strength")]:
        status, out = lint(document)
        assert status == 1 and "error: words.json: " in out and told in out, (told, out)


def offsets_are_bytes_of_the_text():
    _, out, _ = links({"id": 1, "text": "süß: http://bücher.example.org/ä."})
    found = out[0]["links"][0]
    assert "süß: http://bücher.example.org/ä.".encode()[found["start"]:found["end"]].decode() == \
        "http://bücher.example.org/ä"
    assert found["host"] == "xn--bcher-kva.example.org" and found["domain"] == "example.org"


def addresses_have_no_domain():
    _, out, _ = links({"text": "http://0x7f.1/"})
    assert out[0]["links"][0]["host"] == "127.0.0.1" and out[0]["links"][0]["domain"] is None


def markup_shows_where_it_leads():
    text = 'see <a href="https://b.example.org/x">https://a.example.org</a>'
    _, out, _ = links({"text": text, "format": "html"})
    assert [link["host"] for link in out[0]["links"]] == ["b.example.org"]


def malformed_lines_are_named():
    status, out, err = links({"id": 1, "text": "a.com"}, "{", {"id": 2, "text": "none"})
    assert status == 1 and [o["id"] for o in out] == [1, 2] and "2" in err


def a_list_goes_in_and_out():
    with tempfile.TemporaryDirectory() as directory:
        source = os.path.join(directory, "hosts")
        made = os.path.join(directory, "made.json")
        with open(source, "w", encoding="utf-8") as handle:
            handle.write("0.0.0.0 bad.example.com\n")
        status, _, err = run("import", "--category", "satire", "--title", "Mine", "-o", made, source)
        assert status == 0, err
        with open(made, encoding="utf-8") as handle:
            assert json.load(handle)["entries"] == [{"host": "bad.example.com"}]
        with open(source, "w", encoding="utf-8") as handle:
            handle.write("0.0.0.0 other.example.com\n")
        assert run("import", "-o", made, source)[0] == 0
        with open(made, encoding="utf-8") as handle:
            again = json.load(handle)
        assert again["title"] == "Mine" and again["category"] == "satire"
        status, out, _ = run("export", "--format", "csv", made)
        assert status == 0 and "other.example.com,,satire" in out


def a_list_must_say_what_for():
    with tempfile.TemporaryDirectory() as directory:
        source = os.path.join(directory, "domains")
        with open(source, "w", encoding="utf-8") as handle:
            handle.write("a.example.com\n")
        status, out, err = run("import", source)
        assert status == 2 and out == "" and "--category" in err


def a_signature_needs_a_key():
    with tempfile.TemporaryDirectory() as directory:
        source = os.path.join(directory, "domains")
        with open(source, "w", encoding="utf-8") as handle:
            handle.write("a.example.com\n")
        status, out, _ = run("import", "--category", "satire", "--signature", source, source)
        assert status == 1 and out == ""


# made with minisign 0.11 for tests/links/test-links-import.c, with a key that is kept nowhere
SIGNED = '{"haven-list": 1}\n'
KEY = "RWQxFf1VJJ3sthjbNbSZqRduKdAegRb5HxfmNkF97Iu7z1c1sRlz2/Uq"
SIGNATURE = """untrusted comment: signature from minisign secret key
RUQxFf1VJJ3stpDMT/+fPRCy82n61R8Xgbxpn6cV61ZTwjrM4kGpPnECb1udquPc1u2Ja4X6Q37nT4Zh6tCzaw2aVxd0Hd1aAAU=
trusted comment: haven test list
0Dgl48NDbpS0/fLu9ts61jkpfeDRNjm1Rr+YiUesl8jYkTMS7PA8koA7NPvJU5PDsbSFnv9GbbriKRrA8EeOAQ==
"""


def a_signature_is_checked_before_the_list_is_read():
    with tempfile.TemporaryDirectory() as directory:
        paths = {name: os.path.join(directory, name) for name in ("list", "list.minisig", "key")}
        for name, content in (("list", SIGNED), ("list.minisig", SIGNATURE), ("key", KEY + "\n")):
            with open(paths[name], "w", encoding="utf-8") as handle:
                handle.write(content)
        for key in (KEY, paths["key"]):
            status, _, err = run("import", "--signature", paths["list.minisig"], "--key", key, paths["list"])
            # what was signed is only the head of a list: it is refused, but after the signature was found good
            assert status == 1 and ("the signature holds" in err or "libsodium" in err), (status, err)
        with open(paths["list"], "a", encoding="utf-8") as handle:
            handle.write(" ")
        status, _, err = run("import", "--signature", paths["list.minisig"], "--key", KEY, paths["list"])
        assert status == 1 and "the signature holds" not in err, (status, err)


def a_date_must_be_one():
    with tempfile.TemporaryDirectory() as directory:
        source = os.path.join(directory, "domains")
        with open(source, "w", encoding="utf-8") as handle:
            handle.write("a.example.com\n")
        for date in ("31.3.2026", "2026- 3-31", "2026-02-30"):
            status, out, err = run("import", "--category", "satire", "--date", date, source)
            assert status == 2 and out == "" and date in err, (date, status, err)


TESTS = [own_words_with_examples_are_in_order, own_words_are_told_what_is_wrong, offsets_are_bytes_of_the_text,
         addresses_have_no_domain, markup_shows_where_it_leads, malformed_lines_are_named, a_list_goes_in_and_out,
         a_list_must_say_what_for, a_signature_needs_a_key, a_signature_is_checked_before_the_list_is_read,
         a_date_must_be_one]

run_tests("links", TESTS)
