/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HavenGtkQuestion:
 * @title: of its window
 * @role: of its window
 * @words: what would happen
 * @verb: the button that does it, with a mnemonic
 * @act: (scope notified): does it
 * @free_data: (nullable): frees what @act gets
 */
typedef struct {
  const char *title;
  const char *role;
  const char *words;
  const char *verb;
  void (*act) (gpointer data);
  GDestroyNotify free_data;
} HavenGtkQuestion;

void haven_gtk_question_ask (GtkWindow *parent, const HavenGtkQuestion *question, gpointer data);

G_END_DECLS
