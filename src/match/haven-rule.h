/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "haven-context.h"
#include "haven-expression.h"
#include "haven-finding.h"
#include "haven-json.h"

G_BEGIN_DECLS

typedef enum {
  HAVEN_CONDITION_CONTEXT,  /* a context by name */
  HAVEN_CONDITION_NEAR,     /* in the same sentence */
  HAVEN_CONDITION_BEFORE,   /* ends within three words before the match */
  HAVEN_CONDITION_AFTER,    /* starts within three words after it */
  HAVEN_CONDITION_ANYWHERE, /* in the message */
} HavenConditionKind;

typedef struct {
  HavenConditionKind kind;
  HavenContext context;
  HavenExpression *expression; /* nullable: a context has none */
  char *source;
} HavenCondition;

/* A message that shows what a rule meets, or what it leaves alone. */
typedef struct {
  char *text;
  char **names; /* nullable: the names the reader goes by */
  gboolean im;
} HavenExample;

typedef enum {
  HAVEN_RULE_MATCH,   /* any of its expressions */
  HAVEN_RULE_ALL,     /* all of its expressions, in any order */
  HAVEN_RULE_PATTERN, /* a regular expression */
} HavenRuleForm;

/**
 * HavenRule:
 *
 * One rule as it stands in its pack, checked for form; what it inherits from the pack is filled in.
 */
typedef struct {
  char *id;
  char *title;
  char *category; /* nullable: a frame has that of the pack that takes it */
  char *item;     /* nullable */
  HavenKind kind;
  HavenDepth depth;
  guint severity;
  HavenAbout about;
  HavenRuleForm form;
  GPtrArray *expressions; /* element-type HavenExpression */
  guint within;           /* words, for HAVEN_RULE_ALL; 0 for the same sentence */
  gboolean across;        /* may cross the end of a sentence */
  char *pattern;          /* nullable */
  GPtrArray *unless;      /* element-type HavenCondition: none may hold */
  GPtrArray *only;        /* element-type HavenCondition: each must hold */
  GPtrArray *yes;         /* element-type HavenExample */
  GPtrArray *no;          /* element-type HavenExample */
  char *where;            /* its path in the pack: rules[3] */
} HavenRule;

/* What a rule takes from its pack when it does not say. */
typedef struct {
  HavenKind kind;
  const char *category; /* nullable */
  const GPtrArray *unless;
  gboolean is_frame; /* packs that take it say the category and give the examples */
} HavenRuleDefaults;

HavenRule *haven_rule_new (void);
HavenRule *haven_rule_read (const HavenJsonValue *value, const HavenRuleDefaults *defaults, GError **error);
void haven_rule_free (HavenRule *rule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenRule, haven_rule_free)

HavenExpression *haven_expression_read (const HavenJsonValue *value, GError **error);
gboolean haven_rule_read_examples (const HavenJsonValue *examples, HavenRule *rule, GError **error);
gboolean
haven_conditions_read (const HavenJsonValue *object, const char *key, GPtrArray *conditions, GError **error);
void haven_condition_free (HavenCondition *condition);
gboolean haven_pack_id_is_valid (const char *id);

G_END_DECLS
