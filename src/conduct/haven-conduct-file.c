/* SPDX-License-Identifier: GPL-2.0-or-later */

/* What is remembered of people, to and from conduct.json: numbers and ids, never words. */

#include "conduct/haven-conduct-file.h"

#include "haven-file.h"
#include "haven-json-writer.h"
#include "haven-taxonomy.h"

#define VERSION 1
#define MAX_TIME                                                                                             \
  (G_GINT64_CONSTANT (253402300799) * G_TIME_SPAN_SECOND) /* the end of the year 9999; sums of it fit */
#define SCORE_UNIT 1000.0 /* scores are written in thousandths: JSON of ours holds whole numbers only */

/* Above what %HAVEN_CONDUCT_MAX_PEOPLE take, whose names are as long and as strange as they may be, with all
 * their causes; and more people, since whom the user muted is never dropped. */
static const HavenJsonLimits limits = {64 * 1024 * 1024, 6, 10 * HAVEN_CONDUCT_MAX_PEOPLE};

static const char *const step_ids[] = {"none", "veil", "hold-hour", "hold-day", "mute", NULL};

static void
write_person (const char *id, const HavenPerson *person, gpointer data)
{
  HavenJsonWriter *writer = data;

  haven_json_writer_begin_object (writer, NULL);
  haven_json_writer_string (writer, "id", id);
  haven_json_writer_int (writer, "score", (gint64)(person->score * SCORE_UNIT));
  haven_json_writer_int (writer, "scored-at", person->scored_at);
  haven_json_writer_string (writer, "step", step_ids[person->step]);
  haven_json_writer_int (writer, "until", person->until);
  if (person->by_user)
    haven_json_writer_boolean (writer, "by-user", TRUE);
  haven_json_writer_int (writer, "stopped-at", person->stopped_at);
  haven_json_writer_begin_array (writer, "causes");
  for (guint i = 0; i < haven_person_count_causes (person); i++) {
    const HavenCause *cause = haven_person_cause (person, i);

    haven_json_writer_begin_object (writer, NULL);
    haven_json_writer_int (writer, "time", cause->time);
    haven_json_writer_string (writer, "category", cause->category);
    haven_json_writer_string (writer, "rule", cause->rule);
    haven_json_writer_end_object (writer);
  }
  haven_json_writer_end_array (writer);
  haven_json_writer_end_object (writer);
}

/**
 * haven_conduct_to_json:
 * @conduct: a memory; whoever was quiet for weeks is forgotten first
 * @now: microseconds since 1970 UTC
 * @length: (out): its size in bytes
 *
 * Returns: (transfer full): what is remembered, as JSON
 */
char *
haven_conduct_to_json (HavenConduct *conduct, gint64 now, gsize *length)
{
  g_autoptr (HavenJsonWriter) writer = haven_json_writer_new ();

  haven_conduct_prune (conduct, now);
  haven_json_writer_begin_object (writer, NULL);
  haven_json_writer_int (writer, "version", VERSION);
  haven_json_writer_begin_array (writer, "people");
  haven_conduct_foreach (conduct, write_person, writer);
  haven_json_writer_end_array (writer);
  haven_json_writer_end_object (writer);
  return haven_json_writer_finish (writer, TRUE, length);
}

static gboolean
read_causes (const HavenJsonValue *object, HavenPerson *person, GError **error)
{
  static const char *const keys[] = {"time", "category", "rule", NULL};
  HavenJsonValue causes;
  guint n = 0;

  if (!haven_json_has (object, "causes", &causes))
    return TRUE;
  if (!haven_json_read_array (&causes, &n, error))
    return FALSE;
  for (guint i = 0; i < n; i++) {
    HavenJsonValue cause = haven_json_element (&causes, i);
    const char *category = NULL, *rule = NULL;
    gint64 time = 0;

    if (!haven_json_read_object (&cause, keys, error) ||
        !haven_json_get_int (&cause, "time", 0, MAX_TIME, &time, error) ||
        !haven_json_get_string (&cause, "category", &category, error) ||
        !haven_json_get_string (&cause, "rule", &rule, error))
      return FALSE;
    /* a category that is not known now has no title to be named by */
    if (category != NULL && rule != NULL && haven_taxonomy_find (HAVEN_KIND_HARASSMENT, category) != NULL)
      haven_person_blame (person, time, category, rule);
  }
  return TRUE;
}

static gboolean
read_person (const HavenJsonValue *value, HavenConduct *conduct, GError **error)
{
  static const char *const keys[] = {"id",      "score",      "scored-at", "step", "until",
                                     "by-user", "stopped-at", "causes",    NULL};
  HavenPerson person = {0};
  HavenJsonValue member;
  const char *id;
  gint64 score = 0;
  guint step = HAVEN_STEP_NONE;

  if (!haven_json_read_object (value, keys, error) || !haven_json_get (value, "id", &member, error) ||
      !haven_json_read_string (&member, &id, error) ||
      !haven_json_get_int (value, "score", 0, (gint64)(HAVEN_PERSON_MAX_SCORE * SCORE_UNIT), &score, error) ||
      !haven_json_get_int (value, "scored-at", 0, MAX_TIME, &person.scored_at, error) ||
      !haven_json_get_choice (value, "step", step_ids, &step, error) ||
      !haven_json_get_int (value, "until", 0, G_MAXINT64, &person.until, error) ||
      !haven_json_get_boolean (value, "by-user", &person.by_user, error) ||
      !haven_json_get_int (value, "stopped-at", 0, MAX_TIME, &person.stopped_at, error) ||
      !read_causes (value, &person, error))
    return FALSE;
  person.score = score / SCORE_UNIT;
  person.step = step;
  haven_conduct_restore (conduct, id, &person);
  return TRUE;
}

/**
 * haven_conduct_from_json:
 * @conduct: a memory, to which what is read is added
 * @data: what haven_conduct_to_json() gave
 * @length: its size in bytes
 * @error: what is wrong, with the key's path
 *
 * Returns: whether all of it could be read; what came before the mistake is remembered all the same
 */
gboolean
haven_conduct_from_json (HavenConduct *conduct, const char *data, gsize length, GError **error)
{
  static const char *const keys[] = {"version", "people", NULL};
  g_autoptr (HavenJson) json = haven_json_parse (data, length, &limits, error);
  HavenJsonValue root, value, people;
  gint64 version;
  guint n_people;

  if (json == NULL)
    return FALSE;
  root = haven_json_root (json);
  if (!haven_json_read_object (&root, keys, error) || !haven_json_get (&root, "version", &value, error) ||
      !haven_json_read_int (&value, VERSION, VERSION, &version, error) ||
      !haven_json_get (&root, "people", &people, error) || !haven_json_read_array (&people, &n_people, error))
    return FALSE;
  for (guint i = 0; i < n_people; i++) {
    HavenJsonValue element = haven_json_element (&people, i);

    if (!read_person (&element, conduct, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
take_up (gpointer to, const char *data, gsize length, GError **error)
{
  return haven_conduct_from_json (to, data, length, error);
}

/**
 * haven_conduct_load:
 * @conduct: a memory, to which what is read is added
 * @path: a file; one that is not there holds nobody
 * @error: what is wrong, with the file and the key's path
 *
 * Returns: whether all of it could be read
 */
gboolean
haven_conduct_load (HavenConduct *conduct, const char *path, GError **error)
{
  return haven_file_read_if_there (path, limits.size, take_up, conduct, error);
}
