/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detect/haven-detectors.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TAG "<img"

static gboolean
is_picture_tag (const char *rest, gsize length)
{
  return length > strlen (TAG) && g_ascii_strncasecmp (rest, TAG, strlen (TAG)) == 0 &&
         (g_ascii_isspace (rest[strlen (TAG)]) || rest[strlen (TAG)] == '/');
}

static void
add (GPtrArray *findings, const char *category, const char *title, gsize start)
{
  HavenFinding *finding = haven_finding_add (findings, HAVEN_KIND_CONTENT, category, category, title);

  finding->start = start;
  finding->end = start + strlen (TAG);
}

/**
 * haven_detect_pictures:
 * @sight: what may be seen
 * @findings: (element-type HavenFinding): where findings are added
 *
 * That there is a picture, and whether it moves: who sent it and where is for policy to weigh. What it shows
 * nobody here looks at.
 */
void
haven_detect_pictures (const HavenSight *sight, GPtrArray *findings)
{
  const HavenMessage *message = sight->message;

  if (message->format != HAVEN_FORMAT_HTML || message->direction != HAVEN_DIRECTION_INCOMING)
    return;
  for (gsize i = 0; i < message->length; i++) {
    const char *tag = memchr (message->text + i, '<', message->length - i);

    if (tag == NULL)
      return;
    i = tag - message->text;
    if (!is_picture_tag (tag, message->length - i))
      continue;
    add (findings, "picture", _ ("A picture came with it"), i);
    if (message->moving)
      add (findings, "flashing", _ ("A picture that moves came with it"), i);
    return; /* one is enough to say so */
  }
}
