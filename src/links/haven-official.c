/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Hosts that look like an authority's by an ending or a word that only authorities have. */
#include "links/haven-official.h"

#include <string.h>

/* "gov.uk-refund.online", "hmrc.gov.uk.claim.net": an authority's ending that goes on where it should end */
static const char *
official_goes_on (const HavenBaits *baits, const char *at, const char *domain)
{
  gsize first = strcspn (at, ".");
  gsize length = first + 1 + strcspn (at + first + 1, ".-");
  g_autofree char *ending = g_strndup (at, length);

  if (!(haven_baits_ending (baits, ending) & HAVEN_ENDING_OFFICIAL))
    return NULL;
  if (at[length] != '-' && (at[length] != '.' || at + length >= domain))
    return NULL;
  return haven_baits_name_ending (baits, ending);
}

/* "amendes-gouv.com", "gov-refund.net": the word itself between others, which an authority has no need of.
 * "gov" is in names of those who write about them, too. */
static const char *
official_word (const HavenBaits *baits, const char *label)
{
  static const struct {
    const char *word;
    const char *official;
    HavenBait least;
  } words[] = {
      {"gov", ".gov", HAVEN_BAIT_STRONG},
      {"gouv", "gouv.fr", HAVEN_BAIT_MIDDLE},
      {"gob", ".gob", HAVEN_BAIT_MIDDLE},
  };
  g_auto (GStrv) tokens = g_strsplit (label, "-", 16);
  const char *official = NULL;
  HavenBait bait = HAVEN_BAIT_NONE, least = HAVEN_BAIT_MIDDLE;

  for (char **token = tokens; *token != NULL; token++) {
    gsize i = 0;

    while (i < G_N_ELEMENTS (words) && strcmp (*token, words[i].word) != 0)
      i++;
    if (i == G_N_ELEMENTS (words)) {
      bait = MAX (bait, haven_baits_of (baits, *token));
      continue;
    }
    official = words[i].official;
    least = MAX (least, words[i].least);
  }
  return bait >= least ? official : NULL;
}

/**
 * haven_official_lookalike:
 * @baits: words and endings that bait
 * @host: a host in ASCII form
 * @domain: its registrable domain, within @host
 *
 * Returns: (transfer none) (nullable): the ending of authorities that @host could be taken for
 */
const char *
haven_official_lookalike (const HavenBaits *baits, const char *host, const char *domain)
{
  const char *ending = strchr (domain, '.') + 1;
  g_autofree char *label = g_strndup (domain, strcspn (domain, "."));
  const char *official = NULL;

  if (haven_baits_ending (baits, ending) & (HAVEN_ENDING_REVIEWED | HAVEN_ENDING_OFFICIAL))
    return NULL;
  for (const char *at = host; at <= domain && official == NULL; at = strchr (at, '.') + 1)
    official = official_goes_on (baits, at, domain);
  return official != NULL ? official : official_word (baits, label);
}
