/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detect/haven-detectors.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "links/haven-deception.h"
#include "links/haven-link.h"
#include "links/haven-onward.h"
#include "links/haven-sites.h"
#include "haven-locale.h"

#define MAX_RECORDS 8   /* what lists say about one site */
#define MAX_REST 1024   /* bytes behind a link that a browser would still follow */
#define SHORTEST_REST 3 /* letters of them: "\\n" ends a line in code */

typedef struct {
  const HavenSight *sight;
  GPtrArray *findings;
  const char *site; /* nullable: the host */
  gsize start;      /* in the source */
  gsize end;
} Place;

/* What a category of sites is called within "listed by … as …". */
static const struct {
  const char *category;
  const char *words;
  const char *topic; /* nullable: what the reputable page is about */
} listings[] = {
    {"low-credibility:fabricated", N_ ("made-up news"), NULL},
    {"low-credibility:conspiracy", N_ ("conspiracy claims"), NULL},
    {"low-credibility:unreliable", N_ ("unreliable"), NULL},
    {"low-credibility:mixed", N_ ("of mixed reliability"), NULL},
    {"health-fraud", N_ ("health misinformation"), "health"},
    {"stop-treatment", N_ ("advice against treatment"), "medicines"},
    {"pro-harm", N_ ("content that may encourage harm"), NULL},
    {"satire", N_ ("satire"), NULL},
    {"state-media", N_ ("media run by a state"), NULL},
};

static const char *const months[] = {
    N_ ("January"), N_ ("February"), N_ ("March"),     N_ ("April"),   N_ ("May"),      N_ ("June"),
    N_ ("July"),    N_ ("August"),   N_ ("September"), N_ ("October"), N_ ("November"), N_ ("December"),
};

static HavenFinding *
add_finding (const Place *place,
             const char *category,
             const char *rule,
             const char *pack,
             const char *title,
             const char *note)
{
  HavenFinding *finding = haven_finding_new (HAVEN_KIND_LINK, category, rule, pack);

  finding->title = g_strdup (title);
  finding->note = g_strdup (note);
  finding->site = g_strdup (place->site);
  finding->severity = 1;
  finding->start = place->start;
  finding->end = place->end;
  g_ptr_array_add (place->findings, finding);
  return finding;
}

/* "2026-03-31" and "2026-03" as "March 2026"; what is no date as it is */
static char *
month_of (const char *date)
{
  guint64 year = g_ascii_strtoull (date, NULL, 10);
  guint64 month = strlen (date) >= 7 ? g_ascii_strtoull (date + 5, NULL, 10) : 0;

  if (year < 1990 || year > 9999 || month < 1 || month > 12)
    return g_strdup (date);
  /* Translators: a month and a year, "March 2026" */
  return g_strdup_printf (_ ("%s %d"), _ (months[month - 1]), (int)year);
}

/* Who asks why is told what the list says: its reason, and whom it relies on. */
static char *
describe_record (const HavenSiteRecord *record)
{
  if (*record->reason == '\0' && *record->sources == '\0')
    return g_strdup (_ ("The list gives no reason."));
  if (*record->sources == '\0')
    return g_strdup (record->reason);
  /* Translators: whom a list relies on; names of other lists and addresses of pages follow */
  if (*record->reason == '\0')
    return g_strdup_printf (_ ("Sources: %s"), record->sources);
  return g_strdup_printf (_ ("%s. Sources: %s"), record->reason, record->sources);
}

/* A page on what the site's claims are about, where a list says it; otherwise on what its category is about.
 */
static const HavenListEntry *
page_instead (const Place *place, const char *topic)
{
  const HavenSites *sites = place->sight->sites;
  const HavenListEntry *see = NULL;

  if (topic != NULL)
    see = haven_sites_see (sites, haven_sites_get_topic (sites, place->site));
  return see != NULL ? see : haven_sites_see (sites, topic);
}

static void
add_listing (const Place *place, const HavenSiteRecord *record)
{
  g_autofree char *when = month_of (*record->since != '\0' ? record->since : record->list_date);
  g_autoptr (GString) note = g_string_new (NULL);

  if (strcmp (record->category, "shortener") == 0) {
    add_finding (place, "shortener", "short-link", record->list, _ ("Short link"),
                 _ ("a short link: where it leads is hidden"));
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (listings); i++) {
    const HavenListEntry *see;

    if (strcmp (record->category, listings[i].category) != 0)
      continue;
    g_string_printf (note, _ ("listed by “%s” as %s, %s"), haven_locale_title (record->list_title),
                     _ (listings[i].words), when);
    see = page_instead (place, listings[i].topic);
    if (see != NULL)
      g_string_append_printf (note, _ (" · see: %s"), see->page != NULL ? see->page : see->host);
    add_finding (place, record->category, "listed-host", record->list, _ (listings[i].words), note->str)
        ->detail = describe_record (record);
  }
}

/* Two lists that agree make one note for each category, of the list that comes first. */
static gboolean
said_before (const HavenSiteRecord *records, guint at)
{
  for (guint i = 0; i < at; i++)
    if (strcmp (records[i].category, records[at].category) == 0)
      return TRUE;
  return FALSE;
}

static void
look_up (const Place *place, const char *host, const char *path)
{
  HavenSiteRecord records[MAX_RECORDS];
  guint n_records = haven_sites_lookup (place->sight->sites, host, path, records, MAX_RECORDS);

  for (guint i = 0; i < n_records; i++) {
    /* the front page of a shortener hides nothing */
    if (strcmp (records[i].category, "shortener") == 0 &&
        (strlen (path) < 2 || haven_onward_stays_home (host, path)))
      continue;
    if (!said_before (records, i))
      add_listing (place, &records[i]);
  }
}

static const char *
title_of (const char *category)
{
  static const struct {
    const char *category;
    const char *title;
  } titles[] = {
      {"lookalike", N_ ("Looks like another site")},
      {"text-mismatch", N_ ("Leads elsewhere than it says")},
      {"credentials-in-url", N_ ("A name before the site")},
      {"raw-ip", N_ ("A number for a site")},
      {"punycode", N_ ("Alphabets mixed in a name")},
      {"data-or-script", N_ ("A program in a link")},
      {"file-disguise", N_ ("A disguised file")},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    if (strcmp (titles[i].category, category) == 0)
      return _ (titles[i].title);
  return category;
}

static void
add_sign (const Place *place, const HavenSign *sign)
{
  add_finding (place, sign->category, sign->category, "haven", title_of (sign->category), sign->note);
}

static const HavenWellKnown *
well_known (const HavenSight *sight)
{
  return sight->sites != NULL ? haven_sites_get_well_known (sight->sites) : NULL;
}

/* Where a browser looks: a backslash counts as a slash there (URL Standard). */
static char *
followed_path (const char *rest)
{
  char *path = g_strdup (rest);

  for (char *at = path; *at != '\0' && *at != '?' && *at != '#'; at++)
    if (*at == '\\')
      *at = '/';
  return path;
}

/* @rest is the path, query and fragment as they are written, "" for none; @path as a browser follows them */
static void
judge_site (Place *place, const HavenLink *link, const char *rest, const char *path)
{
  g_autoptr (GPtrArray) signs = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_sign_free);
  const HavenSites *sites = place->sight->sites;

  place->site = link->host;
  if (link->host != NULL && sites != NULL && haven_sites_is_excepted (sites, link->host))
    return;
  haven_deception_look (link, rest, well_known (place->sight), signs);
  for (guint i = 0; i < signs->len; i++)
    add_sign (place, signs->pdata[i]);
  if (link->kind == HAVEN_LINK_SITE && link->host != NULL && sites != NULL)
    look_up (place, link->host, path);
}

/* A link that only passes through its site is judged by the one it leads on to, once: nobody is sent on and
 * on. */
static void
judge_link (Place *place, const HavenLink *link, const char *rest, const HavenLink *shown)
{
  const HavenSites *sites = place->sight->sites;
  g_autofree char *path = followed_path (rest);
  g_autofree char *further = NULL;
  g_autofree char *onward = NULL;
  g_auto (HavenLink) target = {0};
  HavenOnward way;

  judge_site (place, link, rest, path);
  if (link->host == NULL || link->kind != HAVEN_LINK_SITE)
    return;
  way = haven_onward_read (link->host, path, &onward);
  if (way == HAVEN_ONWARD_NOWHERE || !haven_link_parse (onward, &target) ||
      (sites != NULL && haven_sites_is_excepted (sites, target.host)))
    return;
  if (way == HAVEN_ONWARD_HIDDEN && (shown == NULL || g_strcmp0 (shown->domain, target.domain) != 0)) {
    HavenSign *sign = haven_deception_onward (link, &target, well_known (place->sight));

    if (sign != NULL)
      add_sign (place, sign);
    haven_sign_free (sign);
  }
  further = followed_path (target.url + target.rest);
  judge_site (place, &target, target.url + target.rest, further);
  place->site = link->host;
}

static gboolean
inside_anchor (const HavenLink *link, const HavenTextLink *anchors, guint n_anchors)
{
  for (guint i = 0; i < n_anchors; i++)
    if (link->start < anchors[i].end && anchors[i].start < link->end)
      return TRUE;
  return FALSE;
}

/* The site that the words of an anchor name, if any. */
static const HavenLink *
link_in_words (const GArray *links, const HavenTextLink *anchor)
{
  for (guint i = 0; i < links->len; i++) {
    const HavenLink *shown = &g_array_index (links, HavenLink, i);

    if (shown->start < anchor->end && shown->end > anchor->start)
      return shown;
  }
  return NULL;
}

/* Do the words of an anchor name a site other than the one they lead to? */
static void
compare_anchor (const Place *place, const HavenLink *shown, const HavenLink *target)
{
  HavenSign *sign = haven_deception_compare (shown, target, well_known (place->sight));

  if (sign != NULL)
    add_sign (place, sign);
  haven_sign_free (sign);
}

static void
judge_anchors (const HavenSight *sight, const GArray *links, GPtrArray *findings)
{
  guint n_anchors;
  const HavenTextLink *anchors = haven_text_get_links (sight->text, &n_anchors);

  for (guint i = 0; i < n_anchors; i++) {
    g_auto (HavenLink) target = {0};
    const HavenLink *shown = link_in_words (links, &anchors[i]);
    Place place = {.sight = sight, .findings = findings};

    if (!haven_link_parse (anchors[i].target, &target))
      continue;
    haven_text_span_to_source (sight->text, anchors[i].start, anchors[i].end, &place.start, &place.end);
    judge_link (&place, &target, target.url + target.rest, shown);
    if (shown != NULL)
      compare_anchor (&place, shown, &target);
  }
}

/* What stands behind the host of a link in a text. A person's eye ends a link at a backslash or an escape
 * there, and a browser goes on. */
static char *
rest_of (const char *visible, gsize length, const HavenLink *link)
{
  gsize last = MIN (length, link->end + MAX_REST), end = link->end, letters = 0;
  gboolean goes_on = link->scheme && link->rest == link->end && last - end > SHORTEST_REST &&
                     (visible[end] == '\\' || g_ascii_strncasecmp (visible + end, "%40", 3) == 0);

  while (goes_on && end < last && !g_ascii_isspace (visible[end]) && strchr ("<>\"'", visible[end]) == NULL)
    letters += g_ascii_isalnum (visible[end++]) != 0;
  if (letters < SHORTEST_REST)
    end = link->end;
  return g_strndup (visible + link->rest, end - link->rest);
}

static gboolean
ends_word (char c)
{
  return g_ascii_isspace (c) || c == '<' || c == '>' || c == '"';
}

/* A mark that turns the writing around, within a word that ends like a file: "annexe[RLO]fdp.exe". The
 * visible text has no such marks any more, so the message itself is looked at. */
static void
judge_turned_names (const HavenSight *sight, GPtrArray *findings)
{
  static const char mark[] = "\u202e";
  const char *text = sight->message->text != NULL ? sight->message->text : "";
  const char *last = text + sight->message->length;
  const char *at = memchr (text, *mark, sight->message->length);

  while (at != NULL && (at = g_strstr_len (at, last - at, mark)) != NULL) {
    const char *start = at;
    const char *end = at;
    Place place = {.sight = sight, .findings = findings};

    while (start > text && !ends_word (start[-1]))
      start--;
    while (end < last && !ends_word (*end))
      end++;
    if (memchr (start, '.', (gsize)(end - start)) != NULL && start < at) {
      place.start = (gsize)(start - text);
      place.end = (gsize)(end - text);
      add_finding (&place, "file-disguise", "file-disguise", "haven", title_of ("file-disguise"),
                   _ ("a name that is written backwards in part"));
    }
    at = end;
  }
}

/* Claims are what rules of packs say; the reputable page on their topic is offered with them. */
static void
add_claims (const HavenSight *sight, GPtrArray *findings)
{
  for (guint i = 0; i < sight->n_matches; i++) {
    const HavenRuleInfo *rule = sight->matches[i].rule;
    const HavenListEntry *see = NULL;
    HavenFinding *finding;

    if (rule->kind != HAVEN_KIND_LINK)
      continue;
    finding = haven_finding_new_from_match (sight, &sight->matches[i]);
    if (sight->sites != NULL)
      see = haven_sites_see (sight->sites, rule->item != NULL ? rule->item : "health");
    if (see != NULL)
      finding->note = g_strdup_printf (_ ("%s · see: %s"), haven_locale_title (rule->title),
                                       see->page != NULL ? see->page : see->host);
    else
      finding->note = g_strdup (haven_locale_title (rule->title));
    g_ptr_array_add (findings, finding);
  }
}

/**
 * haven_detect_links:
 * @sight: what may be seen
 * @findings: (element-type HavenFinding): where findings are added
 *
 * What lists say about the sites that a message links to, signs that a link deceives, and claims about
 * health in its words. A site that is on no list gets no word.
 */
void
haven_detect_links (const HavenSight *sight, GPtrArray *findings)
{
  gsize length;
  const char *visible = haven_text_get_visible (sight->text, &length);
  g_autoptr (GArray) links = haven_links_find (visible, length);
  guint n_anchors;
  const HavenTextLink *anchors = haven_text_get_links (sight->text, &n_anchors);

  add_claims (sight, findings);
  for (guint i = 0; i < links->len; i++) {
    const HavenLink *link = &g_array_index (links, HavenLink, i);
    g_autofree char *rest = rest_of (visible, length, link);
    Place place = {.sight = sight, .findings = findings};

    /* what an anchor says is judged with where it leads to */
    if (inside_anchor (link, anchors, n_anchors))
      continue;
    haven_text_span_to_source (sight->text, link->start, link->end, &place.start, &place.end);
    judge_link (&place, link, rest, NULL);
  }
  judge_anchors (sight, links, findings);
  judge_turned_names (sight, findings);
}
