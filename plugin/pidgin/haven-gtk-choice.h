/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk-veil.h"

G_BEGIN_DECLS

/* What a reader can say about a veil, once and for all. */
typedef enum {
  HAVEN_GTK_CHOICE_TOPIC,  /* always open this topic */
  HAVEN_GTK_CHOICE_PERSON, /* always open this person */
  HAVEN_GTK_CHOICE_ROOM,   /* always open this room */
  HAVEN_GTK_CHOICE_WRONG,  /* this rule was wrong here */
} HavenGtkChoice;

void haven_gtk_choose (HavenGtkVeil *veil, HavenGtkChoice choice);

G_END_DECLS
