/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-keeper.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "evidence/haven-evidence.h"
#include "evidence/haven-trail.h"
#include "haven-file.h"
#include "haven-plugin.h"

/**
 * HavenKeeper:
 *
 * The only place that puts what happens in the client into the evidence. It is asked only while the user has
 * switched evidence on, or for single messages that the user picks. Once somebody has been at the user, their
 * conversation is followed, both sides of it: an insult without what came before and after proves little.
 *
 * Each record waits for the disk, so a thread of its own writes them, in the order they came.
 */
struct _HavenKeeper {
  char *directory;
  GThreadPool *writer; /* one thread */
  HavenEvidence *open; /* (nullable): the writer's own */
  gint n_waiting;      /* atomic: records that are not written yet */
  gint n_lost;         /* atomic: records that could not be written */
  HavenTrail *trail;   /* conversations in which something happened */
};

typedef struct {
  const HavenEvidenceRecord *record;
  gboolean found;
} Search;

static void
look_for (const HavenEvidenceRecord *record, gpointer data)
{
  Search *search = data;
  const HavenEvidenceRecord *wanted = search->record;

  search->found |= record->time == wanted->time && g_strcmp0 (record->sender, wanted->sender) == 0 &&
                   g_strcmp0 (record->conversation, wanted->conversation) == 0 &&
                   g_strcmp0 (record->account, wanted->account) == 0 &&
                   g_strcmp0 (record->text, wanted->text) == 0;
}

/* What the user picks among held messages may have been kept when it came, or picked before: twice in a
 * report it would have been said twice. */
static gboolean
is_kept_already (const char *path, const HavenEvidenceRecord *record)
{
  Search search = {record, FALSE};
  g_autoptr (HavenEvidenceCheck) check = NULL;

  if (record->cause != NULL)
    check = haven_evidence_verify (path, look_for, &search, NULL);
  return search.found;
}

/* The writer's thread alone has the file open, for as long as there is something to write: opening reads the
 * whole chain. */
static gboolean
append (HavenKeeper *keeper, const char *path, const HavenEvidenceRecord *record, GError **error)
{
  if (keeper->open == NULL && haven_file_ensure_directory (keeper->directory, error))
    keeper->open = haven_evidence_open (path, error);
  return keeper->open != NULL && haven_evidence_append (keeper->open, record, error);
}

/* Runs on the writer's thread. */
static void
write_record (gpointer data, gpointer user_data)
{
  g_autoptr (HavenEvidenceRecord) record = data;
  HavenKeeper *keeper = user_data;
  g_autofree char *path = g_build_filename (keeper->directory, "evidence.jsonl", NULL);
  g_autoptr (GError) error = NULL;

  if (!is_kept_already (path, record) && !append (keeper, path, record, &error)) {
    g_atomic_int_inc (&keeper->n_lost);
    g_warning ("a record of evidence is lost: %s", error->message);
  }
  if (g_atomic_int_dec_and_test (&keeper->n_waiting))
    g_clear_pointer (&keeper->open, haven_evidence_close);
}

/**
 * haven_keeper_new:
 * @directory: where evidence is kept
 *
 * Returns: (transfer full): a keeper; nothing is touched before there is something to keep
 */
HavenKeeper *
haven_keeper_new (const char *directory)
{
  HavenKeeper *keeper = g_new0 (HavenKeeper, 1);

  keeper->directory = g_strdup (directory);
  keeper->writer = g_thread_pool_new (write_record, keeper, 1, FALSE, NULL);
  keeper->trail = haven_trail_new ();
  return keeper;
}

/**
 * haven_keeper_free:
 * @keeper: (nullable) (transfer full): a keeper; waits until everything is written
 */
void
haven_keeper_free (HavenKeeper *keeper)
{
  if (keeper == NULL)
    return;
  g_thread_pool_free (keeper->writer, FALSE, TRUE);
  haven_trail_free (keeper->trail);
  haven_evidence_close (keeper->open);
  g_free (keeper->directory);
  g_free (keeper);
}

/* NULL for a time that no calendar has: whoever sends a message may say any. */
static char *
zone_of (gint64 time)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);

  return when != NULL ? g_date_time_format (when, "%:z") : NULL;
}

/* The account id is "protocol:username". */
static void
fill_account (HavenEvidenceRecord *record, const char *account)
{
  const char *colon = strchr (account, ':');

  record->service = colon != NULL ? g_strndup (account, (gsize)(colon - account)) : g_strdup (account);
  record->account = g_strdup (colon != NULL ? colon + 1 : account);
}

static HavenEvidenceRecord *
record_new (const char *account, const char *conversation, const char *sender, gint64 time)
{
  HavenEvidenceRecord *record = haven_evidence_record_new ();

  fill_account (record, account);
  record->conversation = g_strdup (conversation);
  record->sender = g_strdup (sender);
  record->time = time;
  record->zone = zone_of (time);
  return record;
}

static gboolean
is_hostile (const HavenVerdict *verdict)
{
  for (guint i = 0; i < verdict->findings->len; i++)
    if (((HavenFinding *)verdict->findings->pdata[i])->kind == HAVEN_KIND_HARASSMENT)
      return TRUE;
  return haven_action_keeps_aside (verdict->action);
}

static void
push (HavenKeeper *keeper, HavenEvidenceRecord *record)
{
  g_atomic_int_inc (&keeper->n_waiting);
  g_thread_pool_push (keeper->writer, record, NULL);
}

/**
 * haven_keeper_incoming:
 * @keeper: a keeper
 * @message: a message that came
 * @verdict: what is about to be done with it; called before anything is dropped
 * @alias: (nullable): the name that is shown
 * @score: how its sender stands
 */
void
haven_keeper_incoming (HavenKeeper *keeper,
                       const HavenMessage *message,
                       const HavenVerdict *verdict,
                       const char *alias,
                       double score)
{
  HavenEvidenceRecord *record;

  /* an encrypted conversation without a log leaves nothing on the disk */
  if (message->unlogged)
    return;
  if (is_hostile (verdict))
    haven_trail_follow (keeper->trail, message->account, message->conversation);
  else if (message->kind == HAVEN_CONVERSATION_CHAT ||
           !haven_trail_follows (keeper->trail, message->account, message->conversation))
    return; /* in a room, what others say is theirs */
  record = record_new (message->account, message->conversation, message->sender, message->time);
  record->room = message->kind == HAVEN_CONVERSATION_CHAT;
  record->alias = g_strdup (alias);
  record->text = g_strndup (message->text, message->length);
  record->rules = haven_verdict_list_rules (verdict);
  record->action = g_strdup (haven_action_to_string (verdict->action));
  record->score = (gint64)(score * 1000);
  if (verdict->before != NULL)
    record->note = g_strdup_printf (_ ("Just before, the same person wrote: %s"), verdict->before);
  push (keeper, record);
}

/**
 * haven_keeper_outgoing:
 * @keeper: a keeper
 * @message: a message of the user's that leaves
 */
void
haven_keeper_outgoing (HavenKeeper *keeper, const HavenMessage *message)
{
  HavenEvidenceRecord *record;

  if (message->unlogged || !haven_trail_follows (keeper->trail, message->account, message->conversation))
    return;
  record = record_new (message->account, message->conversation, NULL, message->time);
  record->sender = g_strdup (record->account);
  record->room = message->kind == HAVEN_CONVERSATION_CHAT;
  record->outgoing = TRUE;
  record->text = g_strndup (message->text, message->length);
  record->action = g_strdup ("show");
  push (keeper, record);
}

/**
 * haven_keeper_held:
 * @keeper: a keeper
 * @item: a held message that the user wants to keep
 */
void
haven_keeper_held (HavenKeeper *keeper, const HavenHeldItem *item)
{
  HavenEvidenceRecord *record = record_new (item->account, item->conversation, item->sender, item->time);

  record->room = item->room;
  record->text = g_strdup (item->markup);
  record->alias = g_strdup (item->alias);
  record->rules = g_strdup (item->rules);
  /* an older Haven held without saying which of the two */
  record->action = g_strdup (item->action != NULL && *item->action != '\0' ? item->action : "hold");
  record->score = item->score;
  record->note = g_strdup (item->reason);
  record->cause = g_strdup (item->cause != NULL ? item->cause : "");
  haven_trail_follow (keeper->trail, item->account, item->conversation);
  push (keeper, record);
}

/**
 * haven_keeper_did:
 * @keeper: a keeper
 * @account: "protocol:username"
 * @conversation: the peer or room
 * @who: (nullable): about whom
 * @did: what the user did: "mute", "release", "block"…
 *
 * Says nothing where nothing was kept before.
 */
void
haven_keeper_did (
    HavenKeeper *keeper, const char *account, const char *conversation, const char *who, const char *did)
{
  HavenEvidenceRecord *record;

  if (!haven_trail_follows (keeper->trail, account, conversation))
    return;
  record = record_new (account, conversation, who, haven_plugin_now ());
  record->room = g_strcmp0 (conversation, who) != 0;
  record->did = g_strdup (did);
  push (keeper, record);
}

/**
 * haven_keeper_note:
 * @keeper: a keeper
 * @account: "protocol:username"
 * @conversation: the peer or room that the note is about
 * @kind: "witnesses", "effect", "reported" or "did"
 * @words: the user's own
 *
 * Returns: whether @kind is one of these
 */
gboolean
haven_keeper_note (
    HavenKeeper *keeper, const char *account, const char *conversation, const char *kind, const char *words)
{
  g_autoptr (HavenEvidenceRecord) record = record_new (account, conversation, NULL, haven_plugin_now ());
  char **slot = g_str_equal (kind, "witnesses")  ? &record->witnesses
                : g_str_equal (kind, "effect")   ? &record->effect
                : g_str_equal (kind, "reported") ? &record->reported
                : g_str_equal (kind, "did")      ? &record->did
                                                 : NULL;

  if (slot == NULL)
    return FALSE;
  *slot = g_strdup (words);
  record->outgoing = TRUE;
  push (keeper, g_steal_pointer (&record));
  return TRUE;
}

/**
 * haven_keeper_has_lost:
 * @keeper: a keeper
 *
 * Returns: whether anything that was to be kept could not be written since this keeper was made
 */
gboolean
haven_keeper_has_lost (HavenKeeper *keeper)
{
  return g_atomic_int_get (&keeper->n_lost) > 0;
}
