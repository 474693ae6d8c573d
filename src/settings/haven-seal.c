/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * What the user would not want to meet by accident, or have read over their shoulder, is not written in
 * plain words. A seal is no encryption: there is no key that a plugin could hide from whoever has the
 * account, and saying otherwise would be a false promise. Whoever has the file can open it on purpose.
 */

#include "settings/haven-seal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PREFIX "sealed:"

/**
 * haven_seal:
 * @text: words of the user
 *
 * Returns: (transfer full): @text in a form that no eye reads by accident
 */
char *
haven_seal (const char *text)
{
  g_autofree char *base64 = g_base64_encode ((const guchar *)text, strlen (text));

  return g_strconcat (PREFIX, base64, NULL);
}

/* The words of a seal, or words that somebody wrote by hand; NULL if the seal is damaged. */
static char *
unseal (const char *sealed)
{
  g_autofree guchar *bytes = NULL;
  gsize length;

  if (!g_str_has_prefix (sealed, PREFIX))
    return g_strdup (sealed);
  bytes = g_base64_decode (sealed + strlen (PREFIX), &length);
  if (bytes == NULL || length == 0 || memchr (bytes, '\0', length) != NULL ||
      !g_utf8_validate ((const char *)bytes, length, NULL))
    return NULL;
  return g_strndup ((const char *)bytes, length);
}

/**
 * haven_seal_read:
 * @value: a text in a settings file, sealed or as somebody wrote it by hand
 * @words: (out) (transfer full): the words
 * @error: what is wrong with it, and where
 *
 * Returns: whether it could be read
 */
gboolean
haven_seal_read (const HavenJsonValue *value, char **words, GError **error)
{
  const char *sealed;

  if (!haven_json_read_string (value, &sealed, error))
    return FALSE;
  *words = unseal (sealed);
  if (*words == NULL)
    haven_json_set_error (value, error, _ ("the seal is damaged"));
  return *words != NULL;
}
