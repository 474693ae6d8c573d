/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-demo-scene.h"

#define ROOM HAVEN_DEMO_PLACE_ROOM
#define PRIVATE HAVEN_DEMO_PLACE_PRIVATE

/* The words of the scene are kept plain on purpose: whoever tries Haven may be the one it is made for.
 * They are not translated, as the rules that meet them are English. */
static const HavenDemoLine scene[] = {
    {"talk-kettle", ROOM, "jo", "evening all, the kettle is on", NULL, 2500},
    {"declared", ROOM, "jo", "CW: exam stress. three papers tomorrow and my hands will not stop shaking",
     NULL, 3000},
    {"talk-walk", ROOM, "kim", "the bus was late so I walked home along the river. it was nice actually",
     NULL, 3000},
    {"topic", ROOM, "sam", "I cut myself again last night and I hate that I did", NULL, 3500},
    {"talk-here", ROOM, "lena", "thank you for telling us, sam. we are here all evening", NULL, 3500},
    {"link-listed", ROOM, "kim", "my aunt swears by this: https://example-cures.test/mms", NULL, 4000},
    {"link-deceptive", ROOM, "wren",
     "you have to log in again for the room: <a "
     "href=\"http://secure-login.example.test/paypal\">https://www.paypal.com/</a>",
     NULL, 4000},
    {"picture", ROOM, "wren", "from my walk <img id=\"%d\">", "/im/haven/demo/lake.png", 4000},
    {"private-hello", PRIVATE, "sam", "thanks for sitting with me earlier. tea on friday?", NULL, 4000},
    {"abuse-1", PRIVATE, "crow", "hey. hey you", NULL, 3000},
    {"abuse-2", PRIVATE, "crow", "answer me you idiot", NULL, 2500},
    {"abuse-3", PRIVATE, "crow", "you are pathetic and everyone in that room laughs at you", NULL, 2500},
    {"abuse-4", PRIVATE, "crow", "you stupid worthless loser", NULL, 2500},
    {"abuse-5", PRIVATE, "crow", "you are a disgusting liar, you worthless idiot", NULL, 2500},
    {"abuse-6", PRIVATE, "crow", "you moron, you are garbage and you know it", NULL, 2500},
    {"talk-garden", ROOM, "kim", "the first tomatoes are red, by the way", NULL, 3000},
    {"invitation", PRIVATE, "sam",
     "I booked our train. if you want to pay me back, just type your card number here, "
     "for example 4111 1111 1111 1111",
     NULL, 4000},
};

/**
 * haven_demo_scene:
 * @n_lines: (out): how many lines it has
 *
 * Returns: (transfer none): the scene that the demo protocol plays, in order
 */
const HavenDemoLine *
haven_demo_scene (gsize *n_lines)
{
  *n_lines = G_N_ELEMENTS (scene);
  return scene;
}
