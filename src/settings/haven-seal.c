/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * What the user would not want to meet by accident, or have read over their shoulder, is not written in
 * plain words. A seal is no encryption: there is no key that a plugin could hide from whoever has the
 * account, and saying otherwise would be a false promise. Whoever has the file can open it on purpose.
 */

#include "settings/haven-seal.h"

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

/**
 * haven_unseal:
 * @sealed: what haven_seal() gave, or words that somebody wrote by hand
 *
 * Returns: (transfer full) (nullable): the words; %NULL if the seal is damaged
 */
char *
haven_unseal (const char *sealed)
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
