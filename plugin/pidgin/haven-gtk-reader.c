/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "evidence/haven-evidence-entries.h"
#include "haven-gtk-closed-rows.h"
#include "haven-gtk-groups.h"
#include "haven-gtk-style.h"
#include "haven-taxonomy.h"

/*
 * What was kept as evidence, to be read: on the left the conversations and rooms it comes from, and who wrote
 * in a room; on the right each record, closed until it is opened, with a box to pick it for a report.
 */

#define KEY "haven-reader"
#define EVERYTHING "" /* no place is called so: it has an account in front */
#define ME "\n"       /* no sender is called so */

/* More than anyone reads at once; a report holds all. */
#define MAX_SHOWN 200

typedef struct {
  const HavenPluginApi *api;
  GtkWidget *places;
  GtkWidget *rows;
  GtkWidget *told; /* what a report would hold */
  GtkWidget *pick_all;
  GtkWidget *pick_none;
  GPtrArray *entries; /* Entry, the oldest first */
  GHashTable *picked; /* set of gint64: numbers of records */
  gboolean picking;   /* many at once */
} Reader;

/* One record, as it is shown. */
typedef struct {
  char *account;
  char *conversation;
  char *place;
  char *member;
  gboolean room;
  HavenGtkClosedRow *row;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->account);
  g_free (entry->conversation);
  g_free (entry->place);
  g_free (entry->member);
  haven_gtk_closed_row_free (entry->row);
  g_free (entry);
}

static void
reader_free (gpointer data)
{
  Reader *reader = data;

  g_ptr_array_unref (reader->entries);
  g_hash_table_unref (reader->picked);
  g_free (reader);
}

static Reader *
get_reader (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), KEY);
}

/* --- what is told of a record --- */

static char *
place_of (const char *account, const char *conversation)
{
  return g_strdup_printf ("%s\n%s", account, conversation);
}

/* What was done with it; of what the user added, what it is. */
static const char *
act_of (const HavenEvidenceRecord *record, const char *const *cells)
{
  static const HavenEvidenceColumn added[] = {HAVEN_EVIDENCE_WITNESSES, HAVEN_EVIDENCE_EFFECT,
                                              HAVEN_EVIDENCE_REPORTED, HAVEN_EVIDENCE_DID};

  if (record->text != NULL)
    return record->outgoing ? "" : cells[HAVEN_EVIDENCE_ACT];
  for (guint i = 0; i < G_N_ELEMENTS (added); i++)
    if (*cells[added[i]] != '\0')
      return haven_evidence_column_title (added[i]);
  return "";
}

static const char *
title_of_category (const char *id)
{
  static const HavenKind kinds[] = {HAVEN_KIND_HARASSMENT, HAVEN_KIND_CONTENT, HAVEN_KIND_LINK,
                                    HAVEN_KIND_SHARING};

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (haven_taxonomy_find (kinds[i], id) != NULL)
      return haven_taxonomy_title (kinds[i], id);
  return id;
}

/* A record names rules, each "pack/rule category", for whoever looks into them; to a reader the categories
 * tell what was seen, each once. Where nothing was seen in the words themselves, their sender was held for
 * what came before, and that tells. */
static char *
seen_in (const HavenEvidenceRecord *record)
{
  g_auto (GStrv) rules = g_strsplit (record->rules != NULL ? record->rules : "", "; ", -1);
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);
  GString *seen = g_string_new (NULL);

  for (guint i = 0; rules[i] != NULL; i++) {
    const char *space = strrchr (rules[i], ' ');
    const char *title = space != NULL ? title_of_category (space + 1) : NULL;

    if (title != NULL && g_hash_table_add (told, (gpointer)title))
      g_string_append_printf (seen, "%s%s", seen->len > 0 ? ", " : "", title);
  }
  if (seen->len == 0 && record->cause != NULL)
    g_string_append (seen, record->cause);
  return g_string_free (seen, FALSE);
}

static char *
name_in (const Reader *reader, const Entry *entry, const HavenEvidenceRecord *record)
{
  if (record->outgoing || record->sender == NULL)
    return g_strdup (_ ("me"));
  return reader->api->show_name (reader->api->plugin, entry->account, record->sender);
}

/* When, who, what was done, what was seen, and the room: what is last is what can be cut. */
static char *
title_of (const Reader *reader, const Entry *entry, const HavenEvidenceRecord *record, const char *act)
{
  g_autofree char *when = haven_gtk_closed_rows_time (record->time);
  g_autofree char *name = name_in (reader, entry, record);
  g_autofree char *seen = seen_in (record);
  g_autofree char *room =
      record->room ? reader->api->show_name (reader->api->plugin, entry->account, entry->conversation)
                   : g_strdup ("");
  const char *const parts[] = {when, name, act, seen, room};
  GString *title = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (title, "%s%s", title->len > 0 ? " · " : "", parts[i]);
  return g_string_free (title, FALSE);
}

/* Names are not among them: they are covered everywhere, and stand in the title as they may be shown. */
static char *
words_of (const char *const *cells)
{
  static const HavenEvidenceColumn told[] = {HAVEN_EVIDENCE_WHY, HAVEN_EVIDENCE_WITNESSES,
                                             HAVEN_EVIDENCE_EFFECT, HAVEN_EVIDENCE_REPORTED,
                                             HAVEN_EVIDENCE_DID};
  GString *words = g_string_new (cells[HAVEN_EVIDENCE_WORDS]);

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    if (*cells[told[i]] != '\0')
      g_string_append_printf (words, "%s%s: %s", words->len > 0 ? "\n" : "",
                              haven_evidence_column_title (told[i]), cells[told[i]]);
  return g_string_free (words, FALSE);
}

static void
add_entry (const HavenEvidenceRecord *record, const char *const *cells, gpointer data)
{
  Reader *reader = data;
  Entry *entry = g_new0 (Entry, 1);

  entry->account = g_strdup_printf ("%s:%s", record->service, record->account);
  entry->conversation = g_strdup (record->conversation != NULL ? record->conversation : "");
  entry->place = place_of (entry->account, entry->conversation);
  entry->member = g_strdup (record->outgoing || record->sender == NULL ? ME : record->sender);
  entry->room = record->room;
  entry->row = g_new0 (HavenGtkClosedRow, 1);
  entry->row->id = record->number;
  entry->row->title = title_of (reader, entry, record, act_of (record, cells));
  entry->row->tip = g_strdup (entry->row->title); /* where it is too long for the row */
  entry->row->words = words_of (cells);
  g_ptr_array_add (reader->entries, entry);
}

/* --- what is chosen of it --- */

static gboolean
is_chosen (const HavenGtkGroup *choice, const Entry *entry)
{
  if (choice->group == NULL)
    return FALSE;
  if (g_str_equal (choice->group, EVERYTHING))
    return TRUE;
  return g_str_equal (choice->group, entry->place) &&
         (choice->member == NULL || g_str_equal (choice->member, entry->member));
}

/* Returns: (transfer container): Entry, the oldest first */
static GPtrArray *
chosen_entries (const Reader *reader)
{
  g_auto (HavenGtkGroup) choice = haven_gtk_groups_get (reader->places);
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < reader->entries->len; i++)
    if (is_chosen (&choice, reader->entries->pdata[i]))
      g_ptr_array_add (chosen, reader->entries->pdata[i]);
  return chosen;
}

static char *
describe_report (guint n_picked, guint n_chosen)
{
  if (n_picked > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "A report holds the %u record that you picked.",
                                         "A report holds the %u records that you picked.", n_picked),
                            n_picked);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "A report holds the %u record that is chosen here.",
                                       "A report holds all %u records that are chosen here.", n_chosen),
                          n_chosen);
}

static void
tell (Reader *reader)
{
  g_autoptr (GPtrArray) chosen = chosen_entries (reader);
  guint n_picked = g_hash_table_size (reader->picked);
  g_autofree char *words = describe_report (n_picked, chosen->len);
  g_autofree char *more =
      chosen->len > MAX_SHOWN
          ? g_strdup_printf (_ ("Only the latest %u are shown; a report holds older ones too."), MAX_SHOWN)
          : NULL;
  g_autofree char *all = g_strjoin (" ", words, more, NULL);

  gtk_label_set_text (GTK_LABEL (reader->told), n_picked > 0 || chosen->len > 0 ? all : "");
  gtk_widget_set_sensitive (reader->pick_all, chosen->len > 0);
  gtk_widget_set_sensitive (reader->pick_none, n_picked > 0);
}

static void
pick (Reader *reader, gint64 number, gboolean picked)
{
  if (picked)
    g_hash_table_add (reader->picked, g_memdup2 (&number, sizeof number));
  else
    g_hash_table_remove (reader->picked, &number);
}

static void
on_picked (GtkToggleButton *box, gpointer data)
{
  Reader *reader = data;
  const gint64 *number = g_object_get_data (G_OBJECT (box), KEY);

  pick (reader, *number, gtk_toggle_button_get_active (box));
  if (!reader->picking)
    tell (reader);
}

static GtkWidget *
new_pick (const HavenGtkClosedRow *row, gpointer data)
{
  Reader *reader = data;
  GtkWidget *box = gtk_check_button_new ();
  g_autofree char *name = g_strdup_printf (_ ("Pick: %s"), row->title);

  gtk_widget_set_name (box, "haven-evidence-pick");
  gtk_widget_set_tooltip_text (box, _ ("Pick this record for a report"));
  atk_object_set_name (gtk_widget_get_accessible (box), name);
  g_object_set_data_full (G_OBJECT (box), KEY, g_memdup2 (&row->id, sizeof row->id), g_free);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (box), g_hash_table_contains (reader->picked, &row->id));
  g_signal_connect (box, "toggled", G_CALLBACK (on_picked), reader);
  return box;
}

static void
show_rows (Reader *reader)
{
  const HavenGtkClosedRows look = {"haven-evidence-record", new_pick, reader};
  g_autoptr (GPtrArray) chosen = chosen_entries (reader);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  for (guint i = chosen->len > MAX_SHOWN ? chosen->len - MAX_SHOWN : 0; i < chosen->len; i++)
    g_ptr_array_add (rows, ((Entry *)chosen->pdata[i])->row);
  haven_gtk_closed_rows_show (reader->rows, rows, &look);
  tell (reader);
}

static void
on_selected (gpointer reader)
{
  show_rows (reader);
}

/* The boxes on the screen follow what is picked. */
static void
follow_picks (GtkWidget *widget, gpointer data)
{
  Reader *reader = data;

  if (GTK_IS_CHECK_BUTTON (widget))
    gtk_toggle_button_set_active (
        GTK_TOGGLE_BUTTON (widget),
        g_hash_table_contains (reader->picked, g_object_get_data (G_OBJECT (widget), KEY)));
  else if (GTK_IS_CONTAINER (widget))
    gtk_container_foreach (GTK_CONTAINER (widget), follow_picks, reader);
}

static void
picks_changed (Reader *reader)
{
  reader->picking = TRUE;
  follow_picks (reader->rows, reader);
  reader->picking = FALSE;
  tell (reader);
}

static void
on_pick_all (GtkButton *button, gpointer data)
{
  Reader *reader = data;
  g_autoptr (GPtrArray) chosen = chosen_entries (reader);

  for (guint i = 0; i < chosen->len; i++)
    pick (reader, ((Entry *)chosen->pdata[i])->row->id, TRUE);
  picks_changed (reader);
}

static void
on_pick_none (GtkButton *button, gpointer data)
{
  Reader *reader = data;

  g_hash_table_remove_all (reader->picked);
  picks_changed (reader);
}

/* --- the list on the left --- */

/* One conversation or room, or somebody in a room, while they are counted. */
typedef struct {
  const Entry *first;
  guint count;
  gboolean room;
  GPtrArray *members; /* Count */
} Count;

static Count *
count_new (const Entry *first)
{
  Count *count = g_new0 (Count, 1);

  *count = (Count){first, 0, FALSE, NULL};
  return count;
}

static void
count_free (gpointer data)
{
  Count *count = data;

  g_clear_pointer (&count->members, g_ptr_array_unref);
  g_free (count);
}

static Count *
find_count (GPtrArray *counts, const Entry *entry, gboolean member)
{
  for (guint i = 0; i < counts->len; i++) {
    Count *count = counts->pdata[i];

    if (member ? g_str_equal (count->first->member, entry->member)
               : g_str_equal (count->first->place, entry->place))
      return count;
  }
  g_ptr_array_add (counts, count_new (entry));
  return counts->pdata[counts->len - 1];
}

/* Those in which something was kept last come first. */
static GPtrArray *
count_places (const Reader *reader)
{
  GPtrArray *places = g_ptr_array_new_with_free_func (count_free);

  for (guint i = reader->entries->len; i > 0; i--) {
    const Entry *entry = reader->entries->pdata[i - 1];
    Count *place = find_count (places, entry, FALSE);

    if (place->members == NULL)
      place->members = g_ptr_array_new_with_free_func (count_free);
    place->count++;
    place->room = place->room || entry->room;
    find_count (place->members, entry, TRUE)->count++;
  }
  return places;
}

static char *
describe (const char *name, guint count)
{
  g_autofree char *records =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u record", "%u records", count), count);

  return g_markup_printf_escaped ("<b>%s</b>\n<small>%s</small>", name, records);
}

static void
add_place (Reader *reader, const Count *place)
{
  const HavenPluginApi *api = reader->api;
  g_autofree char *name = api->show_name (api->plugin, place->first->account, place->first->conversation);
  g_autofree char *words = describe (name, place->count);

  haven_gtk_groups_add (reader->places, place->first->place, NULL, words);
  for (guint i = 0; place->room && i < place->members->len; i++) {
    const Count *member = place->members->pdata[i];
    g_autofree char *shown =
        g_str_equal (member->first->member, ME)
            ? g_strdup (_ ("me"))
            : api->show_name (api->plugin, member->first->account, member->first->member);
    g_autofree char *said = describe (shown, member->count);

    haven_gtk_groups_add (reader->places, place->first->place, member->first->member, said);
  }
}

static void
list_places (Reader *reader)
{
  g_autoptr (GPtrArray) places = count_places (reader);
  g_autofree char *words = describe (_ ("Everything"), reader->entries->len);

  haven_gtk_groups_begin (reader->places);
  if (reader->entries->len > 0)
    haven_gtk_groups_add (reader->places, EVERYTHING, NULL, words);
  for (guint i = 0; i < places->len; i++)
    add_place (reader, places->pdata[i]);
  haven_gtk_groups_end (reader->places, EVERYTHING);
}

/* --- from outside --- */

/**
 * haven_gtk_reader_fill:
 * @widget: the reader
 * @path: the file of evidence
 * @error: why it could not be read
 *
 * Reads what is kept. What is selected, picked and open stays so.
 *
 * Returns: whether it could be read
 */
gboolean
haven_gtk_reader_fill (GtkWidget *widget, const char *path, GError **error)
{
  Reader *reader = get_reader (widget);
  const HavenReportOptions options = {0};
  g_autoptr (HavenEvidenceCheck) check = NULL;

  g_ptr_array_set_size (reader->entries, 0);
  check = haven_evidence_entries (path, &options, add_entry, reader, error);
  list_places (reader);
  show_rows (reader);
  return check != NULL;
}

/**
 * haven_gtk_reader_select:
 * @widget: the reader
 * @account: "protocol:username"
 * @conversation: the peer or room whose records are wanted; everything where it has none
 */
void
haven_gtk_reader_select (GtkWidget *widget, const char *account, const char *conversation)
{
  Reader *reader = get_reader (widget);
  g_autofree char *place = place_of (account, conversation);

  if (!haven_gtk_groups_select (reader->places, place, NULL))
    haven_gtk_groups_select (reader->places, EVERYTHING, NULL);
}

/**
 * haven_gtk_reader_get_wanted:
 * @widget: the reader
 *
 * Returns: (transfer full) (element-type gint64): the numbers of the records that are picked; where none is,
 *   of all that is chosen on the left
 */
GHashTable *
haven_gtk_reader_get_wanted (GtkWidget *widget)
{
  const Reader *reader = get_reader (widget);
  g_autoptr (GPtrArray) chosen = NULL;
  GHashTable *wanted = NULL;

  if (g_hash_table_size (reader->picked) > 0)
    return g_hash_table_ref (reader->picked);
  chosen = chosen_entries (reader);
  wanted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < chosen->len; i++)
    g_hash_table_add (wanted, g_memdup2 (&((Entry *)chosen->pdata[i])->row->id, sizeof (gint64)));
  return wanted;
}

/**
 * haven_gtk_reader_count:
 * @widget: the reader
 *
 * Returns: how many records there are to be read
 */
guint
haven_gtk_reader_count (GtkWidget *widget)
{
  return get_reader (widget)->entries->len;
}

static GtkWidget *
new_foot (Reader *reader)
{
  GtkWidget *row = gtk_hbox_new (FALSE, 8);
  GtkWidget *buttons = gtk_hbox_new (FALSE, 8);
  GtkWidget *middle = gtk_alignment_new (0, 0.5f, 0, 0); /* no higher where the words take two lines */

  reader->pick_all =
      haven_gtk_button (_ ("Pick all _here"), "haven-evidence-pick-all", G_CALLBACK (on_pick_all), reader);
  reader->told = haven_gtk_sentence ("");
  gtk_widget_set_name (reader->told, "haven-evidence-told");
  gtk_misc_set_alignment (GTK_MISC (reader->told), 0.0f, 0.5f);
  reader->pick_none =
      haven_gtk_button (_ ("Pick _none"), "haven-evidence-pick-none", G_CALLBACK (on_pick_none), reader);
  haven_gtk_set_width (reader->told, 340);
  gtk_box_pack_start (GTK_BOX (row), reader->told, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (buttons), reader->pick_all, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (buttons), reader->pick_none, FALSE, FALSE, 0);
  gtk_container_add (GTK_CONTAINER (middle), buttons);
  gtk_box_pack_start (GTK_BOX (row), middle, FALSE, FALSE, 0);
  return row;
}

/**
 * haven_gtk_reader_new:
 * @api: what the core plugin offers
 *
 * Returns: (transfer floating): a reader with nothing in it
 */
GtkWidget *
haven_gtk_reader_new (const HavenPluginApi *api)
{
  Reader *reader = g_new0 (Reader, 1);
  GtkWidget *box = gtk_vbox_new (FALSE, 6);
  GtkWidget *panes = gtk_hpaned_new ();
  GtkWidget *right = NULL;

  reader->api = api;
  reader->entries = g_ptr_array_new_with_free_func (entry_free);
  reader->picked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_object_set_data_full (G_OBJECT (box), KEY, reader, reader_free);
  reader->places =
      haven_gtk_groups_new ("haven-evidence-places", _ ("Conversations and rooms"), on_selected, reader);
  reader->rows = gtk_vbox_new (FALSE, 2);
  gtk_container_set_border_width (GTK_CONTAINER (reader->rows), 6);
  right = haven_gtk_closed_rows_scrolled (reader->rows, 440);
  gtk_widget_set_size_request (right, haven_gtk_scaled (right, 440),
                               CLAMP (haven_gtk_room_high (right, 300), 110, haven_gtk_scaled (right, 190)));
  gtk_paned_pack1 (GTK_PANED (panes), haven_gtk_closed_rows_scrolled (reader->places, 190), FALSE, FALSE);
  gtk_paned_pack2 (GTK_PANED (panes), right, TRUE, FALSE);
  gtk_box_pack_start (GTK_BOX (box), panes, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), new_foot (reader), FALSE, FALSE, 0);
  return box;
}

/**
 * haven_gtk_reader_focus:
 * @widget: the reader, which gets the keyboard
 */
void
haven_gtk_reader_focus (GtkWidget *widget)
{
  gtk_widget_grab_focus (get_reader (widget)->places);
}
