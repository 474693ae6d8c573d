/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-drafts.h"

#include <string.h>

#include "haven-pictures.h"
#include "haven-taxonomy.h"
#include "sharing/haven-mask.h"
#include "text/haven-picture-tags.h"

/**
 * HavenDrafts:
 *
 * What the user typed and has not yet decided about. A draft outlives its question (Escape calls nobody
 * back), its conversation (it comes back when the peer's window opens again), its connection, and the plugin:
 * on unload it is left in the memory of the process, outside of this shared object, and found there when the
 * plugin is loaded again. It never goes to the disk, because what is asked about is what should not lie
 * about.
 */
struct _HavenDrafts {
  GPtrArray *drafts; /* Draft, the owner */
};

typedef struct {
  HavenDraft draft; /* first: what others see */
  PurpleAccount *account;
  char *name;
  PurpleConversationType kind;
  GArray *images; /* int: ids in the image store that must live as long as the draft */
  guint waiting;  /* the source that will ask; other lines of the same send arrive before it */
  gboolean in_entry;
} Draft;

#define STASH_KEY "haven-drafts"
#define STASH_TYPE "a(ssuxas)"

static Draft *
private_of (const HavenDraft *draft)
{
  return (Draft *)draft;
}

static void
draft_free (gpointer data)
{
  Draft *draft = data;

  if (draft->waiting != 0)
    purple_timeout_remove (draft->waiting);
  purple_request_close_with_handle (draft);
  for (guint i = 0; i < draft->images->len; i++)
    purple_imgstore_unref_by_id (g_array_index (draft->images, int, i));
  g_array_unref (draft->images);
  g_ptr_array_unref (draft->draft.lines);
  haven_verdict_free (draft->draft.verdict);
  g_free (draft->draft.question);
  g_free (draft->draft.audience);
  g_free (draft->draft.note);
  g_free (draft->name);
  g_free (draft);
}

static Draft *
draft_new (PurpleAccount *account, const char *name, PurpleConversationType kind, gint64 now)
{
  Draft *draft = g_new0 (Draft, 1);

  draft->account = account;
  draft->name = g_strdup (name);
  draft->kind = kind;
  draft->images = g_array_new (FALSE, FALSE, sizeof (int));
  draft->draft.lines = g_ptr_array_new_with_free_func (g_free);
  draft->draft.verdict = haven_verdict_new ();
  draft->draft.verdict->action = HAVEN_ACTION_ASK;
  draft->draft.time = now;
  return draft;
}

/* Takes back what an earlier life of the plugin left. */
static void
unstash (HavenDrafts *drafts)
{
  gpointer core = purple_get_core ();
  g_autoptr (GVariant) stash = g_dataset_id_remove_no_notify (core, g_quark_try_string (STASH_KEY));
  GVariantIter iter;
  const char *account, *name;
  guint32 kind;
  gint64 time;
  char **lines;

  if (stash == NULL)
    return;
  g_variant_iter_init (&iter, stash);
  while (g_variant_iter_next (&iter, "(&s&sux^as)", &account, &name, &kind, &time, &lines)) {
    const char *colon = strchr (account, ' ');
    g_autofree char *protocol = g_strndup (account, (gsize)(colon - account));
    PurpleAccount *found = purple_accounts_find (colon + 1, protocol);

    if (found != NULL) {
      Draft *draft = draft_new (found, name, kind, time);

      draft->draft.conversation = purple_find_conversation_with_account (kind, name, found);
      for (guint i = 0; lines[i] != NULL; i++)
        haven_drafts_add_line (&draft->draft, g_strdup (lines[i]), NULL);
      g_ptr_array_add (drafts->drafts, draft);
    }
    g_strfreev (lines);
  }
}

static void
stash (HavenDrafts *drafts)
{
  GVariantBuilder builder;
  guint n = 0;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (STASH_TYPE));
  for (guint i = 0; i < drafts->drafts->len; i++) {
    Draft *draft = drafts->drafts->pdata[i];
    g_autofree char *account = NULL;

    if (draft->in_entry)
      continue; /* the user has it before their eyes */
    account = g_strdup_printf ("%s %s", purple_account_get_protocol_id (draft->account),
                               purple_account_get_username (draft->account));
    g_variant_builder_add (
        &builder, "(ssux@as)", account, draft->name, (guint32)draft->kind, draft->draft.time,
        g_variant_new_strv ((const char *const *)draft->draft.lines->pdata, draft->draft.lines->len));
    n++;
  }
  if (n == 0) {
    g_variant_builder_clear (&builder);
    return;
  }
  /* the destroy function is GLib's: ours will not be there any more */
  g_dataset_set_data_full (purple_get_core (), STASH_KEY,
                           g_variant_ref_sink (g_variant_builder_end (&builder)),
                           (GDestroyNotify)g_variant_unref);
}

/**
 * haven_drafts_new:
 *
 * Returns: (transfer full): with what was undecided when the plugin was unloaded last, in this process
 */
HavenDrafts *
haven_drafts_new (void)
{
  HavenDrafts *drafts = g_new0 (HavenDrafts, 1);

  drafts->drafts = g_ptr_array_new_with_free_func (draft_free);
  unstash (drafts);
  return drafts;
}

/**
 * haven_drafts_free:
 * @drafts: (nullable) (transfer full): drafts; what is undecided stays in memory for the next load
 */
void
haven_drafts_free (HavenDrafts *drafts)
{
  if (drafts == NULL)
    return;
  stash (drafts);
  g_ptr_array_unref (drafts->drafts);
  g_free (drafts);
}

/**
 * haven_drafts_find:
 * @drafts: drafts
 * @conversation: a conversation
 *
 * Returns: (transfer none) (nullable): the undecided draft of @conversation; there is never more than one
 */
HavenDraft *
haven_drafts_find (HavenDrafts *drafts, PurpleConversation *conversation)
{
  for (guint i = 0; i < drafts->drafts->len; i++) {
    Draft *draft = drafts->drafts->pdata[i];

    if (draft->draft.conversation == conversation)
      return &draft->draft;
  }
  return NULL;
}

/**
 * haven_drafts_list:
 * @drafts: drafts
 *
 * Returns: (transfer container) (element-type HavenDraft): all that is undecided
 */
GPtrArray *
haven_drafts_list (HavenDrafts *drafts)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < drafts->drafts->len; i++)
    g_ptr_array_add (list, drafts->drafts->pdata[i]);
  return list;
}

/**
 * haven_drafts_add:
 * @drafts: drafts
 * @conversation: where it was going
 * @now: microseconds since 1970 UTC
 *
 * Returns: (transfer none): an empty draft
 */
HavenDraft *
haven_drafts_add (HavenDrafts *drafts, PurpleConversation *conversation, gint64 now)
{
  Draft *draft =
      draft_new (purple_conversation_get_account (conversation), purple_conversation_get_name (conversation),
                 purple_conversation_get_type (conversation), now);

  draft->draft.conversation = conversation;
  g_ptr_array_add (drafts->drafts, draft);
  return &draft->draft;
}

/* Pictures in the entry are freed when it is emptied: hold on to those that @markup shows. */
static void
keep_images (Draft *draft, const char *markup)
{
  g_auto (HavenPictureTags) pictures = haven_picture_tags (markup);

  while (haven_picture_tags_next (&pictures)) {
    if (purple_imgstore_find_by_id (pictures.id) == NULL)
      continue;
    purple_imgstore_ref_by_id (pictures.id);
    g_array_append_val (draft->images, pictures.id);
  }
}

static void
take_findings (HavenDraft *draft, HavenVerdict *verdict)
{
  for (guint i = 0; i < verdict->findings->len; i++) {
    const HavenFinding *finding = verdict->findings->pdata[i];

    draft->grave |= finding->kind == HAVEN_KIND_SHARING && (g_str_equal (finding->category, "credential") ||
                                                            g_str_equal (finding->category, "finance"));
    draft->maskable |= haven_sharing_can_mask (finding);
    draft->heavy |= g_strcmp0 (finding->rule, "long") == 0;
    g_ptr_array_add (draft->verdict->findings, haven_finding_copy (finding));
  }
  if (verdict->note_topic != NULL && draft->note == NULL) {
    draft->note = g_strdup (haven_taxonomy_title (HAVEN_KIND_CONTENT, verdict->note_topic));
    draft->verdict->note_topic = g_strdup (verdict->note_topic);
  }
  for (guint i = 0; i < verdict->reasons->len; i++)
    g_ptr_array_add (draft->verdict->reasons, g_strdup (verdict->reasons->pdata[i]));
  for (guint i = 0; i < verdict->notes->len; i++)
    g_ptr_array_add (draft->verdict->notes, g_strdup (verdict->notes->pdata[i]));
  if (draft->verdict->label == NULL && verdict->action == HAVEN_ACTION_ASK)
    draft->verdict->label = g_strdup (verdict->label);
}

/**
 * haven_drafts_add_line:
 * @draft: a draft
 * @markup: (transfer full): a message that joins it
 * @verdict: (nullable) (transfer full): what was found in it
 */
void
haven_drafts_add_line (HavenDraft *draft, char *markup, HavenVerdict *verdict)
{
  keep_images (private_of (draft), markup);
  draft->strips |= haven_pictures_can_strip (markup);
  g_ptr_array_add (draft->lines, markup);
  if (verdict != NULL)
    take_findings (draft, verdict);
  haven_verdict_free (verdict);
}

/**
 * haven_drafts_offer_mark:
 * @draft: an answer to a message that its sender marked
 * @topic: (transfer full): what the mark says
 * @label: the same in a sentence, which the question begins with where nothing else is asked about
 */
void
haven_drafts_offer_mark (HavenDraft *draft, char *topic, const char *label)
{
  g_free (draft->note);
  draft->note = topic;
  draft->answers_mark = TRUE;
  if (draft->verdict->label == NULL)
    draft->verdict->label = g_strdup (label);
}

/**
 * haven_drafts_drop:
 * @drafts: drafts
 * @draft: (transfer full): a draft that is decided
 */
void
haven_drafts_drop (HavenDrafts *drafts, HavenDraft *draft)
{
  g_ptr_array_remove (drafts->drafts, draft);
}

/**
 * haven_drafts_withdraw:
 * @drafts: drafts
 * @draft: a draft; the caller owns it now and frees it with haven_draft_release()
 */
void
haven_drafts_withdraw (HavenDrafts *drafts, HavenDraft *draft)
{
  guint i;

  if (g_ptr_array_find (drafts->drafts, draft, &i))
    g_ptr_array_steal_index (drafts->drafts, i);
}

/**
 * haven_draft_release:
 * @draft: (transfer full): a draft that was withdrawn
 */
void
haven_draft_release (HavenDraft *draft)
{
  draft_free (draft);
}

/**
 * haven_drafts_leave_conversation:
 * @drafts: drafts
 * @conversation: a conversation that is being deleted
 */
void
haven_drafts_leave_conversation (HavenDrafts *drafts, PurpleConversation *conversation)
{
  Draft *draft = private_of (haven_drafts_find (drafts, conversation));

  if (draft == NULL)
    return;
  purple_request_close_with_handle (draft);
  draft->draft.conversation = NULL;
  draft->in_entry = FALSE; /* the entry is gone */
}

/**
 * haven_drafts_join_conversation:
 * @drafts: drafts
 * @conversation: a conversation that has just been made
 *
 * A draft for the same peer or room finds its place again.
 */
void
haven_drafts_join_conversation (HavenDrafts *drafts, PurpleConversation *conversation)
{
  PurpleAccount *account = purple_conversation_get_account (conversation);
  g_autofree char *name = g_strdup (purple_normalize (account, purple_conversation_get_name (conversation)));

  for (guint i = 0; i < drafts->drafts->len; i++) {
    Draft *draft = drafts->drafts->pdata[i];

    if (draft->draft.conversation == NULL && draft->account == account &&
        draft->kind == purple_conversation_get_type (conversation) &&
        g_str_equal (purple_normalize (account, draft->name), name)) {
      draft->draft.conversation = conversation;
      return;
    }
  }
}

/**
 * haven_drafts_forget_account:
 * @drafts: drafts
 * @account: an account that is being removed
 */
void
haven_drafts_forget_account (HavenDrafts *drafts, PurpleAccount *account)
{
  for (guint i = drafts->drafts->len; i > 0; i--)
    if (((Draft *)drafts->drafts->pdata[i - 1])->account == account)
      g_ptr_array_remove_index (drafts->drafts, i - 1);
}

/**
 * haven_draft_to_markup:
 * @draft: a draft
 *
 * Returns: (transfer full): its lines as one piece of markup
 */
char *
haven_draft_to_markup (const HavenDraft *draft)
{
  GString *markup = g_string_new (NULL);

  for (guint i = 0; i < draft->lines->len; i++)
    g_string_append_printf (markup, "%s%s", i > 0 ? "<br>" : "", (char *)draft->lines->pdata[i]);
  return g_string_free (markup, FALSE);
}

/**
 * haven_draft_get_account:
 * @draft: a draft
 *
 * Returns: (transfer none): the account it would leave from
 */
PurpleAccount *
haven_draft_get_account (const HavenDraft *draft)
{
  return private_of (draft)->account;
}

/**
 * haven_draft_get_name:
 * @draft: a draft
 *
 * Returns: (transfer none): the peer's or room's name as libpurple gave it
 */
const char *
haven_draft_get_name (const HavenDraft *draft)
{
  return private_of (draft)->name;
}

/**
 * haven_draft_get_kind:
 * @draft: a draft
 *
 * Returns: whether it was going to a person or a room
 */
PurpleConversationType
haven_draft_get_kind (const HavenDraft *draft)
{
  return private_of (draft)->kind;
}

/**
 * haven_draft_is_waiting:
 * @draft: a draft
 *
 * Returns: whether the question will be asked when the main loop comes round: more lines may join until then
 */
gboolean
haven_draft_is_waiting (const HavenDraft *draft)
{
  return private_of (draft)->waiting != 0;
}

/**
 * haven_draft_set_waiting:
 * @draft: a draft
 * @source: the timer of libpurple's that will ask, removed with the draft; 0 once it has
 */
void
haven_draft_set_waiting (HavenDraft *draft, guint source)
{
  private_of (draft)->waiting = source;
}

/**
 * haven_draft_is_in_entry:
 * @draft: a draft
 *
 * Returns: whether the UI has put the text back into its entry
 */
gboolean
haven_draft_is_in_entry (const HavenDraft *draft)
{
  return private_of (draft)->in_entry;
}

/**
 * haven_draft_set_in_entry:
 * @draft: a draft
 * @in_entry: whether the UI has put its text back: then what is sent next from there replaces the draft
 */
void
haven_draft_set_in_entry (HavenDraft *draft, gboolean in_entry)
{
  private_of (draft)->in_entry = in_entry;
}
