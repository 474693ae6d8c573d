/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "settings/haven-choice.h"

/**
 * HavenChoiceUndo:
 *
 * What a choice changed, and only that: settings may change in other ways before it is taken back.
 */
struct _HavenChoiceUndo {
  HavenChoice choice;
  char *place;           /* nullable */
  gboolean was_open;     /* for a person or a room */
  GHashTable *topics;    /* category → HavenTopicChoice as it was, or NULL where nothing was chosen */
  GPtrArray *exceptions; /* HavenException that were added */
};

static HavenChoiceUndo *
undo_new (HavenChoice choice, const char *place)
{
  HavenChoiceUndo *undo = g_new0 (HavenChoiceUndo, 1);

  undo->choice = choice;
  undo->place = g_strdup (place);
  undo->topics = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  undo->exceptions = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_exception_free);
  return undo;
}

/**
 * haven_choice_undo_free:
 * @undo: (nullable) (transfer full): what a choice changed
 */
void
haven_choice_undo_free (HavenChoiceUndo *undo)
{
  if (undo == NULL)
    return;
  g_free (undo->place);
  g_hash_table_unref (undo->topics);
  g_ptr_array_unref (undo->exceptions);
  g_free (undo);
}

/* A topic of the user's own is known by its number, which stands in the finding's item. */
static const char *
topic_of (const HavenFinding *finding)
{
  return g_str_equal (finding->category, "custom") && finding->item != NULL ? finding->item
                                                                            : finding->category;
}

static void
open_topic (GHashTable *topics, const char *topic, HavenStrictness strictness, HavenChoiceUndo *undo)
{
  const HavenTopicChoice *before = g_hash_table_lookup (topics, topic);
  const HavenTopicChoice open = {HAVEN_DEPTH_NONE, strictness};

  if (!g_hash_table_contains (undo->topics, topic))
    g_hash_table_insert (undo->topics, g_strdup (topic),
                         before != NULL ? g_memdup2 (before, sizeof *before) : NULL);
  g_hash_table_replace (topics, g_strdup (topic), g_memdup2 (&open, sizeof open));
}

static void
open_topics (HavenSettings *settings, GHashTable *topics, const HavenVerdict *verdict, HavenChoiceUndo *undo)
{
  for (guint i = 0; i < verdict->findings->len; i++) {
    const HavenFinding *finding = verdict->findings->pdata[i];

    if (finding->kind == HAVEN_KIND_CONTENT && haven_verdict_covers (verdict, finding) &&
        haven_settings_knows_topic (settings, topic_of (finding)))
      open_topic (topics, topic_of (finding), settings->strictness, undo);
  }
}

static void
except_rule (HavenSettings *settings,
             const HavenFinding *finding,
             const char *conversation,
             HavenChoiceUndo *undo)
{
  if (haven_settings_is_excepted (settings, finding->pack, finding->rule, conversation))
    return;
  haven_settings_add_exception (settings, finding->pack, finding->rule, conversation);
  g_ptr_array_add (undo->exceptions, haven_exception_new (finding->pack, finding->rule, conversation));
}

/* A topic of the user's own has no rule but the words that they listed: those they change themselves. */
static gboolean
can_be_wrong (const HavenFinding *finding)
{
  return finding->kind == HAVEN_KIND_HARASSMENT ||
         (finding->kind == HAVEN_KIND_CONTENT && !g_str_equal (finding->category, "custom"));
}

/* Content and harassment draw veils; links and reminders have places of their own. A room's own word is no
 * topic that could be opened: there its rule is silent. Rules that met it and covered nothing were not wrong:
 * that somebody said it twice, or a topic that nobody chose. */
static void
except_rules (HavenSettings *settings,
              const HavenVerdict *verdict,
              gboolean topics_too,
              const char *conversation,
              HavenChoiceUndo *undo)
{
  for (guint i = 0; i < verdict->findings->len; i++) {
    const HavenFinding *finding = verdict->findings->pdata[i];

    if (haven_verdict_covers (verdict, finding) &&
        (finding->kind == HAVEN_KIND_HARASSMENT || (topics_too && can_be_wrong (finding))))
      except_rule (settings, finding, conversation, undo);
  }
}

/**
 * haven_choice_is_possible:
 * @settings: the settings
 * @verdict: (nullable): why something is veiled
 * @choice: what may be said about it
 *
 * Returns: whether @choice would change anything about veils like this: unkind words are no topic
 */
gboolean
haven_choice_is_possible (const HavenSettings *settings, const HavenVerdict *verdict, HavenChoice choice)
{
  if (verdict == NULL)
    return FALSE;
  for (guint i = 0; i < verdict->findings->len; i++) {
    const HavenFinding *finding = verdict->findings->pdata[i];

    if (!haven_verdict_covers (verdict, finding))
      continue;
    if (choice == HAVEN_CHOICE_WRONG
            ? can_be_wrong (finding)
            : finding->kind == HAVEN_KIND_CONTENT ||
                  (finding->kind == HAVEN_KIND_HARASSMENT && choice != HAVEN_CHOICE_TOPIC))
      return TRUE;
  }
  return choice == HAVEN_CHOICE_PERSON || choice == HAVEN_CHOICE_ROOM;
}

/**
 * haven_choice_make:
 * @settings: the settings to change
 * @verdict: why something is veiled
 * @choice: what its reader said about it
 * @place: (nullable): the id of the room, or of the person, that it is about
 *
 * Returns: (transfer full): what takes it back
 */
HavenChoiceUndo *
haven_choice_make (HavenSettings *settings,
                   const HavenVerdict *verdict,
                   HavenChoice choice,
                   const char *place)
{
  HavenChoiceUndo *undo = undo_new (choice, place);
  HavenPlace *where = NULL;

  switch (choice) {
  case HAVEN_CHOICE_TOPIC:
    open_topics (settings, settings->topics, verdict, undo);
    break;
  case HAVEN_CHOICE_NOT_HERE:
    where = haven_settings_room (settings, place);
    open_topics (settings, where->topics, verdict, undo);
    except_rules (settings, verdict, FALSE, place, undo);
    break;
  case HAVEN_CHOICE_PERSON:
  case HAVEN_CHOICE_ROOM:
    where = choice == HAVEN_CHOICE_PERSON ? haven_settings_person (settings, place)
                                          : haven_settings_room (settings, place);
    undo->was_open = where->always_open;
    where->always_open = TRUE;
    break;
  case HAVEN_CHOICE_WRONG:
    except_rules (settings, verdict, TRUE, NULL, undo);
    break;
  }
  return undo;
}

static void
restore_topics (const HavenSettings *settings, GHashTable *topics, const HavenChoiceUndo *undo)
{
  GHashTableIter iter;
  gpointer topic, before;

  g_hash_table_iter_init (&iter, undo->topics);
  while (g_hash_table_iter_next (&iter, &topic, &before)) {
    if (before == NULL || !haven_settings_knows_topic (settings, topic))
      g_hash_table_remove (topics, topic);
    else
      g_hash_table_replace (topics, g_strdup (topic), g_memdup2 (before, sizeof (HavenTopicChoice)));
  }
}

/**
 * haven_choice_undo:
 * @settings: settings of now, which may differ in other ways
 * @undo: what haven_choice_make() returned
 */
void
haven_choice_undo (HavenSettings *settings, const HavenChoiceUndo *undo)
{
  if (undo->choice == HAVEN_CHOICE_TOPIC)
    restore_topics (settings, settings->topics, undo);
  else if (undo->choice == HAVEN_CHOICE_NOT_HERE)
    restore_topics (settings, haven_settings_room (settings, undo->place)->topics, undo);
  else if (undo->choice == HAVEN_CHOICE_PERSON)
    haven_settings_person (settings, undo->place)->always_open = undo->was_open;
  else if (undo->choice == HAVEN_CHOICE_ROOM)
    haven_settings_room (settings, undo->place)->always_open = undo->was_open;
  for (guint i = 0; i < undo->exceptions->len; i++) {
    const HavenException *added = undo->exceptions->pdata[i];

    haven_settings_remove_exception (settings, added->pack, added->rule, added->conversation);
  }
}

/**
 * haven_choice_count_rules:
 * @undo: what haven_choice_make() returned
 *
 * Returns: how many rules are silent by it that were not before
 */
guint
haven_choice_count_rules (const HavenChoiceUndo *undo)
{
  return undo->exceptions->len;
}
