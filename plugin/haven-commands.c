/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-commands.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-apply.h"
#include "haven-aside.h"
#include "haven-attack.h"
#include "haven-audience.h"
#include "haven-block.h"
#include "haven-choices.h"
#include "haven-data-path.h"
#include "haven-draft-commands.h"
#include "haven-evidence-command.h"
#include "haven-held-command.h"
#include "haven-kept-choices.h"
#include "haven-lists.h"
#include "haven-problem.h"
#include "haven-room-card.h"
#include "haven-say.h"
#include "haven-set-command.h"
#include "links/haven-helplines.h"
#include "settings/haven-profile.h"

/* `/haven`: everything that has a button somewhere can be typed too, for every UI. */

typedef void (*CommandFunc) (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest);

/* @rest: the number that was typed, or nothing, for the newest */
static void
say_no_veil (PurpleConversation *conversation, const char *rest)
{
  if (*rest != '\0')
    haven_say (conversation, _ ("There is no veil %s here."), rest);
  else
    haven_say (conversation, _ ("Nothing is veiled here."));
}

static gboolean
changes_lines (const HavenPlugin *plugin)
{
  return plugin->ui != NULL && plugin->ui->veil_changed != NULL;
}

static void
say_it_stays (PurpleConversation *conversation)
{
  haven_say (conversation,
             _ ("This client cannot change a line that stands, so it cannot be covered again."));
}

static void
open_one (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest, gboolean open)
{
  HavenVeil *veil = haven_veils_find_typed (plugin->veils, conversation, rest);

  if (veil == NULL) {
    say_no_veil (conversation, rest);
  } else if (open || changes_lines (plugin)) {
    veil->open = veil->open && changes_lines (plugin); /* elsewhere its text comes once more */
    haven_apply_open (plugin, veil, open);
  } else {
    say_it_stays (conversation);
  }
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
close_all (HavenPlugin *plugin, PurpleConversation *conversation)
{
  g_autoptr (GPtrArray) veils = haven_veils_list (plugin->veils, conversation);

  if (veils->len == 0)
    say_no_veil (conversation, "");
  for (guint i = 0; i < veils->len; i++)
    haven_apply_open (plugin, veils->pdata[i], FALSE);
}

static void
command_close (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  if (!g_str_equal (rest, "all"))
    open_one (plugin, conversation, rest, FALSE);
  else if (changes_lines (plugin))
    close_all (plugin, conversation);
  else
    say_it_stays (conversation);
}

static void
command_why (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  const HavenVeil *veil = haven_veils_find_typed (plugin->veils, conversation, rest);
  g_autoptr (GString) text = g_string_new (NULL);

  if (veil == NULL) {
    say_no_veil (conversation, rest);
    return;
  }
  g_string_append_printf (text, "%u: %s", veil->number, veil->label);
  for (guint i = 0; i < veil->verdict->reasons->len; i++)
    g_string_append_printf (text, "\n%s", (char *)veil->verdict->reasons->pdata[i]);
  g_string_append_printf (text, "\n%s",
                          purple_conversation_get_type (conversation) == PURPLE_CONV_TYPE_CHAT
                              ? _ ("/haven always topic (or person, or room) · /haven nothere · /haven wrong")
                              : _ ("/haven always topic (or person) · /haven wrong"));
  haven_say (conversation, "%s", text->str);
}

static void
command_name (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  guint64 number = 0;
  const char *name = g_ascii_string_to_unsigned (rest, 10, 1, G_MAXUINT, &number, NULL)
                         ? haven_names_of_number (plugin->names, (guint)number)
                         : NULL;

  if (name != NULL)
    haven_say (conversation, _ ("Name %s is: %s"), rest, name);
  else
    haven_say (conversation, _ ("No name here has that number."));
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
  g_autofree char *problem = haven_problem_describe (plugin);
  g_autofree char *attack = haven_attack_describe (plugin);
  g_autoptr (GPtrArray) veils = haven_veils_list (plugin->veils, NULL);
  g_autoptr (GPtrArray) drafts = haven_drafts_list (plugin->drafts);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (
      text, _ ("Haven is on, profile “%s”. Veils: %u. Held messages: %u. Texts not sent yet: %u."),
      _ (haven_profile_find (settings->profile)->title), veils->len,
      haven_held_count (plugin->held, NULL, NULL), drafts->len);
  if (attack != NULL)
    g_string_append_printf (text, "\n%s", attack);
  if (problem != NULL)
    g_string_append_printf (text, "\n%s", problem);
  for (guint i = 0; i < haven_library_get_problems (plugin->library)->len; i++) {
    g_string_append_c (text, '\n');
    g_string_append_printf (
        text, _ ("Left out: %s"),
        ((const GError *)haven_library_get_problems (plugin->library)->pdata[i])->message);
  }
  haven_say (conversation, "%s", text->str);
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
  const char *country = *rest != '\0' ? rest : haven_settings_store_get (plugin->store)->country;
  g_autofree char *path = haven_data_path ("helplines.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenHelplines) helplines = haven_helplines_load (path, &error);
  g_autofree char *card = NULL;

  if (helplines == NULL) {
    haven_say (conversation, _ ("The list of help lines could not be read: %s"), error->message);
    return;
  }
  if (*rest == '\0' && (country == NULL || *country == '\0')) {
    haven_say (conversation,
               _ ("For which country? Type its two letters, as in /haven helpline nz. A directory of all "
                  "help lines: %s"),
               haven_helplines_get_elsewhere (helplines));
    return;
  }
  card = haven_helplines_card (helplines, country, haven_plugin_now ());
  haven_say (conversation, "%s", card);
}

static void command_help (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest);

/* What a command is about: the list of help is read by somebody who looks for one thing. */
typedef enum {
  GROUP_READING,
  GROUP_SENDING,
  GROUP_PEOPLE,
  GROUP_KEPT,
  GROUP_HAVEN,
  N_GROUPS,
} Group;

static const char *const groups[N_GROUPS] = {
    [GROUP_READING] = N_ ("What is covered here"),
    [GROUP_SENDING] = N_ ("A text or a file that waits for your word"),
    [GROUP_PEOPLE] = N_ ("People and rooms"),
    [GROUP_KEPT] = N_ ("What is kept"),
    [GROUP_HAVEN] = N_ ("Haven itself"),
};

static const struct {
  Group group;
  const char *name;
  const char *arguments;
  const char *help;
  CommandFunc run;
} commands[] = {
    {GROUP_READING, "open", "[all|N]", N_ ("opens the newest veil here, all of them, or number N"),
     command_open},
    {GROUP_READING, "close", "[all|N]", N_ ("covers the newest veil here, all of them, or number N again"),
     command_close},
    {GROUP_READING, "why", "[N]", N_ ("says what a veil is about, and which rule of which pack saw it"),
     command_why},
    {GROUP_READING, "name", "N", N_ ("tells which name stands behind \"name N\""), command_name},
    {GROUP_READING, "always", "topic|person|room [N]",
     N_ ("from now on opens the topic, the person or the room of a veil"), haven_choices_always},
    {GROUP_READING, "nothere", "[N]",
     N_ ("opens the topic of a veil in this room only: it is the room's own"), haven_choices_not_here},
    {GROUP_READING, "wrong", "[N]", N_ ("silences the rule that was wrong about a veil"),
     haven_choices_wrong},
    {GROUP_READING, "undo", "", N_ ("takes back the last of these"), haven_choices_undo},
    {GROUP_SENDING, "draft", "", N_ ("shows the text that has not been sent"), haven_draft_command_show},
    {GROUP_SENDING, "ask", "", N_ ("asks about it again"), haven_draft_command_ask},
    {GROUP_SENDING, "send", "", N_ ("sends it as it is"), haven_draft_command_send},
    {GROUP_SENDING, "mask", "", N_ ("covers what was found in it and sends it"), haven_draft_command_mask},
    {GROUP_SENDING, "note", "",
     N_ ("sends it with a content note before it, or with the mark of whom you answer"),
     haven_draft_command_note},
    {GROUP_SENDING, "first", "", N_ ("asks whether now is a good time, and keeps it"),
     haven_draft_command_first},
    {GROUP_SENDING, "cancel", "", N_ ("drops it"), haven_draft_command_cancel},
    {GROUP_PEOPLE, "who", "", N_ ("says who reads this conversation, as far as is known"), command_who},
    {GROUP_PEOPLE, "room", "[edit | pass FILE | take FILE | WHAT WORDS]",
     N_ ("shows the card of this room: what it says, and what you know of it"), haven_room_card_command},
    {GROUP_PEOPLE, "choices", "[N]",
     N_ ("lists what you chose for people, rooms and rules, and takes number N back"),
     haven_kept_choices_command},
    {GROUP_PEOPLE, "attack", "[HOURS|off]",
     N_ ("holds whoever is not a contact, for two hours or as many as you say"), haven_attack_command},
    {GROUP_PEOPLE, "mute", "[WHO]",
     N_ ("holds what somebody sends until further notice; without WHO, says who is held or muted"),
     haven_aside_command_mute},
    {GROUP_PEOPLE, "release", "WHO", N_ ("lets somebody through again, and shows what was held"),
     haven_aside_command_release},
    {GROUP_PEOPLE, "block", "[WHO|yes WHO|off WHO]",
     N_ ("says what a block by the server would do; does it, or takes it back"), haven_block_command},
    {GROUP_KEPT, "held", "[ACTION N]",
     N_ ("lists what is held; read, deliver, release, trust, mute, delete or evidence N"),
     haven_held_command},
    {GROUP_KEPT, "evidence", "[on|off|KIND WORDS]",
     N_ ("what is kept of harassment; KIND: witnesses, effect, reported, did"), haven_evidence_command},
    {GROUP_KEPT, "review", "", N_ ("says which reminders were shown and what you did, as counts only"),
     command_review},
    {GROUP_KEPT, "wipe", "[yes]", N_ ("forgets all that Haven keeps and all that you set, at once"),
     haven_wipe_command},
    {GROUP_HAVEN, "helpline", "[COUNTRY]",
     N_ ("shows help lines, to you alone; COUNTRY is two letters, as in nz"), command_helpline},
    {GROUP_HAVEN, "lists", "[update | follow ADDRESS KEY | take FILE [CATEGORY] | drop LIST]",
     N_ ("shows the lists of sites that you follow, and changes them"), haven_lists_command},
    {GROUP_HAVEN, "set", "[SECTION [NAME [VALUE]]]",
     N_ ("shows what is chosen, such as topics and the profile, and changes it"), haven_set_command},
    {GROUP_HAVEN, "status", "", N_ ("says what is on"), command_status},
    {GROUP_HAVEN, "help", "", N_ ("this list"), command_help},
};

static void
command_help (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  g_autoptr (GString) text = g_string_new (_ ("Type /haven and one of these words:"));
  guint group = N_GROUPS;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++) {
    if (commands[i].group != group)
      g_string_append_printf (text, "\n\n%s", _ (groups[commands[i].group]));
    group = commands[i].group;
    g_string_append_printf (text, "\n%s%s%s: %s", commands[i].name, *commands[i].arguments ? " " : "",
                            commands[i].arguments, _ (commands[i].help));
  }
  haven_say (conversation, "%s", text->str);
}

/**
 * haven_commands_run:
 * @plugin: the plugin
 * @conversation: (nullable): where the answer stands; NULL for a window of its own
 * @line: a command with its words, without "/haven"
 */
void
haven_commands_run (HavenPlugin *plugin, PurpleConversation *conversation, const char *line)
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
  haven_commands_run (data, conversation, args[0] != NULL ? args[0] : "");
  return PURPLE_CMD_RET_OK;
}

/**
 * haven_commands_register:
 * @plugin: the plugin
 */
void
haven_commands_register (HavenPlugin *plugin)
{
  plugin->command = purple_cmd_register (
      "haven", "s", PURPLE_CMD_P_PLUGIN,
      PURPLE_CMD_FLAG_IM | PURPLE_CMD_FLAG_CHAT | PURPLE_CMD_FLAG_ALLOW_WRONG_ARGS, NULL, on_command,
      _ ("haven &lt;help|open|why|held|send|…&gt;: what Haven can do here"), plugin);
}

/**
 * haven_commands_unregister:
 * @plugin: the plugin
 */
void
haven_commands_unregister (HavenPlugin *plugin)
{
  purple_cmd_unregister (plugin->command);
  plugin->command = 0;
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
  haven_commands_run (plugin, conversation, word + 5);
  return TRUE;
}
