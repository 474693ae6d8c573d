/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-approvals.h"

#include <string.h>

#include "text/haven-picture-tags.h"

/**
 * HavenApprovals:
 *
 * What the user has just agreed to send, for plugins that send it again in pieces.
 */
struct _HavenApprovals {
  GQueue approved; /* Approved, newest first */
};

typedef struct {
  PurpleConversation *conversation;
  char *text;
  GArray *pictures; /* guint: their ids */
  gint64 time;
} Approved;

#define APPROVED_FOR (60 * G_USEC_PER_SEC)
#define APPROVED_MAX 16

static void
approved_free (gpointer data)
{
  Approved *approved = data;

  g_free (approved->text);
  g_array_unref (approved->pictures);
  g_free (approved);
}

static GArray *
list_pictures (const char *markup)
{
  g_auto (HavenPictureTags) tags = haven_picture_tags (markup);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint));

  while (haven_picture_tags_next (&tags)) {
    guint id = (guint)tags.id;

    g_array_append_val (ids, id);
  }
  return ids;
}

static gboolean
has_picture (const Approved *approved, guint id)
{
  for (guint i = 0; i < approved->pictures->len; i++)
    if (g_array_index (approved->pictures, guint, i) == id)
      return TRUE;
  return FALSE;
}

/* Words may well come again, "ok": with a picture that the user was not asked about they are no piece. */
static gboolean
is_piece (const Approved *approved, const char *text, const GArray *pictures)
{
  for (guint i = 0; i < pictures->len; i++)
    if (!has_picture (approved, g_array_index (pictures, guint, i)))
      return FALSE;
  return strstr (approved->text, text) != NULL;
}

/**
 * haven_approvals_new:
 *
 * Returns: (transfer full): nothing was agreed to yet
 */
HavenApprovals *
haven_approvals_new (void)
{
  HavenApprovals *approvals = g_new0 (HavenApprovals, 1);

  g_queue_init (&approvals->approved);
  return approvals;
}

/**
 * haven_approvals_free:
 * @approvals: (nullable) (transfer full): what was agreed to
 */
void
haven_approvals_free (HavenApprovals *approvals)
{
  if (approvals == NULL)
    return;
  g_queue_clear_full (&approvals->approved, approved_free);
  g_free (approvals);
}

/**
 * haven_approvals_add:
 * @approvals: what was agreed to
 * @conversation: where it goes
 * @markup: what the user agreed to send
 * @now: microseconds since 1970 UTC
 *
 * A plugin that splits long messages swallows this one and sends its pieces from a timer. They must not be
 * asked about again.
 */
void
haven_approvals_add (HavenApprovals *approvals,
                     PurpleConversation *conversation,
                     const char *markup,
                     gint64 now)
{
  Approved *approved = g_new0 (Approved, 1);

  approved->conversation = conversation;
  approved->text = purple_markup_strip_html (markup);
  approved->pictures = list_pictures (markup);
  approved->time = now;
  g_queue_push_head (&approvals->approved, approved);
  while (approvals->approved.length > APPROVED_MAX)
    approved_free (g_queue_pop_tail (&approvals->approved));
}

/**
 * haven_approvals_cover:
 * @approvals: what was agreed to
 * @conversation: where it goes
 * @markup: what is about to leave
 * @now: microseconds since 1970 UTC
 *
 * Returns: whether it is a piece of what the user agreed to within the last minute
 */
gboolean
haven_approvals_cover (HavenApprovals *approvals,
                       PurpleConversation *conversation,
                       const char *markup,
                       gint64 now)
{
  g_autofree char *text = NULL;
  g_autoptr (GArray) pictures = NULL;

  if (approvals->approved.head == NULL)
    return FALSE;
  text = g_strstrip (purple_markup_strip_html (markup));
  pictures = list_pictures (markup);
  for (GList *l = approvals->approved.head; l != NULL; l = l->next) {
    Approved *approved = l->data;

    /* not from after now either: the clock may have been set back since */
    if (approved->conversation == conversation && now >= approved->time &&
        now < approved->time + APPROVED_FOR && is_piece (approved, text, pictures))
      return TRUE;
  }
  return FALSE;
}

/**
 * haven_approvals_forget:
 * @approvals: what was agreed to
 * @conversation: a conversation that is being deleted
 */
void
haven_approvals_forget (HavenApprovals *approvals, PurpleConversation *conversation)
{
  GList *next;

  for (GList *l = approvals->approved.head; l != NULL; l = next) {
    next = l->next;
    if (((Approved *)l->data)->conversation != conversation)
      continue;
    approved_free (l->data);
    g_queue_delete_link (&approvals->approved, l);
  }
}
