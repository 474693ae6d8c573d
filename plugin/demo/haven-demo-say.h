/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "haven-demo-scene.h"

G_BEGIN_DECLS

#define HAVEN_DEMO_ROOM_ID 1

void haven_demo_deliver (
    PurpleConnection *gc, HavenDemoPlace place, const char *who, const char *text, PurpleMessageFlags flags);
void haven_demo_say (PurpleConnection *gc, const char *where, const char *who, const char *text);

G_END_DECLS
