/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-held-rows.h"

#include <glib/gi18n-lib.h>

#include "haven-gtk-closed-rows.h"

/* What the held window tells of a message. */

/**
 * haven_gtk_held_cause:
 * @item: something held
 *
 * Returns: (transfer none): what it is held for, in a few words
 */
const char *
haven_gtk_held_cause (const HavenHeldItem *item)
{
  return item->cause != NULL && *item->cause != '\0' ? item->cause : _ ("held");
}

static HavenGtkClosedRow *
row_of (const HavenPluginApi *api, const HavenHeldItem *item)
{
  g_autofree char *when = haven_gtk_closed_rows_time (item->time);
  g_autofree char *name = api->show_name (api->plugin, item->account, item->sender);
  g_autofree char *words = purple_markup_strip_html (item->markup);
  HavenGtkClosedRow *row = g_new0 (HavenGtkClosedRow, 1);

  row->id = (gint64)item->id;
  row->title = g_strdup_printf ("%s · %s · %s", when, name, haven_gtk_held_cause (item));
  row->tip = g_strdup (item->reason);
  row->words = g_strchomp (g_strdup_printf ("%s\n\n%s", words, item->reason != NULL ? item->reason : ""));
  return row;
}

/**
 * haven_gtk_held_rows_show:
 * @box: where the rows stand
 * @api: what the core plugin offers
 * @items: (element-type HavenHeldItem): what is to stand there, from top to bottom
 */
void
haven_gtk_held_rows_show (GtkWidget *box, const HavenPluginApi *api, const GPtrArray *items)
{
  static const HavenGtkClosedRows look = {"haven-held-message", NULL, NULL};
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_gtk_closed_row_free);

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (rows, row_of (api, items->pdata[i]));
  haven_gtk_closed_rows_show (box, rows, &look);
}
