/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-addresses.h"
#include "haven-approvals.h"
#include "haven-wall-clock.h"
#include "haven-display.h"
#include "haven-drafts.h"
#include "haven-held.h"
#include "haven-hosts.h"
#include "haven-iqs.h"
#include "haven-keeper.h"
#include "haven-library.h"
#include "haven-lines.h"
#include "haven-memory.h"
#include "haven-nudges.h"
#include "haven-names.h"
#include "haven-people.h"
#include "haven-plugin-api.h"
#include "haven-review.h"
#include "haven-rooms.h"
#include "haven-spoiler.h"
#include "haven-veils.h"

G_BEGIN_DECLS

/* their headers need this one */
typedef struct _HavenAttack HavenAttack;
typedef struct _HavenFetch HavenFetch;
typedef struct _HavenOffers HavenOffers;
typedef struct _HavenReplies HavenReplies;

/**
 * HavenPlugin:
 * @api: what other plugins get
 * @handle: libpurple's name for this plugin, and the handle of all its signals
 * @directory: the user's haven directory
 * @lock: the descriptor by which the directory is this program's; -1 where it cannot be
 * @elsewhere: another program has the directory, and writes what is remembered
 * @waiting: the timer that looks whether that program has ended
 * @engine: judges messages; what is judged is asked of haven_plugin_get_engine()
 * @library: the packs and lists that it reads with
 * @fetch: (nullable): a list that is being fetched right now
 * @store: the settings, and the file they stand in
 * @veils: what is covered
 * @lines: what is being received, written and displayed right now
 * @drafts: what is waiting for the user's word before it leaves
 * @approvals: what the user has just agreed to send
 * @offers: files that are waiting for it
 * @clock: what is believed of the clock, where something is forgotten for its age
 * @clock_saved: how it stands in its file
 * @held: what came and was not shown
 * @keeper: puts what happens into the evidence, when the user wants that
 * @memory: carries what is remembered of people over a restart
 * @display: covers veils in UIs that have no displaying-* signal
 * @iqs: what is asked of XMPP servers
 * @rooms: what kind of places rooms are
 * @hosts: by which hosts others see the user
 * @spoiler: what senders on XMPP marked beside the text
 * @names: what stands for veiled names and statuses
 * @replies: whose marked message may be answered next
 * @renames: who goes by another name now
 * @addresses: what the names of senders and places come to
 * @people: tells the engine who is a contact
 * @review: what came of reminders
 * @attack: "under attack", while it lasts
 * @redrawing: a timer, where rows of the buddy list are to be written again; 0 where not
 * @forgetting: the timer by which what was held long enough is forgotten
 * @mending: the timer that tries to open what is held, while that could not be opened; 0 where it could
 * @nudges: keeps the sound of a held nudge quiet
 * @ui: (nullable): the UI's part, such as gtk-haven
 * @ui_data: its user data
 * @command: what libpurple calls `/haven`; 0 where it is not registered
 * @invitations: (nullable): invitations that Haven asks about, because their words are veiled
 * @undo: (nullable): what the last choice by a command changed
 * @openings: links whose opening Haven asks about
 * @told_problem: (nullable): what the user was told about the settings
 * @passing: (nullable): the conversation whose next message the user has agreed to
 * @is_bitlbee: the UI is BitlBee: no commands, no writing-* signals
 * @filling_prefs: the preferences change because the page is being made, not by the user
 *
 * All that lives from load to unload. It hangs on handle->extra, because libpurple's UI callbacks carry no
 * user data.
 */
struct _HavenPlugin {
  HavenPluginApi api;
  PurplePlugin *handle;
  char *directory;
  int lock;
  gboolean elsewhere;
  guint waiting;
  HavenEngine *engine;
  HavenLibrary *library;
  HavenFetch *fetch;
  HavenSettingsStore *store;
  HavenVeils *veils;
  HavenLines *lines;
  HavenDrafts *drafts;
  HavenApprovals *approvals;
  HavenOffers *offers;
  HavenWallClock clock;
  HavenWallClock clock_saved;
  HavenHeld *held;
  HavenKeeper *keeper;
  HavenMemory *memory;
  HavenDisplay *display;
  HavenIqs *iqs;
  HavenRooms *rooms;
  HavenHosts *hosts;
  HavenSpoiler *spoiler;
  HavenNames *names;
  HavenReplies *replies;
  HavenRenames *renames;
  HavenAddresses *addresses;
  HavenPeople *people;
  HavenReview *review;
  HavenAttack *attack;
  guint redrawing;
  guint forgetting;
  guint mending;
  HavenNudges *nudges;
  const HavenUi *ui;
  gpointer ui_data;
  PurpleCmdId command;
  GPtrArray *invitations;
  HavenChoiceUndo *undo;
  GPtrArray *openings;
  char *told_problem;
  PurpleConversation *passing;
  gboolean is_bitlbee;
  gboolean filling_prefs;
};

HavenPlugin *haven_plugin_get (void);
HavenEngine *haven_plugin_get_engine (HavenPlugin *plugin);
HavenVerdict *haven_plugin_judge (HavenPlugin *plugin, const HavenMessage *message);
gint64 haven_plugin_now (void);

G_END_DECLS
