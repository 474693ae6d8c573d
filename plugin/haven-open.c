/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-open.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-wrap.h"
#include "sharing/haven-recent.h"

/*
 * The only place that asks before a link is opened. Whatever a user clicks reaches the browser through the
 * UI's operation notify_uri, which no signal goes before, so that is wrapped.
 */

#define MAX_URI 16384 /* bytes; what is longer is opened as before: no list speaks of it */

typedef struct {
  HavenPlugin *plugin;
  char *uri;
  char *site; /* nullable */
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_free (opening->uri);
  g_free (opening->site);
  g_free (opening);
}

static void
drop (Opening *opening)
{
  g_ptr_array_remove (opening->plugin->openings, opening);
}

static void *open_after_asking (const char *uri);

static void
on_open (Opening *opening, int action)
{
  PurpleNotifyUiOps *ops = purple_notify_get_ui_ops ();

  HAVEN_BEFORE (ops, notify_uri, open_after_asking) (opening->uri);
  drop (opening);
}

static void
on_trust (Opening *opening, int action)
{
  g_autoptr (HavenSettings) settings =
      haven_settings_copy (haven_settings_store_get (opening->plugin->store));

  if (opening->site != NULL)
    g_ptr_array_add (settings->link_exceptions, g_strdup (opening->site));
  haven_settings_store_set (opening->plugin->store, settings);
  on_open (opening, action);
}

static void
on_leave (Opening *opening, int action)
{
  drop (opening);
}

static HavenVerdict *
judge_uri (HavenPlugin *plugin, const char *uri)
{
  HavenMessage message = {.text = uri,
                          .length = strlen (uri),
                          .format = HAVEN_FORMAT_PLAIN,
                          .direction = HAVEN_DIRECTION_INCOMING,
                          .kind = HAVEN_CONVERSATION_IM,
                          .time = haven_plugin_now ()};

  return haven_plugin_judge (plugin, &message);
}

static const char *
site_of (const HavenVerdict *verdict)
{
  for (guint i = 0; i < verdict->findings->len; i++) {
    const HavenFinding *finding = verdict->findings->pdata[i];

    if (finding->site != NULL)
      return finding->site;
  }
  return NULL;
}

/* Two buttons where no site could be trusted by name, three elsewhere. The first does nothing: it is what
 * Escape and Enter mean. */
static gboolean
ask (HavenPlugin *plugin, const char *uri, const HavenVerdict *verdict)
{
  Opening *opening = g_new0 (Opening, 1);
  g_autofree char *notes = NULL;
  g_autofree char *primary = NULL;
  gpointer handle;

  opening->plugin = plugin;
  opening->uri = g_strdup (uri);
  opening->site = g_strdup (site_of (verdict));
  g_ptr_array_add (verdict->notes, NULL);
  notes = g_strjoinv ("\n", (char **)verdict->notes->pdata);
  g_ptr_array_remove_index (verdict->notes, verdict->notes->len - 1);
  primary = opening->site != NULL ? g_strdup_printf (_ ("Open %s?"), opening->site)
                                  : g_strdup (_ ("Open this link?"));
  g_ptr_array_add (plugin->openings, opening);
  if (opening->site != NULL)
    handle = purple_request_action (plugin->handle, _ ("Haven"), primary, notes, 0, NULL, NULL, NULL, opening,
                                    3, _ ("Do not open"), G_CALLBACK (on_leave), _ ("Open"),
                                    G_CALLBACK (on_open), _ ("Always open this site"), G_CALLBACK (on_trust));
  else
    handle =
        purple_request_action (plugin->handle, _ ("Haven"), primary, notes, 0, NULL, NULL, NULL, opening, 2,
                               _ ("Do not open"), G_CALLBACK (on_leave), _ ("Open"), G_CALLBACK (on_open));
  if (handle == NULL)
    drop (opening);
  return handle != NULL;
}

static void *
open_after_asking (const char *uri)
{
  HavenPlugin *plugin = haven_plugin_get ();
  PurpleNotifyUiOps *ops = purple_notify_get_ui_ops ();
  g_autoptr (HavenVerdict) verdict = NULL;

  if (plugin != NULL && uri != NULL && strnlen (uri, MAX_URI + 1) <= MAX_URI) {
    haven_recent_opened (haven_engine_get_recent (plugin->engine), uri);
    verdict = judge_uri (plugin, uri);
  }
  if (verdict != NULL && verdict->link_level == HAVEN_LINK_ASK && ask (plugin, uri, verdict))
    return NULL;
  return HAVEN_BEFORE (ops, notify_uri, open_after_asking) (uri);
}

/**
 * haven_open_wrap:
 * @plugin: the plugin
 */
void
haven_open_wrap (HavenPlugin *plugin)
{
  PurpleNotifyUiOps *ops = purple_notify_get_ui_ops ();

  /* kept by the plugin, because a question that is closed without an answer calls nobody back */
  plugin->openings = g_ptr_array_new_with_free_func (opening_free);
  HAVEN_WRAP (ops, notify_uri, open_after_asking);
}

/**
 * haven_open_unwrap:
 * @plugin: the plugin
 */
void
haven_open_unwrap (HavenPlugin *plugin)
{
  PurpleNotifyUiOps *ops = purple_notify_get_ui_ops ();

  purple_request_close_with_handle (plugin->handle);
  g_clear_pointer (&plugin->openings, g_ptr_array_unref);
  HAVEN_UNWRAP (ops, notify_uri, open_after_asking);
}
