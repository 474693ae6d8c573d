/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that touches libsodium: signatures in the format of minisign, which anybody can make and
 * check without Haven. */

#include "links/haven-signature.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-config.h"
#include "haven-error.h"

#ifdef HAVEN_HAVE_LIBSODIUM
#include <sodium.h>

#define COMMENT "untrusted comment: "
#define TRUSTED "trusted comment: "
#define KEY_ID 8 /* bytes */

/* algorithm, id of the key, and what is signed or signs: as minisign lays them out */
#define PUBLIC_SIZE (2 + KEY_ID + crypto_sign_PUBLICKEYBYTES)
#define SIGNATURE_SIZE (2 + KEY_ID + crypto_sign_BYTES)
#endif

/**
 * haven_signature_supported:
 *
 * Returns: whether this build can check signatures
 */
gboolean
haven_signature_supported (void)
{
#ifdef HAVEN_HAVE_LIBSODIUM
  return TRUE;
#else
  return FALSE;
#endif
}

#ifdef HAVEN_HAVE_LIBSODIUM

static gboolean
fail (GError **error, const char *what)
{
  g_set_error_literal (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, what);
  return FALSE;
}

static gboolean
decode (const char *text, guint8 *bytes, gsize size)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree guint8 *decoded = NULL;
  gsize length = 0;

  if (strlen (stripped) > 1024)
    return FALSE;
  decoded = g_base64_decode (stripped, &length);
  if (length != size)
    return FALSE;
  memcpy (bytes, decoded, size);
  return TRUE;
}

/* The key as minisign prints it, alone or in its file with a comment before it. */
static gboolean
read_key (const char *public_key, guint8 *key)
{
  g_auto (GStrv) lines = g_strsplit (public_key, "\n", 3);
  const char *text = lines[0];

  if (text != NULL && g_str_has_prefix (text, COMMENT))
    text = lines[1];
  return text != NULL && decode (text, key, PUBLIC_SIZE) && memcmp (key, "Ed", 2) == 0;
}

static gboolean
signature_holds (const char *data, gsize length, const guint8 *signature, const guint8 *key)
{
  const guint8 *message = (const guint8 *)data;
  guint8 hash[crypto_generichash_BYTES_MAX];

  /* "ED" signs the hash of the file, "Ed" the file itself */
  if (memcmp (signature, "ED", 2) == 0) {
    if (crypto_generichash (hash, sizeof hash, message, length, NULL, 0) != 0)
      return FALSE;
    message = hash;
    length = sizeof hash;
  } else if (memcmp (signature, "Ed", 2) != 0)
    return FALSE;
  return crypto_sign_verify_detached (signature + 2 + KEY_ID, message, length, key + 2 + KEY_ID) == 0;
}

/* The comment is signed together with the signature of the file. */
static gboolean
comment_holds (const char *comment, const guint8 *signature, const guint8 *whole, const guint8 *key)
{
  g_autoptr (GByteArray) message = g_byte_array_new ();

  g_byte_array_append (message, signature + 2 + KEY_ID, crypto_sign_BYTES);
  g_byte_array_append (message, (const guint8 *)comment, (guint)strlen (comment));
  return crypto_sign_verify_detached (whole, message->data, message->len, key + 2 + KEY_ID) == 0;
}

#endif

/**
 * haven_signature_verify:
 * @data: what is signed
 * @length: its size in bytes
 * @signature: the text of a .minisig file
 * @public_key: the key of whoever keeps the list, as minisign prints it
 * @trusted_comment: (out) (optional) (transfer full): the comment that the signature vouches for
 * @error: #HAVEN_ERROR_INVALID when it does not hold, #HAVEN_ERROR_NOT_FOUND when this build cannot tell
 *
 * Checks a signature in the format of minisign (https://jedisct1.github.io/minisign/).
 *
 * Returns: whether @data is what the owner of the key signed
 */
gboolean
haven_signature_verify (const char *data,
                        gsize length,
                        const char *signature,
                        const char *public_key,
                        char **trusted_comment,
                        GError **error)
{
#ifdef HAVEN_HAVE_LIBSODIUM
  g_auto (GStrv) lines = g_strsplit (signature, "\n", 6);
  guint8 key[PUBLIC_SIZE], sign[SIGNATURE_SIZE], whole[crypto_sign_BYTES];

  if (sodium_init () < 0)
    return fail (error, _ ("signatures cannot be checked: libsodium does not start"));
  if (!read_key (public_key, key))
    return fail (error, _ ("the key is no public key of minisign"));
  if (g_strv_length (lines) < 4 || !g_str_has_prefix (lines[0], COMMENT) ||
      !g_str_has_prefix (lines[2], TRUSTED) || !decode (lines[1], sign, sizeof sign) ||
      !decode (lines[3], whole, sizeof whole))
    return fail (error, _ ("the signature is not in the format of minisign"));
  g_strchomp (lines[2]);
  if (memcmp (sign + 2, key + 2, KEY_ID) != 0)
    return fail (error, _ ("the signature was made with another key"));
  if (!signature_holds (data, length, sign, key) ||
      !comment_holds (lines[2] + strlen (TRUSTED), sign, whole, key))
    return fail (error, _ ("the signature does not hold: the list is not as it was signed"));
  if (trusted_comment != NULL)
    *trusted_comment = g_strdup (lines[2] + strlen (TRUSTED));
  return TRUE;
#else
  g_set_error_literal (error, HAVEN_ERROR, HAVEN_ERROR_NOT_FOUND,
                       _ ("this build cannot check signatures: it is without libsodium"));
  return FALSE;
#endif
}
