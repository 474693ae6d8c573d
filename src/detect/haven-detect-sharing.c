/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a message tells about a person, as facts; whether to ask is policy's choice. Items are looked for in
 * either direction. What needs the user's own mind (their facts, a story of somebody else, a slip of the
 * window) is looked for only in what they are about to send.
 */
#include "detect/haven-detectors.h"
#include "haven-taxonomy.h"
#include "sharing/haven-facts.h"
#include "sharing/haven-metadata.h"
#include "sharing/haven-occasion.h"
#include "sharing/haven-recent.h"
#include "sharing/haven-shared-item.h"
#include "sharing/haven-shared.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HEAVY_WORDS 120                      /* about a minute of reading */
#define SWITCH_TIME (3 * G_TIME_SPAN_SECOND) /* a reply cannot have been read and written in less */
#define SWITCH_LENGTH 24
#define LARGE_LINES 30 /* nobody types this at once */
#define LARGE_LENGTH 4000

static HavenFinding *
add_finding (const HavenSight *sight, GPtrArray *findings, const char *id, gsize start, gsize end)
{
  const HavenSharedItem *item = haven_shared_item_get (id);
  HavenFinding *finding =
      haven_finding_add (findings, HAVEN_KIND_SHARING, item->category, id, _ (item->title));

  /* of whomever it is: it is a person */
  finding->item = g_strdup (g_str_equal (id, "someone") ? "person" : id);
  finding->severity = item->severity;
  haven_text_span_to_source (sight->text, start, end, &finding->start, &finding->end);
  return finding;
}

/* Returns whether one of them says who somebody is. */
static gboolean
add_items (const HavenSight *sight, GPtrArray *findings)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (HavenShared));
  gboolean names = FALSE;

  haven_shared_look (sight->text, found);
  for (guint i = 0; i < found->len; i++) {
    const HavenShared *one = &g_array_index (found, HavenShared, i);

    add_finding (sight, findings, one->item, one->start, one->end);
    names |= g_str_equal (haven_shared_item_get (one->item)->category, "identity");
  }
  return names;
}

/* What rules of packs say; some of it holds only in some places. */
static void
add_matches (const HavenSight *sight, GPtrArray *findings, gboolean names)
{
  for (guint i = 0; i < sight->n_matches; i++) {
    const HavenRuleInfo *rule = sight->matches[i].rule;

    if (rule->kind != HAVEN_KIND_SHARING)
      continue;
    /* health is the subject of support groups: only with a name does it say whose */
    if (g_strcmp0 (rule->category, "health-with-identity") == 0 && !names)
      continue;
    if (g_strcmp0 (rule->category, "wrong-room") == 0 &&
        (sight->message->kind != HAVEN_CONVERSATION_CHAT ||
         sight->message->direction != HAVEN_DIRECTION_OUTGOING))
      continue;
    g_ptr_array_add (findings, haven_finding_new_from_match (sight, &sight->matches[i]));
  }
}

static void
add_facts (const HavenSight *sight, GPtrArray *findings)
{
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (HavenFactSeen));

  if (sight->facts == NULL || haven_facts_count (sight->facts) == 0)
    return;
  haven_facts_find (sight->facts, sight->text, sight->message->account, sight->message->my_names, seen);
  for (guint i = 0; i < seen->len; i++) {
    const HavenFactSeen *one = &g_array_index (seen, HavenFactSeen, i);
    const char *id = one->persona                        ? "persona"
                     : g_str_equal (one->item, "person") ? "introduction"
                                                         : "my-fact";

    add_finding (sight, findings, id, one->start, one->end);
  }
}

static gboolean
is_private_story (const HavenMatch *match)
{
  return match->rule->kind == HAVEN_KIND_CONTENT && match->about != HAVEN_ABOUT_ME &&
         haven_taxonomy_is_private (match->rule->category);
}

static void
add_story (const HavenSight *sight, GPtrArray *findings)
{
  gsize start, end;

  for (guint i = 0; i < sight->n_matches; i++) {
    if (!is_private_story (&sight->matches[i]))
      continue;
    if (haven_occasion_find_name (sight->text, &start, &end))
      add_finding (sight, findings, "story", start, end);
    return;
  }
}

static gboolean
is_declared (const HavenSight *sight)
{
  for (guint i = 0; i < sight->n_matches; i++) {
    const HavenRuleInfo *rule = sight->matches[i].rule;

    if (rule->kind == HAVEN_KIND_CONTENT && g_strcmp0 (rule->category, "declared") == 0)
      return TRUE;
  }
  return FALSE;
}

/* A long disclosure that does not ask first: a template is offered, distress is never discouraged. */
static void
add_heavy (const HavenSight *sight, GPtrArray *findings)
{
  gsize length;
  guint n_words;

  haven_text_get_visible (sight->text, &length);
  haven_text_get_words (sight->text, &n_words);
  if (n_words < HEAVY_WORDS || haven_occasion_asks_first (sight->text) || is_declared (sight))
    return;
  for (guint i = 0; i < sight->n_matches; i++) {
    const HavenRuleInfo *rule = sight->matches[i].rule;

    if (rule->kind == HAVEN_KIND_CONTENT && rule->depth >= HAVEN_DEPTH_DISCUSS) {
      add_finding (sight, findings, "long", 0, length);
      return;
    }
  }
}

/* A topic told in a room without a content note. Which topics want one there is policy's to know. */
static void
add_unmarked (const HavenSight *sight, GPtrArray *findings)
{
  gsize length;

  haven_text_get_visible (sight->text, &length);
  if (sight->message->kind != HAVEN_CONVERSATION_CHAT || is_declared (sight))
    return;
  for (guint i = 0; i < sight->n_matches; i++) {
    const HavenRuleInfo *rule = sight->matches[i].rule;

    if (rule->kind != HAVEN_KIND_CONTENT || rule->depth < HAVEN_DEPTH_DISCUSS)
      continue;
    add_finding (sight, findings, "unmarked", 0, length);
    return;
  }
}

/* One contact named to another, and what somebody wrote to the user alone. */
static void
add_others (const HavenSight *sight, GPtrArray *findings)
{
  const HavenMessage *message = sight->message;
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (HavenFactSeen));
  gsize start, end;

  if (sight->contacts != NULL && haven_facts_count (sight->contacts) > 0)
    haven_facts_find (sight->contacts, sight->text, NULL, message->reader_names, seen);
  for (guint i = 0; i < seen->len; i++) {
    const HavenFactSeen *one = &g_array_index (seen, HavenFactSeen, i);

    add_finding (sight, findings, "contact", one->start, one->end);
  }
  if (sight->recent == NULL)
    return;
  if (haven_recent_find_words (sight->recent, message->conversation, sight->text, &start, &end))
    add_finding (sight, findings, "forwarded", start, end);
  if (haven_recent_find_link (sight->recent, sight->text, &start, &end))
    add_finding (sight, findings, "unread-link", start, end);
}

/* What the pictures in it, and the files offered with it, say besides what they show. */
static void
add_metadata (const HavenSight *sight, GPtrArray *findings)
{
  const struct {
    guint said;
    const char *id;
  } kinds[] = {
      {sight->message->pictures_say & HAVEN_METADATA_PLACE, "picture-place"},
      {sight->message->pictures_say & (HAVEN_METADATA_AUTHOR | HAVEN_METADATA_DEVICE | HAVEN_METADATA_TEXT),
       "picture-maker"},
      {sight->message->pictures_say & HAVEN_METADATA_THUMBNAIL, "picture-thumbnail"},
      {sight->message->files_say & HAVEN_METADATA_PLACE, "file-place"},
      {sight->message->files_say & (HAVEN_METADATA_AUTHOR | HAVEN_METADATA_DEVICE), "file-maker"},
      {sight->message->files_say & HAVEN_METADATA_TEXT, "file-comments"},
      {sight->message->files_say & HAVEN_METADATA_THUMBNAIL, "file-thumbnail"},
      {sight->message->n_photos, "photo"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    if (kinds[i].said != 0)
      add_finding (sight, findings, kinds[i].id, 0, 0);
  }
}

/* More than anybody types at once. */
static gboolean
is_large (const char *visible, gsize length)
{
  guint lines = 0;

  for (gsize i = 0; i < length && lines < LARGE_LINES; i++)
    lines += visible[i] == '\n';
  return length >= LARGE_LENGTH || lines >= LARGE_LINES;
}

static void
add_slips (const HavenSight *sight, GPtrArray *findings)
{
  const HavenMessage *message = sight->message;
  gsize length, start, end;
  const char *visible = haven_text_get_visible (sight->text, &length);

  if (haven_occasion_is_command (sight->text, &start, &end))
    add_finding (sight, findings, "command", start, end);
  else if (findings->len == 0 && haven_occasion_is_bare_secret (sight->text, &start, &end))
    add_finding (sight, findings, "bare-secret", start, end);
  if (haven_occasion_is_paste (sight->text, &start, &end))
    add_finding (sight, findings, "paste", start, end);
  else if (is_large (visible, length))
    add_finding (sight, findings, "large-paste", 0, length);
  if (message->focused > 0 && message->time >= message->focused &&
      message->time - message->focused < SWITCH_TIME && length >= SWITCH_LENGTH)
    add_finding (sight, findings, "just-switched", 0, length);
}

/**
 * haven_detect_sharing:
 * @sight: what may be seen
 * @findings: (element-type HavenFinding): where findings are added
 *
 * Reports what a message shares: numbers that name a person, secrets, places, what rules of packs say; and of
 * an outgoing one the user's own facts, somebody else's story, and whether it may be in the wrong place.
 */
void
haven_detect_sharing (const HavenSight *sight, GPtrArray *findings)
{
  gboolean names = add_items (sight, findings);

  add_matches (sight, findings, names);
  if (sight->message->direction != HAVEN_DIRECTION_OUTGOING)
    return;
  add_facts (sight, findings);
  add_story (sight, findings);
  add_others (sight, findings);
  add_metadata (sight, findings);
  add_heavy (sight, findings);
  add_unmarked (sight, findings);
  add_slips (sight, findings);
}
