/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-verdict.h"
#include "settings/haven-settings.h"

G_BEGIN_DECLS

/* What a reader can say about a veil, once and for all. */
typedef enum {
  HAVEN_CHOICE_TOPIC,    /* always open these topics */
  HAVEN_CHOICE_NOT_HERE, /* in this room they are the subject, or the word is its own */
  HAVEN_CHOICE_PERSON,   /* always open this person */
  HAVEN_CHOICE_ROOM,     /* always open this room */
  HAVEN_CHOICE_WRONG,    /* the rule was wrong */
} HavenChoice;

typedef struct _HavenChoiceUndo HavenChoiceUndo;

gboolean
haven_choice_is_possible (const HavenSettings *settings, const HavenVerdict *verdict, HavenChoice choice);
HavenChoiceUndo *haven_choice_make (HavenSettings *settings,
                                    const HavenVerdict *verdict,
                                    HavenChoice choice,
                                    const char *place);
void haven_choice_undo (HavenSettings *settings, const HavenChoiceUndo *undo);
guint haven_choice_count_rules (const HavenChoiceUndo *undo);
void haven_choice_undo_free (HavenChoiceUndo *undo);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenChoiceUndo, haven_choice_undo_free)

G_END_DECLS
