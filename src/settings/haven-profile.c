/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "settings/haven-profile.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DECEPTION                                                                                            \
  "lookalike", "text-mismatch", "credentials-in-url", "raw-ip", "punycode", "data-or-script", "file-disguise"

static const char *const links_deception[] = {DECEPTION, NULL};
static const char *const links_friends[] = {DECEPTION, "health-fraud", "stop-treatment", NULL};
static const char *const links_group[] = {DECEPTION,         "health-fraud", "stop-treatment",
                                          "low-credibility", "pro-harm",     NULL};
static const char *const links_all[] = {DECEPTION,         "health-fraud", "stop-treatment",
                                        "low-credibility", "pro-harm",     "satire",
                                        "state-media",     "shortener",    NULL};

static const char *const sharing_gentle[] = {"credential", "finance", NULL};
static const char *const sharing_friends[] = {"credential", "finance", "persona-cross", NULL};
static const char *const sharing_group[] = {
    "credential",   "finance",           "persona-cross",    "place", "identity",
    "third-person", "method-detail-out", "picture-metadata", NULL};
static const char *const sharing_public[] = {"credential", "finance",          "persona-cross",
                                             "contact",    "identity",         "place",
                                             "wrong-room", "picture-metadata", NULL};
static const char *const sharing_all[] = {"credential",
                                          "finance",
                                          "contact",
                                          "place",
                                          "identity",
                                          "work-school",
                                          "persona-cross",
                                          "third-person",
                                          "picture-metadata",
                                          "method-detail-out",
                                          "wrong-room",
                                          "health-with-identity",
                                          "forward",
                                          "heavy",
                                          NULL};

static const char *const held_nothing[] = {NULL};
static const char *const held_group[] = {"flood", "threat", NULL};

static const HavenProfile profiles[] = {
    {"gentle", N_ ("Gentle"), HAVEN_DEPTH_DISCUSS, HAVEN_STRANGERS_PICTURES_VEILED, held_nothing,
     links_deception, sharing_gentle, 0},
    {"friends", N_ ("Friends"), HAVEN_DEPTH_GRAPHIC, HAVEN_STRANGERS_SHOWN, held_nothing, links_friends,
     sharing_friends, 0},
    {"support-group", N_ ("Support group"), HAVEN_DEPTH_DISCUSS, HAVEN_STRANGERS_PICTURES_VEILED, held_group,
     links_group, sharing_group, HAVEN_PROFILE_METHOD | HAVEN_PROFILE_OFFER_NOTE},
    {"public-room", N_ ("Public rooms"), HAVEN_DEPTH_DISCUSS, HAVEN_STRANGERS_PICTURES_VEILED, held_nothing,
     links_all, sharing_public, HAVEN_PROFILE_HATE | HAVEN_PROFILE_HOLD_NEW},
    {"under-attack", N_ ("Under attack"), HAVEN_DEPTH_DISCUSS, HAVEN_STRANGERS_HELD, held_nothing, links_all,
     sharing_public, HAVEN_PROFILE_AT_ME | HAVEN_PROFILE_HATE},
    {"everything", N_ ("Everything (to try and to measure)"), HAVEN_DEPTH_MENTION,
     HAVEN_STRANGERS_PICTURES_VEILED, held_nothing, links_all, sharing_all,
     HAVEN_PROFILE_ALL_TOPICS | HAVEN_PROFILE_HATE | HAVEN_PROFILE_METHOD | HAVEN_PROFILE_AT_ME},
};

/**
 * haven_profiles_get:
 * @n_profiles: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_profiles): all profiles, the one of a first run first
 */
const HavenProfile *
haven_profiles_get (guint *n_profiles)
{
  *n_profiles = G_N_ELEMENTS (profiles);
  return profiles;
}

/**
 * haven_profile_find:
 * @id: id of a profile
 *
 * Returns: (transfer none) (nullable): that profile
 */
const HavenProfile *
haven_profile_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++) {
    if (g_str_equal (profiles[i].id, id))
      return &profiles[i];
  }
  return NULL;
}

/**
 * haven_profile_of:
 * @settings: what the user chose
 *
 * Returns: (transfer none): the profile in force; that of a first run where @settings name none that there is
 */
const HavenProfile *
haven_profile_of (const HavenSettings *settings)
{
  const HavenProfile *profile = haven_profile_find (settings->profile);

  return profile != NULL ? profile : &profiles[0];
}

/**
 * haven_profile_depth:
 * @profile: a profile
 * @category: id of a content category
 *
 * Returns: from which depth on that category is veiled where the user chose nothing about it
 */
HavenDepth
haven_profile_depth (const HavenProfile *profile, const char *category)
{
  if (g_str_equal (category, "declared") || g_str_has_prefix (category, "custom:"))
    return HAVEN_DEPTH_MENTION;
  if ((profile->flags & HAVEN_PROFILE_ALL_TOPICS) != 0)
    return HAVEN_DEPTH_MENTION;
  if ((profile->flags & HAVEN_PROFILE_HATE) != 0 && g_str_has_prefix (category, "hate-"))
    return HAVEN_DEPTH_DISCUSS;
  if ((profile->flags & HAVEN_PROFILE_METHOD) != 0 && g_str_equal (category, "method-detail"))
    return HAVEN_DEPTH_MENTION;
  return HAVEN_DEPTH_NONE;
}

static gboolean
lists_category (const char *const *list, const char *category)
{
  for (guint i = 0; list[i] != NULL; i++) {
    gsize length = strlen (list[i]);

    if (strncmp (list[i], category, length) == 0 && (category[length] == '\0' || category[length] == ':'))
      return TRUE;
  }
  return FALSE;
}

/**
 * haven_profile_link_level:
 * @profile: a profile
 * @category: id of a link category
 *
 * Returns: how loud a link of that category is where the user chose nothing about it
 */
HavenLinkLevel
haven_profile_link_level (const HavenProfile *profile, const char *category)
{
  return lists_category (profile->links, category) ? HAVEN_LINK_NOTE : HAVEN_LINK_SILENT;
}

/**
 * haven_profile_reminds:
 * @profile: a profile
 * @category: id of a sharing category
 *
 * Returns: whether the user, who chose nothing about it, is asked before it leaves
 */
gboolean
haven_profile_reminds (const HavenProfile *profile, const char *category)
{
  return lists_category (profile->reminders, category);
}
