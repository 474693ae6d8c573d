# SPDX-License-Identifier: GPL-2.0-or-later
"""The file chooser, as somebody uses it who pastes a path."""

import re
import subprocess
import time

from stage import StageError
from tap import check


def choose(stage, path):
    # what is typed letter by letter is completed, and then is another path
    subprocess.run(["xclip", "-selection", "clipboard"], input=str(path).encode(), env=stage.env, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    stage.wait(lambda: stage.widgets(type="GtkFileChooserDialog"), "the file chooser", seconds=30)
    stage.key("slash")
    for _ in range(6):
        # while the chooser still completes what stood there before, it swallows what is put in
        time.sleep(1)
        stage.key("ctrl+a", "ctrl+v")
        time.sleep(1)
        stage.key("Return")
        time.sleep(1)
        if not stage.widgets(type="GtkFileChooserDialog"):
            return
    check(False, "the file chooser did not take the path")


def take_in(stage, button, path, answer):
    """A chooser that is told too early answers with no file at all: then it is asked again."""
    for _ in range(3):
        stage.click_widget(name=button)
        choose(stage, path)
        try:
            return stage.wait(lambda: stage.widgets(text=re.compile(answer)), "the answer", seconds=30)
        except StageError:
            continue
    check(False, f"no answer like {answer!r}")
