/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HAVEN_DEMO_ROOM "quiet-corner"
#define HAVEN_DEMO_ME "moth"

typedef enum {
  HAVEN_DEMO_PLACE_ROOM,
  HAVEN_DEMO_PLACE_PRIVATE,
} HavenDemoPlace;

typedef struct {
  const char *step; /* its name in transcripts and tests */
  HavenDemoPlace place;
  const char *who;
  const char *text;    /* libpurple markup; "%d" stands for the picture's number */
  const char *picture; /* (nullable): resource that the markup shows */
  guint pause;         /* milliseconds before it, at the ordinary pace */
} HavenDemoLine;

const HavenDemoLine *haven_demo_scene (gsize *n_lines);

G_END_DECLS
