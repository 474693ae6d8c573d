/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-commands.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-apply.h"
#include "haven-ask.h"
#include "haven-attack.h"
#include "haven-audience.h"
#include "haven-block.h"
#include "haven-choices.h"
#include "haven-convert.h"
#include "haven-evidence-command.h"
#include "haven-held-command.h"
#include "haven-lists.h"
#include "haven-config.h"
#include "haven-offers.h"
#include "haven-room-card.h"
#include "haven-send.h"
#include "links/haven-helplines.h"

/* `/haven`: everything that has a button somewhere can be typed too, for every UI. */

typedef void (*CommandFunc) (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest);

static void
open_one (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest, gboolean open)
{
  guint number = (guint)g_ascii_strtoull (rest, NULL, 10);
  HavenVeil *veil = haven_veils_find_number (plugin->veils, conversation, number);

  if (veil == NULL)
    haven_say (conversation, _ ("There is no veil %s here."), rest);
  else
    haven_apply_open (plugin, veil, open);
}

/* The newest veil that is closed, or all of them. */
static void
open_some (HavenPlugin *plugin, PurpleConversation *conversation, gboolean all)
{
  g_autoptr (GPtrArray) veils = haven_veils_list (plugin->veils, conversation);
  g_autoptr (GPtrArray) closed = g_ptr_array_new ();

  for (guint i = veils->len; i > 0; i--) {
    HavenVeil *veil = veils->pdata[i - 1];

    if (!veil->open)
      g_ptr_array_insert (closed, 0, veil);
    if (!veil->open && !all)
      break;
  }
  if (closed->len == 0)
    haven_say (conversation, _ ("Nothing is veiled here."));
  for (guint i = 0; i < closed->len; i++)
    haven_apply_open (plugin, closed->pdata[i], TRUE);
}

static void
command_open (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  if (*rest == '\0' || g_str_equal (rest, "all"))
    open_some (plugin, conversation, *rest != '\0');
  else
    open_one (plugin, conversation, rest, TRUE);
}

static void
command_close (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  open_one (plugin, conversation, rest, FALSE);
}

static void
command_why (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  g_autoptr (GPtrArray) veils = haven_veils_list (plugin->veils, conversation);
  HavenVeil *veil = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (*rest != '\0')
    veil = haven_veils_find_number (plugin->veils, conversation, (guint)g_ascii_strtoull (rest, NULL, 10));
  else if (veils->len > 0)
    veil = veils->pdata[veils->len - 1];
  if (veil == NULL) {
    haven_say (conversation, _ ("Nothing is veiled here."));
    return;
  }
  g_string_append_printf (text, "%u: %s", veil->number, veil->label);
  for (guint i = 0; i < veil->verdict->reasons->len; i++)
    g_string_append_printf (text, "\n%s", (char *)veil->verdict->reasons->pdata[i]);
  for (guint i = 0; i < veil->verdict->findings->len; i++) {
    const HavenFinding *finding = veil->verdict->findings->pdata[i];

    /* Translators: a category, the rule's title and id, and the pack it stands in */
    g_string_append_printf (text, _ ("\n%s: %s (rule %s of %s)"), finding->category,
                            finding->title != NULL ? finding->title : finding->rule, finding->rule,
                            finding->pack);
  }
  haven_say (conversation, "%s", text->str);
}

static void
command_name (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  const char *name = haven_names_of_number (plugin->names, (guint)g_ascii_strtoull (rest, NULL, 10));

  if (name != NULL)
    haven_say (conversation, _ ("Name %s is: %s"), rest, name);
  else
    haven_say (conversation, _ ("No name here has that number."));
}

static HavenDraft *
require_draft (HavenPlugin *plugin, PurpleConversation *conversation)
{
  HavenDraft *draft = haven_drafts_find (plugin->drafts, conversation);

  if (draft == NULL)
    haven_say (conversation, _ ("No text is waiting here."));
  return draft;
}

/* One at a time: the text before the files. */
static void
answer (HavenPlugin *plugin, PurpleConversation *conversation, HavenAnswer how)
{
  HavenDraft *draft = haven_drafts_find (plugin->drafts, conversation);
  HavenOffer *offer = haven_offers_find (plugin->offers, conversation);

  if (draft != NULL)
    haven_send_answer (plugin, draft, how);
  else if (offer != NULL && how != HAVEN_ANSWER_NOTE && how != HAVEN_ANSWER_FIRST)
    haven_offers_answer (plugin, offer, how);
  else
    haven_say (conversation, _ ("Nothing is waiting here."));
}

static void
command_send (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  answer (plugin, conversation, HAVEN_ANSWER_SEND);
}

static void
command_mask (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  answer (plugin, conversation, HAVEN_ANSWER_MASK);
}

static void
command_note (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  answer (plugin, conversation, HAVEN_ANSWER_NOTE);
}

static void
command_first (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  answer (plugin, conversation, HAVEN_ANSWER_FIRST);
}

static void
command_draft (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  HavenDraft *draft = require_draft (plugin, conversation);
  g_autofree char *markup = NULL;

  if (draft == NULL)
    return;
  markup = haven_draft_to_markup (draft);
  if (plugin->ui != NULL && plugin->ui->restore != NULL &&
      plugin->ui->restore (conversation, markup, plugin->ui_data)) {
    haven_draft_set_in_entry (draft, TRUE);
    return;
  }
  haven_say (conversation, _ ("Your text, not sent:"));
  haven_say_markup (conversation, markup);
}

static void
command_cancel (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  gboolean some = haven_drafts_find (plugin->drafts, conversation) != NULL ||
                  haven_offers_find (plugin->offers, conversation) != NULL;

  answer (plugin, conversation, HAVEN_ANSWER_CANCEL);
  if (some)
    haven_say (conversation, _ ("Dropped. Nothing was sent."));
}

static void
command_ask (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  HavenOffer *offer = haven_offers_find (plugin->offers, conversation);
  HavenDraft *draft = offer == NULL ? require_draft (plugin, conversation)
                                    : haven_drafts_find (plugin->drafts, conversation);

  if (draft != NULL)
    haven_ask_now (plugin, draft);
  if (offer != NULL)
    haven_offers_ask (plugin->offers, offer);
}

static void
command_who (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  g_autofree char *audience = haven_audience_describe (conversation);

  haven_say (conversation, "%s", audience != NULL ? audience : _ ("Nothing is known of who reads here."));
}

static void
command_status (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  const HavenSettings *settings = haven_settings_store_get (plugin->store);
  const GError *problem = haven_settings_store_get_problem (plugin->store);
  g_autoptr (GPtrArray) veils = haven_veils_list (plugin->veils, NULL);
  g_autoptr (GPtrArray) drafts = haven_drafts_list (plugin->drafts);

  haven_say (conversation,
             _ ("Haven is on, profile \"%s\". Veils: %u. Held messages: %u. Texts not sent yet: %u."),
             settings->profile, veils->len, haven_held_count (plugin->held, NULL, NULL), drafts->len);
  if (problem != NULL)
    haven_say (conversation,
               _ ("The settings file could not be read; the last good settings are in force. %s"),
               problem->message);
  for (guint i = 0; i < haven_library_get_problems (plugin->library)->len; i++)
    haven_say (conversation, _ ("Left out: %s"),
               ((const GError *)haven_library_get_problems (plugin->library)->pdata[i])->message);
}

static void
command_review (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  g_autofree char *text = haven_review_describe (plugin->review);

  haven_say (conversation, "%s", text);
}

/* Only on request, and only to the user's own eyes. */
static void
command_helpline (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  const char *override = g_getenv ("HAVEN_DATADIR");
  const char *country = *rest != '\0' ? rest : haven_settings_store_get (plugin->store)->country;
  g_autofree char *path =
      g_build_filename (override != NULL ? override : HAVEN_DATADIR, "helplines.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenHelplines) helplines = haven_helplines_load (path, &error);
  g_autofree char *card = NULL;

  if (helplines == NULL) {
    haven_say (conversation, _ ("The list of help lines could not be read: %s"), error->message);
    return;
  }
  card = haven_helplines_card (helplines, country, haven_plugin_now ());
  haven_say (conversation, "%s", card);
}

static void command_help (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest);

static const struct {
  const char *name;
  const char *arguments;
  const char *help;
  CommandFunc run;
} commands[] = {
    {"help", "", N_ ("this list"), command_help},
    {"open", "[all|N]", N_ ("opens the newest veil here, all of them, or number N"), command_open},
    {"close", "N", N_ ("covers number N again"), command_close},
    {"why", "[N]", N_ ("says what a veil is about, and which rule of which pack saw it"), command_why},
    {"name", "N", N_ ("tells which name stands behind \"name N\""), command_name},
    {"always", "topic|person|room [N]", N_ ("from now on opens the topic, the person or the room of a veil"),
     haven_choices_always},
    {"nothere", "[N]", N_ ("opens the topic of a veil in this room only: it is the room's own"),
     haven_choices_not_here},
    {"wrong", "[N]", N_ ("silences the rule that was wrong about a veil"), haven_choices_wrong},
    {"undo", "", N_ ("takes back the last of these"), haven_choices_undo},
    {"held", "[ACTION N]", N_ ("lists what is held; read, deliver, release, mute, delete or evidence N"),
     haven_held_command},
    {"draft", "", N_ ("shows the text that has not been sent"), command_draft},
    {"ask", "", N_ ("asks about it again"), command_ask},
    {"send", "", N_ ("sends it as it is"), command_send},
    {"mask", "", N_ ("covers what was found in it and sends it"), command_mask},
    {"note", "", N_ ("sends it with a content note before it, or with the mark of whom you answer"), command_note},
    {"first", "", N_ ("asks whether now is a good time, and keeps it"), command_first},
    {"cancel", "", N_ ("drops it"), command_cancel},
    {"who", "", N_ ("says who reads this conversation, as far as is known"), command_who},
    {"room", "[edit | WHAT WORDS]", N_ ("shows the card of this room: what it says, and what you know of it"),
     haven_room_card_command},
    {"attack", "[HOURS|off]", N_ ("holds whoever is not a contact, for two hours or as many as you say"),
     haven_attack_command},
    {"block", "[WHO|yes WHO|off WHO]",
     N_ ("says what a block by the server would do; does it, or takes it back"), haven_block_command},
    {"evidence", "[on|off|KIND WORDS]",
     N_ ("what is kept of harassment; KIND: witnesses, effect, reported, did"), haven_evidence_command},
    {"wipe", "[yes]", N_ ("forgets all that Haven keeps and all that you set, at once"), haven_wipe_command},
    {"helpline", "[COUNTRY]", N_ ("shows help lines, to you alone; COUNTRY is two letters, as in nz"),
     command_helpline},
    {"lists", "[update | follow ADDRESS KEY | take FILE [CATEGORY] | drop LIST]",
     N_ ("shows the lists of sites that you follow, and changes them"), haven_lists_command},
    {"review", "", N_ ("says which reminders were shown and what you did, as counts only"), command_review},
    {"status", "", N_ ("says what is on"), command_status},
};

static void
command_help (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  g_autoptr (GString) text = g_string_new (_ ("What Haven can do here:"));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "\n/haven %s%s%s: %s", commands[i].name, *commands[i].arguments ? " " : "",
                            commands[i].arguments, _ (commands[i].help));
  haven_say (conversation, "%s", text->str);
}

static void
run (HavenPlugin *plugin, PurpleConversation *conversation, const char *line)
{
  g_autofree char *copy = g_strstrip (g_strdup (line));
  gsize length = strcspn (copy, " \t\n");
  const char *rest = copy + length + strspn (copy + length, " \t\n");

  if (length == 0) {
    command_help (plugin, conversation, "");
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strlen (commands[i].name) == length && g_ascii_strncasecmp (copy, commands[i].name, length) == 0) {
      commands[i].run (plugin, conversation, rest);
      return;
    }
  haven_say (conversation, _ ("Haven knows no \"%s\"; /haven help lists what it knows."), copy);
}

static PurpleCmdRet
on_command (PurpleConversation *conversation, const gchar *name, gchar **args, gchar **error, void *data)
{
  run (data, conversation, args[0] != NULL ? args[0] : "");
  return PURPLE_CMD_RET_OK;
}

/**
 * haven_commands_register:
 * @plugin: the plugin
 */
void
haven_commands_register (HavenPlugin *plugin)
{
  PurpleCmdId id = purple_cmd_register (
      "haven", "s", PURPLE_CMD_P_PLUGIN,
      PURPLE_CMD_FLAG_IM | PURPLE_CMD_FLAG_CHAT | PURPLE_CMD_FLAG_ALLOW_WRONG_ARGS, NULL, on_command,
      _ ("haven &lt;help|open|why|held|send|…&gt;: what Haven can do here"), plugin);

  plugin->commands = g_array_new (FALSE, FALSE, sizeof (PurpleCmdId));
  g_array_append_val (plugin->commands, id);
}

/**
 * haven_commands_unregister:
 * @plugin: the plugin
 */
void
haven_commands_unregister (HavenPlugin *plugin)
{
  for (guint i = 0; plugin->commands != NULL && i < plugin->commands->len; i++)
    purple_cmd_unregister (g_array_index (plugin->commands, PurpleCmdId, i));
  g_clear_pointer (&plugin->commands, g_array_unref);
}

/**
 * haven_commands_catch:
 * @plugin: the plugin
 * @conversation: where it was typed
 * @markup: what is about to leave
 *
 * Some UIs (BitlBee) know no commands and send "/haven open 3" to the peer, who would learn from it what the
 * user sees. It never leaves; it is done instead.
 *
 * Returns: whether it was a command
 */
gboolean
haven_commands_catch (HavenPlugin *plugin, PurpleConversation *conversation, const char *markup)
{
  g_autofree char *text = NULL;
  const char *word;

  /* the common case, without taking the markup apart */
  if (purple_strcasestr (markup, "haven") == NULL)
    return FALSE;
  text = g_strstrip (purple_markup_strip_html (markup));
  word = text;
  if (*word != '/' && !(plugin->is_bitlbee && *word == '!'))
    return FALSE;
  word++;
  if (g_ascii_strncasecmp (word, "haven", 5) != 0 || (word[5] != '\0' && !g_ascii_isspace (word[5])))
    return FALSE;
  run (plugin, conversation, word + 5);
  return TRUE;
}
