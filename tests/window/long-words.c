/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <gmodule.h>
#include <string.h>

/*
 * Loaded ahead of GLib: every text of Haven's is half as long again, as in a language whose words are long.
 * What printf() and Pango read in a text stays as it is.
 */

#define DOMAIN "purple-haven"

static gboolean
is_plain (const char *word, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalpha (word[i]))
      return FALSE;
  return length >= 4;
}

/* "content note" becomes "contentcon noteno". */
static const char *
long_words (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *at = text; *at != '\0';) {
    gsize length = strcspn (at, " \n");

    g_string_append_len (out, at, (gssize)length);
    if (is_plain (at, length) && strncmp (at, "Haven", length) != 0) /* a name has no other length */
      g_string_append_len (out, at, (gssize)(length / 2));
    at += length;
    if (*at != '\0')
      g_string_append_c (out, *at++);
  }
  return g_intern_string (out->str);
}

G_MODULE_EXPORT const gchar *
g_dgettext (const gchar *domain, const gchar *text)
{
  return g_strcmp0 (domain, DOMAIN) == 0 && text != NULL && *text != '\0' ? long_words (text) : text;
}

G_MODULE_EXPORT const gchar *
g_dngettext (const gchar *domain, const gchar *text, const gchar *plural, gulong n)
{
  return g_dgettext (domain, n == 1 ? text : plural);
}
