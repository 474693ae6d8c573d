/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-held.h"

#include <string.h>

#include "evidence/haven-held-file.h"
#include "haven-error.h"
#include "haven-file.h"

/**
 * HavenHeld:
 *
 * The held box as the plugin sees it: what came from somebody who is held or muted, in the order it came,
 * until the user does something about it. It stands on disk too, except for what came where the client keeps
 * no log: that lives as long as the client. When it is full a message is not taken, and the caller shows it
 * under a veil instead: nothing is ever lost in silence.
 */
struct _HavenHeld {
  HavenHeldFile *file; /* (nullable): while it cannot be opened what comes is in memory only */
  char *problem;       /* (nullable): why it could not be opened */
  const HavenWallClock *clock;
  char *path;
  GQueue items; /* HavenHeldItem, oldest first */
  guint64 last_id;
  guint bound;
  gsize size;     /* bytes of all markup */
  guint n_due;    /* items that should be on disk, and could not be written yet */
  GArray *gone;   /* guint64: items that left, where that could not be written yet */
  gboolean stale; /* the file holds words of messages that are gone */
};

/* Bytes of markup: more than anybody writes by hand in a month. */
#define MAX_SIZE (10 * 1024 * 1024)

/* From here on what comes is numbered while the file, and with it the numbers in it, is not known: a number
 * that somebody reads and types must not mean another message by then. */
#define FIRST_UNKNOWN 1000000

/**
 * haven_held_item_free:
 * @item: (nullable) (transfer full): an item
 */
void
haven_held_item_free (HavenHeldItem *item)
{
  if (item == NULL)
    return;
  g_free (item->account);
  g_free (item->conversation);
  g_free (item->sender);
  g_free (item->markup);
  g_free (item->cause);
  g_free (item->reason);
  g_free (item->rules);
  g_free (item->action);
  g_free (item->alias);
  g_free (item);
}

static HavenHeldItem *
item_copy (const HavenHeldItem *item)
{
  HavenHeldItem *copy = g_new0 (HavenHeldItem, 1);

  copy->id = item->id;
  copy->account = g_strdup (item->account);
  copy->conversation = g_strdup (item->conversation);
  copy->room = item->room;
  copy->sender = g_strdup (item->sender);
  copy->markup = g_strdup (item->markup);
  copy->cause = g_strdup (item->cause);
  copy->reason = g_strdup (item->reason);
  copy->time = item->time;
  copy->kept = item->kept;
  copy->due = item->due;
  copy->rules = g_strdup (item->rules);
  copy->action = g_strdup (item->action);
  copy->alias = g_strdup (item->alias);
  copy->score = item->score;
  copy->since = item->since;
  return copy;
}

static void
take_record (const HavenHeldRecord *record, gpointer data)
{
  HavenHeld *held = data;
  HavenHeldItem *item = g_new0 (HavenHeldItem, 1);

  item->id = record->id;
  item->account = g_strdup (record->account);
  item->conversation = g_strdup (record->conversation);
  item->room = record->room;
  item->sender = g_strdup (record->sender);
  item->markup = g_strdup (record->markup);
  item->cause = g_strdup (record->cause);
  item->reason = g_strdup (record->reason);
  item->time = record->time;
  item->kept = TRUE;
  item->rules = g_strdup (record->rules);
  item->action = g_strdup (record->action);
  item->alias = g_strdup (record->alias);
  item->score = record->score;
  item->since = record->since != 0 ? record->since : record->time;
  held->last_id = MAX (held->last_id, record->id);
  held->size += strlen (item->markup);
  g_queue_push_tail (&held->items, item);
}

/* What could be read stands in the box, and is read again when the file can be written as well. */
static void
open_file (HavenHeld *held, gint64 keep_from)
{
  g_autoptr (GError) error = NULL;

  held->file = haven_held_file_open (held->path, keep_from, take_record, held, &error);
  if (held->file != NULL) {
    g_clear_pointer (&held->problem, g_free);
    return;
  }
  if (g_strcmp0 (held->problem, error->message) != 0)
    g_warning ("what is held is kept in memory only: %s", error->message);
  g_free (held->problem);
  held->problem = g_strdup (error->message);
  held->last_id = MAX (held->last_id, FIRST_UNKNOWN);
}

/**
 * haven_held_new:
 * @bound: how many messages to keep
 * @path: (nullable): the file of the held box; NULL where another program has it
 * @clock: what is believed of the clock; borrowed
 * @keep_from: that whose age began before this moment is forgotten; microseconds since 1970 UTC
 *
 * Returns: (transfer full): the box with what was held before
 */
HavenHeld *
haven_held_new (guint bound, const char *path, const HavenWallClock *clock, gint64 keep_from)
{
  HavenHeld *held = g_new0 (HavenHeld, 1);

  g_queue_init (&held->items);
  held->gone = g_array_new (FALSE, FALSE, sizeof (guint64));
  held->bound = bound;
  held->clock = clock;
  held->path = g_strdup (path);
  if (path != NULL)
    open_file (held, keep_from);
  return held;
}

static GList *find_link (HavenHeld *held, guint64 id);
static void drop_link (HavenHeld *held, GList *link);

/* Behind what the file holds. */
static void
take_own (HavenHeld *held, HavenHeldItem *item, guint64 last_in_file)
{
  /* somebody may have taken the file away: then it is written again */
  if (item->kept) {
    item->kept = FALSE;
    item->due = TRUE;
    held->n_due++;
  } else if (item->id <= last_in_file) {
    item->id = held->last_id + 1;
  }
  held->last_id = MAX (held->last_id, item->id);
  held->size += strlen (item->markup);
  g_queue_push_tail (&held->items, item);
}

/* The file and what came without it are one box from now on. */
static void
join_file (HavenHeld *held, gint64 keep_from)
{
  GQueue own = held->items;
  gsize own_size = held->size;
  guint64 own_last = held->last_id, last_in_file;
  GList *link;

  g_queue_init (&held->items);
  held->size = 0;
  held->last_id = 0;
  open_file (held, keep_from);
  if (held->file == NULL) {
    g_queue_clear_full (&held->items, (GDestroyNotify)haven_held_item_free);
    held->items = own;
    held->size = own_size;
    held->last_id = MAX (held->last_id, own_last);
    return;
  }
  last_in_file = held->last_id;
  for (guint i = 0; i < held->gone->len; i++)
    if ((link = find_link (held, g_array_index (held->gone, guint64, i))) != NULL)
      drop_link (held, link);
  for (GList *l = own.head; l != NULL; l = l->next) {
    HavenHeldItem *item = l->data;

    if (item->kept && find_link (held, item->id) != NULL)
      haven_held_item_free (item);
    else
      take_own (held, item, last_in_file);
  }
  g_queue_clear (&own);
}

/**
 * haven_held_take_over:
 * @held: a box whose file another program had, until now
 * @path: that file
 * @keep_from: what came before this moment is forgotten; microseconds since 1970 UTC
 *
 * What came where no log is kept has new numbers afterwards, behind those of the file.
 */
void
haven_held_take_over (HavenHeld *held, const char *path, gint64 keep_from)
{
  held->path = g_strdup (path);
  join_file (held, keep_from);
}

static gboolean
add_to_file (HavenHeld *held, const HavenHeldItem *item, GError **error)
{
  HavenHeldRecord record = {.id = item->id,
                            .account = item->account,
                            .conversation = item->conversation,
                            .room = item->room,
                            .sender = item->sender,
                            .markup = item->markup,
                            .cause = item->cause,
                            .reason = item->reason,
                            .time = item->time,
                            .rules = item->rules,
                            .action = item->action,
                            .alias = item->alias,
                            .score = item->score,
                            .since = item->since};

  return haven_held_file_add (held->file, &record, error);
}

/* Returns: whether all that left is gone from the file too */
static gboolean
write_gone (HavenHeld *held)
{
  while (held->gone->len > 0) {
    guint last = held->gone->len - 1;

    if (!haven_held_file_remove (held->file, g_array_index (held->gone, guint64, last), NULL))
      return FALSE;
    g_array_set_size (held->gone, last);
  }
  return TRUE;
}

/* What could not be written at its time, as on a full disk, is written as soon as there is room. */
static void
write_due (HavenHeld *held)
{
  if (held->file == NULL && held->path != NULL)
    join_file (held, G_MININT64);
  if (held->file == NULL || !write_gone (held))
    return;
  for (GList *l = held->items.head; held->n_due > 0 && l != NULL; l = l->next) {
    HavenHeldItem *item = l->data;

    if (!item->due)
      continue;
    item->kept = add_to_file (held, item, NULL);
    if (!item->kept)
      return;
    item->due = FALSE;
    held->n_due--;
  }
}

/* There is no later: both are kept, where there are two. */
static void
write_beside (HavenHeld *held)
{
  g_autoptr (GError) error = NULL;

  if (haven_file_keep_beside (held->path, &error))
    write_due (held);
  if (held->n_due > 0)
    g_warning ("%u held messages are lost: %s", held->n_due, error != NULL ? error->message : held->problem);
}

/**
 * haven_held_free:
 * @held: (nullable) (transfer full): a box
 */
void
haven_held_free (HavenHeld *held)
{
  if (held == NULL)
    return;
  write_due (held);
  if (held->file == NULL && held->n_due > 0)
    write_beside (held);
  g_queue_clear_full (&held->items, (GDestroyNotify)haven_held_item_free);
  haven_held_file_close (held->file);
  g_array_unref (held->gone);
  g_free (held->path);
  g_free (held->problem);
  g_free (held);
}

static void
take_nothing (const HavenHeldRecord *record, gpointer data)
{
}

/* What left is off the disk only when the file is written anew. */
static void
rewrite (HavenHeld *held, gint64 keep_from)
{
  g_autoptr (GError) error = NULL;

  if (held->file == NULL)
    return;
  haven_held_file_close (held->file);
  held->file = haven_held_file_open (held->path, keep_from, take_nothing, NULL, &error);
  if (held->file == NULL) {
    g_warning ("what is held from now on is kept in memory only: %s", error->message);
    held->problem = g_strdup (error->message);
  }
  held->stale = held->file != NULL && haven_held_file_is_stale (held->file);
}

/* Returns: whether it may be held: a file that is full, or in other hands, is no reason to keep it in memory
 * only, where it would end with this program */
static gboolean
write_item (HavenHeld *held, HavenHeldItem *item)
{
  g_autoptr (GError) error = NULL;

  if (held->path == NULL)
    return FALSE;
  write_due (held);
  item->id = held->last_id + 1; /* the file may have been opened just now */
  if (held->file == NULL) {
    item->due = TRUE;
    held->n_due++;
    return TRUE;
  }
  item->kept = add_to_file (held, item, &error);
  if (g_error_matches (error, HAVEN_ERROR, HAVEN_ERROR_TOO_LARGE) && held->stale) {
    g_clear_error (&error);
    rewrite (held, G_MININT64);
    item->kept = held->file != NULL && add_to_file (held, item, &error);
  }
  if (g_error_matches (error, HAVEN_ERROR, HAVEN_ERROR_TOO_LARGE))
    return FALSE;
  if (error == NULL)
    return TRUE;
  item->due = TRUE;
  held->n_due++;
  g_warning ("held message %" G_GUINT64_FORMAT " is kept in memory only: %s", item->id, error->message);
  return TRUE;
}

static char *
join_reasons (const HavenVerdict *verdict)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < verdict->reasons->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *)verdict->reasons->pdata[i]);
  return g_string_free (text, FALSE);
}

/**
 * haven_held_keep:
 * @held: the box
 * @message: a message that will not be shown
 * @verdict: why
 * @alias: (nullable): the name that its sender has in the client
 * @score: how its sender stands
 *
 * Returns: whether it is kept; if not it must not be hidden
 */
gboolean
haven_held_keep (HavenHeld *held,
                 const HavenMessage *message,
                 const HavenVerdict *verdict,
                 const char *alias,
                 double score)
{
  g_autoptr (HavenHeldItem) item = NULL;

  if (held->items.length >= held->bound || held->size + message->length > MAX_SIZE)
    return FALSE;
  item = g_new0 (HavenHeldItem, 1);
  item->id = held->last_id + 1;
  item->account = g_strdup (message->account);
  item->conversation = g_strdup (message->conversation);
  item->room = message->kind == HAVEN_CONVERSATION_CHAT;
  item->sender = g_strdup (message->sender);
  item->markup = g_strndup (message->text, message->length);
  item->cause = g_strdup (verdict->cause);
  item->reason = join_reasons (verdict);
  item->time = message->time;
  item->rules = haven_verdict_list_rules (verdict);
  item->action = g_strdup (haven_action_to_string (verdict->action));
  item->alias = g_strdup (alias);
  item->score = (gint64)(score * 1000);
  item->since = haven_wall_clock_stamp (held->clock, message->time);
  if (!message->unlogged && !write_item (held, item))
    return FALSE;
  held->last_id = item->id;
  held->size += strlen (item->markup);
  g_queue_push_tail (&held->items, g_steal_pointer (&item));
  return TRUE;
}

/**
 * haven_held_is_due:
 * @held: the box
 *
 * Returns: whether the disk does not hold yet what it should, or still holds what left the box
 */
gboolean
haven_held_is_due (const HavenHeld *held)
{
  return held->n_due > 0 || held->gone->len > 0;
}

/**
 * haven_held_get_problem:
 * @held: the box
 *
 * Returns: (transfer none) (nullable): why its file could not be opened so far; NULL when it is open, or
 *   another program's
 */
const char *
haven_held_get_problem (const HavenHeld *held)
{
  return held->problem;
}

/**
 * haven_held_open_again:
 * @held: a box whose file could not be opened so far
 *
 * Tries again; what came meanwhile is written to it, behind what stands there.
 *
 * Returns: whether it is open
 */
gboolean
haven_held_open_again (HavenHeld *held)
{
  write_due (held);
  return held->file != NULL;
}

/**
 * haven_held_has:
 * @held: the box
 * @message: a message from a room's history
 *
 * Returns: whether the same words of the same person in the same room are held already
 */
gboolean
haven_held_has (HavenHeld *held, const HavenMessage *message)
{
  for (GList *l = held->items.tail; l != NULL; l = l->prev) {
    HavenHeldItem *item = l->data;

    if (g_strcmp0 (item->sender, message->sender) == 0 &&
        g_strcmp0 (item->conversation, message->conversation) == 0 &&
        g_strcmp0 (item->account, message->account) == 0 && g_strcmp0 (item->markup, message->text) == 0)
      return TRUE;
  }
  return FALSE;
}

/**
 * haven_held_count:
 * @held: the box
 * @account: (nullable): an account's id
 * @conversation: (nullable): a conversation's id
 *
 * Returns: how many messages are held there; NULL counts everywhere
 */
guint
haven_held_count (HavenHeld *held, const char *account, const char *conversation)
{
  guint n = 0;

  if (account == NULL && conversation == NULL)
    return held->items.length;
  for (GList *l = held->items.head; l != NULL; l = l->next) {
    HavenHeldItem *item = l->data;

    if ((account == NULL || g_strcmp0 (item->account, account) == 0) &&
        (conversation == NULL || g_strcmp0 (item->conversation, conversation) == 0))
      n++;
  }
  return n;
}

/**
 * haven_held_list:
 * @held: the box
 *
 * Returns: (transfer full) (element-type HavenHeldItem): copies, oldest first
 */
GPtrArray *
haven_held_list (HavenHeld *held)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_held_item_free);

  for (GList *l = held->items.head; l != NULL; l = l->next)
    g_ptr_array_add (list, item_copy (l->data));
  return list;
}

static GList *
find_link (HavenHeld *held, guint64 id)
{
  for (GList *l = held->items.head; l != NULL; l = l->next)
    if (((HavenHeldItem *)l->data)->id == id)
      return l;
  return NULL;
}

/**
 * haven_held_find:
 * @held: the box
 * @id: an item's number
 *
 * Returns: (transfer full) (nullable): a copy of the item
 */
HavenHeldItem *
haven_held_find (HavenHeld *held, guint64 id)
{
  GList *link = find_link (held, id);

  return link != NULL ? item_copy (link->data) : NULL;
}

static void
drop_link (HavenHeld *held, GList *link)
{
  HavenHeldItem *item = link->data;

  held->size -= strlen (item->markup);
  held->stale = held->stale || item->kept;
  held->n_due -= item->due;
  haven_held_item_free (item);
  g_queue_delete_link (&held->items, link);
}

/**
 * haven_held_remove:
 * @held: the box
 * @id: an item's number
 *
 * Returns: whether it was there
 */
gboolean
haven_held_remove (HavenHeld *held, guint64 id)
{
  GList *link = find_link (held, id);
  g_autoptr (GError) error = NULL;

  if (link == NULL)
    return FALSE;
  if (((HavenHeldItem *)link->data)->kept &&
      (held->file == NULL || !haven_held_file_remove (held->file, id, &error))) {
    g_array_append_val (held->gone, id);
    g_warning ("held message %" G_GUINT64_FORMAT " is still on the disk: %s", id,
               error != NULL ? error->message : held->problem);
  }
  drop_link (held, link);
  return TRUE;
}

/**
 * haven_held_forget:
 * @held: the box
 * @keep_from: that whose age began before this moment is forgotten; microseconds since 1970 UTC
 *
 * Also takes off the disk what left the box before.
 *
 * Returns: whether messages left the box
 */
gboolean
haven_held_forget (HavenHeld *held, gint64 keep_from)
{
  gboolean any = FALSE;
  GList *next;

  write_due (held);
  for (GList *l = held->items.head; l != NULL; l = next) {
    next = l->next;
    if (((HavenHeldItem *)l->data)->since >= keep_from)
      continue;
    drop_link (held, l);
    any = TRUE;
  }
  if (any || held->stale)
    rewrite (held, keep_from);
  return any;
}
