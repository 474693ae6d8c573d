# SPDX-License-Identifier: GPL-2.0-or-later
"""Twelve shapes of talk, as messages with senders and times: nine campaigns and three that must never be held.

Each shape is a list of dictionaries as `haven scan` reads them. The words were written for this test. The same shapes go
through a real server in tests/network, which reads them from this file when it is run as a program.
"""
from datetime import datetime, timedelta, timezone

START = datetime(2026, 11, 2, 18, 0, tzinfo=timezone.utc)

INSULTS = ["you are such a pathetic idiot", "nobody likes you, you stupid loser", "shut up you worthless idiot",
           "you're a disgusting piece of shit", "you are the dumbest moron here", "what a stupid bitch you are"]
NEEDLES = ["you really are stupid, aren't you", "still an idiot I see", "nobody here likes you, you know",
           "you're pathetic", "you are a loser and always will be"]
THREATS = ["I will find you and I will hurt you", "I'm going to kill you", "I know where you live and I'm coming for you"]
BANTER = ["you idiot haha, you forgot your keys again", "lol shut up you dork", "you are such a nerd :P",
          "omg you muppet, that was my sandwich 😂", "haha you're the worst, see you at eight"]
DEBATE = ["I think you are wrong about this, and here is why", "that argument makes no sense to me",
          "with respect, the numbers say the opposite", "that is a ridiculous claim, where is your source?",
          "no, I strongly disagree with this policy", "you keep missing my point", "this plan is stupid and will fail",
          "I'm honestly angry about how this was decided", "fine, let's agree to disagree"]
CRISIS = ["I hate everything right now", "fuck this fucking world", "why is everything so shit",
          "I can't do this any more", "I want to die", "nobody would even notice", "fuck my life, fuck all of it",
          "sorry. I'm such an idiot", "I just want it to stop"]


def message(minutes, sender, text, **more):
    when = START + timedelta(minutes=minutes)
    return {"time": when.isoformat().replace("+00:00", "Z"), "sender": sender, "text": text, "kind": "im",
            "conversation": sender, "account": "prpl-jabber:me@example.org", **more}


def in_room(minutes, sender, text, **more):
    return message(minutes, sender, text, **{"kind": "chat", "conversation": "room@muc", "names": ["moth"], **more})


def lone_insulter():
    return [message(i * 2, "x@one.test", INSULTS[i % len(INSULTS)]) for i in range(15)]


def slow_needling():
    return [message(i * 60 * 20, "slow@one.test", NEEDLES[i % len(NEEDLES)]) for i in range(30)]


def flood():
    return [message(i / 60, "fast@one.test", f"answer me {i}") for i in range(40)]


def pile_on():
    return [message(i / 2, f"troll{i}@raid.test", INSULTS[i % len(INSULTS)]) for i in range(20)]


def copy_paste_raid():
    return [message(i / 3, f"copy{i}@raid.test", "hello dear moth everybody in this group knows what you did last year")
            for i in range(15)]


def nick_changes():
    return [in_room(i, f"guest{i // 4}", f"moth: {INSULTS[i % len(INSULTS)]}") for i in range(24)]


def threats_from_three():
    return [message(i * 3, f"t{i % 3}@one.test", THREATS[i % len(THREATS)]) for i in range(12)]


def banter():
    return [message(i * 3, "friend@home.test", BANTER[i % len(BANTER)], contact=True) for i in range(40)]


def debate():
    return [in_room(i, ("ada", "bo", "cy")[i % 3], DEBATE[i % len(DEBATE)]) for i in range(60)]


def crisis():
    return [in_room(i * 2, "wren", CRISIS[i % len(CRISIS)]) for i in range(30)]


# name, messages, within how many messages the first is held (None: never one is)
SHAPES = [
    ("lone insulter", lone_insulter, 4),
    ("slow needling over weeks", slow_needling, 10),
    ("flood", flood, 16),
    ("pile-on of 20", pile_on, 20),
    ("copy-paste raid", copy_paste_raid, 15),
    ("nick changes", nick_changes, 8),
    ("threats across three accounts", threats_from_three, 6),
    ("banter among friends", banter, None),
    ("heated but civil debate", debate, None),
    ("a member in crisis swearing at the world", crisis, None),
]

# What is done besides writing: name, what, how often, minutes between, within how many it is held.
EVENTS = [
    ("join-part spam", "join", 40, 1 / 30, 30),
    ("invitation bombing", "invitation", 12, 2, 8),
]


def main():
    """One line for each message: shape, bound (0: never), kind, contact, sender, seconds since the start, text."""
    for name, make, bound in SHAPES:
        for each in make():
            when = datetime.fromisoformat(each["time"].replace("Z", "+00:00"))
            print(name, bound or 0, each["kind"], int(each.get("contact", False)), each["sender"].split("@")[0],
                  round((when - START).total_seconds()), each["text"], sep="\t")
    for name, what, count, minutes, bound in EVENTS:
        for i in range(count):
            print(name, bound, what, 0, "crow", round(i * minutes * 60), "", sep="\t")


if __name__ == "__main__":
    main()
