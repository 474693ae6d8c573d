# SPDX-License-Identifier: GPL-2.0-or-later
"""Text veils in a room: closed, opened, closed again, and what else their reader can do."""

import json
import re
import subprocess
import sys
import time

import tap
from scene import TOPIC, TOPIC_LABEL, TOPIC_WORDS
from stage import ROOM, pixels
from tap import check, check_in, check_not_in


def last_line(stage):
    return (stage.text(ROOM) or "").splitlines()[-1]


def say(stage, text=TOPIC, who="sam"):
    before = stage.text(ROOM)
    stage.say("room", who, text)
    stage.wait(lambda: stage.text(ROOM) != before, "the line")


def test_veil_stands_in_the_place_of_the_text(stage):
    say(stage)
    check_in(TOPIC_LABEL, last_line(stage))
    check_in("sam:", last_line(stage))
    for what in (stage.text(ROOM), stage.markup(ROOM)):
        check_not_in(TOPIC_WORDS, what)
    check(stage.ask("where", ROOM, TOPIC_WORDS) is None, "find meets the text")
    stage.present(ROOM)
    stage.point_away()
    stage.picture(tap.artifacts("veil-closed.png"), ROOM)


def test_veil_is_not_told_by_colour_alone(stage):
    check_in("▒▒", last_line(stage))
    x, y = stage.where(ROOM, TOPIC_LABEL)
    _, _, raw = pixels(stage.picture(tap.artifacts("veil-bar.png")), (x - 30, y - 8, 60, 16))
    colours = {raw[i : i + 3] for i in range(0, len(raw), 3)}
    check(bytes((255, 255, 255)) not in colours, "the bar has no ground of its own")


def test_veil_opens_by_click(stage):
    stage.click_text(ROOM, TOPIC_LABEL)
    stage.wait(lambda: TOPIC_WORDS in last_line(stage), "the text")
    check_in("[opened]", last_line(stage))
    check_in("close · why", last_line(stage))
    stage.point_away()
    stage.picture(tap.artifacts("veil-open.png"), ROOM)


def test_veil_closes_again(stage):
    stage.click_text(ROOM, "close")
    stage.wait(lambda: TOPIC_LABEL in last_line(stage), "the veil")
    check_not_in(TOPIC_WORDS, stage.text(ROOM))


def test_veil_survives_a_double_click(stage):
    x, y = stage.where(ROOM, TOPIC_LABEL)
    stage.click_at(x, y)
    stage.click_at(x, y)
    time.sleep(0.4)
    check(last_line(stage).count(TOPIC_WORDS) <= 1, "the text stands there twice")
    if TOPIC_WORDS in last_line(stage):
        stage.click_text(ROOM, "close")
    stage.wait(lambda: TOPIC_LABEL in last_line(stage), "the veil")


def test_veil_opens_by_keyboard_and_sends_nothing(stage):
    stage.present(ROOM)
    stage.type("half a sentence")
    stage.key("F9", "Return")
    stage.wait(lambda: TOPIC_WORDS in last_line(stage), "the text")
    check(stage.entry(ROOM) == "half a sentence", f"the entry changed: {stage.entry(ROOM)!r}")
    check(not stage.journal("sent-chat-msg"), "something was sent")
    stage.key("Return")
    stage.wait(lambda: TOPIC_LABEL in last_line(stage), "the veil")
    stage.key("Escape", "ctrl+a", "BackSpace")


def test_veil_leaves_enter_to_who_clicks_into_the_entry(stage):
    stage.type("I am here too")
    stage.key("F9")
    entry = next(row for row in stage.widgets(type="GtkIMHtml") if row.get("text") == "I am here too")
    stage.click_at(entry["x"] + entry["width"] // 2, entry["y"] + entry["height"] // 2)
    stage.key("Return")
    stage.wait(lambda: stage.journal("sent-chat-msg"), "the message to go")
    check_in(TOPIC_LABEL, stage.text(ROOM))
    check_not_in(TOPIC_WORDS, stage.text(ROOM))
    say(stage)


def test_veil_is_named_for_screen_readers(stage):
    stage.key("F9")
    names = [row["accessible"] for row in stage.widgets(type="GtkIMHtml")]
    check(f"{TOPIC_LABEL}, closed, button" in names, f"the names are {names}")
    stage.picture(tap.artifacts("veil-keyboard.png"), ROOM)
    stage.key("Escape")


def copied(stage):
    return subprocess.run(["xclip", "-o", "-selection", "clipboard"], env=stage.env, capture_output=True, text=True,
                          timeout=10).stdout


def test_veil_is_what_copy_gets(stage):
    x, y = stage.where(ROOM, "sam")
    stage.drag(x - 40, y, x + 330, y)
    stage.key("ctrl+c")
    text = stage.wait(lambda: copied(stage), "the clipboard")
    check_in(TOPIC_LABEL, text, "the clipboard")
    check_not_in(TOPIC_WORDS, text, "the clipboard")


def test_veil_is_not_opened_by_a_selection(stage):
    x, y = stage.where(ROOM, TOPIC_LABEL)
    stage.drag(x - 50, y, x + 20, y)
    time.sleep(0.3)
    check_in(TOPIC_LABEL, last_line(stage))
    stage.present(ROOM)
    say(stage, "a line that ends the selection", "lena")
    x, y = stage.where(ROOM, "a line that ends")
    stage.click_at(x, y)


def test_veil_keeps_an_action_an_action(stage):
    say(stage, "/me cut myself again")
    check_in("***sam", last_line(stage))
    check_in(TOPIC_LABEL, last_line(stage))


def test_veil_grows_by_nothing_that_follows(stage):
    say(stage)
    say(stage, "we are here", "lena")
    stage.click_text(ROOM, TOPIC_LABEL)
    stage.wait(lambda: TOPIC in stage.text(ROOM), "the text")
    check_in("lena: we are here", stage.text(ROOM))
    stage.click_text(ROOM, "close")
    stage.wait(lambda: TOPIC not in stage.text(ROOM), "the veil")
    check_in("lena: we are here", stage.text(ROOM))


def test_veil_says_why(stage):
    stage.click_text(ROOM, TOPIC_LABEL, button=3)
    stage.click_widget(text="Why")
    stage.wait(lambda: stage.widgets(window="Haven: why"), "the card")
    words = [row["text"] for row in stage.widgets(window="Haven: why") if row.get("text")]
    check(any("self-harm" in text for text in words), f"no topic: {words}")
    check(any(text == "Pack" for text in words), f"no pack: {words}")
    check(any(text == "Self-harm (en-self-harm)" for text in words), f"the pack has no title: {words}")
    check_not_in(TOPIC_WORDS, " ".join(words), "the card")
    stage.picture(tap.artifacts("veil-why.png"), "Haven: why")
    stage.key("Escape")


def test_veil_opens_with_all_others_here(stage):
    stage.click_text(ROOM, TOPIC_LABEL, button=3)
    stage.click_widget(text="Open all here")
    stage.wait(lambda: TOPIC_LABEL not in stage.text(ROOM), "every veil to open")


def test_veil_closes_with_all_others_here(stage):
    opened = stage.text(ROOM).count("[opened]")
    check(opened > 1, f"{opened} are open")
    stage.click_text(ROOM, "close", button=3)
    stage.click_widget(text="Close all here")
    stage.wait(lambda: "[opened]" not in stage.text(ROOM), "every veil to close")
    check_not_in(TOPIC_WORDS, stage.text(ROOM), "the room")

    def from_options(words):
        stage.key("alt+o")
        stage.click_widget(text="Haven")
        stage.click_widget(text=words)

    from_options("Open all content notes here")
    stage.wait(lambda: TOPIC_LABEL not in stage.text(ROOM), "every veil to open")
    from_options("Close all content notes here")
    stage.wait(lambda: "[opened]" not in stage.text(ROOM), "every veil to close")
    for command, count in (("/haven open all", opened), ("/haven close all", 0)):
        stage.type(command)
        stage.key("Return")
        stage.wait(lambda: stage.text(ROOM).count("[opened]") == count, f"{count} open notes after {command}")


def test_veil_why_leads_to_where_it_is_chosen(stage):
    say(stage)
    stage.click_text(ROOM, TOPIC_LABEL, button=3)
    stage.click_widget(text="Why")
    stage.wait(lambda: stage.widgets(window="Haven: why"), "the card")
    stage.click_widget(window="Haven: why", text="Preferences…")
    stage.wait(lambda: stage.widgets(window="Haven: preferences", name="self-harm"), "the page Topics")
    stage.key("Escape")
    stage.wait(lambda: not stage.widgets(window="Haven: preferences"), "the preferences to close")


def test_veil_that_was_wrong_says_where_that_is_undone(stage):
    settings = stage.purple / "haven" / "settings.json"
    for _ in range(2):  # what was said before makes room
        say(stage, "CW: exam stress. three papers tomorrow", "wren")
        stage.click_text(ROOM, "exam stress", button=3)
        stage.click_widget(text="This was wrong")
        stage.wait(lambda: [row for row in stage.widgets(text=re.compile("page People and rooms")) if row["in_view"]],
                   "the way back")
        check(len(stage.widgets(name="haven-tell-act")) == 1, "answers pile up")
        check(len(json.loads(settings.read_text())["exceptions"]) == 1, "more than one rule is silent")
        stage.picture(tap.artifacts("veil-wrong.png"), ROOM)
        stage.click_widget(name="haven-tell-act")
        stage.wait(lambda: not json.loads(settings.read_text())["exceptions"], "that it is undone")


def test_veil_can_be_always_open_and_undone(stage):
    say(stage)
    stage.click_text(ROOM, TOPIC_LABEL, button=3)
    stage.picture(tap.artifacts("veil-menu.png"))
    stage.click_widget(text="Always open")
    stage.click_widget(text="This topic")
    stage.wait(lambda: stage.widgets(name="haven-tell-act"), "the way to undo it")
    say(stage, "yes, I cut myself too", "wren")
    check_in(TOPIC_WORDS, last_line(stage))
    stage.click_widget(name="haven-tell-act")
    time.sleep(0.3)
    say(stage)
    check_in(TOPIC_LABEL, last_line(stage))


def test_topic_of_a_room_is_open_there_only(stage):
    say(stage)
    stage.click_text(ROOM, TOPIC_LABEL, button=3)
    stage.click_widget(text="Not in this room")
    stage.wait(lambda: stage.widgets(name="haven-tell-act"), "the way to undo it")
    say(stage, "yes, I cut myself too", "wren")
    check_in(TOPIC_WORDS, last_line(stage))
    stage.say("im", "sam", TOPIC)
    stage.wait(lambda: TOPIC_LABEL in (stage.text("sam") or ""), "the note in another conversation")
    stage.present(ROOM)
    said = re.compile(f"^From now on this is open in {ROOM}: self-harm. Undo it here, or later .* page People and rooms")
    check(stage.widgets(text=said), "the sentence that says what was done")
    open_before = stage.text(ROOM).count(TOPIC)
    stage.click_widget(name="haven-tell-act")
    stage.wait(lambda: not stage.widgets(name="haven-tell-act"), "that it is undone")
    check(stage.text(ROOM).count(TOPIC) == open_before - 1, "what the choice opened is open still")
    say(stage)
    check_in(TOPIC_LABEL, last_line(stage))


def tags(stage):
    return int(stage.ask("tags", ROOM))


def say_many(stage, count):
    for _ in range(count):
        stage.say("room", "sam", TOPIC)
    stage.wait(lambda: TOPIC_LABEL in last_line(stage), "the last of them")


def test_veil_leaves_nothing_behind_each_time_it_opens(stage):
    stage.key("ctrl+l")
    say(stage, TOPIC + " https://example-cures.test/mms")
    stage.present(ROOM)
    for _ in range(150):
        stage.key("F9", "Return", "Return")
    stage.key("Escape")
    check(tags(stage) <= 150, f"there are {tags(stage)} tags for one note")


def test_veil_takes_its_tags_with_it(stage):
    say_many(stage, 200)
    stage.present(ROOM)
    stage.key("ctrl+l")
    stage.wait(lambda: TOPIC_LABEL not in stage.text(ROOM), "a conversation that is cleared")
    say_many(stage, 300)
    stage.wait(lambda: tags(stage) <= 320, f"the tags to go, of which there are {tags(stage)}")
    check(tags(stage) >= 300, f"there are {tags(stage)} tags for 300 notes")
    stage.click_text(ROOM, TOPIC_LABEL)
    stage.wait(lambda: TOPIC_WORDS in stage.text(ROOM), "the text")


def test_veil_whose_line_is_cleared_is_opened_in_a_new_one(stage):
    say(stage)
    stage.present(ROOM)
    stage.key("ctrl+l")
    stage.wait(lambda: TOPIC_LABEL not in stage.text(ROOM), "a conversation that is cleared")
    stage.type("/haven open")
    stage.key("Return")
    stage.wait(lambda: TOPIC_WORDS in stage.text(ROOM), "the text")
    check_in("sam: " + TOPIC, stage.text(ROOM))
    say(stage)


def test_veil_stays_when_haven_is_switched_off_and_on(stage):
    check(stage.ask("unload", "gtk-haven") == "ok", "it was not unloaded")
    check_in(TOPIC_LABEL, stage.text(ROOM))
    stage.click_text(ROOM, TOPIC_LABEL)
    time.sleep(0.3)
    check(stage.ask("load", "gtk-haven") == "ok", "it was not loaded")
    say(stage)
    check_in(TOPIC_LABEL, last_line(stage))
    stage.click_text(ROOM, TOPIC_LABEL)
    stage.wait(lambda: TOPIC_WORDS in last_line(stage), "the text")


if __name__ == "__main__":
    tap.main(sys.modules[__name__])
