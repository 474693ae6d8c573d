/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-display.h"

#include "haven-nicks.h"
#include "haven-plugin.h"
#include "haven-roster.h"
#include "haven-smileys.h"
#include "haven-wrap.h"

/**
 * HavenDisplay:
 *
 * Only Pidgin has a signal between the log and the screen. In every other UI (Finch, or a program that
 * somebody wrote on libpurple) the last function before the screen is the conversation operation write_conv;
 * that is wrapped, and with it the operations that list a room's people. Where a UI part such as gtk-haven
 * has registered itself, the line passes through untouched.
 */
struct _HavenDisplay {
  GPtrArray *wrapped; /* PurpleConversationUiOps */
};

static void write_covered (PurpleConversation *conversation,
                           const char *who,
                           const char *alias,
                           const char *text,
                           PurpleMessageFlags flags,
                           time_t when);

static void
write_notes (PurpleConversation *conversation, const HavenVerdict *verdict, time_t when)
{
  PurpleConversationUiOps *ops = purple_conversation_get_ui_ops (conversation);

  for (guint i = 0; verdict != NULL && i < verdict->notes->len; i++) {
    g_autofree char *words = g_markup_escape_text (verdict->notes->pdata[i], -1);
    g_autofree char *line = g_strconcat ("ⓘ ", words, NULL);

    HAVEN_BEFORE (ops, write_conv, write_covered)
    (conversation, NULL, NULL, line, PURPLE_MESSAGE_SYSTEM | PURPLE_MESSAGE_NO_LOG, when);
  }
}

static void
write_covered (PurpleConversation *conversation,
               const char *who,
               const char *alias,
               const char *text,
               PurpleMessageFlags flags,
               time_t when)
{
  PurpleConversationUiOps *ops = purple_conversation_get_ui_ops (conversation);
  HavenPlugin *plugin = haven_plugin_get ();
  g_autofree char *author = NULL;
  const HavenLine *line;
  HavenVeil *veil;

  if (plugin == NULL || (plugin->ui != NULL && plugin->ui->veil_changed != NULL)) {
    HAVEN_BEFORE (ops, write_conv, write_covered) (conversation, who, alias, text, flags, when);
    return;
  }
  if ((flags & PURPLE_MESSAGE_RECV) != 0)
    author = haven_roster_author (plugin, conversation, who, alias);
  if (author != NULL)
    alias = author;
  line = haven_lines_current (plugin->lines, conversation);
  veil = line != NULL && line->veil != NULL ? line->veil : haven_veils_find (plugin->veils, text);
  if (veil != NULL && !veil->open) {
    g_autofree char *cover = haven_veil_cover (veil);

    HAVEN_BEFORE (ops, write_conv, write_covered)
    (conversation, who, alias, cover, flags & ~PURPLE_MESSAGE_RAW, when);
    return;
  }
  HAVEN_BEFORE (ops, write_conv, write_covered) (conversation, who, alias, text, flags, when);
  /* whoever shows a line may write others, and what is being displayed has moved in memory then */
  line = haven_lines_current (plugin->lines, conversation);
  if (line != NULL)
    write_notes (conversation, line->verdict, when);
}

/**
 * haven_display_new:
 *
 * Returns: (transfer full): with the operations of all conversations wrapped that exist now
 */
HavenDisplay *
haven_display_new (void)
{
  HavenDisplay *display = g_new0 (HavenDisplay, 1);

  display->wrapped = g_ptr_array_new ();
  for (GList *l = purple_get_conversations (); l != NULL; l = l->next)
    haven_display_wrap (display, l->data);
  return display;
}

/**
 * haven_display_free:
 * @display: (nullable) (transfer full): puts back what was there before
 */
void
haven_display_free (HavenDisplay *display)
{
  if (display == NULL)
    return;
  for (guint i = 0; i < display->wrapped->len; i++) {
    PurpleConversationUiOps *ops = display->wrapped->pdata[i];

    HAVEN_UNWRAP (ops, write_conv, write_covered);
    haven_roster_unwrap_rooms (ops);
    haven_smileys_unwrap (ops);
    haven_nicks_unwrap (ops);
  }
  g_ptr_array_unref (display->wrapped);
  g_free (display);
}

/**
 * haven_display_wrap:
 * @display: the display
 * @conversation: a conversation, perhaps the first one with its operations
 */
void
haven_display_wrap (HavenDisplay *display, PurpleConversation *conversation)
{
  PurpleConversationUiOps *ops = purple_conversation_get_ui_ops (conversation);

  if (ops == NULL || ops->write_conv == write_covered)
    return;
  if (g_ptr_array_find (display->wrapped, ops, NULL))
    return; /* wrapped by somebody else on top of ours */
  g_ptr_array_add (display->wrapped, ops);
  HAVEN_WRAP (ops, write_conv, write_covered); /* or ours is still in the chain, from before an unload */
  haven_roster_wrap_rooms (ops);
  haven_smileys_wrap (ops);
  if (haven_plugin_get () != NULL && haven_plugin_get ()->is_bitlbee)
    haven_nicks_wrap (ops);
}
