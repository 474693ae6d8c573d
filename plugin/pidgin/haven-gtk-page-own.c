/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-gtk-prefs.h"
#include "haven-gtk-question.h"
#include "haven-gtk-style.h"
#include "match/haven-matcher.h"
#include "match/haven-pack.h"
#include "settings/haven-settings.h"

#define MAX_NICKNAME 40
#define MAX_WORDS 200
#define MAX_WORDS_BYTES (64 * 1024)

/* The editor of the topics of one's own. Its words stand on the screen only after "Show". */
typedef struct {
  HavenGtk *gtk;
  GtkWidget *topic;    /* a combo box: "a new topic", then each nickname */
  GtkWidget *nickname; /* an entry */
  GtkWidget *words;    /* a text view */
  GtkWidget *cover;    /* a check button */
  GtkWidget *show;
  GtkWidget *keep;
  GtkWidget *forget;
  GtkWidget *said;
  guint number;   /* of the topic that is edited; 0 for a new one */
  char *listed;   /* what the combo box lists */
  gboolean shown; /* its words */
  gboolean filling;
} Own;

static void
own_free (gpointer data)
{
  Own *own = data;

  g_free (own->listed);
  g_free (own);
}

/* Its place among the topics; their number when it is none of them. */
static guint
find_topic (const HavenSettings *settings, guint number)
{
  guint i = 0;

  while (i < settings->custom->len &&
         ((const HavenCustomTopic *)settings->custom->pdata[i])->number != number)
    i++;
  return i;
}

/* Which topic is being edited; NULL for a new one. */
static const HavenCustomTopic *
chosen (const Own *own)
{
  const HavenSettings *settings = haven_gtk_settings (own->gtk);
  guint index = find_topic (settings, own->number);

  return index < settings->custom->len ? settings->custom->pdata[index] : NULL;
}

/* "Always open this topic" in a note's menu switches it off. */
static void
show_cover (Own *own)
{
  const HavenCustomTopic *topic = chosen (own);

  own->filling = TRUE;
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (own->cover),
      topic == NULL || haven_settings_topic (haven_gtk_settings (own->gtk), NULL, NULL, topic->id).depth !=
                           HAVEN_DEPTH_NONE);
  own->filling = FALSE;
  gtk_widget_set_sensitive (own->cover, topic != NULL);
}

static void
fill_editor (Own *own)
{
  const HavenCustomTopic *topic = chosen (own);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (own->words));
  gboolean can_edit = topic == NULL || own->shown;
  g_autofree char *lines = topic != NULL && own->shown ? g_strjoinv ("\n", topic->words) : g_strdup ("");

  gtk_entry_set_text (GTK_ENTRY (own->nickname), topic != NULL ? topic->nickname : "");
  gtk_text_buffer_set_text (buffer, lines, -1);
  gtk_widget_set_sensitive (own->words, can_edit);
  gtk_widget_set_sensitive (own->show, topic != NULL && !own->shown);
  gtk_widget_set_sensitive (own->forget, topic != NULL);
  gtk_widget_set_sensitive (own->keep, can_edit);
  show_cover (own);
}

static char *
describe_topics (const GPtrArray *custom)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < custom->len; i++) {
    const HavenCustomTopic *topic = custom->pdata[i];

    g_string_append_printf (lines, "%u %s\n", topic->number, topic->nickname);
  }
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

/* Lists the topics, with the one that is edited chosen. */
static void
list_topics (Own *own)
{
  const HavenSettings *settings = haven_gtk_settings (own->gtk);
  GtkListStore *store = GTK_LIST_STORE (gtk_combo_box_get_model (GTK_COMBO_BOX (own->topic)));
  guint index = find_topic (settings, own->number);

  g_free (own->listed);
  own->listed = describe_topics (settings->custom);
  own->filling = TRUE;
  gtk_list_store_clear (store);
  gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (own->topic), _ ("a new topic"));
  for (guint i = 0; i < settings->custom->len; i++)
    gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (own->topic),
                                    ((HavenCustomTopic *)settings->custom->pdata[i])->nickname);
  gtk_combo_box_set_active (GTK_COMBO_BOX (own->topic), index < settings->custom->len ? (int)index + 1 : 0);
  own->filling = FALSE;
}

static void
edit (Own *own, guint number)
{
  own->number = number;
  own->shown = FALSE;
  list_topics (own);
  fill_editor (own);
}

/* What is being written stays; of a topic that is gone, it is a new one. */
static void
refresh (GtkWidget *box, gpointer user_data)
{
  Own *own = user_data;
  g_autofree char *now = describe_topics (haven_gtk_settings (own->gtk)->custom);

  show_cover (own);
  if (g_strcmp0 (now, own->listed) == 0)
    return;
  if (chosen (own) == NULL)
    own->number = 0;
  list_topics (own);
  if (own->number == 0 && !gtk_widget_is_sensitive (own->words))
    fill_editor (own);
}

static void
on_topic (GtkComboBox *combo, gpointer user_data)
{
  Own *own = user_data;
  const GPtrArray *custom = haven_gtk_settings (own->gtk)->custom;
  int active = gtk_combo_box_get_active (combo);

  if (own->filling)
    return;
  own->number = active > 0 && (guint)active <= custom->len
                    ? ((const HavenCustomTopic *)custom->pdata[active - 1])->number
                    : 0;
  own->shown = FALSE;
  gtk_label_set_text (GTK_LABEL (own->said), "");
  fill_editor (own);
}

static void
on_cover (GtkToggleButton *button, gpointer user_data)
{
  Own *own = user_data;
  const HavenCustomTopic *topic = chosen (own);
  g_autoptr (HavenSettings) settings = NULL;

  if (own->filling || topic == NULL)
    return;
  settings = haven_settings_copy (haven_gtk_settings (own->gtk));
  if (gtk_toggle_button_get_active (button))
    g_hash_table_remove (settings->topics, topic->id);
  else
    haven_settings_set_topic (settings, topic->id, HAVEN_DEPTH_NONE, settings->strictness);
  haven_gtk_take_settings (own->gtk, g_steal_pointer (&settings));
}

static void
on_show (GtkButton *button, gpointer user_data)
{
  Own *own = user_data;

  own->shown = TRUE;
  fill_editor (own);
  gtk_widget_grab_focus (own->words);
}

/* The lines of the editor that are not empty, each once; NULL when they are more than a topic may have. */
static char **
read_words (Own *own)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (own->words));
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  if (strlen (text) > MAX_WORDS_BYTES)
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && words->len <= MAX_WORDS; i++) {
    const char *word = g_strstrip (lines[i]);

    if (*word != '\0' && g_utf8_validate (word, -1, NULL) &&
        !g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL))
      g_ptr_array_add (words, g_strdup (word));
  }
  if (words->len > MAX_WORDS)
    return NULL;
  g_ptr_array_add (words, NULL);
  return (char **)g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

/* Whether rules can be made of them: what cannot be read must not come into the settings. */
static gboolean
can_be_used (const char *nickname, char **words)
{
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_pack_unref);
  HavenPack *pack = haven_pack_new_custom ("custom:1", nickname, (const char *const *)words, NULL);
  g_autoptr (HavenMatcher) matcher = NULL;

  if (pack == NULL)
    return FALSE;
  g_ptr_array_add (packs, pack);
  matcher = haven_matcher_new (packs, NULL);
  return matcher != NULL;
}

static void
on_keep (GtkButton *button, gpointer user_data)
{
  Own *own = user_data;
  g_autofree char *nickname = g_strstrip (g_strdup (gtk_entry_get_text (GTK_ENTRY (own->nickname))));
  g_auto (GStrv) words = read_words (own);
  g_autoptr (HavenSettings) settings = haven_settings_copy (haven_gtk_settings (own->gtk));
  guint index = find_topic (settings, own->number);
  guint number;

  if (words == NULL) {
    g_autofree char *said = g_strdup_printf (
        g_dngettext (
            GETTEXT_PACKAGE, "Not kept: a topic may have up to %d word. Put the others into a second topic.",
            "Not kept: a topic may have up to %d words. Put the others into a second topic.", MAX_WORDS),
        MAX_WORDS);

    gtk_label_set_text (GTK_LABEL (own->said), said);
    return;
  }
  if (!can_be_used (nickname, words)) {
    gtk_label_set_text (GTK_LABEL (own->said),
                        _ ("A topic needs a nickname and at least one word. A word may have letters, digits "
                           "and spaces, and * at its end."));
    return;
  }
  if (index < settings->custom->len)
    haven_settings_set_custom (settings, index, nickname, (const char *const *)words);
  else
    haven_settings_add_custom (settings, nickname, (const char *const *)words);
  number = ((const HavenCustomTopic *)settings->custom->pdata[index])->number;
  haven_gtk_take_settings (own->gtk, g_steal_pointer (&settings));
  edit (own, number);
  gtk_label_set_text (GTK_LABEL (own->said), _ ("Kept. Its words are out of sight again."));
}

/* The one that was asked about, by its number: the list may be another by now. */
typedef struct {
  Own *own;
  guint number;
} Removal;

static void
remove_now (gpointer data)
{
  const Removal *removal = data;
  Own *own = removal->own;
  g_autoptr (HavenSettings) settings = haven_settings_copy (haven_gtk_settings (own->gtk));
  guint index = find_topic (settings, removal->number);

  if (index < settings->custom->len)
    haven_settings_remove_custom (settings, index);
  haven_gtk_take_settings (own->gtk, g_steal_pointer (&settings));
  edit (own, 0);
  gtk_label_set_text (GTK_LABEL (own->said), _ ("The topic and its words are gone."));
}

/* Words that took an evening to find are not gone by one click. The question goes with this window, so that
 * the page is there when it is answered. */
static void
on_forget (GtkButton *button, gpointer user_data)
{
  Own *own = user_data;
  const HavenCustomTopic *topic = chosen (own);
  HavenGtkQuestion question = {
      _ ("Haven: remove a topic"), "haven-remove-topic", NULL, _ ("_Remove"), remove_now, g_free};
  g_autofree char *words = NULL;
  Removal *removal;
  guint n;

  if (topic == NULL)
    return;
  n = g_strv_length (topic->words);
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "The topic “%s”, its %u word, and what you chose about it are "
                                        "forgotten, and cannot be brought back.",
                                        "The topic “%s”, its %u words, and what you chose about it are "
                                        "forgotten, and cannot be brought back.",
                                        n),
                           topic->nickname, n);
  question.words = words;
  removal = g_new0 (Removal, 1);
  *removal = (Removal){own, topic->number};
  haven_gtk_question_ask (GTK_WINDOW (gtk_widget_get_toplevel (own->forget)), &question, removal);
}

static GtkWidget *
build_words (Own *own)
{
  GtkWidget *scroll = gtk_scrolled_window_new (NULL, NULL);

  own->words = gtk_text_view_new ();
  gtk_widget_set_name (own->words, "haven-own-words");
  atk_object_set_name (gtk_widget_get_accessible (own->words), _ ("Words, one a line"));
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (own->words), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (own->words), 4);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_shadow_type (GTK_SCROLLED_WINDOW (scroll), GTK_SHADOW_IN);
  gtk_widget_set_size_request (scroll, haven_gtk_scaled (scroll, 290), haven_gtk_scaled (scroll, 150));
  gtk_container_add (GTK_CONTAINER (scroll), own->words);
  return scroll;
}

static GtkWidget *
build_buttons (Own *own)
{
  GtkWidget *row = gtk_hbox_new (FALSE, 6);

  own->show = haven_gtk_button (_ ("_Show"), "haven-own-show", G_CALLBACK (on_show), own);
  own->keep = haven_gtk_button (_ ("_Keep"), "haven-own-keep", G_CALLBACK (on_keep), own);
  own->forget = haven_gtk_button (_ ("Re_move"), "haven-own-remove", G_CALLBACK (on_forget), own);
  gtk_box_pack_start (GTK_BOX (row), own->show, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), own->keep, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), own->forget, FALSE, FALSE, 0);
  return row;
}

/**
 * haven_gtk_page_own:
 * @gtk: the Pidgin part
 *
 * Returns: (transfer floating): topics of the user's own, and a box to try a sentence
 */
GtkWidget *
haven_gtk_page_own (HavenGtk *gtk)
{
  GtkWidget *box = gtk_vbox_new (FALSE, 6);
  GtkWidget *words;
  Own *own = g_new0 (Own, 1);

  own->gtk = gtk;
  own->topic = gtk_combo_box_text_new ();
  own->nickname = gtk_entry_new ();
  own->said = haven_gtk_sentence ("");
  gtk_entry_set_max_length (GTK_ENTRY (own->nickname), MAX_NICKNAME);
  gtk_widget_set_name (own->topic, "haven-own-topic");
  gtk_widget_set_name (own->nickname, "haven-own-nickname");
  gtk_widget_set_name (own->said, "haven-own-said");
  haven_gtk_set_width (own->said, 430);
  g_object_set_data_full (G_OBJECT (box), "haven-own", own, own_free);
  haven_gtk_prefs_follow (box, refresh, own);
  g_signal_connect (own->topic, "changed", G_CALLBACK (on_topic), own);
  words = build_words (own);
  own->cover = gtk_check_button_new_with_mnemonic (_ ("Co_ver messages that have them"));
  gtk_widget_set_name (own->cover, "haven-own-cover");
  g_signal_connect (own->cover, "toggled", G_CALLBACK (on_cover), own);
  gtk_box_pack_start (GTK_BOX (box), haven_gtk_field (_ ("_Topic"), own->topic), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), haven_gtk_field (_ ("_Nickname, neutral"), own->nickname), FALSE, FALSE,
                      0);
  gtk_box_pack_start (GTK_BOX (box), haven_gtk_field (_ ("_Words, one a line"), words), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), haven_gtk_field ("", own->cover), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), haven_gtk_field ("", build_buttons (own)), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), own->said, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), haven_gtk_try_box (gtk, FALSE), FALSE, FALSE, 0);
  edit (own, 0);
  return box;
}
