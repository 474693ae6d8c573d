/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-attack.h"

#include <glib/gi18n-lib.h>

#include "conduct/haven-conduct.h"
#include "haven-held.h"
#include "haven-say.h"

#define DEFAULT_HOURS 2
#define MAX_HOURS 72
#define SUGGEST_AGAIN (6 * G_TIME_SPAN_HOUR)
#define MOST_SECONDS (24 * 60 * 60)

/**
 * HavenAttack:
 *
 * "Under attack": for some hours people who are not contacts are held. It is entered by hand, suggested when
 * many strangers come at once, and ends by itself with a summary.
 */
struct _HavenAttack {
  HavenPlugin *plugin;
  guint timer;
  gint64 until;
  guint held_before; /* how many messages were held when it began */
  gint64 suggested_at;
};

static void
say_anywhere (HavenPlugin *plugin, const char *text)
{
  purple_notify_info (plugin->handle, _ ("Haven"), text, NULL);
}

static gboolean on_end (gpointer data);

/* A clock of GLib's counts in 32 bits of milliseconds in old versions: one of a day is wound up again. */
static void
wind_up (HavenAttack *attack, gint64 now)
{
  gint64 left = (attack->until - now) / G_TIME_SPAN_SECOND + 1;

  attack->timer = purple_timeout_add_seconds ((guint)MIN (left, MOST_SECONDS), on_end, attack);
}

static void
say_ended (const HavenAttack *attack)
{
  guint held = haven_held_count (attack->plugin->held, NULL, NULL);
  guint more = held > attack->held_before ? held - attack->held_before : 0;
  const HavenUi *ui = attack->plugin->ui;
  g_autofree char *text = NULL;

  if (ui != NULL && ui->attack_ended != NULL && ui->attack_ended (more, attack->plugin->ui_data))
    return;
  text = g_strdup_printf (
      g_dngettext (
          GETTEXT_PACKAGE,
          "“Under attack” has ended by itself. %u message was held meanwhile; /haven held lists it.",
          "“Under attack” has ended by itself. %u messages were held meanwhile; /haven held lists them.",
          more),
      more);
  say_anywhere (attack->plugin, text);
}

static gboolean
on_end (gpointer data)
{
  HavenAttack *attack = data;
  gint64 now = haven_plugin_now ();

  attack->timer = 0;
  /* policy goes by the clock on the wall, which may have been set back meanwhile */
  if (now < attack->until) {
    wind_up (attack, now);
    return FALSE;
  }
  attack->until = 0;
  say_ended (attack);
  return FALSE;
}

/**
 * haven_attack_settings_changed:
 * @attack: the watch over it
 *
 * Sets the clock to what the settings say now.
 */
void
haven_attack_settings_changed (HavenAttack *attack)
{
  gint64 until = haven_settings_store_get (attack->plugin->store)->attack_until;
  gint64 now = haven_plugin_now ();

  if (until == attack->until)
    return;
  if (attack->timer != 0)
    purple_timeout_remove (attack->timer);
  attack->timer = 0;
  attack->until = until;
  if (until <= now)
    return;
  attack->held_before = haven_held_count (attack->plugin->held, NULL, NULL);
  wind_up (attack, now);
}

/**
 * haven_attack_new:
 * @plugin: the plugin, its settings and its held box ready
 *
 * Returns: (transfer full): a watch over it; one that the last session began goes on
 */
HavenAttack *
haven_attack_new (HavenPlugin *plugin)
{
  HavenAttack *attack = g_new0 (HavenAttack, 1);

  attack->plugin = plugin;
  haven_attack_settings_changed (attack);
  return attack;
}

/**
 * haven_attack_free:
 * @attack: (nullable) (transfer full): a watch
 */
void
haven_attack_free (HavenAttack *attack)
{
  if (attack == NULL)
    return;
  if (attack->timer != 0)
    purple_timeout_remove (attack->timer);
  g_free (attack);
}

static void
set_until (HavenPlugin *plugin, gint64 until)
{
  g_autoptr (HavenSettings) settings = haven_settings_copy (haven_settings_store_get (plugin->store));

  settings->attack_until = until;
  haven_settings_store_set (plugin->store, settings);
}

/**
 * haven_attack_describe:
 * @plugin: the plugin
 *
 * Returns: (transfer full) (nullable): until when it is on; NULL when it is not
 */
char *
haven_attack_describe (HavenPlugin *plugin)
{
  gint64 until = haven_settings_store_get (plugin->store)->attack_until;
  g_autoptr (GDateTime) end = NULL;
  g_autofree char *stamp = NULL;

  if (until <= haven_plugin_now ())
    return NULL;
  end = g_date_time_new_from_unix_local (until / G_TIME_SPAN_SECOND);
  stamp = end != NULL ? g_date_time_format (end, "%F %R") : g_strdup ("");
  return g_strdup_printf (_ ("“Under attack” is on until %s, and ends by itself."), stamp);
}

/**
 * haven_attack_command:
 * @plugin: the plugin
 * @conversation: where the answer is said
 * @rest: hours, "off", or "" for the usual time
 */
void
haven_attack_command (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  guint64 hours = DEFAULT_HOURS;

  if (g_str_equal (rest, "off")) {
    set_until (plugin, 0);
    haven_say (conversation, _ ("“Under attack” is off."));
    return;
  }
  if (*rest != '\0' && !g_ascii_string_to_unsigned (rest, 10, 1, MAX_HOURS, &hours, NULL)) {
    haven_say (conversation, _ ("Say for how many hours, from 1 to %d, or off."), MAX_HOURS);
    return;
  }
  set_until (plugin, haven_plugin_now () + (gint64)hours * G_TIME_SPAN_HOUR);
  haven_say (conversation,
             g_dngettext (GETTEXT_PACKAGE,
                          "For %d hour people who are not your contacts are held, and are told nothing. "
                          "Contacts pass. It ends by itself; /haven attack off ends it now.",
                          "For %d hours people who are not your contacts are held, and are told nothing. "
                          "Contacts pass. It ends by itself; /haven attack off ends it now.",
                          (gulong)hours),
             (int)hours);
}

/* Lately, that is: when the clock was set back since, nobody knows when it was. */
static gboolean
was_suggested (const HavenAttack *attack, gint64 now)
{
  return now >= attack->suggested_at && now < attack->suggested_at + SUGGEST_AGAIN;
}

/**
 * haven_attack_held:
 * @attack: the watch
 * @conversation: (nullable): where something was held just now
 * @now: microseconds since 1970 UTC
 *
 * When several strangers came at once, says once that "under attack" is there.
 */
void
haven_attack_held (HavenAttack *attack, PurpleConversation *conversation, gint64 now)
{
  const HavenUi *ui = attack->plugin->ui;

  if (attack->until > now || was_suggested (attack, now) ||
      !haven_conduct_is_pile_on (haven_engine_get_conduct (attack->plugin->engine), now))
    return;
  attack->suggested_at = now;
  if (ui != NULL && ui->suggest_attack != NULL && ui->suggest_attack (conversation, attack->plugin->ui_data))
    return;
  if (conversation != NULL)
    haven_say (conversation, _ ("Several people you do not know wrote within minutes. /haven attack holds "
                                "whoever is not a contact "
                                "for two hours."));
  else
    say_anywhere (attack->plugin,
                  _ ("Several people you do not know wrote within minutes. /haven attack, in any "
                     "conversation, holds whoever is not a contact for two hours."));
}
