/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * What words cannot tell by themselves and the talk around them can: whose name stands in them, to whom in a
 * room they are said, and that who wrote them is in need. It only ever makes something weigh less.
 */

#include "conduct/haven-fairness.h"

#include <string.h>

#include "haven-finding.h"
#include "haven-taxonomy.h"

#define MIN_CALLED 3 /* bytes of a nick: of two letters a word of talk may be made */
#define UNADDRESSED_SHARE 0.25
#define IN_NEED_SHARE 0.5
#define GRAVE 3
#define AMBIGUOUS 2 /* an urging of this severity may as well be what somebody says of themselves */

/* Punctuation around a nick that somebody is called by. */
#define AROUND " \t\n@,.:;!?"

typedef struct {
  gsize start;
  gsize end;
} Place;

static gboolean
is_weighed (const HavenFinding *finding)
{
  return finding->kind == HAVEN_KIND_HARASSMENT && finding->about == HAVEN_ABOUT_YOU;
}

/* Somebody who calls themselves Jackass is not insulted by their name. */
static void
drop_names (const HavenTraffic *traffic, const HavenMessage *message, GPtrArray *findings)
{
  for (guint i = findings->len; i-- > 0;) {
    const HavenFinding *finding = findings->pdata[i];
    g_autofree char *span = NULL;

    if (finding->kind != HAVEN_KIND_HARASSMENT || finding->end > message->length ||
        finding->start >= finding->end)
      continue;
    span = g_strndup (message->text + finding->start, finding->end - finding->start);
    if (haven_traffic_knows (traffic, message, span))
      g_ptr_array_remove_index (findings, i);
  }
}

static gboolean
names_reader (const HavenMessage *message)
{
  g_autofree char *text = NULL;

  if (message->my_names == NULL || message->text == NULL)
    return FALSE;
  text = g_utf8_casefold (message->text, (gssize)message->length);
  for (guint i = 0; message->my_names[i] != NULL; i++) {
    g_autofree char *name = g_utf8_casefold (message->my_names[i], -1);

    if (*name != '\0' && strstr (text, name) != NULL)
      return TRUE;
  }
  return FALSE;
}

static Place
first_word (const HavenMessage *message)
{
  Place place = {0, 0};

  while (place.start < message->length && strchr (AROUND, message->text[place.start]) != NULL)
    place.start++;
  for (place.end = place.start; place.end < message->length; place.end++) {
    if (strchr (AROUND, message->text[place.end]) != NULL)
      break;
  }
  return place;
}

static Place
last_word (const HavenMessage *message)
{
  Place place = {message->length, message->length};

  while (place.end > 0 && strchr (AROUND, message->text[place.end - 1]) != NULL)
    place.end--;
  for (place.start = place.end; place.start > 0; place.start--) {
    if (strchr (AROUND, message->text[place.start - 1]) != NULL)
      break;
  }
  return place;
}

static gboolean
is_somebody_else (const HavenTraffic *traffic, const HavenMessage *message, Place place)
{
  g_autofree char *name = NULL;

  if (place.end < place.start + MIN_CALLED)
    return FALSE;
  name = g_strndup (message->text + place.start, place.end - place.start);
  return g_strcmp0 (name, message->sender) != 0 && haven_traffic_knows (traffic, message, name);
}

/* Whoever calls themselves by a hostile word must not take the edge off it: it has to be hostile without
 * that name. */
static gboolean
stands_without (const GPtrArray *findings, Place name)
{
  for (guint i = 0; i < findings->len; i++) {
    const HavenFinding *finding = findings->pdata[i];

    if (is_weighed (finding) && (finding->end <= name.start || finding->start >= name.end))
      return TRUE;
  }
  return FALSE;
}

/* "tilly you clown", "you're being naive hank": somebody else in the room is called by name, not the reader.
 */
static gboolean
calls_somebody_else (const HavenTraffic *traffic, const HavenMessage *message, const GPtrArray *findings)
{
  const Place ends[] = {first_word (message), last_word (message)};

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++) {
    if (is_somebody_else (traffic, message, ends[i]) && stands_without (findings, ends[i]))
      return !names_reader (message);
  }
  return FALSE;
}

static gboolean
has_weighed (const GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++) {
    if (is_weighed (findings->pdata[i]))
      return TRUE;
  }
  return FALSE;
}

/* What is grave stays: whoever reads along is not to meet it unprepared either. */
static void
say_it_is_elsewhere (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++) {
    HavenFinding *finding = findings->pdata[i];

    if (is_weighed (finding) && finding->severity < GRAVE)
      finding->about = HAVEN_ABOUT_THIRD;
  }
}

/* Most messages have none, and for them nobody is looked up. */
static gboolean
has_harassment (const GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++) {
    const HavenFinding *finding = findings->pdata[i];

    if (finding->kind == HAVEN_KIND_HARASSMENT)
      return TRUE;
  }
  return FALSE;
}

static gboolean
tells_of_own_need (const GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++) {
    const HavenFinding *finding = findings->pdata[i];

    if (finding->kind == HAVEN_KIND_CONTENT && finding->about == HAVEN_ABOUT_ME &&
        haven_taxonomy_is_crisis (finding->category))
      return TRUE;
  }
  return FALSE;
}

/* "jump", of somebody who wrote that they stand on a bridge, is not said to the reader. */
static void
soften_urging (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++) {
    HavenFinding *finding = findings->pdata[i];

    if (!is_weighed (finding) || finding->severity > AMBIGUOUS ||
        !g_str_equal (finding->category, "urging-self-harm"))
      continue;
    finding->about = HAVEN_ABOUT_ANY;
    finding->severity = 1;
  }
}

/**
 * haven_fairness_read:
 * @traffic: the last minutes; that the writer of @message is in need is remembered there
 * @message: an incoming message, before it is observed
 * @findings: (element-type HavenFinding) (inout): what was seen in it
 */
void
haven_fairness_read (HavenTraffic *traffic, const HavenMessage *message, GPtrArray *findings)
{
  if (message->kind == HAVEN_CONVERSATION_CHAT) {
    drop_names (traffic, message, findings);
    if (has_weighed (findings) && calls_somebody_else (traffic, message, findings))
      say_it_is_elsewhere (findings);
  }
  if (tells_of_own_need (findings))
    haven_traffic_note_need (traffic, message);
  if (has_weighed (findings) && haven_traffic_is_in_need (traffic, message))
    soften_urging (findings);
}

/**
 * haven_fairness_spare:
 * @traffic: the last minutes
 * @message: an incoming message that was observed
 * @findings: (element-type HavenFinding) (inout): what was seen over time
 *
 * Who is in need writes short lines, fast, and the same again: that is light, so that hours of it weigh and
 * minutes do not.
 */
void
haven_fairness_spare (const HavenTraffic *traffic, const HavenMessage *message, GPtrArray *findings)
{
  if (!has_harassment (findings) || !haven_traffic_is_in_need (traffic, message))
    return;
  for (guint i = 0; i < findings->len; i++) {
    HavenFinding *finding = findings->pdata[i];

    if (haven_finding_is_conduct (finding) &&
        (g_str_equal (finding->category, "flood") || g_str_equal (finding->category, "repeat")))
      finding->severity = 1;
  }
}

static gboolean
has_grave (const GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++) {
    const HavenFinding *finding = findings->pdata[i];

    if (is_weighed (finding) && finding->severity >= GRAVE)
      return TRUE;
  }
  return FALSE;
}

/**
 * haven_fairness_share:
 * @traffic: the last minutes
 * @message: an incoming message
 * @findings: (element-type HavenFinding): what was seen in it
 *
 * In a room where the reader only listens, "you" is mostly somebody else; and whoever is in need may lash
 * out.
 *
 * Returns: how much of what is hostile in @message weighs on its writer
 */
double
haven_fairness_share (const HavenTraffic *traffic, const HavenMessage *message, const GPtrArray *findings)
{
  double share;

  if (!has_harassment (findings))
    return 1.0;
  share = haven_traffic_is_in_need (traffic, message) && !has_grave (findings) ? IN_NEED_SHARE : 1.0;
  if (message->kind != HAVEN_CONVERSATION_CHAT || message->my_names == NULL || message->my_names[0] == NULL ||
      names_reader (message) || haven_traffic_takes_part (traffic, message))
    return share;
  return share * UNADDRESSED_SHARE;
}
