/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "haven-finding.h"
#include "haven-verdict.h"
#include "settings/haven-room-card.h"

G_BEGIN_DECLS

/* 2: followed lists and collapsed lines. 3: room cards. 5: people who are never held. A Haven that does not
 * know them says "newer" and not "unknown key". */
#define HAVEN_SETTINGS_VERSION 5
#define HAVEN_MAX_CUSTOM_NUMBER 1000000 /* of a topic of the user's own */

#define HAVEN_SETTINGS_MAX_HELD_DAYS 3650

/* 9999-12-31 00:00 UTC in microseconds: a #GDateTime knows no year behind, in any time zone */
#define HAVEN_SETTINGS_MAX_TIME G_GINT64_CONSTANT (253402214400000000)

typedef enum {
  HAVEN_STRICTNESS_LIGHT,
  HAVEN_STRICTNESS_BALANCED,
  HAVEN_STRICTNESS_STRICT,
} HavenStrictness;

/* What happens to someone who is not a contact. */
typedef enum {
  HAVEN_STRANGERS_SHOWN,
  HAVEN_STRANGERS_PICTURES_VEILED,
  HAVEN_STRANGERS_HELD,
} HavenStrangers;

/**
 * HavenTopicChoice:
 * @depth: veiled from this depth on; %HAVEN_DEPTH_NONE for never
 * @strictness: how sure a rule must be, by the rule's own severity or depth
 */
typedef struct {
  HavenDepth depth;
  HavenStrictness strictness;
} HavenTopicChoice;

/**
 * HavenPlace:
 * @topics: (element-type utf8 HavenTopicChoice): what differs here from the rest
 * @always_open: whether nothing is veiled here
 * @trusted: whether this person is never held or muted by itself; never of a room
 * @card: (nullable): what the user noted of this room; never of a person
 *
 * What the user chose for one room or one person.
 */
typedef struct {
  GHashTable *topics;
  gboolean always_open;
  gboolean trusted;
  HavenRoomCard *card;
} HavenPlace;

/**
 * HavenException:
 * @pack: the pack of the rule that was wrong
 * @rule: the rule that was wrong
 * @conversation: (nullable): only there; %NULL for everywhere
 */
typedef struct {
  char *pack;
  char *rule;
  char *conversation;
} HavenException;

HavenException *haven_exception_new (const char *pack, const char *rule, const char *conversation);
void haven_exception_free (HavenException *exception);

/* A topic of the user's own: its words are kept sealed. */
typedef struct {
  guint number;   /* from 1; no other topic gets it while Haven runs */
  char *id;       /* "custom:1": by its number */
  char *nickname; /* what a veil says */
  char **words;
} HavenCustomTopic;

/**
 * HavenFollowed:
 * @chosen: whether @level holds; else what is chosen for a site's category does
 * @level: how loud this list is
 * @address: (nullable): where it is fetched from when the user asks for it; https only
 * @key: (nullable): the public key of minisign that what is fetched must be signed with
 *
 * What the user chose for one list of sites.
 */
typedef struct {
  gboolean chosen;
  HavenLinkLevel level;
  char *address;
  char *key;
} HavenFollowed;

/**
 * HavenSettings:
 *
 * All that the user chose, as a plain value; copied to change it. What a profile gives is filled in when
 * the settings are resolved, so that policy asks one value only.
 */
typedef struct _HavenSettings {
  char *profile;
  HavenStrictness strictness;
  GHashTable *topics;         /* category → HavenTopicChoice, only what differs from the profile */
  GHashTable *links;          /* category or its first part → HavenLinkLevel */
  GHashTable *lists;          /* id of a list → HavenFollowed, only where something was chosen */
  GHashTable *reminders;      /* sharing category → gboolean */
  GHashTable *rooms;          /* conversation id → HavenPlace */
  GHashTable *people;         /* sender id → HavenPlace */
  GPtrArray *exceptions;      /* HavenException */
  GPtrArray *custom;          /* HavenCustomTopic */
  guint last_custom;          /* the highest number that one of them had, also one that is gone; not kept */
  GPtrArray *facts;           /* strings "item\tvalue": what never to share, kept sealed */
  GPtrArray *link_exceptions; /* hosts the user trusts */
  GPtrArray *packs_off;       /* ids of packs that are not read */
  char *country;              /* nullable: for help lines */
  guint held_days;            /* how long held messages are kept */
  gboolean keep_evidence;
  gboolean collapse_notes; /* many veils of one person in a row stand in one line */
  gint64 attack_until;     /* microseconds since 1970 UTC; 0 when not under attack */
} HavenSettings;

HavenSettings *haven_settings_new (void);
HavenSettings *haven_settings_copy (const HavenSettings *settings);
void haven_settings_free (HavenSettings *settings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenSettings, haven_settings_free)

void haven_settings_set_topic (HavenSettings *settings,
                               const char *category,
                               HavenDepth depth,
                               HavenStrictness strictness);
void haven_settings_set_reminder (HavenSettings *settings, const char *category, gboolean on);
void haven_settings_set_link (HavenSettings *settings, const char *category, HavenLinkLevel level);
void haven_settings_add_exception (HavenSettings *settings,
                                   const char *pack,
                                   const char *rule,
                                   const char *conversation);
void haven_settings_remove_exception (HavenSettings *settings,
                                      const char *pack,
                                      const char *rule,
                                      const char *conversation);
gboolean haven_settings_is_excepted (const HavenSettings *settings,
                                     const char *pack,
                                     const char *rule,
                                     const char *conversation);

HavenTopicChoice haven_settings_topic (const HavenSettings *settings,
                                       const char *conversation,
                                       const char *sender,
                                       const char *category);
HavenLinkLevel haven_settings_link (const HavenSettings *settings, const char *category, const char *list);
gboolean haven_settings_chooses (const HavenSettings *settings,
                                 const char *conversation,
                                 const char *sender,
                                 const char *category);
gboolean haven_settings_reminder (const HavenSettings *settings, const char *category);

/* haven-settings-places.c: rooms and people, one by one */
GHashTable *haven_topics_new_table (void);
GHashTable *haven_topics_copy_table (GHashTable *topics);
GHashTable *haven_places_new_table (void);
GHashTable *haven_places_copy_table (GHashTable *places);
const HavenTopicChoice *haven_places_find_topic (GHashTable *places, const char *id, const char *category);
HavenPlace *haven_settings_room (HavenSettings *settings, const char *conversation);
HavenPlace *haven_settings_person (HavenSettings *settings, const char *sender);
void haven_settings_forget_room (HavenSettings *settings, const char *conversation);
void haven_settings_forget_person (HavenSettings *settings, const char *sender);
void
haven_settings_set_room_card (HavenSettings *settings, const char *conversation, const HavenRoomCard *card);
const HavenRoomCard *haven_settings_find_room_card (const HavenSettings *settings, const char *conversation);
gboolean
haven_settings_always_open (const HavenSettings *settings, const char *conversation, const char *sender);
gboolean haven_settings_trusts (const HavenSettings *settings, const char *sender);

/* haven-custom-topic.c: topics of the user's own */
void haven_custom_topic_free (HavenCustomTopic *topic);
gboolean haven_settings_knows_topic (const HavenSettings *settings, const char *id);
void haven_settings_put_custom (HavenSettings *settings,
                                guint number,
                                const char *nickname,
                                const char *const *words);
void haven_settings_add_custom (HavenSettings *settings, const char *nickname, const char *const *words);
void haven_settings_set_custom (HavenSettings *settings,
                                guint index,
                                const char *nickname,
                                const char *const *words);
void haven_settings_remove_custom (HavenSettings *settings, guint index);

/* haven-followed.c: lists of sites, one by one */
GHashTable *haven_followed_new_table (void);
GHashTable *haven_followed_copy_table (GHashTable *lists);
HavenFollowed *haven_settings_list (HavenSettings *settings, const char *list);
const HavenFollowed *haven_settings_find_list (const HavenSettings *settings, const char *list);
void haven_settings_forget_list (HavenSettings *settings, const char *list);
gboolean haven_settings_set_source (
    HavenSettings *settings, const char *list, const char *address, const char *key, GError **error);

G_END_DECLS
