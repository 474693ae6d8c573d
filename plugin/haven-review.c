/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-review.h"

#include <glib/gi18n-lib.h>

#include "conduct/haven-reminders.h"
#include "haven-file.h"
#include "haven-taxonomy.h"

/**
 * HavenReview:
 *
 * What came of reminders: it tells the engine, so that they fade, and keeps the counts over a restart.
 */
struct _HavenReview {
  HavenReminders *reminders;
  HavenReminders *base; /* what they began with, where another program writes them */
  char *path;
  GThreadPool *writer; /* one thread; NULL where another program writes them */
  gboolean unread;     /* their file could not be opened so far, and must not be written over */
  gboolean due;        /* what was counted since stands nowhere yet */
  gint failed;         /* atomic: nor does what the writer was given last */
};

/* Runs on the writer's thread. */
static void
write_counts (gpointer data, gpointer user_data)
{
  g_autofree char *json = data;
  HavenReview *review = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = haven_file_write (review->path, json, strlen (json), &error);

  g_atomic_int_set (&review->failed, !ok);
  if (!ok)
    g_warning ("the counts of reminders could not be saved: %s", error->message);
}

static void
keep_unreadable (const char *path)
{
  g_autoptr (GError) error = NULL;

  if (!haven_file_keep_beside (path, &error))
    g_warning ("they could not be kept either: %s", error->message);
}

/* A file that cannot be opened now, for want of descriptors or of a disk, may be in order: it is tried again.
 * One that is open and cannot be understood is only in the way, and is kept. */
static void
read_file (HavenReview *review, HavenReminders *reminders)
{
  g_autoptr (GError) error = NULL;
  gboolean before = review->unread;

  review->unread = FALSE;
  if (haven_reminders_load (reminders, review->path, &error))
    return;
  review->unread = error->domain == G_FILE_ERROR;
  if (!review->unread && review->writer != NULL)
    keep_unreadable (review->path);
  if (!review->unread || !before)
    g_warning ("the counts of reminders could not be read: %s", error->message);
}

/* What stands in the file comes to what was counted here. */
static void
take_up (HavenReview *review)
{
  g_autoptr (HavenReminders) theirs = haven_reminders_new ();

  read_file (review, theirs);
  if (review->unread)
    return;
  if (review->base == NULL)
    review->base = haven_reminders_new ();
  haven_reminders_join (review->reminders, review->base, theirs);
  g_clear_pointer (&review->base, haven_reminders_free);
}

static void
begin_saving (HavenReview *review)
{
  review->writer = g_thread_pool_new (write_counts, review, 1, FALSE, NULL);
  haven_file_sweep (review->path);
}

static void
save (HavenReview *review)
{
  gsize length;

  if (review->writer == NULL)
    return;
  if (review->unread)
    take_up (review);
  review->due = review->unread;
  if (!review->unread)
    g_thread_pool_push (review->writer, haven_reminders_to_json (review->reminders, &length), NULL);
}

/**
 * haven_review_new:
 * @reminders: the engine's reminders; borrowed
 * @path: where their counts are kept
 * @saves: whether it is this program that writes them
 *
 * Returns: (transfer full): the counts of earlier sessions, taken up
 */
HavenReview *
haven_review_new (HavenReminders *reminders, const char *path, gboolean saves)
{
  HavenReview *review = g_new0 (HavenReview, 1);

  review->reminders = reminders;
  review->path = g_strdup (path);
  if (saves)
    begin_saving (review);
  read_file (review, reminders);
  if (saves)
    return review;
  review->base = haven_reminders_new ();
  haven_reminders_join (review->base, review->base, reminders);
  return review;
}

/**
 * haven_review_take_over:
 * @review: counts that another program wrote, until now
 *
 * Takes up what came of reminders there, beside what came of them here, and writes both from now on.
 */
void
haven_review_take_over (HavenReview *review)
{
  begin_saving (review);
  take_up (review);
  save (review);
}

/**
 * haven_review_free:
 * @review: (nullable) (transfer full): the counts, on the disk afterwards
 */
void
haven_review_free (HavenReview *review)
{
  if (review == NULL)
    return;
  if (review->writer != NULL) {
    if (review->due || g_atomic_int_get (&review->failed))
      save (review);
    /* there is no later: both are kept */
    if (review->due) {
      keep_unreadable (review->path);
      review->unread = FALSE;
      save (review);
    }
    g_thread_pool_free (review->writer, FALSE, TRUE);
  }
  g_clear_pointer (&review->base, haven_reminders_free);
  g_free (review->path);
  g_free (review);
}

/**
 * haven_review_answered:
 * @review: the counts
 * @conversation: (nullable): id of where it was, or was not, sent
 * @verdict: what the question was about
 * @answer: what the user decided
 * @now: microseconds since 1970 UTC
 */
void
haven_review_answered (HavenReview *review,
                       const char *conversation,
                       const HavenVerdict *verdict,
                       HavenAnswer answer,
                       gint64 now)
{
  static const HavenReminded kinds[] = {
      [HAVEN_ANSWER_SEND] = HAVEN_REMINDED_SENT,   [HAVEN_ANSWER_MASK] = HAVEN_REMINDED_MASKED,
      [HAVEN_ANSWER_EDIT] = HAVEN_REMINDED_EDITED, [HAVEN_ANSWER_CANCEL] = HAVEN_REMINDED_CANCELLED,
      [HAVEN_ANSWER_NOTE] = HAVEN_REMINDED_SENT,
  };

  haven_reminders_answered (review->reminders, conversation, verdict->findings, kinds[answer], now);
  save (review);
}

static void
describe_one (const char *category, const guint *counts, gpointer data)
{
  const char *title = haven_taxonomy_title (HAVEN_KIND_SHARING, category);

  g_string_append_printf (data, _ ("\n%s: sent %u, masked %u, edited %u, not sent %u"), title,
                          counts[HAVEN_REMINDED_SENT], counts[HAVEN_REMINDED_MASKED],
                          counts[HAVEN_REMINDED_EDITED], counts[HAVEN_REMINDED_CANCELLED]);
}

/**
 * haven_review_describe:
 * @review: the counts
 *
 * Returns: (transfer full): in words, which reminders were shown and what the user did
 */
char *
haven_review_describe (HavenReview *review)
{
  GString *text = g_string_new (_ ("Reminders until now, as counts only:"));
  gsize empty = text->len;

  haven_reminders_foreach (review->reminders, describe_one, text);
  if (text->len == empty)
    g_string_append (text, _ (" none was shown yet."));
  return g_string_free (text, FALSE);
}
