/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-held.h"

#include <gdk/gdkkeysyms.h>
#include <glib/gi18n-lib.h>

#include "conduct/haven-conduct.h"
#include "haven-engine.h"
#include "haven-gtk-block.h"
#include "haven-gtk-closed-rows.h"
#include "haven-gtk-groups.h"
#include "haven-gtk-held-people.h"
#include "haven-gtk-held-rows.h"
#include "haven-gtk-prefs.h"
#include "haven-gtk-question.h"
#include "haven-gtk-style.h"
#include "settings/haven-profile.h"

/* The held window: on the left what was held for, and under it the people with a count; on the right their
 * messages, each closed until it is opened. Everyone stands there once, under what most of theirs is held
 * for. What is done is done to one person, or, on the line of a cause, to all who stand under it: twenty who
 * came at once are dealt with at once. Nothing here is told to anyone, but for a block, and that says so
 * first. */

/* More than anyone reads; the rest is there once these are dealt with. */
#define MAX_SHOWN 200

typedef struct {
  HavenGtk *gtk;
  GtkWidget *people;   /* by cause */
  GtkWidget *messages; /* a box of expanders */
  GtkWidget *status;
  GtkWidget *actions;
  GtkWidget *block; /* the button's label says what it would do */
} Held;

static void
show_messages (Held *held)
{
  g_auto (HavenGtkGroup) choice = haven_gtk_groups_get (held->people);
  g_autoptr (GPtrArray) items = held->gtk->api->list_held (held->gtk->api->plugin);
  g_autoptr (GPtrArray) chosen = haven_gtk_held_choose (items, &choice);

  g_ptr_array_set_size (chosen, (int)MIN (chosen->len, MAX_SHOWN));
  haven_gtk_held_rows_show (held->messages, held->gtk->api, chosen);
  gtk_widget_set_sensitive (held->actions, chosen->len > 0);
}

static void label_block (Held *held);

static void
on_selected (gpointer data)
{
  Held *held = data;

  show_messages (held);
  label_block (held);
}

static gboolean
is_muted (Held *held, const HavenHeldItem *item)
{
  const HavenPluginApi *api = held->gtk->api;
  HavenConduct *conduct = haven_engine_get_conduct (api->get_engine (api->plugin));

  return haven_conduct_get_standing (conduct, item->account, item->sender, g_get_real_time ()).step ==
         HAVEN_STEP_MUTE;
}

static void
add_person (Held *held, const HavenGtkHeldPerson *person)
{
  const HavenPluginApi *api = held->gtk->api;
  const HavenHeldItem *item = person->items->pdata[person->items->len - 1];
  g_autofree char *name = api->show_name (api->plugin, item->account, item->sender);
  g_autofree char *room = item->room ? api->show_name (api->plugin, item->account, item->conversation) : NULL;
  g_autofree char *count = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u message", "%u messages", person->items->len), person->items->len);
  g_autoptr (GPtrArray) told = g_ptr_array_new ();
  g_autofree char *below = NULL;
  g_autofree char *words = NULL;

  if (is_muted (held, item))
    g_ptr_array_add (told, (gpointer)_ ("muted"));
  g_ptr_array_add (told, count);
  if (person->n_causes > 1)
    g_ptr_array_add (told, person->causes);
  /* the room last: where there is no room for all of it, a room's name is what can be cut */
  if (room != NULL)
    g_ptr_array_add (told, room);
  g_ptr_array_add (told, NULL);
  below = g_strjoinv (" · ", (char **)told->pdata);
  words = g_markup_printf_escaped ("<b>%s</b>\n<small>%s</small>", name, below);
  haven_gtk_groups_add (held->people, person->cause, person->id, words);
}

static void
add_cause (Held *held, GHashTable *causes, const char *cause)
{
  g_autofree char *words = g_markup_printf_escaped ("<i>%s</i>", cause);

  if (g_hash_table_add (causes, g_strdup (cause)))
    haven_gtk_groups_add (held->people, cause, NULL, words);
}

/* The newest first, each person once. */
static void
add_people (Held *held, const GPtrArray *items)
{
  g_autoptr (GHashTable) causes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) people = haven_gtk_held_people (items);

  for (guint i = 0; i < people->len; i++) {
    add_cause (held, causes, ((HavenGtkHeldPerson *)people->pdata[i])->cause);
    add_person (held, people->pdata[i]);
  }
}

/* Who is muted stays so when nothing of theirs is here any more. */
static char *
describe_empty (const HavenPluginApi *api)
{
  g_autofree char *problem = api->describe_held_problem (api->plugin);
  g_autoptr (GPtrArray) aside = api->list_aside (api->plugin);

  if (problem != NULL)
    return g_steal_pointer (&problem);
  return aside->len == 0
             ? g_strdup (_ ("Nothing is held."))
             : g_strdup (_ ("Nothing is held. Who is held or muted stands in Haven's preferences, "
                            "page Held and evidence, and can be released there."));
}

static char *
status_of (const HavenPluginApi *api, const GPtrArray *items)
{
  guint days = api->get_settings (api->plugin)->held_days;
  g_autofree char *problem = NULL;

  if (items->len == 0)
    return describe_empty (api);
  if ((problem = api->describe_held_problem (api->plugin)) != NULL)
    return g_steal_pointer (&problem);
  for (guint i = 0; i < items->len; i++)
    if (!((HavenHeldItem *)items->pdata[i])->kept)
      return g_strdup (
          _ ("Some of these come from encrypted conversations: they are kept only as long as Pidgin runs."));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Each of these is kept on this computer for %u day.",
                                       "Each of these is kept on this computer for %u days.", days),
                          days);
}

static void
fill (Held *held)
{
  g_autoptr (GPtrArray) items = held->gtk->api->list_held (held->gtk->api->plugin);
  g_autofree char *status = status_of (held->gtk->api, items);

  haven_gtk_groups_begin (held->people);
  add_people (held, items);
  gtk_label_set_text (GTK_LABEL (held->status), status);
  haven_gtk_groups_end (held->people, NULL);
  show_messages (held);
  label_block (held);
}

static gboolean
is_holding_strangers (const HavenPluginApi *api)
{
  const HavenSettings *settings = api->get_settings (api->plugin);

  return settings->attack_until > g_get_real_time () ||
         haven_profile_of (settings)->strangers == HAVEN_STRANGERS_HELD;
}

/* What was done, where the window alone does not tell; NULL where it does. */
static const char *
done_words (const HavenPluginApi *api, HavenHeldAction action)
{
  switch (action) {
  case HAVEN_HELD_MUTE:
    return _ ("Muted: what this person sends is kept here, and they are told nothing. Release lets them "
              "through again.");
  case HAVEN_HELD_EVIDENCE:
    return _ ("Added to your evidence. It is read under Tools, Haven, Evidence.");
  case HAVEN_HELD_RELEASE:
    return is_holding_strangers (api)
               ? _ ("Released: what was held stands in its conversation now. People who are not contacts are "
                    "held now, whatever they write: “Release and trust” leaves them out of that.")
               : _ ("Released: what was held stands in its conversation now. Nobody was told.");
  case HAVEN_HELD_TRUST:
    return _ ("Released, and not held again unless you mute them. Nobody was told. Undo it in Haven's "
              "preferences, page People and rooms.");
  case HAVEN_HELD_DELIVER:
    return _ ("These stand in their conversation now. Nobody was told.");
  default:
    return NULL;
  }
}

static gboolean
is_about_person (HavenHeldAction action)
{
  return action == HAVEN_HELD_RELEASE || action == HAVEN_HELD_TRUST || action == HAVEN_HELD_MUTE;
}

/* Release and mute are about the person, and whatever else is held of them goes with it: what is not there
 * any more is no error. The others are done to each message. */
static void
act (Held *held, HavenHeldAction action)
{
  const HavenPluginApi *api = held->gtk->api;
  g_auto (HavenGtkGroup) choice = haven_gtk_groups_get (held->people);
  g_autoptr (GPtrArray) items = api->list_held (api->plugin);
  g_autoptr (GPtrArray) chosen = haven_gtk_held_choose (items, &choice);
  g_autoptr (GHashTable) done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean once = is_about_person (action);
  g_autofree char *problem = NULL;

  for (guint i = 0; i < chosen->len; i++) {
    const HavenHeldItem *item = chosen->pdata[i];
    g_autoptr (GError) error = NULL;

    if (once && !g_hash_table_add (done, haven_gtk_held_person_id (item)))
      continue;
    if (!api->act_on_held (api->plugin, item->id, action, &error) && problem == NULL)
      problem = g_strdup (error->message);
  }
  fill (held);
  if (problem != NULL || done_words (api, action) != NULL)
    gtk_label_set_text (GTK_LABEL (held->status), problem != NULL ? problem : done_words (api, action));
}

static void
on_release (GtkButton *button, gpointer held)
{
  act (held, HAVEN_HELD_RELEASE);
}

static void
on_trust (GtkButton *button, gpointer held)
{
  act (held, HAVEN_HELD_TRUST);
}

static void
on_deliver (GtkButton *button, gpointer held)
{
  act (held, HAVEN_HELD_DELIVER);
}

static void
on_evidence (GtkButton *button, gpointer held)
{
  act (held, HAVEN_HELD_EVIDENCE);
}

static void
on_mute (GtkButton *button, gpointer held)
{
  act (held, HAVEN_HELD_MUTE);
}

typedef struct {
  HavenGtk *gtk;
  GArray *ids; /* guint64 */
} Deletion;

static void
deletion_free (gpointer data)
{
  Deletion *deletion = data;

  g_array_unref (deletion->ids);
  g_free (deletion);
}

/* Those that were asked about: meanwhile others may have come, or somebody else been selected. */
static void
delete_now (gpointer data)
{
  const Deletion *deletion = data;
  const HavenPluginApi *api = deletion->gtk->api;

  for (guint i = 0; i < deletion->ids->len; i++)
    api->act_on_held (api->plugin, g_array_index (deletion->ids, guint64, i), HAVEN_HELD_DELETE, NULL);
  haven_gtk_held_update (deletion->gtk);
}

/* A letter is pressed quickly, and what is deleted is no evidence any more. */
static void
on_delete (GtkButton *button, gpointer data)
{
  Held *held = data;
  g_auto (HavenGtkGroup) choice = haven_gtk_groups_get (held->people);
  g_autoptr (GPtrArray) items = held->gtk->api->list_held (held->gtk->api->plugin);
  g_autoptr (GPtrArray) chosen = haven_gtk_held_choose (items, &choice);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint64));
  Deletion *deletion = g_new0 (Deletion, 1);
  g_autofree char *words = NULL;
  HavenGtkQuestion question = {_ ("Haven: delete"), "haven-delete", NULL,
                               _ ("_Delete"),       delete_now,     deletion_free};

  for (guint i = 0; i < chosen->len; i++)
    g_array_append_val (ids, ((HavenHeldItem *)chosen->pdata[i])->id);
  *deletion = (Deletion){held->gtk, ids};
  words = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%u message is forgotten, and cannot be brought back. What you kept as evidence stays.",
                   "%u messages are forgotten, and cannot be brought back. What you kept as evidence stays.",
                   ids->len),
      ids->len);
  question.words = words;
  haven_gtk_question_ask (GTK_WINDOW (held->gtk->held), &question, deletion);
}

/* Each block is a word of its own: never a whole list at once. */
static GStrv
blockable (Held *held)
{
  g_auto (HavenGtkGroup) choice = haven_gtk_groups_get (held->people);

  return choice.member != NULL ? g_strsplit (choice.member, "\n", 2) : NULL;
}

static void
on_block (GtkButton *button, gpointer data)
{
  Held *held = data;
  const HavenPluginApi *api = held->gtk->api;
  g_auto (GStrv) parts = blockable (held);
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  if (parts == NULL)
    return;
  if (api->is_blocked (parts[0], parts[1]))
    api->set_blocked (api->plugin, parts[0], parts[1], FALSE, &error);
  else if ((words = api->describe_block (parts[0], parts[1], &error)) != NULL)
    haven_gtk_block_ask (held->gtk, GTK_WINDOW (held->gtk->held), parts[0], parts[1], words);
  if (error != NULL)
    gtk_label_set_text (GTK_LABEL (held->status), error->message);
}

/* What the button would do now. */
static void
label_block (Held *held)
{
  g_auto (GStrv) parts = blockable (held);
  gboolean blocked = parts != NULL && held->gtk->api->is_blocked (parts[0], parts[1]);

  gtk_widget_set_sensitive (held->block, parts != NULL);
  gtk_button_set_label (GTK_BUTTON (held->block), blocked ? _ ("Un_block") : _ ("_Block…"));
}

static GtkWidget *
add_action (Held *held, const char *label, const char *name, const char *tip, GCallback clicked)
{
  GtkWidget *button = haven_gtk_button (label, name, clicked, held);

  gtk_widget_set_tooltip_text (button, tip);
  gtk_box_pack_start (GTK_BOX (held->actions), button, FALSE, FALSE, 0);
  return button;
}

static GtkWidget *
build_actions (Held *held)
{
  held->actions = gtk_hbox_new (FALSE, 4);
  add_action (held, _ ("_Release"), "haven-release",
              _ ("Let this person through again, and show these messages"), G_CALLBACK (on_release));
  add_action (held, _ ("Release and _trust"), "haven-trust",
              _ ("Let this person through for good: they are not held again unless you mute them"),
              G_CALLBACK (on_trust));
  add_action (held, _ ("De_liver here"), "haven-deliver",
              _ ("Show these messages late in their conversation"), G_CALLBACK (on_deliver));
  add_action (held, _ ("_Keep as evidence"), "haven-evidence", _ ("Add these messages to your evidence"),
              G_CALLBACK (on_evidence));
  add_action (held, _ ("_Mute"), "haven-mute", _ ("Hold whatever this person sends until further notice"),
              G_CALLBACK (on_mute));
  held->block = add_action (held, _ ("_Block…"), "haven-block",
                            _ ("Have the server refuse this person; says first what they will notice"),
                            G_CALLBACK (on_block));
  add_action (held, _ ("_Delete…"), "haven-delete", _ ("Forget these messages"), G_CALLBACK (on_delete));
  held->actions = haven_gtk_fit_row (held->actions, 4);
  return held->actions;
}

static void
on_understood (GtkButton *button, gpointer card)
{
  purple_prefs_set_bool (HAVEN_GTK_PREF_HELD_EXPLAINED, TRUE);
  gtk_widget_destroy (card);
}

/* The first time, one card explains. */
static GtkWidget *
explanation (void)
{
  GtkWidget *frame = gtk_frame_new (NULL);
  GtkWidget *box = gtk_hbox_new (FALSE, 8);
  GtkWidget *words = haven_gtk_sentence (_ (
      "Haven keeps these messages aside because of how they were written to you, or because you hold people "
      "who are not contacts. The people who sent them are told nothing. You need not read them: they stay "
      "closed until you open them, and you can let a person "
      "through again at any time."));
  GtkWidget *button =
      haven_gtk_button (_ ("_Understood"), "haven-understood", G_CALLBACK (on_understood), frame);
  GtkWidget *upper = gtk_vbox_new (FALSE, 0);

  haven_gtk_set_width_wide (words, 480);
  gtk_container_set_border_width (GTK_CONTAINER (box), 8);
  gtk_box_pack_start (GTK_BOX (box), words, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (upper), button, FALSE, FALSE, 0);
  gtk_box_pack_end (GTK_BOX (box), upper, FALSE, FALSE, 0);
  gtk_container_add (GTK_CONTAINER (frame), box);
  return frame;
}

static gboolean
on_key (GtkWidget *window, GdkEventKey *event, gpointer user_data)
{
  if (event->keyval != GDK_KEY_Escape)
    return FALSE;
  gtk_widget_destroy (window);
  return TRUE;
}

static void
build_window (HavenGtk *gtk, Held *held)
{
  GtkWidget *window = gtk_window_new (GTK_WINDOW_TOPLEVEL);

  gtk_window_set_title (GTK_WINDOW (window), _ ("Haven: held messages"));
  gtk_window_set_role (GTK_WINDOW (window), "haven-held");
  gtk_window_set_default_size (GTK_WINDOW (window), haven_gtk_scaled (window, 720),
                               haven_gtk_scaled (window, 420));
  gtk_window_set_position (GTK_WINDOW (window), GTK_WIN_POS_CENTER);
  gtk_container_set_border_width (GTK_CONTAINER (window), 12);
  g_object_set_data_full (G_OBJECT (window), "haven-held", held, g_free);
  g_signal_connect (window, "destroy", G_CALLBACK (gtk_widget_destroyed), &gtk->held);
  g_signal_connect (window, "key-press-event", G_CALLBACK (on_key), NULL);
  gtk->held = window;
}

/* People on the left, their messages on the right. */
static GtkWidget *
build_panes (Held *held)
{
  GtkWidget *panes = gtk_hpaned_new ();

  held->people = haven_gtk_groups_new ("haven-held-people", _ ("People"), on_selected, held);
  held->messages = gtk_vbox_new (FALSE, 2);
  gtk_container_set_border_width (GTK_CONTAINER (held->messages), 6);
  gtk_paned_pack1 (GTK_PANED (panes),
                   haven_gtk_closed_rows_scrolled (held->people, haven_gtk_scaled (held->people, 230)), FALSE,
                   FALSE);
  gtk_paned_pack2 (GTK_PANED (panes),
                   haven_gtk_closed_rows_scrolled (held->messages, haven_gtk_scaled (held->messages, 320)),
                   TRUE, FALSE);
  return panes;
}

static GtkWidget *
build_status (Held *held)
{
  held->status = haven_gtk_sentence ("");
  haven_gtk_set_width_wide (held->status, 640);
  return held->status;
}

static GtkWidget *
build_content (Held *held)
{
  GtkWidget *box = gtk_vbox_new (FALSE, 8);

  if (!purple_prefs_get_bool (HAVEN_GTK_PREF_HELD_EXPLAINED))
    gtk_box_pack_start (GTK_BOX (box), explanation (), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), build_panes (held), TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), build_actions (held), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), build_status (held), FALSE, FALSE, 0);
  return box;
}

/**
 * haven_gtk_held_show:
 * @gtk: the Pidgin part
 *
 * Opens the held window, or brings it to the front.
 */
void
haven_gtk_held_show (HavenGtk *gtk)
{
  Held *held;

  if (gtk->held != NULL) {
    haven_gtk_held_update (gtk);
    gtk_window_present (GTK_WINDOW (gtk->held));
    return;
  }
  held = g_new0 (Held, 1);
  held->gtk = gtk;
  build_window (gtk, held);
  gtk_container_add (GTK_CONTAINER (gtk->held), build_content (held));
  fill (held);
  gtk_widget_show_all (gtk->held);
}

/**
 * haven_gtk_held_show_of:
 * @gtk: the Pidgin part
 * @conversation: (nullable): where its reader is
 *
 * Opens the held window at who was held there last.
 */
void
haven_gtk_held_show_of (HavenGtk *gtk, PurpleConversation *conversation)
{
  g_autoptr (GPtrArray) items = gtk->api->list_held (gtk->api->plugin);
  g_autofree char *person =
      conversation != NULL ? haven_gtk_held_person_in (items, gtk->api, conversation) : NULL;

  haven_gtk_held_show (gtk);
  if (person != NULL) {
    const Held *held = g_object_get_data (G_OBJECT (gtk->held), "haven-held");

    haven_gtk_groups_select (held->people, NULL, person);
  }
}

/**
 * haven_gtk_held_update:
 * @gtk: the Pidgin part
 *
 * Fills the held window anew, if it is open.
 */
void
haven_gtk_held_update (HavenGtk *gtk)
{
  if (gtk->held != NULL)
    fill (g_object_get_data (G_OBJECT (gtk->held), "haven-held"));
}
