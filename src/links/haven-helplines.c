/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-helplines.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-error.h"
#include "haven-file.h"
#include "haven-json.h"

#define MAX_SIZE (1024 * 1024) /* bytes of the data file */
#define FRESH_MONTHS 12        /* after that an entry says that it may be out of date */

static const HavenJsonLimits limits = {MAX_SIZE, 8, 1000};

struct _HavenHelplines {
  GPtrArray *countries; /* HavenCountryHelp */
  char *elsewhere;      /* a directory for everywhere else */
};

static void
line_free (HavenHelpline *line)
{
  g_free (line->name);
  g_free (line->phone);
  g_free (line->text);
  g_free (line->hours);
  g_strfreev (line->languages);
  g_free (line->whom);
  g_free (line->page);
  g_free (line->as_of);
  g_free (line->verified);
  g_free (line->checked);
  g_free (line->against);
  g_free (line->copied);
  g_free (line);
}

static void
country_free (HavenCountryHelp *help)
{
  g_free (help->country);
  g_free (help->name);
  g_free (help->emergency);
  g_free (help->gap);
  g_ptr_array_unref (help->lines);
  g_free (help);
}

/**
 * haven_helplines_free:
 * @helplines: (nullable) (transfer full): helplines
 */
void
haven_helplines_free (HavenHelplines *helplines)
{
  if (helplines == NULL)
    return;
  g_ptr_array_unref (helplines->countries);
  g_free (helplines->elsewhere);
  g_free (helplines);
}

static gboolean
take_text (const HavenJsonValue *object, const char *key, gboolean needed, char **text, GError **error)
{
  const char *string = NULL;
  HavenJsonValue value;

  if (needed && !haven_json_get (object, key, &value, error))
    return FALSE;
  if (!haven_json_get_string (object, key, &string, error))
    return FALSE;
  *text = g_strdup (string);
  return TRUE;
}

static gboolean
read_checked (HavenHelpline *line, const HavenJsonValue *object, GError **error)
{
  static const char *const keys[] = {"date", "against", "dated", NULL};
  HavenJsonValue checked;

  if (!haven_json_has (object, "checked", &checked))
    return TRUE;
  return haven_json_read_object (&checked, keys, error) &&
         take_text (&checked, "date", TRUE, &line->checked, error) &&
         take_text (&checked, "against", TRUE, &line->against, error) &&
         take_text (&checked, "dated", FALSE, &line->copied, error);
}

static gboolean
read_line (HavenCountryHelp *help, const HavenJsonValue *object, GError **error)
{
  static const char *const keys[] = {"name", "phone", "text",     "hours",   "languages", "for",
                                     "page", "as-of", "verified", "checked", "gap",       NULL};
  HavenHelpline *line = g_new0 (HavenHelpline, 1);

  g_ptr_array_add (help->lines, line);
  if (!haven_json_read_object (object, keys, error) ||
      !take_text (object, "name", TRUE, &line->name, error) ||
      !take_text (object, "phone", FALSE, &line->phone, error) ||
      !take_text (object, "text", FALSE, &line->text, error) ||
      !take_text (object, "hours", FALSE, &line->hours, error) ||
      !take_text (object, "for", FALSE, &line->whom, error) ||
      !take_text (object, "page", TRUE, &line->page, error) ||
      !take_text (object, "as-of", TRUE, &line->as_of, error) ||
      !take_text (object, "verified", FALSE, &line->verified, error) || !read_checked (line, object, error) ||
      !haven_json_get_strings (object, "languages", &line->languages, error))
    return FALSE;
  if (line->phone != NULL || line->text != NULL)
    return TRUE;
  haven_json_set_error (object, error, _ ("has neither phone nor text"));
  return FALSE;
}

static gboolean
read_country (HavenHelplines *helplines, const HavenJsonValue *object, GError **error)
{
  static const char *const keys[] = {"country", "name", "emergency", "gap", "lines", NULL};
  HavenCountryHelp *help = g_new0 (HavenCountryHelp, 1);
  HavenJsonValue lines;
  guint n_lines = 0;

  help->lines = g_ptr_array_new_with_free_func ((GDestroyNotify)line_free);
  g_ptr_array_add (helplines->countries, help);
  if (!haven_json_read_object (object, keys, error) ||
      !take_text (object, "country", TRUE, &help->country, error) ||
      !take_text (object, "name", TRUE, &help->name, error) ||
      !take_text (object, "emergency", TRUE, &help->emergency, error) ||
      !take_text (object, "gap", FALSE, &help->gap, error) ||
      !haven_json_get (object, "lines", &lines, error) || !haven_json_read_array (&lines, &n_lines, error))
    return FALSE;
  for (guint i = 0; i < n_lines; i++) {
    HavenJsonValue line = haven_json_element (&lines, i);

    if (!read_line (help, &line, error))
      return FALSE;
  }
  return TRUE;
}

/**
 * haven_helplines_from_json:
 * @data: a document as data/helplines.json
 * @length: its size in bytes
 * @error: #HAVEN_ERROR_INVALID with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): the helplines
 */
HavenHelplines *
haven_helplines_from_json (const char *data, gsize length, GError **error)
{
  static const char *const keys[] = {"haven-helplines", "maintainer", "note", "elsewhere", "countries", NULL};
  g_autoptr (HavenHelplines) helplines = g_new0 (HavenHelplines, 1);
  g_autoptr (HavenJson) json = haven_json_parse (data, length, &limits, error);
  HavenJsonValue root, countries;
  guint n_countries = 0;

  helplines->countries = g_ptr_array_new_with_free_func ((GDestroyNotify)country_free);
  if (json == NULL)
    return NULL;
  root = haven_json_root (json);
  if (!haven_json_read_object (&root, keys, error) ||
      !take_text (&root, "elsewhere", TRUE, &helplines->elsewhere, error) ||
      !haven_json_get (&root, "countries", &countries, error) ||
      !haven_json_read_array (&countries, &n_countries, error))
    return NULL;
  for (guint i = 0; i < n_countries; i++) {
    HavenJsonValue country = haven_json_element (&countries, i);

    if (!read_country (helplines, &country, error))
      return NULL;
  }
  return g_steal_pointer (&helplines);
}

/**
 * haven_helplines_load:
 * @path: a file as data/helplines.json
 * @error: as haven_helplines_from_json(), with the file's name
 *
 * Returns: (transfer full) (nullable): the helplines
 */
HavenHelplines *
haven_helplines_load (const char *path, GError **error)
{
  gsize length = 0;
  g_autofree char *data = haven_file_read (path, MAX_SIZE, &length, error);
  HavenHelplines *helplines = data != NULL ? haven_helplines_from_json (data, length, error) : NULL;

  if (data != NULL && helplines == NULL)
    g_prefix_error (error, "%s: ", path);
  return helplines;
}

/**
 * haven_helplines_get_n_countries:
 * @helplines: helplines
 *
 * Returns: how many countries they are for
 */
guint
haven_helplines_get_n_countries (const HavenHelplines *helplines)
{
  return helplines->countries->len;
}

/**
 * haven_helplines_get_nth:
 * @helplines: helplines
 * @n: which country, from 0
 *
 * Returns: (transfer none): the help there, countries in the order of their English names
 */
const HavenCountryHelp *
haven_helplines_get_nth (const HavenHelplines *helplines, guint n)
{
  g_return_val_if_fail (n < helplines->countries->len, NULL);
  return helplines->countries->pdata[n];
}

/**
 * haven_helplines_find:
 * @helplines: helplines
 * @country: (nullable): ISO 3166, in any case
 *
 * Returns: (transfer none) (nullable): the help there
 */
const HavenCountryHelp *
haven_helplines_find (const HavenHelplines *helplines, const char *country)
{
  for (guint i = 0; country != NULL && i < helplines->countries->len; i++) {
    const HavenCountryHelp *help = helplines->countries->pdata[i];
    if (g_ascii_strcasecmp (help->country, country) == 0)
      return help;
  }
  return NULL;
}

/**
 * haven_helplines_get_elsewhere:
 * @helplines: helplines
 *
 * Returns: (transfer none): the page of a directory, for countries that are not here
 */
const char *
haven_helplines_get_elsewhere (const HavenHelplines *helplines)
{
  return helplines->elsewhere;
}

/* Whether nobody compared it with its page, and nothing told of it, for a year. A stored copy makes nothing
 * fresh by itself: it tells how things were when it was made, which is its as_of. */
static gboolean
is_stale (const HavenHelpline *line, gint64 now)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);
  const char *seen = line->verified != NULL ? line->verified : line->as_of;
  gint64 months = g_ascii_strtoll (seen, NULL, 10) * 12;

  if (date == NULL || strlen (seen) < 7)
    return TRUE;
  months += g_ascii_strtoll (seen + 5, NULL, 10);
  return g_date_time_get_year (date) * 12 + g_date_time_get_month (date) - months > FRESH_MONTHS;
}

static void
append_provenance (GString *card, const HavenHelpline *line, gint64 now)
{
  g_string_append_printf (card, _ ("\nits page: %s"), line->page);
  if (line->verified != NULL)
    g_string_append_printf (card, _ ("\ncompared with that page on %s"), line->verified);
  else if (line->checked == NULL)
    g_string_append_printf (card, _ ("\nknown as of %s, not compared with any page since"), line->as_of);
  else if (line->copied != NULL)
    g_string_append_printf (card, _ ("\nknown as of %s; compared in %s with a stored copy, from %s, of %s"),
                            line->as_of, line->checked, line->copied, line->against);
  else
    g_string_append_printf (card, _ ("\nknown as of %s; compared in %s with an undated stored copy of %s"),
                            line->as_of, line->checked, line->against);
  if (is_stale (line, now))
    g_string_append (card, _ ("\nthis is more than a year old and may have changed"));
}

static void
append_line (GString *card, const HavenHelpline *line, gint64 now)
{
  g_autofree char *languages = line->languages != NULL ? g_strjoinv (", ", line->languages) : g_strdup ("?");

  g_string_append_printf (card, "\n\n%s", line->name);
  if (line->whom != NULL)
    g_string_append_printf (card, _ (" (for %s)"), line->whom);
  if (line->phone != NULL)
    g_string_append_printf (card, _ ("\ncall: %s"), line->phone);
  if (line->text != NULL)
    g_string_append_printf (card, _ ("\ntext: %s"), line->text);
  g_string_append_printf (card, _ ("\nopen: %s · languages: %s"),
                          line->hours != NULL ? _ (line->hours) : _ ("not known to us, see the page"),
                          languages);
  append_provenance (card, line, now);
}

/**
 * haven_helplines_card:
 * @helplines: helplines
 * @country: (nullable): where the user lives, ISO 3166
 * @now: microseconds since 1970 UTC
 *
 * The card as plain text, for user interfaces that have nothing better: emergency number first, then each
 * line with its hours, languages, source and date.
 *
 * Returns: (transfer full): the card; for a country that is not known it says so and where to look
 */
char *
haven_helplines_card (const HavenHelplines *helplines, const char *country, gint64 now)
{
  const HavenCountryHelp *help = haven_helplines_find (helplines, country);
  GString *card = g_string_new (NULL);

  if (help == NULL) {
    g_string_append_printf (card, _ ("No help lines are known to us for this country. A directory: %s"),
                            helplines->elsewhere);
    return g_string_free (card, FALSE);
  }
  g_string_append_printf (card, _ ("%s · in an emergency: %s"), help->name, help->emergency);
  for (guint i = 0; i < help->lines->len; i++)
    append_line (card, help->lines->pdata[i], now);
  if (help->gap != NULL)
    g_string_append_printf (card, "\n\n%s", help->gap);
  g_string_append_printf (card, _ ("\n\nother countries: %s"), helplines->elsewhere);
  return g_string_free (card, FALSE);
}
