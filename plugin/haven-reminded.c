/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-reminded.h"

/**
 * HavenReminded:
 *
 * Reminders fade: once the user has said "send" to a kind of thing in a place, it is not asked about there
 * again for a day. Passwords, keys and money are asked about each time, because each is another one. It is
 * remembered as place and category, never as words, and in memory only.
 */
struct _HavenReminded {
  GHashTable *until; /* "place category" → gint64 */
};

#define FADES_FOR G_TIME_SPAN_DAY
#define MAX_PLACES 4096

/**
 * haven_reminded_new:
 *
 * Returns: (transfer full): nothing has been asked yet
 */
HavenReminded *
haven_reminded_new (void)
{
  HavenReminded *reminded = g_new0 (HavenReminded, 1);

  reminded->until = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return reminded;
}

/**
 * haven_reminded_free:
 * @reminded: (nullable) (transfer full): what was asked
 */
void
haven_reminded_free (HavenReminded *reminded)
{
  if (reminded == NULL)
    return;
  g_hash_table_unref (reminded->until);
  g_free (reminded);
}

static gboolean
never_fades (const HavenFinding *finding)
{
  return g_str_equal (finding->category, "credential") || g_str_equal (finding->category, "finance");
}

/* Whether @finding is one that may be asked about at all. */
static gboolean
counts (const HavenSettings *settings, const HavenFinding *finding)
{
  switch (finding->kind) {
  case HAVEN_KIND_SHARING:
    return haven_settings_reminder (settings, finding->category);
  case HAVEN_KIND_LINK:
  case HAVEN_KIND_CONTENT:
    return TRUE;
  case HAVEN_KIND_HARASSMENT:
    return FALSE;
  }
  return FALSE;
}

static char *
key_of (const char *place, const HavenFinding *finding)
{
  return g_strdup_printf ("%s %s", place, finding->category);
}

/**
 * haven_reminded_lately:
 * @reminded: what was asked
 * @settings: what the user chose
 * @place: where the message goes, with the account
 * @verdict: to ask about it
 * @now: microseconds since 1970 UTC
 *
 * Returns: whether all that it asks about has been decided there within a day
 */
gboolean
haven_reminded_lately (HavenReminded *reminded,
                       const HavenSettings *settings,
                       const char *place,
                       const HavenVerdict *verdict,
                       gint64 now)
{
  guint n = 0;

  for (guint i = 0; i < verdict->findings->len; i++) {
    const HavenFinding *finding = verdict->findings->pdata[i];
    g_autofree char *key = NULL;
    const gint64 *until;

    if (!counts (settings, finding))
      continue;
    key = key_of (place, finding);
    until = g_hash_table_lookup (reminded->until, key);
    if (never_fades (finding) || until == NULL || *until <= now)
      return FALSE;
    n++;
  }
  return n > 0;
}

static gboolean
is_over (gpointer key, gpointer until, gpointer now)
{
  return *(gint64 *)until <= *(gint64 *)now;
}

/**
 * haven_reminded_note:
 * @reminded: what was asked
 * @place: where the message goes, with the account
 * @verdict: what the user was asked about and sent
 * @now: microseconds since 1970 UTC
 */
void
haven_reminded_note (HavenReminded *reminded, const char *place, const HavenVerdict *verdict, gint64 now)
{
  if (g_hash_table_size (reminded->until) >= MAX_PLACES)
    g_hash_table_foreach_remove (reminded->until, is_over, &now);
  if (g_hash_table_size (reminded->until) >= MAX_PLACES)
    return; /* asking once too often does no harm */
  for (guint i = 0; i < verdict->findings->len; i++) {
    gint64 until = now + FADES_FOR;

    g_hash_table_replace (reminded->until, key_of (place, verdict->findings->pdata[i]),
                          g_memdup2 (&until, sizeof until));
  }
}
