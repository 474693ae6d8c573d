#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What a stranger's picture may cost before it is opened. Needs no screen. Prints TAP."""
import os
import struct
import subprocess
import sys
import tempfile
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))
from report import run_tests  # noqa: E402 pylint: disable=wrong-import-position

BLUR = sys.argv[1]
PLAIN_FIELD = [160, 110]


def png(side):
    """A grey picture, which packs a thousandfold."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    packer = zlib.compressobj(9)
    row = b"\0" + b"\x77" * side
    packed = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def gif(side):
    """A screen of that size with one pixel on it."""
    return (b"GIF89a" + struct.pack("<HHBBB", side, side, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff" +
            b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + bytes([2, 2, 0x44, 1, 0]) + b";")


def blur(data):
    """The size of what is shown, and the most memory that was needed in kB."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        out = subprocess.run([BLUR, file.name], capture_output=True, check=True,
                             env={**os.environ, "ASAN_OPTIONS": "detect_leaks=0"}).stdout.split()
    return [int(out[0]), int(out[1])], int(out[2])


def a_picture_is_drawn_small():
    assert blur(png(1000))[0] == [220, 220]


def a_picture_that_is_too_large_is_not_unpacked():
    _, little = blur(b"")
    for picture in (png(12000), gif(20000)):
        size, memory = blur(picture)
        assert size == PLAIN_FIELD and memory < little + 40 * 1024, (size, memory, little)


def no_picture_is_a_plain_field():
    for data in (b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", png(10)[:40]):
        assert blur(data)[0] == PLAIN_FIELD, data


TESTS = [a_picture_is_drawn_small, a_picture_that_is_too_large_is_not_unpacked, no_picture_is_a_plain_field]

run_tests("blur", TESTS)
