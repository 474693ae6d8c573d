/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* first: it says that this is a plugin */
#include <purple.h>

#include <gtk/gtk.h>
#include <gtkconv.h>
#include <gtkimhtml.h>

#include "haven-plugin-api.h"

G_BEGIN_DECLS

/**
 * HavenGtk:
 * @handle: the plugin, which is also the handle of every signal
 * @api: what the core plugin offers
 * @veils: (element-type utf8 HavenGtkVeil): what is covered in some window, by id
 * @stand_ins: (element-type utf8): what stands for veiled names and statuses in lists
 * @strips: (element-type PidginConversation HavenGtkStrip): reminders that are on the screen
 * @offers: (element-type HavenOffer): the same about files
 * @bars: (element-type PidginWindow GtkWidget): the "2 held" of each window
 * @tray: (nullable): the same in the buddy list
 * @held: (nullable): the held window
 * @why: (nullable): the card that says why
 * @except: (nullable): the card of what stays covered in one conversation
 * @help: (nullable): the card with help lines
 * @room: (nullable): the card of a room
 * @evidence: (nullable): the window of what was kept
 * @lists: (nullable): the lists of sites in the preferences
 * @prefs: (nullable): the preferences, in a window of Pidgin's or in one of their own
 * @sweeping: the sweep that is about to happen, 0 when none is
 * @sweep_at: how many tags may be made before the next one
 * @n_since_sweep: how many have been made since the last one
 * @snooper: the key that closes all of these
 * @first_run: (nullable): the questions of the first start
 * @first_run_timer: waits for the buddy list before it asks them; 0 when it does not
 *
 * All that the Pidgin part holds from load to unload. It is the data of every callback.
 */
typedef struct {
  PurplePlugin *handle;
  const HavenPluginApi *api;
  GHashTable *veils;
  GHashTable *stand_ins;
  GHashTable *strips;
  GHashTable *offers;
  GHashTable *bars;
  GtkWidget *tray;
  GtkWidget *held;
  GtkWidget *why;
  GtkWidget *except;
  GtkWidget *first_run;
  guint first_run_timer;
  GtkWidget *help;
  GtkWidget *room;
  GtkWidget *evidence;
  gpointer lists;
  GtkWidget *prefs;
  guint sweeping;
  guint sweep_at;
  guint n_since_sweep;
  guint snooper;
} HavenGtk;

G_END_DECLS
