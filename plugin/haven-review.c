/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-review.h"

#include <glib/gi18n-lib.h>

#include "conduct/haven-reminders.h"
#include "haven-kept-file.h"
#include "haven-taxonomy.h"

/**
 * HavenReview:
 *
 * What came of reminders: it tells the engine, so that they fade, and keeps the counts over a restart.
 */
struct _HavenReview {
  HavenReminders *reminders;
  HavenReminders *base; /* what they began with, where another program writes them */
  HavenKeptFile *file;
  gboolean due; /* what was counted since stands nowhere yet */
};

static gboolean
load (gpointer reminders, const char *path, GError **error)
{
  return haven_reminders_load (reminders, path, error);
}

/* What stands in the file comes to what was counted here. */
static void
take_up (HavenReview *review)
{
  g_autoptr (HavenReminders) theirs = haven_reminders_new ();

  haven_kept_file_read (review->file, load, theirs);
  if (haven_kept_file_is_unread (review->file))
    return;
  if (review->base == NULL)
    review->base = haven_reminders_new ();
  haven_reminders_join (review->reminders, review->base, theirs);
  g_clear_pointer (&review->base, haven_reminders_free);
}

static void
save (HavenReview *review)
{
  gsize length;
  char *json;

  if (!haven_kept_file_is_ours (review->file))
    return;
  if (haven_kept_file_is_unread (review->file))
    take_up (review);
  review->due = haven_kept_file_is_unread (review->file);
  if (review->due)
    return;
  json = haven_reminders_to_json (review->reminders, &length);
  haven_kept_file_write (review->file, g_bytes_new_take (json, length));
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
  review->file = haven_kept_file_new (path, "the counts of reminders");
  if (saves)
    haven_kept_file_take (review->file);
  haven_kept_file_read (review->file, load, reminders);
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
  haven_kept_file_take (review->file);
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
  if (review->due || haven_kept_file_has_failed (review->file))
    save (review);
  /* there is no later: both are kept */
  if (review->due) {
    haven_kept_file_set_aside (review->file);
    save (review);
  }
  haven_kept_file_free (review->file);
  g_clear_pointer (&review->base, haven_reminders_free);
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
