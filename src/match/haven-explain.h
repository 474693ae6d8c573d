/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-matcher.h"

G_BEGIN_DECLS

/* A word of a message as it was read. */
typedef struct {
  char *folded;
  char **readings; /* other ways to read it, or it and the words after it */
  char **parts;    /* (nullable): the words it is read as when they are several: "don't", "womenare" */
  guint32 flags;   /* HavenWordFlags */
} HavenExplainedWord;

/**
 * HavenExplainedRule:
 * @rule: the rule
 * @span: the part of the visible text where its words were seen
 * @first: its first word
 * @last: its last word
 * @about: who it is about
 * @stopped_by: (nullable): the condition that kept it from being met; %NULL when it was met
 */
typedef struct {
  const HavenRuleInfo *rule;
  char *span;
  guint32 first;
  guint32 last;
  HavenAbout about;
  char *stopped_by;
} HavenExplainedRule;

/**
 * HavenExplanation:
 * @visible: what a person sees
 * @words: (element-type HavenExplainedWord): how it was read
 * @hits: (element-type utf8): words and phrases that made it worth a closer look
 * @rules: (element-type HavenExplainedRule): rules whose words were seen, met or not
 */
typedef struct {
  char *visible;
  GPtrArray *words;
  GPtrArray *hits;
  GPtrArray *rules;
} HavenExplanation;

HavenExplanation *haven_explain (HavenMatcher *matcher,
                                 const char *message,
                                 gsize length,
                                 HavenFormat format,
                                 const HavenMatchScene *scene);
void haven_explanation_free (HavenExplanation *explanation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenExplanation, haven_explanation_free)

char *haven_word_flags_to_string (guint32 flags);

G_END_DECLS
