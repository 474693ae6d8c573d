/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place where an entry with choices in it, `{dirt,scum}{bag,ball}`, becomes the words it stands for.
 * Insults are made faster than they can be listed: a few beginnings and a few ends make hundreds. */

#include "haven-choices.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-error.h"

#define MAX_SPELLINGS 2000 /* of one entry: packs are foreign, and each pair of braces multiplies */

static gboolean
fail (GError **error, const char *why)
{
  g_set_error_literal (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, why);
  return FALSE;
}

/* Each spelling so far, followed by each of the choices. */
static gboolean
follow_by (GPtrArray **spellings, const char *choices, gsize length, GError **error)
{
  g_autofree char *inside = g_strndup (choices, length);
  g_auto (GStrv) ends = g_strsplit (inside, ",", -1);
  GPtrArray *longer;

  if ((gsize)(*spellings)->len * g_strv_length (ends) > MAX_SPELLINGS)
    return fail (error, _ ("an entry with { } stands for at most 2000 words"));
  longer = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < (*spellings)->len; i++) {
    for (guint j = 0; ends[j] != NULL; j++)
      g_ptr_array_add (longer, g_strconcat ((*spellings)->pdata[i], ends[j], NULL));
  }
  g_ptr_array_unref (*spellings);
  *spellings = longer;
  return TRUE;
}

static void
follow_by_text (GPtrArray *spellings, const char *text, gsize length)
{
  for (guint i = 0; i < spellings->len; i++) {
    g_autofree char *before = spellings->pdata[i];

    spellings->pdata[i] = g_strdup_printf ("%s%.*s", before, (int)length, text);
  }
}

static gboolean
spell_out (const char *entry, GPtrArray *to, GError **error)
{
  g_autoptr (GPtrArray) spellings = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (spellings, g_strdup (""));
  while (*entry != '\0') {
    gsize plain = strcspn (entry, "{}"), length;

    follow_by_text (spellings, entry, plain);
    entry += plain;
    if (*entry == '\0')
      break;
    length = *entry == '{' ? strcspn (entry + 1, "{}") : 0;
    if (*entry != '{' || entry[length + 1] != '}')
      return fail (error, _ ("{ and } stand in pairs, none inside another: {dirt,scum}{bag,ball}"));
    if (!follow_by (&spellings, entry + 1, length, error))
      return FALSE;
    entry += length + 2;
  }
  for (guint i = 0; i < spellings->len; i++) {
    if (*(const char *)spellings->pdata[i] == '\0')
      return fail (error, _ ("one of the words that { } stand for is empty"));
  }
  g_ptr_array_extend_and_steal (to, g_steal_pointer (&spellings));
  return TRUE;
}

/**
 * haven_choices_spell_out:
 * @entries: (inout) (transfer full) (array zero-terminated=1): entries of a concept, and then all they stand
 * for
 * @bad: (out): which entry is wrong, when one is
 * @error: #HAVEN_ERROR_INVALID with what is wrong with it
 *
 * Entries without braces stay as they are. One that is wrong leaves @entries untouched.
 *
 * Returns: whether all of them could be read
 */
gboolean
haven_choices_spell_out (char ***entries, guint *bad, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; (*entries)[i] != NULL; i++) {
    *bad = i;
    if (strpbrk ((*entries)[i], "{}") == NULL)
      g_ptr_array_add (all, g_strdup ((*entries)[i]));
    else if (!spell_out ((*entries)[i], all, error))
      return FALSE;
  }
  g_ptr_array_add (all, NULL);
  g_strfreev (*entries);
  *entries = (char **)g_ptr_array_free (g_steal_pointer (&all), FALSE);
  return TRUE;
}
