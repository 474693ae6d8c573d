/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-veils.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/random.h>

/**
 * HavenVeils:
 *
 * The registry of what is covered. Each veil has a random id of 128 bits which stands in the placeholder's
 * markup: libpurple hands the placeholder round as text, keeps it in its message history and replays it
 * later, and nobody on the other side can write a text that would be taken for one.
 *
 * It is bounded: when it is full the oldest veil is forgotten, and its line stays covered for good.
 */
struct _HavenVeils {
  GHashTable *by_id;   /* (element-type utf8 HavenVeil), the owner */
  GQueue in_order;     /* HavenVeil, oldest first */
  GHashTable *numbers; /* PurpleConversation → the highest number given */
  guint bound;
  HavenVeilFunc gone;
  gpointer user_data;
};

#define SPAN_START "<span id=\"haven-"
#define SPAN_MIDDLE "\">"
#define SPAN_END "</span>"
#define ID_LENGTH 32

static void
veil_free (gpointer data)
{
  HavenVeil *veil = data;

  g_free (veil->sender);
  g_free (veil->original);
  g_free (veil->placeholder);
  g_free (veil->label);
  haven_verdict_free (veil->verdict);
  g_free (veil);
}

/**
 * haven_veils_new:
 * @bound: how many veils to keep
 * @gone: (nullable): called for each veil that is about to be forgotten
 * @user_data: for @gone
 *
 * Returns: (transfer full): an empty registry
 */
HavenVeils *
haven_veils_new (guint bound, HavenVeilFunc gone, gpointer user_data)
{
  HavenVeils *veils = g_new0 (HavenVeils, 1);

  veils->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, veil_free);
  g_queue_init (&veils->in_order);
  veils->numbers = g_hash_table_new (NULL, NULL);
  veils->bound = MAX (bound, 1);
  veils->gone = gone;
  veils->user_data = user_data;
  return veils;
}

static void
forget_link (HavenVeils *veils, GList *link)
{
  HavenVeil *veil = link->data;

  if (veils->gone != NULL)
    veils->gone (veil, veils->user_data);
  g_queue_delete_link (&veils->in_order, link);
  g_hash_table_remove (veils->by_id, veil->id);
}

/**
 * haven_veils_free:
 * @veils: (nullable) (transfer full): a registry
 */
void
haven_veils_free (HavenVeils *veils)
{
  if (veils == NULL)
    return;
  while (veils->in_order.head != NULL)
    forget_link (veils, veils->in_order.head);
  g_hash_table_unref (veils->by_id);
  g_hash_table_unref (veils->numbers);
  g_free (veils);
}

static gboolean
fill_id (char id[ID_LENGTH + 1])
{
  static const char digits[] = "0123456789abcdef";
  guint8 bytes[ID_LENGTH / 2];

  if (getentropy (bytes, sizeof bytes) != 0)
    return FALSE;
  for (guint i = 0; i < sizeof bytes; i++) {
    id[2 * i] = digits[bytes[i] >> 4];
    id[2 * i + 1] = digits[bytes[i] & 15];
  }
  id[ID_LENGTH] = '\0';
  return TRUE;
}

/* Where "/me " ends in @markup, or 0: like purple_message_meify(), behind any tags that stand in front. */
static gsize
skip_me (const char *markup)
{
  const char *at = markup;

  while (*at == '<') {
    const char *close = strchr (at, '>');

    if (close == NULL)
      return 0;
    at = close + 1;
  }
  return g_ascii_strncasecmp (at, "/me ", 4) == 0 ? (gsize)(at - markup) + 4 : 0;
}

static void
number_veil (HavenVeils *veils, HavenVeil *veil)
{
  guint last;

  if (veil->conversation == NULL) {
    veil->number = 1; /* it will be the first line of a conversation that does not exist yet */
    return;
  }
  last = GPOINTER_TO_UINT (g_hash_table_lookup (veils->numbers, veil->conversation));
  veil->number = last + 1;
  g_hash_table_insert (veils->numbers, veil->conversation, GUINT_TO_POINTER (veil->number));
}

/**
 * haven_veils_add:
 * @veils: the registry
 * @arrival: what is to be covered
 * @verdict: (transfer full): why it is covered
 *
 * Returns: (transfer none) (nullable): the veil with its placeholder, owned by @veils; NULL when the system
 * has no randomness, which never happens on a running Linux
 */
HavenVeil *
haven_veils_add (HavenVeils *veils, const HavenArrival *arrival, HavenVerdict *verdict)
{
  HavenVeil *veil = g_new0 (HavenVeil, 1);
  g_autofree char *words = NULL;

  veil->verdict = verdict;
  if (!fill_id (veil->id)) {
    veil_free (veil);
    return NULL;
  }
  while (veils->in_order.length >= veils->bound)
    forget_link (veils, veils->in_order.head);
  veil->account = arrival->account;
  veil->conversation = arrival->conversation;
  veil->sender = g_strdup (arrival->sender);
  veil->original = g_strdup (arrival->markup);
  veil->flags = arrival->flags;
  veil->time = arrival->time;
  veil->label = g_strdup (verdict->label != NULL ? verdict->label : _ ("content note"));
  number_veil (veils, veil);
  words = g_markup_escape_text (veil->label, -1);
  veil->placeholder = g_strconcat (skip_me (veil->original) > 0 ? "/me " : "", SPAN_START, veil->id,
                                   SPAN_MIDDLE "[", words, "]" SPAN_END, NULL);
  g_hash_table_insert (veils->by_id, veil->id, veil);
  g_queue_push_tail (&veils->in_order, veil);
  return veil;
}

/**
 * haven_veils_bind:
 * @veils: the registry
 * @veil: a veil
 * @conversation: where it turned out to stand
 *
 * A first message is received before its conversation exists; this is called when it is written there.
 */
void
haven_veils_bind (HavenVeils *veils, HavenVeil *veil, PurpleConversation *conversation)
{
  if (veil->conversation != NULL)
    return;
  veil->conversation = conversation;
  number_veil (veils, veil);
}

/**
 * haven_veils_bind_first:
 * @veils: the registry
 * @conversation: an IM that has just been made
 *
 * Binds the veils of its first messages, where nothing is ever written: BitlBee shows what was received.
 */
void
haven_veils_bind_first (HavenVeils *veils, PurpleConversation *conversation)
{
  PurpleAccount *account = purple_conversation_get_account (conversation);
  g_autofree char *name = g_strdup (purple_normalize (account, purple_conversation_get_name (conversation)));

  for (GList *l = veils->in_order.head; l != NULL; l = l->next) {
    HavenVeil *veil = l->data;

    if (veil->conversation == NULL && veil->account == account &&
        g_strcmp0 (purple_normalize (account, veil->sender), name) == 0)
      haven_veils_bind (veils, veil, conversation);
  }
}

/* Where the span of a placeholder starts in @markup, with its id; NULL when there is none. */
static const char *
find_span (const char *markup, char id[ID_LENGTH + 1])
{
  for (const char *at = markup; (at = strstr (at, SPAN_START)) != NULL; at++) {
    const char *digits = at + strlen (SPAN_START);

    if (strspn (digits, "0123456789abcdef") == ID_LENGTH &&
        g_str_has_prefix (digits + ID_LENGTH, SPAN_MIDDLE)) {
      memcpy (id, digits, ID_LENGTH);
      id[ID_LENGTH] = '\0';
      return at;
    }
  }
  return NULL;
}

/**
 * haven_veils_find:
 * @veils: the registry
 * @markup: a line that may hold a placeholder, or the id of a veil
 *
 * Returns: (transfer none) (nullable): the veil whose placeholder stands in @markup
 */
HavenVeil *
haven_veils_find (HavenVeils *veils, const char *markup)
{
  char id[ID_LENGTH + 1];

  if (find_span (markup, id) != NULL)
    return g_hash_table_lookup (veils->by_id, id);
  return strlen (markup) == ID_LENGTH ? g_hash_table_lookup (veils->by_id, markup) : NULL;
}

/**
 * haven_veils_find_line:
 * @veils: the registry
 * @conversation: a conversation
 * @original: a line as it was before anything covered it
 *
 * Lines that no receiving-* signal announces (topics, joins) stand in libpurple's message history as they
 * came, so a replay of them is recognised by their text.
 *
 * Returns: (transfer none) (nullable): the newest veil of that line
 */
HavenVeil *
haven_veils_find_line (HavenVeils *veils, PurpleConversation *conversation, const char *original)
{
  for (GList *l = veils->in_order.tail; l != NULL; l = l->prev) {
    HavenVeil *veil = l->data;

    if (veil->system && veil->conversation == conversation && g_str_equal (veil->original, original))
      return veil;
  }
  return NULL;
}

static HavenVeil *
find_number (HavenVeils *veils, PurpleConversation *conversation, guint64 number)
{
  for (GList *l = veils->in_order.tail; l != NULL; l = l->prev) {
    HavenVeil *veil = l->data;

    if (veil->conversation == conversation && veil->number == number)
      return veil;
  }
  return NULL;
}

static HavenVeil *
find_newest (HavenVeils *veils, PurpleConversation *conversation)
{
  for (GList *l = veils->in_order.tail; l != NULL; l = l->prev)
    if (((HavenVeil *)l->data)->conversation == conversation)
      return l->data;
  return NULL;
}

/**
 * haven_veils_find_typed:
 * @veils: the registry
 * @conversation: a conversation
 * @number: a veil's number there as the user typed it, or nothing for the newest
 *
 * Returns: (transfer none) (nullable): the veil
 */
HavenVeil *
haven_veils_find_typed (HavenVeils *veils, PurpleConversation *conversation, const char *number)
{
  guint64 wanted;

  if (*number == '\0')
    return find_newest (veils, conversation);
  if (!g_ascii_string_to_unsigned (number, 10, 1, G_MAXUINT, &wanted, NULL))
    return NULL;
  return find_number (veils, conversation, wanted);
}

/**
 * haven_veils_list:
 * @veils: the registry
 * @conversation: (nullable): a conversation, or NULL for all
 *
 * Returns: (transfer container) (element-type HavenVeil): its veils, oldest first
 */
GPtrArray *
haven_veils_list (HavenVeils *veils, PurpleConversation *conversation)
{
  GPtrArray *list = g_ptr_array_new ();

  for (GList *l = veils->in_order.head; l != NULL; l = l->next) {
    HavenVeil *veil = l->data;

    if (conversation == NULL || veil->conversation == conversation)
      g_ptr_array_add (list, veil);
  }
  return list;
}

/**
 * haven_veils_forget_conversation:
 * @veils: the registry
 * @conversation: a conversation that is being deleted
 */
void
haven_veils_forget_conversation (HavenVeils *veils, PurpleConversation *conversation)
{
  GList *next;

  for (GList *l = veils->in_order.head; l != NULL; l = next) {
    next = l->next;
    if (((HavenVeil *)l->data)->conversation == conversation)
      forget_link (veils, l);
  }
  g_hash_table_remove (veils->numbers, conversation);
}

/**
 * haven_veils_forget_account:
 * @veils: the registry
 * @account: an account that is being removed
 */
void
haven_veils_forget_account (HavenVeils *veils, PurpleAccount *account)
{
  GList *next;

  for (GList *l = veils->in_order.head; l != NULL; l = next) {
    next = l->next;
    if (((HavenVeil *)l->data)->account == account)
      forget_link (veils, l);
  }
}

/**
 * haven_veil_restore:
 * @veil: a veil
 * @markup: a text in which its placeholder stands, perhaps with something that another plugin put around it
 *
 * Returns: (transfer full): @markup with the original in the placeholder's place
 */
char *
haven_veil_restore (const HavenVeil *veil, const char *markup)
{
  char id[ID_LENGTH + 1];
  const char *start, *end;

  if (g_str_equal (markup, veil->placeholder))
    return g_strdup (veil->original);
  start = find_span (markup, id);
  end = start != NULL ? strstr (start, SPAN_END) : NULL;
  if (end == NULL)
    return g_strdup (veil->original);
  return g_strdup_printf ("%.*s%s%s", (int)(start - markup), markup,
                          veil->original + skip_me (veil->original), end + strlen (SPAN_END));
}

/**
 * haven_veil_cover:
 * @veil: a veil
 *
 * Returns: (transfer full): markup that covers the line in a UI that knows nothing of veils: the label, and
 * how to open it
 */
char *
haven_veil_cover (const HavenVeil *veil)
{
  g_autofree char *words = g_markup_escape_text (veil->label, -1);
  /* Translators: a covered line in a text client, such as "[content note: self-harm · /haven open 3]" */
  g_autofree char *line = g_strdup_printf (_ ("[%s · /haven open %u]"), words, veil->number);

  return g_strconcat (skip_me (veil->original) > 0 ? "/me " : "", SPAN_START, veil->id, SPAN_MIDDLE, line,
                      SPAN_END, NULL);
}
