/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-block.h"

#include <glib/gi18n-lib.h>

#include "haven-gtk-question.h"

typedef struct {
  HavenGtk *gtk;
  char *account;
  char *who;
} Block;

static void
block_now (gpointer data)
{
  const Block *block = data;
  g_autoptr (GError) error = NULL;

  if (!block->gtk->api->set_blocked (block->gtk->api->plugin, block->account, block->who, TRUE, &error))
    purple_notify_warning (block->gtk->handle, _ ("Haven"), error->message, NULL);
}

static void
block_free (gpointer data)
{
  Block *block = data;

  g_free (block->account);
  g_free (block->who);
  g_free (block);
}

/**
 * haven_gtk_block_ask:
 * @gtk: the Pidgin part
 * @parent: the window it belongs to
 * @account: "protocol:username"
 * @who: somebody on it
 * @words: what a block would do and what they will notice
 *
 * Asks before the server is told to refuse somebody. Enter goes back: this is the one thing here that others
 * may notice.
 */
void
haven_gtk_block_ask (
    HavenGtk *gtk, GtkWindow *parent, const char *account, const char *who, const char *words)
{
  const HavenGtkQuestion question = {_ ("Haven: block"), "haven-block", words,
                                     _ ("_Block"),       block_now,     block_free};
  Block *block = g_new0 (Block, 1);

  block->gtk = gtk;
  block->account = g_strdup (account);
  block->who = g_strdup (who);
  haven_gtk_question_ask (parent, &question, block);
}
