/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-taxonomy.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PRIVATE HAVEN_TRAIT_PRIVATE
#define CRISIS HAVEN_TRAIT_CRISIS
#define UNNAMED HAVEN_TRAIT_UNNAMED

#define MIN_LIKE 4 /* letters that say which id may have been meant */

static const HavenCategory categories[] = {
    {HAVEN_KIND_CONTENT, "suicide", N_ ("suicide"), PRIVATE | CRISIS},
    {HAVEN_KIND_CONTENT, "self-harm", N_ ("self-harm"), PRIVATE | CRISIS},
    {HAVEN_KIND_CONTENT, "method-detail", N_ ("details of a method")},
    {HAVEN_KIND_CONTENT, "eating", N_ ("eating"), PRIVATE},
    {HAVEN_KIND_CONTENT, "sexual-violence", N_ ("sexual violence"), PRIVATE},
    {HAVEN_KIND_CONTENT, "child-abuse", N_ ("child abuse"), PRIVATE},
    {HAVEN_KIND_CONTENT, "domestic-abuse", N_ ("abuse at home"), PRIVATE},
    {HAVEN_KIND_CONTENT, "violence", N_ ("violence"), PRIVATE},
    {HAVEN_KIND_CONTENT, "war-disaster", N_ ("war or disaster")},
    {HAVEN_KIND_CONTENT, "gore-medical", N_ ("blood or injuries")},
    {HAVEN_KIND_CONTENT, "death-grief", N_ ("death or grief"), PRIVATE},
    {HAVEN_KIND_CONTENT, "animal-harm", N_ ("harm to animals")},
    {HAVEN_KIND_CONTENT, "pregnancy-loss", N_ ("pregnancy loss"), PRIVATE},
    {HAVEN_KIND_CONTENT, "substances", N_ ("substances"), PRIVATE},
    {HAVEN_KIND_CONTENT, "sexual", N_ ("sexual content")},
    {HAVEN_KIND_CONTENT, "hate-race", N_ ("hate about race")},
    {HAVEN_KIND_CONTENT, "hate-religion", N_ ("hate about religion")},
    {HAVEN_KIND_CONTENT, "hate-lgbt", N_ ("hate about LGBT people")},
    {HAVEN_KIND_CONTENT, "hate-sex", N_ ("hate about women or men")},
    {HAVEN_KIND_CONTENT, "hate-disability", N_ ("hate about disability")},
    {HAVEN_KIND_CONTENT, "hate-nationality", N_ ("hate about nationality")},
    {HAVEN_KIND_CONTENT, "hate-class", N_ ("hate about class")},
    {HAVEN_KIND_CONTENT, "hate-body", N_ ("hate about bodies")},
    {HAVEN_KIND_CONTENT, "hate-age", N_ ("hate about age")},
    {HAVEN_KIND_CONTENT, "mental-states", N_ ("mental states"), PRIVATE | CRISIS},
    {HAVEN_KIND_CONTENT, "phobia-spiders", N_ ("spiders")},
    {HAVEN_KIND_CONTENT, "phobia-insects", N_ ("insects")},
    {HAVEN_KIND_CONTENT, "phobia-snakes", N_ ("snakes")},
    {HAVEN_KIND_CONTENT, "phobia-heights", N_ ("heights")},
    {HAVEN_KIND_CONTENT, "phobia-needles", N_ ("needles")},
    {HAVEN_KIND_CONTENT, "phobia-vomit", N_ ("vomit")},
    {HAVEN_KIND_CONTENT, "phobia-holes", N_ ("holes")},
    {HAVEN_KIND_CONTENT, "phobia-rodents", N_ ("rats or mice")},
    {HAVEN_KIND_CONTENT, "phobia-sharks", N_ ("sharks")},
    {HAVEN_KIND_CONTENT, "phobia-deep-water", N_ ("deep water")},
    {HAVEN_KIND_CONTENT, "phobia-enclosed-spaces", N_ ("enclosed spaces")},
    {HAVEN_KIND_CONTENT, "phobia-flying", N_ ("flying")},
    {HAVEN_KIND_CONTENT, "phobia-dentists", N_ ("dentists")},
    {HAVEN_KIND_CONTENT, "phobia-clowns", N_ ("clowns")},
    {HAVEN_KIND_CONTENT, "phobia-dogs", N_ ("dogs")},
    {HAVEN_KIND_CONTENT, "phobia-blood", N_ ("blood")},
    {HAVEN_KIND_CONTENT, "phobia-*", N_ ("a fear you named")},
    {HAVEN_KIND_CONTENT, "flashing", N_ ("a moving picture"), UNNAMED},
    {HAVEN_KIND_CONTENT, "declared", N_ ("marked by the sender"), UNNAMED},
    {HAVEN_KIND_CONTENT, "picture", N_ ("a picture"), UNNAMED},
    {HAVEN_KIND_CONTENT, "custom:*", N_ ("a topic of your own"), UNNAMED},

    {HAVEN_KIND_HARASSMENT, "insult", N_ ("an insult")},
    {HAVEN_KIND_HARASSMENT, "threat", N_ ("a threat")},
    {HAVEN_KIND_HARASSMENT, "slur-at-you", N_ ("a slur")},
    {HAVEN_KIND_HARASSMENT, "urging-self-harm", N_ ("urging to self-harm")},
    {HAVEN_KIND_HARASSMENT, "sexual-harassment", N_ ("sexual harassment")},
    {HAVEN_KIND_HARASSMENT, "doxxing", N_ ("private details")},
    {HAVEN_KIND_HARASSMENT, "humiliation", N_ ("humiliation")},
    {HAVEN_KIND_HARASSMENT, "blackmail", N_ ("blackmail")},
    {HAVEN_KIND_HARASSMENT, "stalking", N_ ("stalking")},
    {HAVEN_KIND_HARASSMENT, "body-shaming", N_ ("body-shaming")},
    {HAVEN_KIND_HARASSMENT, "flood", N_ ("very many messages")},
    {HAVEN_KIND_HARASSMENT, "repeat", N_ ("the same message again")},
    {HAVEN_KIND_HARASSMENT, "contact-bombing", N_ ("repeated requests")},
    {HAVEN_KIND_HARASSMENT, "contact-after-no", N_ ("writing on after you said stop")},
    {HAVEN_KIND_HARASSMENT, "pile-on", N_ ("several people at once")},
    {HAVEN_KIND_HARASSMENT, "evasion", N_ ("may be the same person")},
    {HAVEN_KIND_HARASSMENT, "impersonation", N_ ("a name that looks like a contact's")},
    {HAVEN_KIND_HARASSMENT, "unsolicited-media", N_ ("media you did not ask for")},

    {HAVEN_KIND_LINK, "low-credibility:fabricated", N_ ("listed as fabricated")},
    {HAVEN_KIND_LINK, "low-credibility:conspiracy", N_ ("listed as conspiracy claims")},
    {HAVEN_KIND_LINK, "low-credibility:unreliable", N_ ("listed as unreliable")},
    {HAVEN_KIND_LINK, "low-credibility:mixed", N_ ("listed as mixed")},
    {HAVEN_KIND_LINK, "health-fraud", N_ ("may be a health fraud")},
    {HAVEN_KIND_LINK, "stop-treatment", N_ ("may advise against treatment")},
    {HAVEN_KIND_LINK, "pro-harm", N_ ("may encourage harm")},
    {HAVEN_KIND_LINK, "satire", N_ ("listed as satire")},
    {HAVEN_KIND_LINK, "state-media", N_ ("listed as state media")},
    {HAVEN_KIND_LINK, "reputable", N_ ("listed as reputable")},
    {HAVEN_KIND_LINK, "fact-checker", N_ ("listed as a fact-checker")},
    {HAVEN_KIND_LINK, "lookalike", N_ ("looks like another site")},
    {HAVEN_KIND_LINK, "text-mismatch", N_ ("leads to another site than it says")},
    {HAVEN_KIND_LINK, "shortener", N_ ("destination hidden")},
    {HAVEN_KIND_LINK, "credentials-in-url", N_ ("a name before the site")},
    {HAVEN_KIND_LINK, "raw-ip", N_ ("a number instead of a site's name")},
    {HAVEN_KIND_LINK, "punycode", N_ ("letters of several scripts")},
    {HAVEN_KIND_LINK, "data-or-script", N_ ("data or a script, not a site")},
    {HAVEN_KIND_LINK, "file-disguise", N_ ("a file that hides its type")},

    {HAVEN_KIND_SHARING, "credential", N_ ("a password or key")},
    {HAVEN_KIND_SHARING, "finance", N_ ("money details")},
    {HAVEN_KIND_SHARING, "contact", N_ ("contact details")},
    {HAVEN_KIND_SHARING, "place", N_ ("a place")},
    {HAVEN_KIND_SHARING, "identity", N_ ("who you are")},
    {HAVEN_KIND_SHARING, "work-school", N_ ("work or school")},
    {HAVEN_KIND_SHARING, "health-with-identity", N_ ("health with a name")},
    {HAVEN_KIND_SHARING, "persona-cross", N_ ("another name of yours")},
    {HAVEN_KIND_SHARING, "third-person", N_ ("someone else's story")},
    {HAVEN_KIND_SHARING, "picture-metadata", N_ ("what a file tells about you")},
    {HAVEN_KIND_SHARING, "method-detail-out", N_ ("details of a method")},
    {HAVEN_KIND_SHARING, "wrong-room", N_ ("perhaps the wrong room")},
    {HAVEN_KIND_SHARING, "forward", N_ ("something passed on")},
    {HAVEN_KIND_SHARING, "heavy", N_ ("a heavy message")},
};

/**
 * haven_taxonomy_get:
 * @n_categories: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_categories): everything Haven speaks of
 */
const HavenCategory *
haven_taxonomy_get (guint *n_categories)
{
  *n_categories = G_N_ELEMENTS (categories);
  return categories;
}

/**
 * haven_taxonomy_find:
 * @kind: what kind of thing it is
 * @id: id of a category
 *
 * Returns: (transfer none) (nullable): that category, or the one that stands for it; %NULL if there is none
 */
const HavenCategory *
haven_taxonomy_find (HavenKind kind, const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (categories); i++) {
    const char *known = categories[i].id;
    gsize length = strlen (known);

    if (categories[i].kind != kind)
      continue;
    if (g_str_equal (known, id) || (known[length - 1] == '*' && strncmp (known, id, length - 1) == 0))
      return &categories[i];
  }
  return NULL;
}

/* Whether one stands in the other: "spiders" in "phobia-spiders", "suicide" in "suicide-risk". */
static gboolean
holds (const char *known, const char *id)
{
  return strstr (known, id) != NULL || strstr (id, known) != NULL;
}

/**
 * haven_taxonomy_suggest:
 * @kind: what kind of thing it is
 * @id: what somebody wrote for the id of a category, and is none
 *
 * Returns: (transfer none) (nullable): the id that was perhaps meant
 */
const char *
haven_taxonomy_suggest (HavenKind kind, const char *id)
{
  g_autofree char *meant = g_ascii_strdown (id, -1);

  if (strlen (meant) < MIN_LIKE)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (categories); i++) {
    if (categories[i].kind == kind && holds (categories[i].id, meant))
      return categories[i].id;
  }
  return NULL;
}

/**
 * haven_taxonomy_title:
 * @kind: what kind of thing it is
 * @id: id of a category
 *
 * Returns: (transfer none): its title in the user's language; @id itself if it is not known
 */
const char *
haven_taxonomy_title (HavenKind kind, const char *id)
{
  const HavenCategory *category = haven_taxonomy_find (kind, id);

  return category != NULL ? _ (category->title) : id;
}

static HavenTraits
traits_of (const char *topic)
{
  const HavenCategory *category = topic != NULL ? haven_taxonomy_find (HAVEN_KIND_CONTENT, topic) : NULL;

  return category != NULL ? category->traits : UNNAMED;
}

/**
 * haven_taxonomy_is_private:
 * @topic: (nullable): id of a content category
 *
 * Returns: whether it is a person's own to tell: what happened to them, or what they live with
 */
gboolean
haven_taxonomy_is_private (const char *topic)
{
  return (traits_of (topic) & PRIVATE) != 0;
}

/**
 * haven_taxonomy_is_crisis:
 * @topic: (nullable): id of a content category
 *
 * Returns: whether somebody who speaks of it about themselves may be in distress
 */
gboolean
haven_taxonomy_is_crisis (const char *topic)
{
  return (traits_of (topic) & CRISIS) != 0;
}

/**
 * haven_taxonomy_can_be_named:
 * @topic: (nullable): id of a content category, or "custom"
 *
 * Returns: whether it can stand in a content note that others read: what the user calls a topic of their own
 * is nobody else's business, and that there is a picture is no topic
 */
gboolean
haven_taxonomy_can_be_named (const char *topic)
{
  return (traits_of (topic) & UNNAMED) == 0;
}
