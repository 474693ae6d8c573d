/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>

#include "haven-config.h"
#include "haven-gtk-prefs.h"
#include "haven-gtk-style.h"

/**
 * haven_gtk_page_about:
 * @gtk: the Pidgin part
 *
 * Returns: (transfer floating): version, licence, keys, and where things are kept
 */
GtkWidget *
haven_gtk_page_about (HavenGtk *gtk)
{
  GtkWidget *box = gtk_vbox_new (FALSE, 8);
  g_autofree char *folder = g_build_filename (purple_user_dir (), "haven", NULL);
  const char *const lines[] = {
      _ ("Keys: F9 goes to the next content note above, Shift+F9 below; Enter opens and closes it; the menu "
         "key shows "
         "what else can be done; Escape goes back to your text. Ctrl+F9 closes all of Haven's windows."),
      _ ("Haven offers a choice, not a treatment. Its rules are written by people and can be wrong: “this "
         "was "
         "wrong” in a note's menu helps at once."),
  };
  g_autofree char *version = g_strdup_printf (_ ("Haven %s, GPL-2.0-or-later"), HAVEN_VERSION);
  g_autofree char *kept = g_strdup_printf (_ ("Kept in: %s"), folder);

  gtk_box_pack_start (GTK_BOX (box), haven_gtk_sentence (version), FALSE, FALSE, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    GtkWidget *line = haven_gtk_sentence (lines[i]);

    haven_gtk_set_width (line, 430);
    gtk_box_pack_start (GTK_BOX (box), line, FALSE, FALSE, 0);
  }
  gtk_box_pack_start (GTK_BOX (box), haven_gtk_sentence (kept), FALSE, FALSE, 0);
  return box;
}
