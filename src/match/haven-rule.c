/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that reads a rule out of a pack's JSON. */

#include "haven-rule.h"

#include <glib/gi18n-lib.h>

#include "haven-error.h"

#define MAX_PATTERN 2000
#define MAX_EXAMPLE 4000
#define MAX_EXPRESSIONS 64
#define MAX_CONDITIONS 40
#define MAX_WITHIN 40

static const char *const rule_keys[] = {"id",     "title", "category", "item",     "depth",   "severity",
                                        "about",  "match", "all",      "within",   "pattern", "across",
                                        "unless", "only",  "even-if",  "examples", NULL};

static const struct {
  const char *word;
  HavenConditionKind kind;
} condition_words[] = {
    {"near ", HAVEN_CONDITION_NEAR},
    {"before ", HAVEN_CONDITION_BEFORE},
    {"after ", HAVEN_CONDITION_AFTER},
    {"anywhere ", HAVEN_CONDITION_ANYWHERE},
};

static void
haven_example_free (HavenExample *example)
{
  g_free (example->text);
  g_strfreev (example->names);
  g_free (example);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenExample, haven_example_free)

/**
 * haven_condition_free:
 * @condition: (transfer full): a condition
 */
void
haven_condition_free (HavenCondition *condition)
{
  haven_expression_free (condition->expression);
  g_free (condition->source);
  g_free (condition);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenCondition, haven_condition_free)

/**
 * haven_rule_new:
 *
 * Returns: (transfer full): a rule that says nothing yet
 */
HavenRule *
haven_rule_new (void)
{
  HavenRule *rule = g_new0 (HavenRule, 1);

  rule->expressions = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_expression_free);
  rule->unless = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_condition_free);
  rule->only = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_condition_free);
  rule->yes = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_example_free);
  rule->no = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_example_free);
  return rule;
}

/**
 * haven_rule_free:
 * @rule: (nullable) (transfer full): a rule
 */
void
haven_rule_free (HavenRule *rule)
{
  if (rule == NULL)
    return;
  g_free (rule->id);
  g_free (rule->title);
  g_free (rule->category);
  g_free (rule->item);
  g_free (rule->pattern);
  g_free (rule->where);
  g_ptr_array_unref (rule->expressions);
  g_ptr_array_unref (rule->unless);
  g_ptr_array_unref (rule->only);
  g_ptr_array_unref (rule->yes);
  g_ptr_array_unref (rule->no);
  g_free (rule);
}

/**
 * haven_pack_id_is_valid:
 * @id: an id of a pack, rule or category
 *
 * Returns: whether it is letters, digits and "-_.:", 1 to 64 of them
 */
gboolean
haven_pack_id_is_valid (const char *id)
{
  gsize length = strspn (id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:");

  return length > 0 && length <= 64 && id[length] == '\0';
}

static gboolean
read_id (const HavenJsonValue *object, const char *key, char **id, GError **error)
{
  const char *string = NULL;
  HavenJsonValue value;

  if (!haven_json_get_string (object, key, &string, error))
    return FALSE;
  if (string == NULL)
    return TRUE;
  if (!haven_pack_id_is_valid (string)) {
    haven_json_has (object, key, &value);
    haven_json_set_error (&value, error, _ ("an id is 1 to 64 letters, digits, and - _ . :"));
    return FALSE;
  }
  g_free (*id);
  *id = g_strdup (string);
  return TRUE;
}

static HavenExpression *
parse_expression (const HavenJsonValue *value, const char *source, GError **error)
{
  g_autoptr (GError) cause = NULL;
  HavenExpression *expression = haven_expression_parse (source, &cause);

  if (expression == NULL) {
    haven_json_set_error (value, error, "%s", cause->message);
    return NULL;
  }
  expression->where = haven_json_path (value);
  return expression;
}

/**
 * haven_expression_read:
 * @value: where an expression stands in a pack
 * @error: #HAVEN_ERROR_INVALID with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): the expression, which knows its place, or %NULL
 */
HavenExpression *
haven_expression_read (const HavenJsonValue *value, GError **error)
{
  const char *source;

  return haven_json_read_string (value, &source, error) ? parse_expression (value, source, error) : NULL;
}

static HavenCondition *
read_condition (const HavenJsonValue *value, GError **error)
{
  g_autoptr (HavenCondition) condition = g_new0 (HavenCondition, 1);
  const char *source;

  if (!haven_json_read_string (value, &source, error))
    return NULL;
  condition->source = g_strdup (source);
  for (guint i = 0; i < G_N_ELEMENTS (condition_words); i++) {
    if (!g_str_has_prefix (source, condition_words[i].word))
      continue;
    condition->kind = condition_words[i].kind;
    condition->expression = parse_expression (value, source + strlen (condition_words[i].word), error);
    return condition->expression != NULL ? g_steal_pointer (&condition) : NULL;
  }
  if (haven_context_from_string (source, &condition->context))
    return g_steal_pointer (&condition);
  haven_json_set_error (
      value, error,
      _ ("no context is called “%s”; write a context such as negated, or near, before, after or "
         "anywhere and an expression"),
      source);
  return NULL;
}

/**
 * haven_conditions_read:
 * @object: a rule or pack
 * @key: "unless" or "only"
 * @conditions: (element-type HavenCondition): where to add what stands there
 * @error: #HAVEN_ERROR_INVALID with the path of what is wrong
 *
 * Returns: %FALSE only with @error set
 */
gboolean
haven_conditions_read (const HavenJsonValue *object, const char *key, GPtrArray *conditions, GError **error)
{
  HavenJsonValue list;
  guint length;

  if (!haven_json_has (object, key, &list))
    return TRUE;
  if (!haven_json_read_array (&list, &length, error))
    return FALSE;
  if (length > MAX_CONDITIONS) {
    haven_json_set_error (&list, error, _ ("at most %u conditions"), MAX_CONDITIONS);
    return FALSE;
  }
  for (guint i = 0; i < length; i++) {
    HavenJsonValue element = haven_json_element (&list, i);
    HavenCondition *condition = read_condition (&element, error);

    if (condition == NULL)
      return FALSE;
    g_ptr_array_add (conditions, condition);
  }
  return TRUE;
}

/* The contexts that "even-if" takes away, as a set of bits. */
static gboolean
read_even_if (const HavenJsonValue *object, guint32 *contexts, GError **error)
{
  HavenJsonValue list;
  guint length;

  if (!haven_json_has (object, "even-if", &list))
    return TRUE;
  if (!haven_json_read_array (&list, &length, error))
    return FALSE;
  for (guint i = 0; i < length; i++) {
    HavenJsonValue element = haven_json_element (&list, i);
    const char *name;
    HavenContext context;

    if (!haven_json_read_string (&element, &name, error))
      return FALSE;
    if (!haven_context_from_string (name, &context)) {
      haven_json_set_error (&element, error, _ ("no context is called “%s”"), name);
      return FALSE;
    }
    *contexts |= 1u << context;
  }
  return TRUE;
}

static void
add_context (GPtrArray *conditions, HavenContext context)
{
  HavenCondition *condition = g_new0 (HavenCondition, 1);

  condition->context = context;
  condition->source = g_strdup (haven_context_to_string (context));
  g_ptr_array_add (conditions, condition);
}

/* Those of its pack, and the one that all rules have: a word of another language is not theirs. */
static void
inherit_conditions (HavenRule *rule, const GPtrArray *inherited, guint32 even_if)
{
  for (guint i = 0; inherited != NULL && i < inherited->len; i++) {
    const HavenCondition *condition = inherited->pdata[i];

    /* a pack's conditions are contexts: expressions belong to a rule */
    if (condition->kind == HAVEN_CONDITION_CONTEXT && (even_if & (1u << condition->context)) == 0)
      add_context (rule->unless, condition->context);
  }
  if ((even_if & (1u << HAVEN_CONTEXT_FALSE_FRIEND)) == 0)
    add_context (rule->unless, HAVEN_CONTEXT_FALSE_FRIEND);
}

static gboolean
read_expressions (const HavenJsonValue *value, GPtrArray *expressions, GError **error)
{
  guint length = 1;
  gboolean list = haven_json_is_array (value);

  if (list && !haven_json_read_array (value, &length, error))
    return FALSE;
  if (length == 0 || length > MAX_EXPRESSIONS) {
    haven_json_set_error (value, error, _ ("must hold 1 to %u expressions"), MAX_EXPRESSIONS);
    return FALSE;
  }
  for (guint i = 0; i < length; i++) {
    HavenJsonValue element = list ? haven_json_element (value, i) : *value;
    HavenExpression *expression = haven_expression_read (&element, error);

    if (expression == NULL)
      return FALSE;
    g_ptr_array_add (expressions, expression);
  }
  return TRUE;
}

static gboolean
read_form (const HavenJsonValue *object, HavenRule *rule, gboolean is_frame, GError **error)
{
  HavenJsonValue match, all, pattern;
  gboolean has_match = haven_json_has (object, "match", &match);
  gboolean has_all = haven_json_has (object, "all", &all);
  gboolean has_pattern = haven_json_has (object, "pattern", &pattern);
  const char *source = NULL;
  gint64 within = 0;

  if (has_match + has_all + has_pattern != 1) {
    haven_json_set_error (object, error, _ ("must have exactly one of match, all, pattern"));
    return FALSE;
  }
  if (!haven_json_get_int (object, "within", 2, MAX_WITHIN, &within, error) ||
      !haven_json_get_boolean (object, "across", &rule->across, error))
    return FALSE;
  if (within != 0 && !has_all) {
    haven_json_set_error (object, error, _ ("“within” goes with “all” only"));
    return FALSE;
  }
  if (has_pattern && is_frame) {
    haven_json_set_error (&pattern, error, _ ("a pattern names no concepts, so that it cannot be a frame"));
    return FALSE;
  }
  rule->within = within;
  rule->form = has_match ? HAVEN_RULE_MATCH : has_all ? HAVEN_RULE_ALL : HAVEN_RULE_PATTERN;
  if (!has_pattern)
    return read_expressions (has_match ? &match : &all, rule->expressions, error);
  if (!haven_json_read_string (&pattern, &source, error))
    return FALSE;
  if (*source == '\0' || strlen (source) > MAX_PATTERN) {
    haven_json_set_error (&pattern, error, _ ("a pattern is 1 to %u bytes"), MAX_PATTERN);
    return FALSE;
  }
  rule->pattern = g_strdup (source);
  return TRUE;
}

static HavenExample *
read_example (const HavenJsonValue *value, GError **error)
{
  static const char *const keys[] = {"text", "names", "im", NULL};
  g_autoptr (HavenExample) example = g_new0 (HavenExample, 1);
  const char *text;

  if (haven_json_is_object (value)) {
    HavenJsonValue member;

    if (!haven_json_read_object (value, keys, error) || !haven_json_get (value, "text", &member, error) ||
        !haven_json_read_string (&member, &text, error) ||
        !haven_json_get_strings (value, "names", &example->names, error) ||
        !haven_json_get_boolean (value, "im", &example->im, error))
      return NULL;
    if (example->names == NULL)
      example->im = TRUE;
  } else {
    example->im = TRUE;
    if (!haven_json_read_string (value, &text, error))
      return NULL;
  }
  if (*text == '\0' || strlen (text) > MAX_EXAMPLE) {
    haven_json_set_error (value, error, _ ("an example is 1 to %u bytes"), MAX_EXAMPLE);
    return NULL;
  }
  example->text = g_strdup (text);
  return g_steal_pointer (&example);
}

static gboolean
read_example_list (const HavenJsonValue *object, const char *key, GPtrArray *examples, GError **error)
{
  HavenJsonValue list;
  guint length;

  if (!haven_json_has (object, key, &list))
    return TRUE;
  if (!haven_json_read_array (&list, &length, error))
    return FALSE;
  for (guint i = 0; i < length; i++) {
    HavenJsonValue element = haven_json_element (&list, i);
    HavenExample *example = read_example (&element, error);

    if (example == NULL)
      return FALSE;
    g_ptr_array_add (examples, example);
  }
  return TRUE;
}

/**
 * haven_rule_read_examples:
 * @examples: an object with "yes" and "no"
 * @rule: where they go
 * @error: #HAVEN_ERROR_INVALID with the path of what is wrong
 *
 * Returns: whether they are in order
 */
gboolean
haven_rule_read_examples (const HavenJsonValue *examples, HavenRule *rule, GError **error)
{
  static const char *const keys[] = {"yes", "no", NULL};

  return haven_json_read_object (examples, keys, error) &&
         read_example_list (examples, "yes", rule->yes, error) &&
         read_example_list (examples, "no", rule->no, error);
}

static gboolean
read_examples (const HavenJsonValue *object, HavenRule *rule, gboolean is_frame, GError **error)
{
  HavenJsonValue examples;

  if (!haven_json_has (object, "examples", &examples))
    return TRUE;
  if (!is_frame)
    return haven_rule_read_examples (&examples, rule, error);
  haven_json_set_error (&examples, error, _ ("a frame is met in the packs that take it: put examples there"));
  return FALSE;
}

static gboolean
read_grade (const HavenJsonValue *object, HavenRule *rule, GError **error)
{
  static const char *const depths[] = {"mention", "discuss", "graphic", NULL};
  static const char *const abouts[] = {"any", "me", "you", "third", "group", NULL};
  HavenJsonValue value;
  guint depth = 1, about = 0;
  gint64 severity = 1;

  if (!haven_json_get_choice (object, "about", abouts, &about, error))
    return FALSE;
  rule->about = about;
  if (rule->kind == HAVEN_KIND_CONTENT) {
    if (haven_json_has (object, "severity", &value)) {
      haven_json_set_error (&value, error, _ ("content has a depth, not a severity"));
      return FALSE;
    }
    if (!haven_json_get (object, "depth", &value, error) ||
        !haven_json_read_choice (&value, depths, &depth, error))
      return FALSE;
    rule->depth = HAVEN_DEPTH_MENTION + depth;
    return TRUE;
  }
  if (haven_json_has (object, "depth", &value)) {
    haven_json_set_error (&value, error, _ ("only content has a depth; say a severity from 1 to 3"));
    return FALSE;
  }
  if (!haven_json_get_int (object, "severity", 1, 3, &severity, error))
    return FALSE;
  rule->severity = severity;
  return TRUE;
}

static gboolean
read_names (const HavenJsonValue *object, HavenRule *rule, gboolean is_frame, GError **error)
{
  HavenJsonValue value;
  const char *title;

  if (!haven_json_get (object, "id", &value, error) || !read_id (object, "id", &rule->id, error) ||
      !haven_json_get (object, "title", &value, error) || !haven_json_read_string (&value, &title, error))
    return FALSE;
  if (*title == '\0' || strlen (title) > 80) {
    haven_json_set_error (&value, error, _ ("a title is 1 to 80 bytes: a few calm words"));
    return FALSE;
  }
  rule->title = g_strdup (title);
  if (!read_id (object, "category", &rule->category, error) || !read_id (object, "item", &rule->item, error))
    return FALSE;
  if (rule->category == NULL && !is_frame) {
    haven_json_set_error (object, error, _ ("neither the rule nor its pack says a category"));
    return FALSE;
  }
  return TRUE;
}

/**
 * haven_rule_read:
 * @value: one element of a pack's rules
 * @defaults: what it takes from its pack
 * @error: #HAVEN_ERROR_INVALID with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): the rule, or %NULL
 */
HavenRule *
haven_rule_read (const HavenJsonValue *value, const HavenRuleDefaults *defaults, GError **error)
{
  g_autoptr (HavenRule) rule = haven_rule_new ();
  guint32 even_if = 0;

  rule->kind = defaults->kind;
  rule->category = g_strdup (defaults->category);
  rule->where = haven_json_path (value);
  if (!haven_json_read_object (value, rule_keys, error) ||
      !read_names (value, rule, defaults->is_frame, error) || !read_grade (value, rule, error) ||
      !read_form (value, rule, defaults->is_frame, error) || !read_even_if (value, &even_if, error) ||
      !haven_conditions_read (value, "unless", rule->unless, error) ||
      !haven_conditions_read (value, "only", rule->only, error) ||
      !read_examples (value, rule, defaults->is_frame, error))
    return NULL;
  inherit_conditions (rule, defaults->unless, even_if);
  return g_steal_pointer (&rule);
}
