/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "servers.h"

G_BEGIN_DECLS

#define SCENE_SETTINGS                                                                                       \
  "{\"version\": 1, \"profile\": \"support-group\", \"topics\": {\"self-harm\": \"discuss\"}}"
#define SCENE_HEAVY "I cut myself again last night"
#define SCENE_CARD "my card is 4111 1111 1111 1111 ok"
#define SCENE_ROOM "quiet@rooms.localhost"

/* Two people with a real server between them; Haven looks at both. */
typedef struct {
  Server *server;
  PurpleAccount *alice;
  PurpleAccount *bob;
} Scene;

gboolean scene_start_xmpp (Scene *scene, Harness *harness);
gboolean scene_start_irc (Scene *scene, Harness *harness);
void scene_stop (Scene *scene);

void scene_say (PurpleAccount *from, const char *to, const char *text);
void scene_send_stanza (PurpleAccount *from, const char *stanza);
void scene_assert_covered (const HarnessLine *line);
void scene_wait_held (Harness *harness, guint n);

G_END_DECLS
