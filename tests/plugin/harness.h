/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "haven-plugin-api.h"
#include "loopback.h"

G_BEGIN_DECLS

/**
 * HarnessLine:
 * @place: the conversation's name
 * @who: (nullable): as the UI or the listener got it
 * @text: likewise
 * @flags: likewise
 */
typedef struct {
  char *place;
  char *who;
  char *text;
  PurpleMessageFlags flags;
} HarnessLine;

/* One question that libpurple's request API put to the user: a button is pressed by its label. */
typedef struct {
  gpointer handle; /* NULL once it is closed */
  char *title;
  char *primary;
  char *secondary;
  gpointer user_data;
  GPtrArray *labels;
  GPtrArray *callbacks;
} HarnessQuestion;

/* What a test wants that is not usual. */
typedef struct {
  const char *ui;       /* purple_core_get_ui(); NULL: "haven-test" */
  gboolean bare;        /* no conversation and request UI at all */
  gboolean direct_im;   /* write_im and write_chat show by themselves, as BitlBee's do */
  gboolean without;     /* do not load the plugin yet */
  gboolean one_line;    /* the protocol sends line by line, as IRC does */
  gboolean unlogged;    /* logging is switched off */
  gboolean no_packs;    /* nothing is read but what is built in, so that loading is quick */
  const char *settings; /* text of haven/settings.json before the plugin loads */
} HarnessOptions;

/* A fresh libpurple in a directory of its own, with one connected account "moth". */
typedef struct {
  HarnessOptions options;
  char *directory;
  PurplePlugin *loopback;
  PurplePlugin *plugin;
  gboolean was_loaded; /* at least once */
  PurpleAccount *me;
  GPtrArray *shown;     /* HarnessLine: what the user saw */
  GPtrArray *announced; /* HarnessLine: what listeners of received-* saw */
  GPtrArray *questions; /* HarnessQuestion */
  GPtrArray *requests;  /* HarnessLine: who asked to be authorised, in what words */
  GPtrArray *
      people; /* HarnessLine: who stood in a room's list (place: the room), or in the buddy list (no place) */
  GPtrArray *notices; /* HarnessLine: what stood in a dialog of its own */
  GHashTable *hourly; /* number of a timer of a quarter of a minute or more → what it calls */
  PurpleConversationUiOps conversation_ops;
  PurpleRequestUiOps request_ops;
  PurpleAccountUiOps account_ops;
  PurpleNotifyUiOps notify_ops;
  PurpleBlistUiOps list_ops;
} Harness;

typedef void (*HarnessTest) (Harness *harness);

void harness_add (const char *path, const HarnessOptions *options, HarnessTest test);

void harness_remove_tree (const char *path);
void harness_use_data (Harness *harness, gboolean packs);
void harness_load (Harness *harness);
void harness_load_warned (Harness *harness, const char *warning);
void harness_unload (Harness *harness);
const HavenPluginApi *harness_get_api (Harness *harness);
guint harness_count_held (Harness *harness);
char *harness_read_file (Harness *harness, const char *name);
void harness_spin (Harness *harness);
void harness_pass_hour (Harness *harness);
PurpleConversation *harness_im (Harness *harness, const char *who);
void harness_send (PurpleConversation *conv, const char *text);
gboolean harness_command (PurpleConversation *conv, const char *line);

const HarnessLine *harness_last (GPtrArray *lines);
const HarnessLine *harness_find (GPtrArray *lines, const char *part);
const char *harness_last_sent (Harness *harness);
guint harness_count_sent (Harness *harness);
char *harness_read_logs (Harness *harness);

HarnessQuestion *harness_last_question (Harness *harness);
void harness_press (HarnessQuestion *question, const char *label);
void harness_escape (HarnessQuestion *question);

G_END_DECLS
