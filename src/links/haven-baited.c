/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-baited.h"

#include <string.h>

#include "text/haven-fold.h"

/* The only place that says in which label a well-known name and what baits stand together. */

#define MIN_JOINED 4 /* letters of a name from which on "namelogin" is read as name and login */
#define MIN_OTHER 8  /* letters of a name from which on a number may stand behind it */
#define MIN_SUM 3    /* what baits beside an ordinary word come to, to tell */
#define MIN_SHORT 5  /* the same beside one of three or four letters */

static HavenBait
bait_of (const HavenWellKnown *known, const char *word)
{
  return haven_baits_of (known->baits, word);
}

/* Is what stands next to a name enough to tell? Ordinary words stand next to much, short names next to more;
 * and what is written in one word is often an owner's own site (reddithelp.com). */
static gboolean
is_enough (const HavenKnownName *name, HavenBait bait, gboolean one_word)
{
  if (name->plain)
    return bait >= HAVEN_BAIT_STRONG;
  return bait >= (one_word || strlen (name->name) < MIN_JOINED ? HAVEN_BAIT_MIDDLE : HAVEN_BAIT_WEAK);
}

/* All that stands beside a name. */
typedef struct {
  HavenBait most;
  guint sum;
} Lure;

static void
add_bait (Lure *lure, HavenBait bait)
{
  lure->most = MAX (lure->most, bait);
  lure->sum += bait;
}

/* The same for all of it together: one word of delivery stands beside oranges, a second makes it a parcel's.
 */
static gboolean
lures (const HavenKnownName *name, const Lure *lure, guint ending)
{
  gboolean cheap = (ending & HAVEN_ENDING_CHEAP) != 0;

  if (name->plain && strlen (name->name) < HAVEN_KNOWN_MIN_PLAIN)
    return lure->most >= HAVEN_BAIT_STRONG && lure->sum >= MIN_SHORT;
  if (name->plain)
    return lure->most >= (cheap ? HAVEN_BAIT_MIDDLE : HAVEN_BAIT_STRONG) ||
           (lure->most >= HAVEN_BAIT_MIDDLE && lure->sum >= MIN_SUM);
  return (cheap && strlen (name->name) >= HAVEN_KNOWN_MIN_TYPO) || is_enough (name, lure->most, FALSE);
}

/**
 * haven_baited_joined:
 * @known: well-known sites
 * @label: one label of a host
 * @one_word: whether nothing else stands there
 *
 * "loginpaypal", "paypallogin".
 *
 * Returns: (transfer none) (nullable): the name that is written together with a bait
 */
const HavenKnownName *
haven_baited_joined (const HavenWellKnown *known, const char *label, gboolean one_word)
{
  gsize length = strlen (label);

  for (gsize i = MIN_JOINED; i + 2 <= length; i++) {
    g_autofree char *head = g_strndup (label, i);
    const HavenKnownName *name = g_hash_table_lookup (known->names, head);

    if (name != NULL && is_enough (name, bait_of (known, label + i), one_word))
      return name;
  }
  for (gsize i = 3; i + MIN_JOINED <= length; i++) {
    g_autofree char *head = g_strndup (label, i);
    const HavenKnownName *name = g_hash_table_lookup (known->names, label + i);

    if (name != NULL && is_enough (name, bait_of (known, head), one_word))
      return name;
  }
  return NULL;
}

/* A name as it is, with a number behind ("microsoft365"), with a bait in one word ("whatsappweb"), or by
 * letters that look like it; @lure grows by what that tells. */
static const HavenKnownName *
find_token (const HavenWellKnown *known, const char *token, Lure *lure)
{
  gsize length = strlen (token);
  g_autofree char *bare = NULL;
  g_autofree char *skeleton = NULL;
  const HavenKnownName *name = g_hash_table_lookup (known->names, token);

  if (name != NULL || length < MIN_JOINED)
    return name;
  while (length > 0 && g_ascii_isdigit (token[length - 1]))
    length--;
  bare = g_strndup (token, length);
  if (token[length] != '\0' && length >= MIN_OTHER)
    name = g_hash_table_lookup (known->names, bare);
  if (name != NULL)
    return name;
  name = haven_baited_joined (known, token, FALSE);
  /* "whatsappweb" is an owner's own; what else stands there tells */
  if (name != NULL && haven_baited_joined (known, token, TRUE) == NULL)
    return name;
  if (name == NULL && !g_hash_table_contains (known->honest, token)) {
    skeleton = haven_fold_skeleton (token, -1);
    name = g_hash_table_lookup (known->skeletons, skeleton);
  }
  /* who writes rnicrosoft-teams, or whatsappweb-site, needs no further word */
  if (name != NULL && strlen (name->name) > MIN_JOINED)
    add_bait (lure, HAVEN_BAIT_STRONG);
  return name;
}

/* "deutsche-bank-konto": a name that has a hyphen itself */
static const HavenKnownName *
find_hyphened (const HavenWellKnown *known, const char *label)
{
  for (guint i = 0; i < known->hyphened->len; i++) {
    const HavenKnownName *name = known->hyphened->pdata[i];
    gsize length = strlen (name->name);
    const char *at = strstr (label, name->name);

    if (at != NULL && (at == label || at[-1] == '-') && at[length] == '-')
      return name;
  }
  return NULL;
}

/* "wells-fargo-alerts", "drop-box-files": a name of one word written in two, or in three */
static const HavenKnownName *
find_divided (const HavenWellKnown *known, char **tokens, guint *n_tokens)
{
  g_autoptr (GString) joined = g_string_new (tokens[0]);

  for (guint i = 1; i < 3 && tokens[i] != NULL; i++) {
    const HavenKnownName *name;

    g_string_append (joined, tokens[i]);
    name = g_hash_table_lookup (known->names, joined->str);
    if (name != NULL && !name->plain && joined->len >= MIN_OTHER) {
      *n_tokens = i + 1;
      return name;
    }
  }
  return NULL;
}

/* The well-known name among the words of a label, and what else stands there. */
static const HavenKnownName *
find_among (const HavenWellKnown *known, char **tokens, Lure *lure)
{
  const HavenKnownName *name = NULL;

  for (char **token = tokens; *token != NULL; token++) {
    guint n_tokens = 1;
    const HavenKnownName *found = name == NULL ? find_divided (known, token, &n_tokens) : NULL;

    if (found == NULL)
      found = find_token (known, *token, lure);
    /* outlook-office365: two names of one owner, neither of which the owner would write like that */
    if (found != NULL && name != NULL && found != name && !(found->plain && name->plain) &&
        haven_well_known_same (known, found->host, name->host))
      add_bait (lure, HAVEN_BAIT_STRONG);
    if (found != NULL && strlen (found->name) >= 3)
      name = found;
    else
      add_bait (lure, bait_of (known, *token));
    token += n_tokens - 1;
  }
  /* "wise-verify-account": a word that is no bait itself, as "mail" is */
  for (char **token = tokens; *token != NULL && name == NULL; token++)
    if (bait_of (known, *token) == HAVEN_BAIT_NONE)
      name = g_hash_table_lookup (known->shorts, *token);
  return name;
}

/**
 * haven_baited_hyphened:
 * @known: well-known sites
 * @label: one label of a host
 * @ending: what follows it, "" for what stands before a registered name
 *
 * "paypal-login", "secure-paypal-update", "paypa1-support"; under an ending that costs nothing a name and any
 * word.
 *
 * Returns: (transfer none) (nullable): the name that stands among baits, with hyphens between
 */
const HavenKnownName *
haven_baited_hyphened (const HavenWellKnown *known, const char *label, const char *ending)
{
  g_auto (GStrv) tokens = NULL;
  const HavenKnownName *name = NULL;
  Lure lure = {HAVEN_BAIT_NONE, 0};

  if (strchr (label, '-') == NULL)
    return NULL;
  tokens = g_strsplit (label, "-", 16);
  name = find_among (known, tokens, &lure);
  if (name == NULL && lure.most != HAVEN_BAIT_NONE)
    name = find_hyphened (known, label);
  /* kraken-support.help: what one reads as a word of it */
  if (lure.most != HAVEN_BAIT_NONE)
    add_bait (&lure, bait_of (known, ending));
  return name != NULL && lures (name, &lure, haven_baits_ending (known->baits, ending)) ? name : NULL;
}
