/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "haven-finding.h"
#include "text/haven-text.h"

G_BEGIN_DECLS

/**
 * HavenRuleInfo:
 *
 * What a rule says about itself; everything is owned by the matcher it belongs to.
 */
typedef struct {
  const char *id;
  const char *pack;
  const char *pack_version;
  const char *title; /* in the pack's language, a few calm words */
  HavenKind kind;
  const char *category;
  const char *item;  /* nullable */
  const char *frame; /* nullable: id of the pack that it is a frame of */
  HavenDepth depth;
  guint severity;
  HavenAbout about;
} HavenRuleInfo;

/**
 * HavenMatch:
 * @rule: the rule that met the message
 * @start: first byte in the visible text
 * @end: one past the last byte in the visible text
 * @about: who it is about, as far as the words tell
 * @at_you: whether the reader is addressed: by second person, by one of their names, or as a reply
 */
typedef struct {
  const HavenRuleInfo *rule;
  guint32 start;
  guint32 end;
  HavenAbout about;
  gboolean at_you;
} HavenMatch;

/* What the matcher may know about a message besides its text. */
typedef struct {
  const char *const *my_names; /* nullable */
  gboolean im;                 /* a message between two: "you" is the reader */
  gboolean spares_sharing;     /* regular expressions about what may be shared are not run */
} HavenMatchScene;

typedef struct _HavenMatcher HavenMatcher;

/* (element-type HavenPack) packs; see haven-pack.h */
const HavenRuleInfo *
haven_matcher_find_rule (const HavenMatcher *matcher, const char *pack, const char *rule);
HavenMatcher *haven_matcher_new (GPtrArray *packs, GError **error);
HavenMatcher *haven_matcher_new_kept (const GPtrArray *packs, const char *directory);
HavenMatcher *haven_matcher_new_cached (GPtrArray *packs, const char *directory, GError **error);
HavenMatcher *haven_matcher_new_sound (GPtrArray *packs, const char *directory, GPtrArray *errors);
void haven_matcher_free (HavenMatcher *matcher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenMatcher, haven_matcher_free)

guint haven_matcher_match (HavenMatcher *matcher,
                           const HavenText *text,
                           const HavenMatchScene *scene,
                           GArray *matches);

guint haven_matcher_find_reported (HavenMatcher *matcher,
                                   const HavenText *text,
                                   const HavenMatchScene *scene,
                                   GArray *matches,
                                   GArray *reported);

/* Rules whose patterns took too long three times and are no longer tried: (element-type HavenRuleInfo),
 * borrowed */
const GPtrArray *haven_matcher_get_set_aside (const HavenMatcher *matcher);

G_END_DECLS
