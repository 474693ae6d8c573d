/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-sweep.h"

#include <string.h>

#include "haven-gtk-collapse.h"
#include "haven-gtk-veil.h"

/*
 * The only place that lets go of what no line shows any more. Lines leave a window without a word: a long
 * scrollback loses its beginning, a conversation is cleared, a veil is drawn anew. Their tags would stay in
 * the window's table until it closes, and every word that is drawn asks that table.
 *
 * A sweep looks at everything, so it waits until as much has come as stayed the last time: over a day each
 * tag is looked at a few times, however many there are.
 */

#define FEW 64 /* so many that are gone do no harm */
#define TAG_PREFIX "haven-"

static void
take_tag (GtkTextTag *tag, gpointer tags)
{
  g_autofree char *name = NULL;

  g_object_get (tag, "name", &name, NULL);
  if (name != NULL && g_str_has_prefix (name, TAG_PREFIX))
    g_ptr_array_add (tags, tag);
}

static gboolean
is_used (GtkTextBuffer *buffer, GtkTextTag *tag)
{
  GtkTextIter start;

  gtk_text_buffer_get_start_iter (buffer, &start);
  return gtk_text_iter_begins_tag (&start, tag) || gtk_text_iter_forward_to_tag_toggle (&start, tag);
}

/* Taking away a tag that may change the size of text makes GTK measure the whole of it anew. */
static void
remove_tag (GtkTextTagTable *table, GtkTextTag *tag)
{
  g_object_set (tag, "scale-set", FALSE, "weight-set", FALSE, "left-margin-set", FALSE, NULL);
  gtk_text_tag_table_remove (table, tag);
}

/* Returns: how many are left */
static guint
sweep_window (GtkIMHtml *imhtml)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (imhtml->text_buffer);
  g_autoptr (GPtrArray) tags = g_ptr_array_new ();
  guint n = 0;

  gtk_text_tag_table_foreach (table, take_tag, tags);
  for (guint i = 0; i < tags->len; i++) {
    if (is_used (imhtml->text_buffer, tags->pdata[i]))
      n++;
    else
      remove_tag (table, tags->pdata[i]);
  }
  return n;
}

/* What a line of a window still shows, or its head, or what the core could show again, is kept. */
static gboolean
is_gone (gpointer id, gpointer value, gpointer user_data)
{
  const HavenGtkVeil *veil = value;

  return veil->veil == NULL && veil->idle == 0 && !haven_gtk_veil_is_placed (veil) &&
         !haven_gtk_collapse_holds (veil);
}

static gboolean
sweep (gpointer user_data)
{
  HavenGtk *gtk = user_data;
  guint n = 0;

  gtk->sweeping = 0;
  g_hash_table_foreach_remove (gtk->veils, is_gone, NULL);
  for (GList *l = purple_get_conversations (); l != NULL; l = l->next) {
    PidginConversation *gtkconv =
        PIDGIN_IS_PIDGIN_CONVERSATION (l->data) ? PIDGIN_CONVERSATION ((PurpleConversation *)l->data) : NULL;

    if (gtkconv != NULL)
      n += sweep_window (GTK_IMHTML (gtkconv->imhtml));
  }
  gtk->sweep_at = MAX (FEW, n);
  gtk->n_since_sweep = 0;
  return FALSE;
}

/**
 * haven_gtk_sweep_count:
 * @gtk: the Pidgin part
 *
 * Says that a tag was made. Once there are enough, those that no text has are taken away when the event is
 * over: a line that is being written is not whole yet.
 */
void
haven_gtk_sweep_count (HavenGtk *gtk)
{
  gtk->n_since_sweep++;
  if (gtk->sweeping == 0 && gtk->n_since_sweep >= MAX (FEW, gtk->sweep_at))
    gtk->sweeping = g_idle_add (sweep, gtk);
}

/**
 * haven_gtk_sweep_stop:
 * @gtk: the Pidgin part
 */
void
haven_gtk_sweep_stop (HavenGtk *gtk)
{
  if (gtk->sweeping != 0)
    g_source_remove (gtk->sweeping);
  gtk->sweeping = 0;
}
