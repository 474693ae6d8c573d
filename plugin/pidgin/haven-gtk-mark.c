/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-mark.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-gtk-notes.h"

/*
 * The small sign right behind a link that something is known of, in words a sign and no colour. What others
 * wrote right behind a link and looks like the sign is taken out, so that a sign there is always Haven's.
 */

#define URL_KEY "link_url" /* what GtkIMHtml keeps in the tag of a link */
#define MAX_LINKS 16       /* of one line; each is looked up once more */

static const char *
url_of (GtkTextTag *tag)
{
  return g_object_get_data (G_OBJECT (tag), URL_KEY);
}

/* The tag of the link that ends at @iter. */
static GtkTextTag *
link_ending_at (const GtkTextIter *iter)
{
  g_autoptr (GSList) tags = gtk_text_iter_get_toggled_tags (iter, FALSE);

  for (GSList *l = tags; l != NULL; l = l->next)
    if (url_of (l->data) != NULL)
      return l->data;
  return NULL;
}

static gboolean
is_sign (gunichar c)
{
  return c == 0x24d8 || c == 0x2139 || c == 0x1f6c8; /* ⓘ ℹ 🛈 */
}

static void
take_out_forged (GtkTextBuffer *buffer, GtkTextIter *at)
{
  GtkTextIter end = *at;
  gboolean forged = FALSE;

  for (gunichar c = gtk_text_iter_get_char (&end); is_sign (c) || c == ' ' || c == 0xa0 || c == 0xfe0f;
       c = gtk_text_iter_get_char (&end)) {
    forged = forged || is_sign (c);
    if (!gtk_text_iter_forward_char (&end))
      break;
  }
  if (!forged)
    return;
  gtk_text_buffer_delete (buffer, at, &end);
  gtk_text_buffer_insert (buffer, at, " ", 1);
  gtk_text_iter_backward_char (at);
}

/* The words are judged with where they lead to: they may say another site. */
static char *
anchor_of (GtkTextTag *tag, const GtkTextIter *end)
{
  GtkTextIter start = *end;
  g_autofree char *words = NULL;

  gtk_text_iter_backward_to_tag_toggle (&start, tag);
  words = gtk_text_iter_get_visible_text (&start, end);
  return g_markup_printf_escaped ("<a href=\"%s\">%s</a>", url_of (tag), words);
}

static void
mark_link (
    HavenGtk *gtk, GtkIMHtml *imhtml, PurpleConversation *conversation, GtkTextTag *tag, GtkTextIter *at)
{
  g_autofree char *anchor = anchor_of (tag, at);
  g_autoptr (HavenVerdict) verdict = gtk->api->judge_line (gtk->api->plugin, conversation, NULL, anchor);

  if (verdict != NULL && verdict->link_level >= HAVEN_LINK_MARK)
    haven_gtk_notes_put_sign (gtk, imhtml, at, verdict);
}

/**
 * haven_gtk_mark_links:
 * @gtk: the Pidgin part
 * @imhtml: a conversation's text
 * @conversation: that conversation
 * @from: where the links may stand
 * @to: up to where; it must move with text that is put in before it
 *
 * Puts a sign behind each link that is loud enough for one.
 */
void
haven_gtk_mark_links (
    HavenGtk *gtk, GtkIMHtml *imhtml, PurpleConversation *conversation, GtkTextMark *from, GtkTextMark *to)
{
  GtkTextBuffer *buffer = imhtml->text_buffer;
  GtkTextIter iter;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, from);
  for (guint n = 0; n < MAX_LINKS && gtk_text_iter_forward_to_tag_toggle (&iter, NULL); n++) {
    GtkTextTag *tag;

    gtk_text_buffer_get_iter_at_mark (buffer, &end, to);
    if (gtk_text_iter_compare (&iter, &end) > 0)
      return;
    tag = link_ending_at (&iter);
    if (tag == NULL) {
      n--;
    } else {
      take_out_forged (buffer, &iter);
      mark_link (gtk, imhtml, conversation, tag, &iter);
    }
    /* at the end of the text the next toggle is this one, again and again */
    if (gtk_text_iter_is_end (&iter))
      return;
  }
}
