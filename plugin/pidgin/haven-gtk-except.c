/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-except.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-gtk-slot.h"
#include "haven-gtk-steady.h"
#include "haven-gtk-style.h"
#include "haven-gtk-veil.h"
#include "haven-taxonomy.h"
#include "settings/haven-settings.h"

/* "Open everything except…": in one conversation every topic is open but those that are ticked. It is kept as
 * the place's own choice for each topic, so that the policy needs to know nothing of it. */

#define COLUMNS 3
#define BESIDE 120 /* title, sentence and buttons */

/**
 * Except:
 * @gtk: the Pidgin part
 * @conversation: for which; it may be gone when the card is answered
 * @id: what settings call the room or the person
 * @chat: whether it is a room
 * @checks: (element-type utf8 GtkWidget): a check box for each topic
 */
typedef struct {
  HavenGtk *gtk;
  PurpleConversation *conversation;
  char *id;
  gboolean chat;
  GHashTable *checks;
} Except;

static void
except_free (gpointer data)
{
  Except *except = data;

  g_hash_table_unref (except->checks);
  g_free (except->id);
  g_free (except);
}

static HavenPlace *
place_in (const Except *except, HavenSettings *settings)
{
  return except->chat ? haven_settings_room (settings, except->id)
                      : haven_settings_person (settings, except->id);
}

/**
 * Undo:
 * @gtk: the Pidgin part
 * @before: the settings that were in force
 * @except: which conversation it was
 * @opened: (element-type utf8): the veils that were opened with it; they may be gone by then
 */
typedef struct {
  HavenGtk *gtk;
  HavenSettings *before;
  Except *except;
  GPtrArray *opened;
} Undo;

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  haven_settings_free (undo->before);
  except_free (undo->except);
  g_ptr_array_unref (undo->opened);
  g_free (undo);
}

static void
copy_place (const HavenPlace *from, const HavenSettings *settings, HavenPlace *to)
{
  GHashTableIter iter;
  gpointer category;
  gpointer choice;

  g_hash_table_remove_all (to->topics);
  g_hash_table_iter_init (&iter, from->topics);
  while (g_hash_table_iter_next (&iter, &category, &choice))
    if (haven_settings_knows_topic (settings, category))
      g_hash_table_insert (to->topics, g_strdup (category), g_memdup2 (choice, sizeof (HavenTopicChoice)));
  to->always_open = from->always_open;
}

static gboolean
is_there (const Except *except)
{
  return g_list_find (purple_get_conversations (), except->conversation) != NULL &&
         PIDGIN_IS_PIDGIN_CONVERSATION (except->conversation);
}

/* What the reader sees of them stays in view; where they see none, the text stays where it is. */
static void
keep_in_view (HavenGtk *gtk, GtkIMHtml *imhtml, const GPtrArray *ids)
{
  haven_gtk_steady_keep_place (imhtml);
  for (guint i = 0; i < ids->len; i++) {
    HavenGtkVeil *veil = g_hash_table_lookup (gtk->veils, ids->pdata[i]);

    if (veil != NULL && veil->imhtml == imhtml && haven_gtk_steady_sees (veil)) {
      haven_gtk_steady_keep (veil);
      return;
    }
  }
}

static void
set_open (HavenGtk *gtk, PurpleConversation *conversation, const GPtrArray *ids, gboolean open)
{
  keep_in_view (gtk, GTK_IMHTML (PIDGIN_CONVERSATION (conversation)->imhtml), ids);
  for (guint i = 0; i < ids->len; i++) {
    HavenGtkVeil *veil = g_hash_table_lookup (gtk->veils, ids->pdata[i]);

    if (veil != NULL)
      haven_gtk_veil_set_open (veil, open);
  }
}

/* Only this place goes back: other settings may have changed since. */
static void
undo_now (gpointer data)
{
  const Undo *undo = data;
  const HavenPluginApi *api = undo->gtk->api;
  g_autoptr (HavenSettings) settings = haven_settings_copy (api->get_settings (api->plugin));

  copy_place (place_in (undo->except, undo->before), settings, place_in (undo->except, settings));
  api->set_settings (api->plugin, settings);
  if (is_there (undo->except))
    set_open (undo->gtk, undo->except->conversation, undo->opened, FALSE);
}

static gboolean
is_ticked (const Except *except, const char *category)
{
  GtkWidget *check = g_hash_table_lookup (except->checks, category);

  return check != NULL && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (check));
}

static const char *
topic_of (const HavenFinding *finding)
{
  return purple_strequal (finding->category, "custom") && finding->item != NULL ? finding->item
                                                                                : finding->category;
}

static gboolean
is_open_now (const Except *except, const HavenVerdict *verdict)
{
  gboolean open = verdict != NULL && verdict->findings->len > 0;

  for (guint i = 0; open && i < verdict->findings->len; i++) {
    const HavenFinding *finding = verdict->findings->pdata[i];

    open = finding->kind != HAVEN_KIND_HARASSMENT && !purple_strequal (finding->category, "picture") &&
           !(finding->kind == HAVEN_KIND_CONTENT && is_ticked (except, topic_of (finding)));
  }
  return open;
}

/* What stands here already and would be open as a new line. Returns: (transfer full) (element-type utf8): ids
 */
static GPtrArray *
veils_to_open (const Except *except)
{
  GtkIMHtml *imhtml = GTK_IMHTML (PIDGIN_CONVERSATION (except->conversation)->imhtml);
  g_autoptr (GPtrArray) veils = haven_gtk_veils_in (except->gtk, imhtml);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < veils->len; i++) {
    const HavenGtkVeil *veil = veils->pdata[i];

    if (!veil->open && is_open_now (except, veil->verdict))
      g_ptr_array_add (ids, g_strdup (veil->id));
  }
  return ids;
}

static void
choose_topics (const Except *except, HavenSettings *settings)
{
  HavenPlace *place = place_in (except, settings);
  GHashTableIter iter;
  gpointer category;

  place->always_open = FALSE;
  g_hash_table_iter_init (&iter, except->checks);
  while (g_hash_table_iter_next (&iter, &category, NULL)) {
    HavenTopicChoice choice = haven_settings_topic (settings, NULL, NULL, category);

    if (!is_ticked (except, category))
      choice.depth = HAVEN_DEPTH_NONE;
    else if (choice.depth == HAVEN_DEPTH_NONE)
      choice.depth = HAVEN_DEPTH_MENTION;
    g_hash_table_replace (place->topics, g_strdup (category), g_memdup2 (&choice, sizeof choice));
  }
}

static void
say_so (const Except *except, const char *said, const HavenSettings *before, GPtrArray *opened)
{
  Undo *undo = g_new0 (Undo, 1);

  undo->gtk = except->gtk;
  undo->before = haven_settings_copy (before);
  undo->opened = g_ptr_array_ref (opened);
  undo->except = g_new0 (Except, 1);
  *undo->except = *except;
  undo->except->id = g_strdup (except->id);
  undo->except->checks = g_hash_table_new (g_str_hash, g_str_equal);
  haven_gtk_slot_tell_undo (PIDGIN_CONVERSATION (except->conversation), said, undo_now, undo, undo_free);
}

static void
on_response (GtkDialog *dialog, int response, gpointer user_data)
{
  const Except *except = user_data;
  const HavenPluginApi *api = except->gtk->api;

  if (is_there (except) && (response == GTK_RESPONSE_OK || response == GTK_RESPONSE_REJECT)) {
    g_autoptr (HavenSettings) before = haven_settings_copy (api->get_settings (api->plugin));
    g_autoptr (HavenSettings) after = haven_settings_copy (before);
    g_autoptr (GPtrArray) opened = g_ptr_array_new_with_free_func (g_free);

    if (response == GTK_RESPONSE_OK)
      choose_topics (except, after);
    else
      g_hash_table_remove_all (place_in (except, after)->topics);
    api->set_settings (api->plugin, after);
    if (response == GTK_RESPONSE_OK) {
      g_ptr_array_unref (opened);
      opened = veils_to_open (except);
      set_open (except->gtk, except->conversation, opened, TRUE);
    }
    say_so (except,
            response == GTK_RESPONSE_OK ? _ ("Here every topic is open now but those that you ticked.")
                                        : _ ("Here the topics are covered as everywhere else again."),
            before, opened);
  }
  gtk_widget_destroy (GTK_WIDGET (dialog));
}

static void
add_check (const Except *except, GtkWidget *table, const HavenPlace *place, const char *id, const char *title)
{
  GtkWidget *check = gtk_check_button_new_with_label (title);
  const HavenTopicChoice *choice = place != NULL ? g_hash_table_lookup (place->topics, id) : NULL;
  guint n = g_hash_table_size (except->checks);

  gtk_widget_set_name (check, id);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (check),
                                choice != NULL && choice->depth != HAVEN_DEPTH_NONE);
  g_hash_table_insert (except->checks, g_strdup (id), check);
  gtk_table_attach (GTK_TABLE (table), check, n % COLUMNS, n % COLUMNS + 1, n / COLUMNS, n / COLUMNS + 1,
                    GTK_FILL, GTK_FILL, 4, 0);
}

/* A topic that stands for many is no choice of its own; a picture is weighed by who sent it. */
static gboolean
can_be_ticked (const HavenCategory *category)
{
  return category->kind == HAVEN_KIND_CONTENT && category->id[strlen (category->id) - 1] != '*' &&
         !purple_strequal (category->id, "picture");
}

static GtkWidget *
topics_table (const Except *except, const HavenSettings *settings)
{
  GHashTable *places = except->chat ? settings->rooms : settings->people;
  const HavenPlace *place = g_hash_table_lookup (places, except->id);
  GtkWidget *table = gtk_table_new (1, COLUMNS, FALSE);
  guint n_categories = 0;
  const HavenCategory *categories = haven_taxonomy_get (&n_categories);

  for (guint i = 0; i < n_categories; i++)
    if (can_be_ticked (&categories[i]))
      add_check (except, table, place, categories[i].id, _ (categories[i].title));
  for (guint i = 0; i < settings->custom->len; i++) {
    const HavenCustomTopic *topic = settings->custom->pdata[i];

    add_check (except, table, place, topic->id, topic->nickname);
  }
  return table;
}

static Except *
except_new (HavenGtk *gtk, PurpleConversation *conversation)
{
  Except *except = g_new0 (Except, 1);

  except->gtk = gtk;
  except->conversation = conversation;
  except->chat = purple_conversation_get_type (conversation) == PURPLE_CONV_TYPE_CHAT;
  except->id = except->chat ? gtk->api->get_conversation_id (gtk->api->plugin, conversation)
                            : gtk->api->get_sender_id (gtk->api->plugin, conversation,
                                                       purple_conversation_get_name (conversation));
  except->checks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return except;
}

/**
 * haven_gtk_except_show:
 * @gtk: the Pidgin part
 * @conversation: a conversation that has a window
 *
 * Opens the card on which the topics are ticked that stay covered there. There is one card; a new one takes
 * the old one's place.
 */
void
haven_gtk_except_show (HavenGtk *gtk, PurpleConversation *conversation)
{
  Except *except = except_new (gtk, conversation);
  GtkWidget *card = gtk_dialog_new ();
  GtkWidget *box = gtk_dialog_get_content_area (GTK_DIALOG (card));
  GtkWidget *topics = NULL;
  g_autofree char *title =
      g_strdup_printf (_ ("Open everything in %s except:"), purple_conversation_get_title (conversation));

  g_clear_pointer (&gtk->except, gtk_widget_destroy);
  gtk->except = card;
  g_signal_connect (card, "destroy", G_CALLBACK (gtk_widget_destroyed), &gtk->except);
  gtk_window_set_title (GTK_WINDOW (card), _ ("Haven: open everything except"));
  gtk_window_set_role (GTK_WINDOW (card), "haven-except");
  gtk_container_set_border_width (GTK_CONTAINER (card), 8);
  gtk_box_set_spacing (GTK_BOX (box), 6);
  gtk_box_pack_start (GTK_BOX (box), haven_gtk_title (title), FALSE, FALSE, 0);
  topics = topics_table (except, gtk->api->get_settings (gtk->api->plugin));
  gtk_box_pack_start (GTK_BOX (box), haven_gtk_fit_screen (topics, BESIDE), TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box),
                      haven_gtk_sentence (_ ("Pictures and unkind words to you are covered as before.")),
                      FALSE, FALSE, 0);
  gtk_dialog_add_button (GTK_DIALOG (card), _ ("_As everywhere else"), GTK_RESPONSE_REJECT);
  gtk_dialog_add_button (GTK_DIALOG (card), _ ("_Cancel"), GTK_RESPONSE_CANCEL);
  gtk_dialog_add_button (GTK_DIALOG (card), _ ("_Open the rest"), GTK_RESPONSE_OK);
  gtk_dialog_set_default_response (GTK_DIALOG (card), GTK_RESPONSE_OK);
  g_signal_connect (card, "response", G_CALLBACK (on_response), except);
  g_object_set_data_full (G_OBJECT (card), "haven-except", except, except_free);
  gtk_widget_show_all (card);
}
