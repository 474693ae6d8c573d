/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HavenHelpline:
 * @name: who answers
 * @phone: (nullable): the number to call
 * @text: (nullable): the number or the word to send a text message to
 * @hours: (nullable): when somebody answers; %NULL when that is not known
 * @languages: the languages they speak, ISO 639
 * @whom: (nullable): whom it is for; %NULL for everyone
 * @page: its official page
 * @as_of: the newest date at which something said it was so, "2024-06"
 * @verified: (nullable): when somebody last compared it with its page, as that page was then, "2026-11-21"
 * @checked: (nullable): when somebody last compared it with a stored copy of some page, "2026-11"
 * @against: (nullable): the address of that copy; set when @checked is
 * @copied: (nullable): of when the copy is, "2025-09"; %NULL when it does not say
 */
typedef struct {
  char *name;
  char *phone;
  char *text;
  char *hours;
  char **languages;
  char *whom;
  char *page;
  char *as_of;
  char *verified;
  char *checked;
  char *against;
  char *copied;
} HavenHelpline;

/**
 * HavenCountryHelp:
 * @country: ISO 3166, lower case
 * @name: its name in English
 * @emergency: the number for an emergency
 * @gap: (nullable): what is not known, in a sentence
 * @lines: (element-type HavenHelpline): the lines
 */
typedef struct {
  char *country;
  char *name;
  char *emergency;
  char *gap;
  GPtrArray *lines;
} HavenCountryHelp;

typedef struct _HavenHelplines HavenHelplines;

HavenHelplines *haven_helplines_load (const char *path, GError **error);
HavenHelplines *haven_helplines_from_json (const char *data, gsize length, GError **error);
void haven_helplines_free (HavenHelplines *helplines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenHelplines, haven_helplines_free)

guint haven_helplines_get_n_countries (const HavenHelplines *helplines);
const HavenCountryHelp *haven_helplines_get_nth (const HavenHelplines *helplines, guint n);
const HavenCountryHelp *haven_helplines_find (const HavenHelplines *helplines, const char *country);
const char *haven_helplines_get_elsewhere (const HavenHelplines *helplines);
char *haven_helplines_card (const HavenHelplines *helplines, const char *country, gint64 now);

G_END_DECLS
