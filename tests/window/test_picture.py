# SPDX-License-Identifier: GPL-2.0-or-later
"""A picture from somebody who is no contact: blurred from its pixels until it is clicked."""

import sys

import tap
from stage import ROOM, pixels
from tap import check, check_in


def sharpness(path, box):
    """The greatest step between two neighbouring pixels: a blur of eight columns has none."""
    width, height, raw = pixels(path, box)
    greatest = 0
    for y in range(height):
        for x in range(1, width):
            i = (y * width + x) * 3
            greatest = max(greatest, *(abs(raw[i + c] - raw[i - 3 + c]) for c in range(3)))
    return greatest


def box_of(stage):
    stage.ask("picture", ROOM)
    return stage.wait(lambda: stage.ask("picture", ROOM), "a picture")


def part_without_label(stage):
    x, y, width, height = map(int, box_of(stage).split())
    # the label stands in the middle; this is the upper quarter, a little inside
    return x + 8, y + 6, min(width, 300), height // 4


def test_picture_is_blurred(stage):
    stage.present(ROOM)
    stage.ask("step", "8")
    stage.wait(lambda: "￼" in (stage.text(ROOM) or ""), "the picture")
    check_in("content note: a picture", stage.text(ROOM))
    stage.point_away()
    box, before = part_without_label(stage), None
    while box != before:  # lines above it may still be laid out: a picture is taken of one that stands still
        taken = stage.picture(tap.artifacts("picture-closed.png"))
        box, before = part_without_label(stage), box
    found = sharpness(taken, box)
    check(found < 40, f"steps of {found} in a blurred picture at {box}")


def test_picture_opens_by_click(stage):
    x, y, width, height = map(int, box_of(stage).split())
    stage.click_at(x + min(width, 300) // 2, y + height // 2)
    stage.wait(lambda: "[opened]" in stage.text(ROOM), "the picture")
    x, y, width, height = map(int, box_of(stage).split())
    stage.point_away()
    found = sharpness(stage.picture(tap.artifacts("picture-open.png")), (x, y, min(width, 340), height))
    check(found > 60, f"no step above {found} in the picture itself")
    check("close · why" in stage.text(ROOM).splitlines(), "the way back stands beside the picture, as high as it is")


def test_picture_closes_again(stage):
    stage.click_text(ROOM, "close")
    stage.wait(lambda: "[opened]" not in stage.text(ROOM), "the veil")
    check_in("content note: a picture", stage.text(ROOM))


if __name__ == "__main__":
    tap.main(sys.modules[__name__])
