/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-ask.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-audience.h"
#include "haven-locale.h"
#include "haven-say.h"
#include "haven-send.h"

/* The question about a draft: by the UI's own part, by a request dialog, or by a line and commands. */

static void
answer (HavenDraft *draft, HavenAnswer how)
{
  HavenPlugin *plugin = haven_plugin_get ();

  if (plugin != NULL)
    haven_send_answer (plugin, draft, how);
}

/* One function for each button: Pidgin counts the buttons from the other end, Finch does not. */
static void
answer_send (gpointer draft, int button)
{
  answer (draft, HAVEN_ANSWER_SEND);
}

static void
answer_mask (gpointer draft, int button)
{
  answer (draft, HAVEN_ANSWER_MASK);
}

static void
answer_edit (gpointer draft, int button)
{
  answer (draft, HAVEN_ANSWER_EDIT);
}

static void
answer_note (gpointer draft, int button)
{
  answer (draft, HAVEN_ANSWER_NOTE);
}

static void
answer_cancel (gpointer draft, int button)
{
  answer (draft, HAVEN_ANSWER_CANCEL);
}

/* What was found, in one sentence. */
static char *
describe (const HavenDraft *draft)
{
  GString *text;

  if (draft->verdict->label != NULL)
    return g_strdup (draft->verdict->label);
  text = g_string_new (NULL);
  for (guint i = 0; i < draft->verdict->findings->len; i++) {
    const HavenFinding *finding = draft->verdict->findings->pdata[i];

    const char *title = haven_locale_title (finding->title);

    if (finding->kind == HAVEN_KIND_SHARING && title != NULL && strstr (text->str, title) == NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", title);
  }
  if (text->len == 0)
    g_string_append (text, _ ("something you may want to look at once more"));
  return g_string_free (text, FALSE);
}

static void
ask_with_buttons (HavenPlugin *plugin, HavenDraft *draft)
{
  PurpleConversation *conversation = draft->conversation;
  PurpleAccount *account = haven_draft_get_account (draft);
  g_autofree char *primary =
      g_strdup_printf (_ ("Before this goes to %s"), purple_conversation_get_title (conversation));
  const char *title = _ ("Reminder");
  const char *who = haven_draft_get_name (draft);
  g_autofree char *secondary =
      g_strconcat (draft->question, draft->audience != NULL ? "\n" : "", draft->audience, NULL);

  if (plugin->is_bitlbee && draft->answers_mark && !draft->maskable)
    purple_request_action (draft, title, primary, secondary, 1, account, who, conversation, draft, 2,
                           _ ("OK, send it with the mark"), G_CALLBACK (answer_note), _ ("Cancel"),
                           G_CALLBACK (answer_cancel));
  else if (plugin->is_bitlbee)
    /* BitlBee knows two answers, and tells them by the words OK and Cancel in the labels */
    purple_request_action (draft, title, primary, secondary, 1, account, who, conversation, draft, 2,
                           _ ("OK, send it"), G_CALLBACK (answer_send), _ ("Cancel"),
                           G_CALLBACK (answer_cancel));
  else if (draft->maskable || draft->strips)
    purple_request_action (draft, title, primary, secondary, 2, account, who, conversation, draft, 4,
                           _ ("Send anyway"), G_CALLBACK (answer_send),
                           draft->maskable ? _ ("Mask and send") : _ ("Send without it"),
                           G_CALLBACK (answer_mask), _ ("Edit"), G_CALLBACK (answer_edit), _ ("Cancel"),
                           G_CALLBACK (answer_cancel));
  else if (draft->answers_mark)
    purple_request_action (draft, title, primary, secondary, 0, account, who, conversation, draft, 4,
                           _ ("Send with the mark"), G_CALLBACK (answer_note), _ ("Send without it"),
                           G_CALLBACK (answer_send), _ ("Edit"), G_CALLBACK (answer_edit), _ ("Cancel"),
                           G_CALLBACK (answer_cancel));
  else
    purple_request_action (draft, title, primary, secondary, 1, account, who, conversation, draft, 3,
                           _ ("Send anyway"), G_CALLBACK (answer_send), _ ("Edit"), G_CALLBACK (answer_edit),
                           _ ("Cancel"), G_CALLBACK (answer_cancel));
}

/* A line that stays when a dialog is gone: Escape tells nobody, and the text must be found again. */
static void
say_how_to_answer (HavenDraft *draft)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, _ ("Not sent yet. %s"), draft->question);
  if (draft->audience != NULL)
    g_string_append_printf (text, _ ("\nWho reads it: %s"), draft->audience);
  g_string_append_c (text, '\n');
  if (draft->answers_mark)
    g_string_append_printf (text, "%s · ", _ ("/haven note (sends it with the mark)"));
  g_string_append (text, draft->answers_mark ? _ ("/haven send (without it)") : "/haven send");
  if (draft->note != NULL && !draft->answers_mark)
    g_string_append_printf (text, " · %s · %s", _ ("/haven note (sends it with a content note)"),
                            _ ("/haven first (asks if now is a good time)"));
  if (draft->maskable || draft->strips)
    g_string_append (text, " · /haven mask");
  g_string_append_printf (text, " · %s · /haven cancel", _ ("/haven draft (shows it)"));
  haven_say (draft->conversation, "%s", text->str);
}

/**
 * haven_ask_now:
 * @plugin: the plugin
 * @draft: an undecided draft
 *
 * Asks the user, or asks again.
 */
void
haven_ask_now (HavenPlugin *plugin, HavenDraft *draft)
{
  gboolean in_entry = FALSE;

  /* its window was closed: it is asked about when that is opened again */
  if (draft->conversation == NULL)
    return;
  purple_request_close_with_handle (draft);
  g_free (draft->question);
  g_free (draft->audience);
  draft->question = describe (draft);
  draft->audience = haven_audience_describe (draft->conversation);
  if (plugin->ui != NULL && plugin->ui->ask != NULL && plugin->ui->ask (draft, &in_entry, plugin->ui_data)) {
    haven_draft_set_in_entry (draft, in_entry);
    return;
  }
  say_how_to_answer (draft);
  ask_with_buttons (plugin, draft);
}

static gboolean
ask_idle (gpointer data)
{
  HavenDraft *draft = data;
  HavenPlugin *plugin = haven_plugin_get ();

  haven_draft_set_waiting (draft, 0);
  if (plugin != NULL)
    haven_ask_now (plugin, draft);
  return FALSE;
}

/**
 * haven_ask_soon:
 * @draft: a draft that has got a line
 *
 * Asks when the main loop comes round: a protocol that sends line by line has then brought all lines, and
 * Pidgin has emptied the entry, so that text put back there stays.
 */
void
haven_ask_soon (HavenDraft *draft)
{
  if (!haven_draft_is_waiting (draft))
    haven_draft_set_waiting (draft, purple_timeout_add (0, ask_idle, draft));
}
