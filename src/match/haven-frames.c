/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The only place that knows how packs share rules. One pack holds frames, rules with concepts that it leaves
 * open: "@people are ..2 @bad". Packs that take its frames say what those concepts are for them, and a frame
 * counts for each pack with whose words it is met. Parts are expressions that a pack names once.
 */

#include "haven-frames.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-error.h"

#define MAX_PARTS 200
#define MAX_OPEN 16
#define MAX_EXAMPLES 2000

/**
 * haven_part_free:
 * @part: (nullable) (transfer full): a part
 */
void
haven_part_free (HavenPart *part)
{
  if (part == NULL)
    return;
  haven_expression_free (part->expression);
  g_free (part->name);
  g_free (part->where);
  g_free (part);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenPart, haven_part_free)

static gboolean
check_members (const HavenJsonValue *object, guint max, GError **error)
{
  if (!haven_json_read_object (object, NULL, error))
    return FALSE;
  if (haven_json_n_members (object) <= max)
    return TRUE;
  haven_json_set_error (object, error, _ ("at most %u of them"), max);
  return FALSE;
}

static gboolean
check_name (const HavenJsonValue *member, const HavenPack *pack, GError **error)
{
  const char *name = haven_json_key (member);

  if (!haven_concept_name_is_valid (name)) {
    haven_json_set_error (member, error, _ ("a name is small letters, digits and -"));
    return FALSE;
  }
  if (g_hash_table_contains (pack->by_name, name) || haven_part_find (pack, name) != NULL) {
    haven_json_set_error (member, error, _ ("this pack has another @%s"), name);
    return FALSE;
  }
  return TRUE;
}

static gboolean
read_parts (const HavenJsonValue *root, HavenPack *pack, GError **error)
{
  HavenJsonValue parts;

  if (!haven_json_has (root, "parts", &parts))
    return TRUE;
  if (!check_members (&parts, MAX_PARTS, error))
    return FALSE;
  for (HavenJsonMembers at = haven_json_members (&parts); haven_json_next (&at);) {
    HavenJsonValue member = at.member;
    g_autoptr (HavenPart) part = g_new0 (HavenPart, 1);

    if (!check_name (&member, pack, error))
      return FALSE;
    part->name = g_strdup (haven_json_key (&member));
    part->where = haven_json_path (&member);
    part->expression = haven_expression_read (&member, error);
    if (part->expression == NULL)
      return FALSE;
    g_ptr_array_add (pack->parts, g_steal_pointer (&part));
  }
  return TRUE;
}

/* An open concept stands among those of the pack, without a word of its own. */
static gboolean
read_open (const HavenJsonValue *root, HavenPack *pack, GError **error)
{
  HavenJsonValue open;

  if (!haven_json_has (root, "open", &open))
    return TRUE;
  if (!check_members (&open, MAX_OPEN, error))
    return FALSE;
  for (HavenJsonMembers at = haven_json_members (&open); haven_json_next (&at);) {
    HavenJsonValue member = at.member;
    HavenConcept *concept;
    const char *asks;

    if (!check_name (&member, pack, error) || !haven_json_read_string (&member, &asks, error))
      return FALSE;
    concept = g_new0 (HavenConcept, 1);
    concept->name = g_strdup (haven_json_key (&member));
    concept->where = haven_json_path (&member);
    concept->asks = g_strdup (asks);
    concept->entries = g_new0 (char *, 1);
    g_ptr_array_add (pack->concepts, concept);
    g_hash_table_insert (pack->by_name, concept->name, concept);
    g_ptr_array_add (pack->open, concept);
  }
  return TRUE;
}

static gboolean
read_examples (const HavenJsonValue *root, HavenPack *pack, GError **error)
{
  HavenJsonValue list;

  if (!haven_json_has (root, "examples", &list))
    return TRUE;
  if (pack->frames == NULL && pack->part_of == NULL) {
    haven_json_set_error (&list, error,
                          _ ("examples stand in their rules; here stand those of frames that a "
                             "pack takes, and this pack takes none"));
    return FALSE;
  }
  if (!check_members (&list, MAX_EXAMPLES, error))
    return FALSE;
  for (HavenJsonMembers at = haven_json_members (&list); haven_json_next (&at);) {
    HavenJsonValue member = at.member;
    g_autoptr (HavenRule) examples = haven_rule_new ();

    examples->id = g_strdup (haven_json_key (&member));
    examples->where = haven_json_path (&member);
    if (!haven_rule_read_examples (&member, examples, error))
      return FALSE;
    g_ptr_array_add (pack->frame_examples, g_steal_pointer (&examples));
  }
  return TRUE;
}

/**
 * haven_frames_read:
 * @root: a pack's JSON
 * @pack: the pack, whose concepts are read
 * @error: #HAVEN_ERROR_INVALID with the path of what is wrong
 *
 * Reads the parts that it names, the concepts it leaves open, whose frames it takes, and the examples for
 * them.
 *
 * Returns: whether all of it is in order
 */
gboolean
haven_frames_read (const HavenJsonValue *root, HavenPack *pack, GError **error)
{
  const char *frames = NULL;
  HavenJsonValue value;

  if (!haven_json_get_string (root, "frames", &frames, error) || !read_parts (root, pack, error) ||
      !read_open (root, pack, error))
    return FALSE;
  if (frames != NULL && pack->open->len > 0) {
    haven_json_has (root, "frames", &value);
    haven_json_set_error (&value, error,
                          _ ("a pack has frames of its own or takes those of another, not both"));
    return FALSE;
  }
  pack->frames = g_strdup (frames);
  return read_examples (root, pack, error);
}

/**
 * haven_frames_is_frame_pack:
 * @pack: a pack
 *
 * Returns: whether its rules are frames that other packs fill
 */
gboolean
haven_frames_is_frame_pack (const HavenPack *pack)
{
  return pack->open->len > 0;
}

/**
 * haven_frames_take:
 * @taker: a pack
 * @frames: another
 *
 * Frames that are many stand in several packs, all part of the one that is named: taking it takes them all.
 *
 * Returns: whether @taker takes the frames of @frames
 */
gboolean
haven_frames_take (const HavenPack *taker, const HavenPack *frames)
{
  return taker->frames != NULL && g_str_equal (taker->frames, haven_pack_get_whole (frames));
}

/**
 * haven_frames_of:
 * @packs: (element-type HavenPack): all packs
 * @taker: a pack
 *
 * Returns: (transfer container) (element-type HavenPack): the packs whose frames it takes, and which leave
 *   something open; mostly none
 */
GPtrArray *
haven_frames_of (GPtrArray *packs, const HavenPack *taker)
{
  GPtrArray *frames = g_ptr_array_new ();

  for (guint i = 0; taker->frames != NULL && i < packs->len; i++) {
    HavenPack *pack = packs->pdata[i];

    if (haven_frames_take (taker, pack) && haven_frames_is_frame_pack (pack))
      g_ptr_array_add (frames, pack);
  }
  return frames;
}

/* The pack of frames that has a rule of that id, else NULL. */
static const HavenPack *
find_frame (const GPtrArray *frames, const char *id)
{
  for (guint i = 0; i < frames->len; i++) {
    const HavenPack *pack = frames->pdata[i];

    for (guint j = 0; j < pack->rules->len; j++) {
      if (g_str_equal (((const HavenRule *)pack->rules->pdata[j])->id, id))
        return pack;
    }
  }
  return NULL;
}

static gboolean
check_ids (const HavenPack *taker, const GPtrArray *frames, GError **error)
{
  for (guint i = 0; i < taker->frame_examples->len; i++) {
    const HavenRule *examples = taker->frame_examples->pdata[i];

    if (find_frame (frames, examples->id) != NULL)
      continue;
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_NOT_FOUND, _ ("%s: %s: the frames of %s have no rule “%s”"),
                 taker->name, examples->where, taker->frames, examples->id);
    return FALSE;
  }
  for (guint i = 0; i < taker->rules->len; i++) {
    const HavenRule *rule = taker->rules->pdata[i];
    const HavenPack *same = find_frame (frames, rule->id);

    if (same == NULL)
      continue;
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, _ ("%s: %s: a frame of %s is called “%s” too"),
                 taker->name, rule->where, same->id, rule->id);
    return FALSE;
  }
  return TRUE;
}

static gboolean
check_fillings (const HavenPack *taker, const HavenPack *frames, GError **error)
{
  const HavenConcept *first = frames->open->pdata[0];

  for (guint i = 0; i < frames->open->len; i++) {
    if (g_hash_table_contains (taker->by_name, ((HavenConcept *)frames->open->pdata[i])->name))
      return TRUE;
  }
  g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID,
               _ ("%s: concepts: the frames of %s wait for @%s (%s) and others, and none of them is here"),
               taker->name, frames->id, first->name, first->asks);
  return FALSE;
}

/**
 * haven_frames_check:
 * @taker: a pack that takes frames
 * @frames: (element-type HavenPack): the packs that have them, of haven_frames_of()
 * @error: a #HavenError that names the pack and the place in it
 *
 * Returns: whether @taker says all that the frames need
 */
gboolean
haven_frames_check (const HavenPack *taker, const GPtrArray *frames, GError **error)
{
  if (frames->len == 0) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_NOT_FOUND,
                 _ ("%s: frames: no pack called “%s” leaves concepts open"), taker->name, taker->frames);
    return FALSE;
  }
  for (guint i = 0; i < frames->len; i++) {
    const HavenPack *pack = frames->pdata[i];

    if (taker->kind != pack->kind || taker->category == NULL) {
      g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, "%s: %s", taker->name,
                   taker->category == NULL
                       ? _ ("category: the frames of another pack need to be told what they are about here")
                       : _ ("kind: must be the same as that of the pack whose frames it takes"));
      return FALSE;
    }
    if (!check_fillings (taker, pack, error))
      return FALSE;
  }
  return check_ids (taker, frames, error);
}

/**
 * haven_frames_get_examples:
 * @taker: a pack that takes frames
 * @rule: the id of one of them
 *
 * Returns: (transfer none) (nullable): a rule that holds the examples of @taker for it, and their place
 */
const HavenRule *
haven_frames_get_examples (const HavenPack *taker, const char *rule)
{
  for (guint i = 0; i < taker->frame_examples->len; i++) {
    const HavenRule *examples = taker->frame_examples->pdata[i];

    if (g_str_equal (examples->id, rule))
      return examples;
  }
  return NULL;
}

/**
 * haven_part_find:
 * @pack: a pack
 * @name: a name without its @
 *
 * Returns: (transfer none) (nullable): the part that is called so
 */
const HavenPart *
haven_part_find (const HavenPack *pack, const char *name)
{
  for (guint i = 0; i < pack->parts->len; i++) {
    const HavenPart *part = pack->parts->pdata[i];

    if (g_str_equal (part->name, name))
      return part;
  }
  return NULL;
}
