/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-again.h"

#include <glib/gi18n-lib.h>

#include "haven-gtk-slot.h"
#include "policy/haven-policy.h"
#include "settings/haven-settings.h"

/* "not again": one kind of thing, with this person or room or anywhere, is not asked about any more. */

/**
 * Again:
 * @gtk: the Pidgin part
 * @conversation: where it was said; it may be gone when an item is chosen
 * @place: (nullable): the only conversation it holds for, as settings name it; %NULL for everywhere
 * @words: the kind of thing, "a phone number"
 * @rules: (element-type HavenException): what shall be silent
 *
 * What one item of the menu would do, with nothing borrowed from the draft: that may be decided first.
 */
typedef struct {
  HavenGtk *gtk;
  PurpleConversation *conversation;
  char *place;
  char *words;
  GPtrArray *rules;
} Again;

static void
again_free (gpointer data)
{
  Again *again = data;

  g_free (again->place);
  g_free (again->words);
  g_ptr_array_unref (again->rules);
  g_free (again);
}

static void
again_destroy (gpointer data, GClosure *closure)
{
  again_free (data);
}

/* A phone number may be seen by its digits and by "my number is": both shall be silent. */
static GPtrArray *
rules_about (const HavenVerdict *verdict, const char *words)
{
  GPtrArray *rules = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_exception_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < verdict->findings->len; i++) {
    const HavenFinding *finding = verdict->findings->pdata[i];

    if (purple_strequal (haven_policy_name (finding), words) &&
        g_hash_table_add (seen, g_strdup_printf ("%s\n%s", finding->pack, finding->rule)))
      g_ptr_array_add (rules, haven_exception_new (finding->pack, finding->rule, NULL));
  }
  return rules;
}

/* Only what was said here is taken back: other settings may have changed since. */
static void
undo_now (gpointer data)
{
  const Again *again = data;
  const HavenPluginApi *api = again->gtk->api;
  g_autoptr (HavenSettings) settings = haven_settings_copy (api->get_settings (api->plugin));

  for (guint i = 0; i < again->rules->len; i++) {
    const HavenException *rule = again->rules->pdata[i];

    haven_settings_remove_exception (settings, rule->pack, rule->rule, again->place);
  }
  api->set_settings (api->plugin, settings);
}

static Again *
again_copy (const Again *again)
{
  Again *copy = g_new0 (Again, 1);

  *copy = *again;
  copy->place = g_strdup (again->place);
  copy->words = g_strdup (again->words);
  copy->rules = g_ptr_array_ref (again->rules);
  return copy;
}

static void
on_again (GtkMenuItem *item, gpointer user_data)
{
  const Again *again = user_data;
  const HavenPluginApi *api = again->gtk->api;
  g_autoptr (HavenSettings) settings = haven_settings_copy (api->get_settings (api->plugin));
  g_autofree char *said = NULL;

  for (guint i = 0; i < again->rules->len; i++) {
    const HavenException *rule = again->rules->pdata[i];

    haven_settings_add_exception (settings, rule->pack, rule->rule, again->place);
  }
  api->set_settings (api->plugin, settings);
  if (g_list_find (purple_get_conversations (), again->conversation) == NULL ||
      !PIDGIN_IS_PIDGIN_CONVERSATION (again->conversation))
    return;
  said = again->place != NULL
             ? g_strdup_printf (_ ("No more questions about %s for %s. Undo it here, or later in Haven's "
                                   "preferences, page People and rooms."),
                                again->words, purple_conversation_get_title (again->conversation))
             : g_strdup_printf (_ ("No more questions about %s, anywhere. Undo it here, or later in Haven's "
                                   "preferences, page People and rooms."),
                                again->words);
  haven_gtk_slot_tell_undo (PIDGIN_CONVERSATION (again->conversation), said, undo_now, again_copy (again),
                            again_free);
}

static void
add_item (GtkWidget *menu,
          HavenGtk *gtk,
          PurpleConversation *conversation,
          const HavenVerdict *verdict,
          const char *words,
          const char *place)
{
  gboolean chat = purple_conversation_get_type (conversation) == PURPLE_CONV_TYPE_CHAT;
  Again *again = g_new0 (Again, 1);
  g_autofree char *label = NULL;
  GtkWidget *item;

  again->gtk = gtk;
  again->conversation = conversation;
  again->place = g_strdup (place);
  again->words = g_strdup (words);
  again->rules = rules_about (verdict, words);
  if (place == NULL)
    label = g_strdup_printf (_ ("Not again for %s, anywhere"), words);
  else if (chat)
    label = g_strdup_printf (_ ("Not again for %s in this room"), words);
  else
    label = g_strdup_printf (_ ("Not again for %s with this person"), words);
  item = gtk_menu_item_new_with_label (label);
  g_signal_connect_data (item, "activate", G_CALLBACK (on_again), again, again_destroy, 0);
  gtk_menu_shell_append (GTK_MENU_SHELL (menu), item);
}

/**
 * haven_gtk_again_pop_up:
 * @gtk: the Pidgin part
 * @conversation: where it is asked
 * @verdict: what is asked about
 * @button: the button that was pressed
 *
 * Opens the menu of what shall not be asked about again. Nothing is sent by it and the question stays.
 */
void
haven_gtk_again_pop_up (HavenGtk *gtk,
                        PurpleConversation *conversation,
                        const HavenVerdict *verdict,
                        GtkWidget *button)
{
  const HavenSettings *settings = gtk->api->get_settings (gtk->api->plugin);
  g_autofree char *place = gtk->api->get_conversation_id (gtk->api->plugin, conversation);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GtkWidget *menu = gtk_menu_new ();

  gtk_widget_set_name (menu, "haven-again-menu");
  for (guint i = 0; i < verdict->findings->len; i++) {
    const HavenFinding *finding = verdict->findings->pdata[i];
    const char *words = haven_policy_name (finding);

    if (!haven_policy_asks_about (settings, finding, verdict->note_topic, place) ||
        !g_hash_table_add (seen, (gpointer)words))
      continue;
    add_item (menu, gtk, conversation, verdict, words, place);
    add_item (menu, gtk, conversation, verdict, words, NULL);
  }
  gtk_widget_show_all (menu);
  gtk_menu_attach_to_widget (GTK_MENU (menu), button, NULL);
  gtk_menu_popup (GTK_MENU (menu), NULL, NULL, NULL, NULL, 0, gtk_get_current_event_time ());
}
