# SPDX-License-Identifier: GPL-2.0-or-later
"""Shapes of talk, as messages with senders and times: nine campaigns, and what must never be held.

Each shape is a list of dictionaries as `haven scan` reads them. The words were written for this test. SHAPES and
EVENTS go through a real server as well, in tests/network, which reads them from this file when it is run as a program.
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

IN_NEED = ["hi", "you said people could write to you", "I don't have anyone else", "I'm standing on the bridge",
           "I want to die", "just", "jump", "that's what the voice says", "just jump", "die", "it's so cold",
           "help", "help", "help", "help", "I'm scared", "sorry", "you don't even know me", "ok", "I'm sitting down now"]
QUARREL = [("oleg", "your translation is wrong in forty places"), ("wim", "no it isn't"),
           ("oleg", "then you write it badly"), ("wim", "you're an arrogant prick, you know that?"),
           ("oleg", "and you're lazy"), ("wim", "shut up"), ("oleg", "you shut up, idiot"), ("wim", "moron"),
           ("oleg", "fine. twelve places"), ("wim", "nine"), ("oleg", "sorry wim"), ("wim", "sorry too, I was rude")]
RAID_NIGHT = [("nox", "who has a rez"), ("bruk", "get out of the fire you donkey"), ("nox", "fine. die"),
              ("bruk", "tilly you clown"), ("tilly", "hehe"), ("nox", "stand in fire again and I will murder you"),
              ("bruk", "adds"), ("bruk", "adds"), ("bruk", "KILL THE ADDS"), ("nox", "die die die"),
              ("bruk", "WE WON"), ("nox", "ok tilly you are forgiven, you idiot"), ("tilly", "one more?"),
              ("bruk", "you suck at this boss tilly"), ("nox", "pull"), ("bruk", "kill him kill him"),
              ("tilly", "I died"), ("nox", "of course you did you muppet"), ("bruk", "heal me or I die"),
              ("nox", "then die"), ("bruk", "rude"), ("tilly", "nuke it"), ("bruk", "destroyed them"), ("nox", "gg noobs")]
JOYS = ["OMG", "OMG OMG", "it's el, new number", "I got in", "I GOT IN", "I got in!!!!!", "full scholarship",
        "I'm screaming", "mum is screaming", "the dog is screaming", "call me", "CALL ME", "pick up", "pick up pick up",
        "where are you", "I will explode", "AAAAAA"]
LOG = ["log from last night, tell me what's wrong", "02:11:09 ERROR kill signal received",
       "02:11:09 ERROR child 4411 died", "02:11:10 ERROR child 4412 died", "02:11:10 ERROR child 4413 died",
       "02:11:10 ERROR child 4414 died", "02:11:11 FATAL suicide: watchdog bite", "02:11:12 INFO dumping core",
       "sorry for the flood"]
TROLL_TOLD = ["heads up, the troll from yesterday is back", "he wrote \"kill yourself you fat whore\" to three people",
              "and \"I know where you live\" to june", "don't answer him, forward it to me",
              "log for the record:", "<x_x> shut up you stupid bitch", "<x_x> nobody wants you here", "end of log",
              "rule 2: no slurs. rule 4: no threats", "he is banned now"]


def stranger_in_need():
    return [message(i / 4, "wren@home.test", IN_NEED[i]) for i in range(len(IN_NEED))]


def quarrel_made_up():
    return [in_room(i / 4, *QUARREL[i]) for i in range(len(QUARREL))]


def raid_night():
    return [in_room(i / 6, *RAID_NIGHT[i]) for i in range(len(RAID_NIGHT))]


def joy():
    return [message(i / 30, "el@home.test", JOYS[i]) for i in range(len(JOYS))]


def pasted_log():
    return [in_room(i / 60, "yana", LOG[i]) for i in range(len(LOG))]


def bot():
    return [in_room(i * 3, "cibot", f"build {4412 + i} failed: test_kill_orphans") for i in range(30)]


def troll_told():
    return [in_room(i / 3, "ash", TROLL_TOLD[i]) for i in range(len(TROLL_TOLD))]


# Whole talks that only look alarming: nobody in them is ever held.
TALKS = [
    ("a stranger in need, line by line", stranger_in_need, None),
    ("a quarrel that is made up", quarrel_made_up, None),
    ("a night of games among strangers", raid_night, None),
    ("a cousin's joy from a new number", joy, None),
    ("a pasted log", pasted_log, None),
    ("a bot that repeats", bot, None),
    ("a moderator tells of a troll", troll_told, None),
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
