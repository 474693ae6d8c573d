/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

/* A file that waits. */
typedef struct {
  PurpleXfer *xfer; /* a reference; NULL once its connection has gone */
  void (*init) (PurpleXfer *xfer);
  char *path;
  HavenMessage told; /* what it says and does not show; no strings in it */
  gboolean strips;   /* it can be sent without */
} HavenOfferedFile;

/* What is offered to one person at once. */
typedef struct {
  HavenOffer offer; /* first: what others see */
  PurpleAccount *account;
  char *who;
  GPtrArray *files; /* HavenOfferedFile */
  guint waiting;    /* the source that will ask; what is offered together is asked about once */
} HavenOffered;

HavenOffered *haven_offered_new (PurpleAccount *account, const char *who);
void haven_offered_free (HavenOffered *offered);
void haven_offered_add (HavenOffered *offered, PurpleXfer *xfer, const HavenMessage *told, gboolean strips);

PurpleXfer *haven_offered_let_go (HavenOfferedFile *file);
void haven_offered_cancel (HavenOfferedFile *file);
gboolean haven_offered_says_something (const HavenOfferedFile *file);

HavenVerdict *
haven_offered_judge (HavenPlugin *plugin, PurpleAccount *account, const char *who, const HavenMessage *told);
void haven_offered_put_into_words (HavenOffered *offered, HavenPlugin *plugin);
void haven_offered_ask_with_buttons (HavenOffered *offered, const HavenPlugin *plugin);
void haven_offered_say_how_to_answer (const HavenOffered *offered);
void haven_offered_say_not_sent (const HavenOffered *offered);

G_END_DECLS
