/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-why.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-gtk-choice.h"
#include "haven-gtk-help.h"
#include "haven-gtk-prefs.h"
#include "haven-gtk-style.h"
#include "haven-locale.h"
#include "haven-taxonomy.h"

/* Beside the choices of haven-choice.h. */
#define RESPONSE_HELP 100
#define RESPONSE_TRUST 101
#define RESPONSE_PAGE 102

#define MAX_SHOWN 4 /* findings on one card */

static void
add_row (GtkWidget *table, guint row, const char *name, const char *value)
{
  GtkWidget *left = haven_gtk_sentence (name);
  GtkWidget *right = haven_gtk_sentence (value);

  gtk_misc_set_alignment (GTK_MISC (left), 1.0f, 0.0f);
  gtk_label_set_selectable (GTK_LABEL (right), TRUE);
  gtk_widget_set_can_focus (right, FALSE);
  haven_gtk_set_width (right, 320);
  gtk_table_attach (GTK_TABLE (table), left, 0, 1, row, row + 1, GTK_FILL, GTK_FILL, 0, 0);
  gtk_table_attach (GTK_TABLE (table), right, 1, 2, row, row + 1, GTK_FILL | GTK_EXPAND, GTK_FILL, 0, 0);
}

static const char *
depth_in_words (HavenDepth depth)
{
  switch (depth) {
  case HAVEN_DEPTH_MENTION:
    return _ ("it may be mentioned");
  case HAVEN_DEPTH_DISCUSS:
    return _ ("it may be spoken about");
  case HAVEN_DEPTH_GRAPHIC:
    return _ ("it may be shown in detail");
  case HAVEN_DEPTH_NONE:
    break;
  }
  return NULL;
}

static GtkWidget *
describe_link (const HavenFinding *finding)
{
  GtkWidget *table = gtk_table_new (3, 2, FALSE);
  guint row = 0;

  gtk_table_set_col_spacings (GTK_TABLE (table), 12);
  gtk_table_set_row_spacings (GTK_TABLE (table), 2);
  add_row (table, row++, _ ("Note"),
           finding->note != NULL ? finding->note : haven_locale_title (finding->title));
  if (finding->detail != NULL)
    add_row (table, row++, _ ("Reason"), finding->detail);
  add_row (table, row, _ ("By"),
           g_str_equal (finding->pack, "haven") ? _ ("Haven, from the link itself") : finding->pack);
  return table;
}

/* The title for whoever reads, the id for whoever looks it up or asks its maintainer. */
static char *
name_pack (const HavenGtk *gtk, const char *id)
{
  const char *title = gtk->api->name_pack (gtk->api->plugin, id);

  return g_str_equal (title, id) || g_str_equal (id, "haven") ? g_strdup (title)
                                                              : g_strdup_printf ("%s (%s)", title, id);
}

/* Who made it knows its words, and no pack has it. */
static void
describe_own_topic (GtkWidget *table, const HavenFinding *finding)
{
  g_autofree char *topic = g_strdup_printf (_ ("%s, a topic of your own"), finding->title);

  add_row (table, 0, _ ("Topic"), topic);
  add_row (table, 1, _ ("Rule"), _ ("One of the words that you listed for it"));
}

static GtkWidget *
describe_finding (const HavenGtk *gtk, const HavenFinding *finding)
{
  GtkWidget *table = gtk_table_new (4, 2, FALSE);
  const char *depth = depth_in_words (finding->depth);
  g_autofree char *topic = NULL;
  g_autofree char *rule = NULL;
  g_autofree char *pack = name_pack (gtk, finding->pack);
  guint row = 0;

  gtk_table_set_col_spacings (GTK_TABLE (table), 12);
  gtk_table_set_row_spacings (GTK_TABLE (table), 2);
  if (g_str_equal (finding->category, "custom") && finding->title != NULL) {
    describe_own_topic (table, finding);
    return table;
  }
  topic = depth != NULL
              ? g_strdup_printf ("%s: %s", haven_taxonomy_title (finding->kind, finding->category), depth)
              : g_strdup (haven_taxonomy_title (finding->kind, finding->category));
  add_row (table, row++, _ ("Topic"), topic);
  rule = finding->title != NULL
             ? g_strdup_printf ("%s (%s)", haven_locale_title (finding->title), finding->rule)
             : g_strdup (finding->rule);
  add_row (table, row++, _ ("Rule"), rule);
  add_row (table, row++, _ ("Pack"), pack);
  if (finding->note != NULL)
    add_row (table, row, _ ("Note"), finding->note);
  return table;
}

/* Several rules may see the same thing: it is told once, by the one that goes deepest. */
static gboolean
is_told_better (const HavenVerdict *verdict, guint at)
{
  const GPtrArray *findings = verdict->findings;
  const HavenFinding *finding = findings->pdata[at];

  for (guint i = 0; i < findings->len; i++) {
    const HavenFinding *other = findings->pdata[i];

    if (i == at || other->kind != finding->kind || !g_str_equal (other->category, finding->category) ||
        finding->kind == HAVEN_KIND_LINK || !haven_verdict_covers (verdict, other))
      continue;
    if (other->depth > finding->depth || other->severity > finding->severity ||
        (other->depth == finding->depth && other->severity == finding->severity && i < at))
      return TRUE;
  }
  return FALSE;
}

/* What no finding says: that somebody is held, and since when. */
static gboolean
is_of_its_own (const HavenVerdict *verdict, const char *reason)
{
  for (guint i = 0; i < verdict->findings->len; i++) {
    const HavenFinding *finding = verdict->findings->pdata[i];

    if (strstr (reason, finding->rule) != NULL && strstr (reason, finding->pack) != NULL)
      return FALSE;
    if (g_str_equal (finding->category, "custom") && g_str_has_prefix (reason, finding->title))
      return FALSE;
  }
  return TRUE;
}

static void
add_findings (GtkWidget *box, const HavenGtk *gtk, const HavenVerdict *verdict, gboolean links_only)
{
  guint n_shown = 0;

  for (guint i = 0; i < verdict->findings->len && n_shown < MAX_SHOWN; i++) {
    const HavenFinding *finding = verdict->findings->pdata[i];

    if (links_only ? finding->kind != HAVEN_KIND_LINK : !haven_verdict_covers (verdict, finding))
      continue;
    if (is_told_better (verdict, i))
      continue;
    gtk_box_pack_start (GTK_BOX (box), links_only ? describe_link (finding) : describe_finding (gtk, finding),
                        FALSE, FALSE, 4);
    n_shown++;
  }
}

/* @page: where the user chose this; one button leads there */
static void
fill (HavenGtk *gtk,
      const char *title,
      const HavenVerdict *verdict,
      gboolean links_only,
      HavenGtkBuildPage page)
{
  GtkWidget *box = gtk_dialog_get_content_area (GTK_DIALOG (gtk->why));
  g_autofree char *where = g_strdup_printf (
      _ ("You choose this in Tools, Haven, Preferences, on the page %s."), haven_gtk_prefs_name_page (page));

  gtk_box_pack_start (GTK_BOX (box), haven_gtk_title (title), FALSE, FALSE, 0);
  for (guint i = 0; verdict != NULL && !links_only && i < verdict->reasons->len; i++)
    if (is_of_its_own (verdict, verdict->reasons->pdata[i]))
      gtk_box_pack_start (GTK_BOX (box), haven_gtk_sentence (verdict->reasons->pdata[i]), FALSE, FALSE, 0);
  if (verdict != NULL)
    add_findings (box, gtk, verdict, links_only);
  gtk_box_pack_start (GTK_BOX (box), haven_gtk_sentence (where), FALSE, FALSE, 4);
  g_object_set_data (G_OBJECT (gtk->why), "haven-page", page);
  gtk_dialog_add_button (GTK_DIALOG (gtk->why), _ ("_Preferences…"), RESPONSE_PAGE);
}

static const char *
site_of (const HavenVerdict *verdict)
{
  for (guint i = 0; i < verdict->findings->len; i++) {
    const HavenFinding *finding = verdict->findings->pdata[i];

    if (finding->kind == HAVEN_KIND_LINK && finding->site != NULL)
      return finding->site;
  }
  return NULL;
}

/* Trusts the site, or takes that back: the card stays, so that undoing is where it was said. */
static void
toggle_trust (HavenGtk *gtk, GtkDialog *card, const char *site)
{
  GtkWidget *button = gtk_dialog_get_widget_for_response (card, RESPONSE_TRUST);
  GtkWidget *said = g_object_get_data (G_OBJECT (card), "haven-said");
  g_autoptr (HavenSettings) settings = haven_settings_copy (haven_gtk_settings (gtk));
  g_autofree char *words = NULL;
  guint index = 0;

  if (g_ptr_array_find_with_equal_func (settings->link_exceptions, site, g_str_equal, &index)) {
    g_ptr_array_remove_index (settings->link_exceptions, index);
    words = g_strdup_printf (_ ("%s is noted again."), site);
    gtk_button_set_label (GTK_BUTTON (button), _ ("I _trust this site"));
  } else {
    g_ptr_array_add (settings->link_exceptions, g_strdup (site));
    words = g_strdup_printf (_ ("From now on nothing is noted about %s. What is written here already stays."),
                             site);
    gtk_button_set_label (GTK_BUTTON (button), _ ("_Undo"));
  }
  haven_gtk_take_settings (gtk, g_steal_pointer (&settings));
  gtk_label_set_text (GTK_LABEL (said), words);
  gtk_widget_show (said);
}

static void
on_response (GtkDialog *dialog, int response, gpointer user_data)
{
  HavenGtk *gtk = user_data;
  const char *id = g_object_get_data (G_OBJECT (dialog), "haven-id");
  const char *site = g_object_get_data (G_OBJECT (dialog), "haven-site");
  HavenGtkBuildPage page = g_object_get_data (G_OBJECT (dialog), "haven-page");
  HavenGtkVeil *veil = id != NULL ? g_hash_table_lookup (gtk->veils, id) : NULL;

  if (response == RESPONSE_TRUST && site != NULL) {
    toggle_trust (gtk, dialog, site);
    return;
  }
  if (veil != NULL && response >= HAVEN_CHOICE_TOPIC && response <= HAVEN_CHOICE_WRONG)
    haven_gtk_choose (veil, (HavenChoice)response);
  gtk_widget_destroy (GTK_WIDGET (dialog));
  if (response == RESPONSE_HELP)
    haven_gtk_help_show (gtk);
  else if (response == RESPONSE_PAGE)
    haven_gtk_prefs_show_page (gtk, page);
}

static GtkWidget *
new_card (HavenGtk *gtk)
{
  GtkWidget *card = gtk_dialog_new ();

  g_clear_pointer (&gtk->why, gtk_widget_destroy);
  gtk->why = card;
  g_signal_connect (card, "destroy", G_CALLBACK (gtk_widget_destroyed), &gtk->why);
  gtk_window_set_title (GTK_WINDOW (card), _ ("Haven: why"));
  gtk_window_set_role (GTK_WINDOW (card), "haven-why");
  gtk_window_set_position (GTK_WINDOW (card), GTK_WIN_POS_MOUSE);
  gtk_container_set_border_width (GTK_CONTAINER (card), 8);
  gtk_box_set_spacing (GTK_BOX (gtk_dialog_get_content_area (GTK_DIALOG (card))), 6);
  g_signal_connect (card, "response", G_CALLBACK (on_response), gtk);
  return card;
}

static void
on_choice (GtkWidget *button, gpointer card)
{
  gtk_dialog_response (card, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "haven-response")));
}

/* Two in a row: all of them in the dialog's own row are wider than a screen when letters are large. */
static void
add_choice (GtkWidget *card, const char *label, int response)
{
  GtkTable *choices = g_object_get_data (G_OBJECT (card), "haven-choices");
  GtkWidget *button = haven_gtk_button (label, "haven-why-choice", G_CALLBACK (on_choice), card);
  g_autoptr (GList) before = gtk_container_get_children (GTK_CONTAINER (choices));
  guint number = g_list_length (before);

  g_object_set_data (G_OBJECT (button), "haven-response", GINT_TO_POINTER (response));
  gtk_table_attach (choices, button, number % 2, number % 2 + 1, number / 2, number / 2 + 1, GTK_FILL, 0, 0,
                    0);
}

static void
add_choices (GtkWidget *card, const HavenGtkVeil *veil)
{
  static const struct {
    const char *label;
    HavenChoice choice;
  } choices[] = {
      {N_ ("Always open this _topic"), HAVEN_CHOICE_TOPIC},
      {N_ ("_Not in this room"), HAVEN_CHOICE_NOT_HERE},
      {N_ ("This was _wrong"), HAVEN_CHOICE_WRONG},
  };
  GtkWidget *table = gtk_table_new (2, 2, FALSE);

  gtk_table_set_row_spacings (GTK_TABLE (table), 6);
  gtk_table_set_col_spacings (GTK_TABLE (table), 6);
  g_object_set_data (G_OBJECT (card), "haven-choices", table);
  gtk_box_pack_start (GTK_BOX (gtk_dialog_get_content_area (GTK_DIALOG (card))), table, FALSE, FALSE, 0);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (haven_gtk_choice_fits (veil, choices[i].choice))
      add_choice (card, _ (choices[i].label), choices[i].choice);
  if (haven_gtk_help_fits (veil->verdict))
    add_choice (card, _ ("_Help lines"), RESPONSE_HELP);
}

/**
 * haven_gtk_why_show:
 * @veil: a veil
 *
 * Shows the card that says why it is there: topic and depth, the rule in a sentence, its pack, where it is
 * switched on. There is one card; a new one takes the old one's place.
 */
void
haven_gtk_why_show (HavenGtkVeil *veil)
{
  GtkWidget *card = new_card (veil->gtk);
  GtkWidget *close;
  g_autofree char *words = haven_gtk_veil_words (veil);

  g_object_set_data_full (G_OBJECT (card), "haven-id", g_strdup (veil->id), g_free);
  fill (veil->gtk, words, veil->verdict, FALSE, haven_gtk_choice_page (veil->verdict));
  add_choices (card, veil);
  close = gtk_dialog_add_button (GTK_DIALOG (card), _ ("_Close"), GTK_RESPONSE_CLOSE);
  gtk_dialog_set_default_response (GTK_DIALOG (card), GTK_RESPONSE_CLOSE);
  gtk_widget_show_all (card);
  gtk_widget_grab_focus (close); /* whoever only looked presses Enter */
}

/**
 * haven_gtk_why_show_link:
 * @gtk: the Pidgin part
 * @verdict: what was seen, with something about a link in it
 *
 * Shows the same card for a note on a link: who lists it, why, by whose word, and a way to trust the site.
 */
void
haven_gtk_why_show_link (HavenGtk *gtk, const HavenVerdict *verdict)
{
  GtkWidget *card = new_card (gtk);
  GtkWidget *said = haven_gtk_sentence (NULL);
  const char *site = site_of (verdict);

  fill (gtk, site != NULL ? site : _ ("About this link"), verdict, TRUE, haven_gtk_page_links);
  gtk_box_pack_start (GTK_BOX (gtk_dialog_get_content_area (GTK_DIALOG (card))), said, FALSE, FALSE, 0);
  g_object_set_data (G_OBJECT (card), "haven-said", said);
  if (site != NULL) {
    g_object_set_data_full (G_OBJECT (card), "haven-site", g_strdup (site), g_free);
    gtk_dialog_add_button (GTK_DIALOG (card), _ ("I _trust this site"), RESPONSE_TRUST);
  }
  gtk_dialog_add_button (GTK_DIALOG (card), _ ("_Close"), GTK_RESPONSE_CLOSE);
  gtk_dialog_set_default_response (GTK_DIALOG (card), GTK_RESPONSE_CLOSE);
  gtk_widget_show_all (card);
  gtk_widget_hide (said);
}
