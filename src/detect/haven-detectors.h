/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "haven-finding.h"
#include "haven-message.h"
#include "match/haven-matcher.h"
#include "text/haven-text.h"

G_BEGIN_DECLS

typedef struct _HavenSites HavenSites;   /* the link lists the user follows: links/haven-sites.h */
typedef struct _HavenRecent HavenRecent; /* what others lately wrote: sharing/haven-recent.h */
typedef struct _HavenFacts HavenFacts;   /* what the user listed never to share: sharing/haven-facts.h */

/**
 * HavenSight:
 * @message: the message
 * @text: it, read
 * @matches: (array length=n_matches): where rules of the enabled packs met it
 * @declared: (nullable): the words of a mark beside the text, when nothing in them needs a veil
 * @sites: (nullable): the lists of sites that the user follows
 * @facts: (nullable): what the user listed never to share
 * @contacts: (nullable): the names and addresses of the user's contacts
 * @recent: (nullable): what others lately wrote to the user
 *
 * All that a detector may see. Nothing of it may be kept after the detector returns.
 */
typedef struct {
  const HavenMessage *message;
  const HavenText *text;
  const HavenMatch *matches;
  guint n_matches;
  const char *declared;
  const HavenSites *sites;
  const HavenFacts *facts;
  const HavenFacts *contacts;
  const HavenRecent *recent;
} HavenSight;

/**
 * HavenDetector:
 * @name: its id, for errors and for settings
 * @look: adds what it sees to @findings; positions are bytes of the message's text as given
 * @decides_incoming: whether policy does anything about what it sees in an incoming message
 */
typedef struct {
  const char *name;
  void (*look) (const HavenSight *sight, GPtrArray *findings);
  gboolean decides_incoming;
} HavenDetector;

const HavenDetector *haven_detectors_get (guint *n_detectors);
HavenFinding *haven_finding_new_from_match (const HavenSight *sight, const HavenMatch *match);

void haven_detect_content (const HavenSight *sight, GPtrArray *findings);
void haven_detect_declared (const HavenSight *sight, GPtrArray *findings);
void haven_detect_harassment (const HavenSight *sight, GPtrArray *findings);
void haven_detect_links (const HavenSight *sight, GPtrArray *findings);
void haven_detect_pictures (const HavenSight *sight, GPtrArray *findings);
void haven_detect_sharing (const HavenSight *sight, GPtrArray *findings);

G_END_DECLS
