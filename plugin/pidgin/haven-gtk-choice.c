/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-choice.h"

#include <glib/gi18n-lib.h>

#include "haven-gtk-slot.h"
#include "settings/haven-settings.h"

/* Content and harassment draw veils; links and reminders have their own places. */
static gboolean
draws_veil (const HavenFinding *finding)
{
  return finding->kind == HAVEN_KIND_CONTENT || finding->kind == HAVEN_KIND_HARASSMENT;
}

static void
open_topics (HavenSettings *settings, const HavenVerdict *verdict)
{
  for (guint i = 0; i < verdict->findings->len; i++) {
    const HavenFinding *finding = verdict->findings->pdata[i];

    if (finding->kind == HAVEN_KIND_CONTENT)
      haven_settings_set_topic (settings, finding->category, HAVEN_DEPTH_NONE, settings->strictness);
  }
}

static void
except_rules (HavenSettings *settings, const HavenVerdict *verdict)
{
  for (guint i = 0; i < verdict->findings->len; i++) {
    const HavenFinding *finding = verdict->findings->pdata[i];

    if (draws_veil (finding))
      haven_settings_add_exception (settings, finding->pack, finding->rule, NULL);
  }
}

/* Changes @settings; returns the sentence that says so. */
static char *
apply (HavenSettings *settings, const HavenGtkVeil *veil, HavenGtkChoice choice)
{
  const HavenPluginApi *api = veil->gtk->api;
  PurpleConversation *conversation = veil->conversation;
  g_autofree char *id = NULL;

  switch (choice) {
  case HAVEN_GTK_CHOICE_TOPIC:
    open_topics (settings, veil->verdict);
    return g_strdup_printf (_ ("From now on this is open for you: %s."), veil->label);
  case HAVEN_GTK_CHOICE_PERSON:
    id = api->get_sender_id (api->plugin, conversation, veil->sender);
    haven_settings_person (settings, id)->always_open = TRUE;
    return g_strdup_printf (_ ("From now on everything from %s is open."), veil->sender);
  case HAVEN_GTK_CHOICE_ROOM:
    id = api->get_conversation_id (api->plugin, conversation);
    haven_settings_room (settings, id)->always_open = TRUE;
    return g_strdup_printf (_ ("From now on everything in %s is open."),
                            purple_conversation_get_title (conversation));
  case HAVEN_GTK_CHOICE_WRONG:
    except_rules (settings, veil->verdict);
    return g_strdup (_ ("Thank you. The rule that was wrong here will be silent for you."));
  }
  return NULL;
}

typedef struct {
  HavenGtk *gtk;
  HavenSettings *before;
} Undo;

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  haven_settings_free (undo->before);
  g_free (undo);
}

static void
undo_now (gpointer data)
{
  Undo *undo = data;

  undo->gtk->api->set_settings (undo->gtk->api->plugin, undo->before);
}

/**
 * haven_gtk_choose:
 * @veil: a veil that stands in a window and has a verdict
 * @choice: what its reader said
 *
 * Changes the settings, opens the veil, and says what was done with one way to undo it.
 */
void
haven_gtk_choose (HavenGtkVeil *veil, HavenGtkChoice choice)
{
  const HavenPluginApi *api = veil->gtk->api;
  const HavenSettings *now = api->get_settings (api->plugin);
  g_autoptr (HavenSettings) before = NULL;
  g_autoptr (HavenSettings) after = NULL;
  g_autofree char *said = NULL;
  Undo *undo;

  if (veil->verdict == NULL || !haven_gtk_veil_is_placed (veil) ||
      (choice == HAVEN_GTK_CHOICE_PERSON && veil->sender == NULL))
    return;
  before = haven_settings_copy (now);
  after = haven_settings_copy (now);
  said = apply (after, veil, choice);
  api->set_settings (api->plugin, after);
  haven_gtk_veil_set_open (veil, TRUE);
  undo = g_new0 (Undo, 1);
  undo->gtk = veil->gtk;
  undo->before = g_steal_pointer (&before);
  haven_gtk_slot_tell (PIDGIN_CONVERSATION (veil->conversation), said, _ ("_Undo"), undo_now, undo,
                       undo_free);
}
