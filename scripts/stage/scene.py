# SPDX-License-Identifier: GPL-2.0-or-later
"""What the throw-away profile of scripts/try and of the window tests has chosen, and the scene's words."""

SETTINGS = {
    "version": 1,
    "profile": "support-group",
    "strictness": "balanced",
    "topics": {
        "self-harm": {"depth": "mention", "strictness": "balanced"},
        "suicide": {"depth": "mention", "strictness": "balanced"},
        "eating": {"depth": "discuss", "strictness": "balanced"},
        "declared": {"depth": "mention", "strictness": "balanced"},
    },
    "reminders": {"credential": True, "finance": True, "contact": True, "place": True},
    "held-days": 30,
}

TOPIC = "I cut myself again last night and I hate that I did"
TOPIC_WORDS = "cut myself"
TOPIC_LABEL = "content note: self-harm"
CARD = "4111 1111 1111 1111"
PHONE = "my number is 07700 900123, call me any time"
