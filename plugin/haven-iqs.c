/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-iqs.h"

#include <string.h>

/**
 * HavenIqs:
 *
 * The only place that asks XMPP servers something of Haven's own (RFC 6120, 8.2.3). libpurple has no call for
 * it, but its protocol offers the raw stream as signals.
 */
struct _HavenIqs {
  GHashTable *pending; /* char *id of our question → Question */
};

typedef struct {
  PurpleConnection *gc;
  char *to; /* (nullable): NULL for the user's own server */
  HavenIqFunc func;
  gpointer data;
  GDestroyNotify destroy;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  if (question->destroy != NULL)
    question->destroy (question->data);
  g_free (question->to);
  g_free (question);
}

/* RFC 6120, 8.1.2.1: the server answers for the account without an address, or with the account's own. */
static gboolean
is_own_server (PurpleConnection *gc, const char *from)
{
  const char *username = purple_account_get_username (purple_connection_get_account (gc));
  g_autofree char *bare = g_strndup (username, strcspn (username, "/"));

  return from == NULL || g_ascii_strcasecmp (from, bare) == 0;
}

/* An id of ours from anybody but the one who was asked is a guess, and not taken. */
static gboolean
is_answer (const Question *question, PurpleConnection *gc, const char *type, const char *from)
{
  if (question->gc != gc || (g_strcmp0 (type, "result") != 0 && g_strcmp0 (type, "error") != 0))
    return FALSE;
  if (question->to == NULL)
    return is_own_server (gc, from);
  return from != NULL && g_ascii_strcasecmp (from, question->to) == 0;
}

static gboolean
on_iq (PurpleConnection *gc, const char *type, const char *id, const char *from, xmlnode *iq, gpointer data)
{
  HavenIqs *iqs = data;
  Question *question = id != NULL ? g_hash_table_lookup (iqs->pending, id) : NULL;

  if (question == NULL || !is_answer (question, gc, type, from))
    return FALSE;
  /* the answer may ask again, or make a conversation go away: nothing of ours is in the table meanwhile */
  g_hash_table_steal_extended (iqs->pending, id, (gpointer *)&id, NULL);
  question->func (iq, question->data);
  question_free (question);
  g_free ((char *)id);
  return TRUE;
}

static void
on_signed_off (PurpleConnection *gc, gpointer data)
{
  HavenIqs *iqs = data;
  g_autoptr (GPtrArray) over = g_ptr_array_new_with_free_func (question_free);
  GHashTableIter iter;
  gpointer id, question;

  /* whoever is told may ask again: nothing of these is in the table meanwhile */
  g_hash_table_iter_init (&iter, iqs->pending);
  while (g_hash_table_iter_next (&iter, &id, &question)) {
    if (((Question *)question)->gc != gc)
      continue;
    g_hash_table_iter_steal (&iter);
    g_free (id);
    g_ptr_array_add (over, question);
  }
  for (guint i = 0; i < over->len; i++) {
    const Question *one = over->pdata[i];

    one->func (NULL, one->data);
  }
}

/**
 * haven_iqs_new:
 * @handle: the plugin, whose signals end before this is freed
 *
 * Returns: (transfer full): listening for answers, if there is XMPP at all
 */
HavenIqs *
haven_iqs_new (PurplePlugin *handle)
{
  HavenIqs *iqs = g_new0 (HavenIqs, 1);
  PurplePlugin *jabber = purple_find_prpl ("prpl-jabber");

  iqs->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, question_free);
  if (jabber != NULL)
    purple_signal_connect (jabber, "jabber-receiving-iq", handle, PURPLE_CALLBACK (on_iq), iqs);
  purple_signal_connect (purple_connections_get_handle (), "signed-off", handle,
                         PURPLE_CALLBACK (on_signed_off), iqs);
  return iqs;
}

/**
 * haven_iqs_free:
 * @iqs: (nullable) (transfer full): questions that are not answered are forgotten
 */
void
haven_iqs_free (HavenIqs *iqs)
{
  if (iqs == NULL)
    return;
  g_hash_table_unref (iqs->pending);
  g_free (iqs);
}

/**
 * haven_iq_new:
 * @type: "get" or "set"
 * @to: (nullable): who is asked; NULL for the user's own server
 * @payload: (transfer full): what is asked
 *
 * Returns: (transfer full): a question
 */
xmlnode *
haven_iq_new (const char *type, const char *to, xmlnode *payload)
{
  xmlnode *iq = xmlnode_new ("iq");

  xmlnode_set_attrib (iq, "type", type);
  if (to != NULL)
    xmlnode_set_attrib (iq, "to", to);
  xmlnode_insert_child (iq, payload);
  return iq;
}

/**
 * haven_iqs_ask:
 * @iqs: the questions
 * @gc: an XMPP connection
 * @iq: (transfer full): a question
 * @func: called with the answer, or with NULL when the connection ends before
 * @data: passed to @func
 * @destroy: (nullable): frees @data when the question is over
 */
void
haven_iqs_ask (
    HavenIqs *iqs, PurpleConnection *gc, xmlnode *iq, HavenIqFunc func, gpointer data, GDestroyNotify destroy)
{
  Question *question = g_new0 (Question, 1);
  char *id = g_uuid_string_random ();

  question->gc = gc;
  question->to = g_strdup (xmlnode_get_attrib (iq, "to"));
  question->func = func;
  question->data = data;
  question->destroy = destroy;
  xmlnode_set_attrib (iq, "id", id);
  g_hash_table_insert (iqs->pending, id, question);
  purple_signal_emit (purple_connection_get_prpl (gc), "jabber-sending-xmlnode", gc, &iq);
  if (iq != NULL)
    xmlnode_free (iq);
}

static gboolean
has_data (gpointer id, gpointer question, gpointer data)
{
  return ((Question *)question)->data == data;
}

/**
 * haven_iqs_forget:
 * @iqs: the questions
 * @data: what was given with questions whose answers nobody waits for any more
 */
void
haven_iqs_forget (HavenIqs *iqs, gconstpointer data)
{
  g_hash_table_foreach_remove (iqs->pending, has_data, (gpointer)data);
}
