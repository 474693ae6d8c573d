/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "settings/haven-settings.h"

G_BEGIN_DECLS

/* What a profile does by itself; what the user chose is added. */
typedef enum {
  HAVEN_PROFILE_HATE = 1 << 0,       /* hate-* is veiled */
  HAVEN_PROFILE_METHOD = 1 << 1,     /* method-detail is veiled at any depth */
  HAVEN_PROFILE_AT_ME = 1 << 2,      /* everything directed at the user is veiled */
  HAVEN_PROFILE_ALL_TOPICS = 1 << 3, /* every category is veiled, for testing and measuring */
  HAVEN_PROFILE_OFFER_NOTE = 1 << 4, /* a content note is offered for what the user sends */
  HAVEN_PROFILE_HOLD_NEW = 1 << 5,   /* who is new in a room is held for what would be veiled of others */
} HavenProfileFlags;

/**
 * HavenProfile:
 * @id: its id in settings
 * @title: a few words, untranslated
 * @chosen_depth: depth at which a chosen topic is veiled when the user named none
 * @strangers: what happens to people who are not contacts
 * @held: (array zero-terminated=1): kinds of harassment for which they are held at once, without the steps
 * before
 * @links: (array zero-terminated=1): categories, or first parts of them, that get a note
 * @reminders: (array zero-terminated=1): sharing categories that ask
 * @flags: what else it does
 */
typedef struct {
  const char *id;
  const char *title;
  HavenDepth chosen_depth;
  HavenStrangers strangers;
  const char *const *held;
  const char *const *links;
  const char *const *reminders;
  HavenProfileFlags flags;
} HavenProfile;

const HavenProfile *haven_profiles_get (guint *n_profiles);
const HavenProfile *haven_profile_find (const char *id);
const HavenProfile *haven_profile_of (const HavenSettings *settings);

HavenDepth haven_profile_depth (const HavenProfile *profile, const char *category);
HavenLinkLevel haven_profile_link_level (const HavenProfile *profile, const char *category);
gboolean haven_profile_reminds (const HavenProfile *profile, const char *category);

G_END_DECLS
