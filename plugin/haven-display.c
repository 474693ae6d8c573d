/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-display.h"

#include "haven-plugin.h"

/**
 * HavenDisplay:
 *
 * Only Pidgin has a signal between the log and the screen. In every other UI (Finch, or a program that
 * somebody wrote on libpurple) the last function before the screen is the conversation operation write_conv;
 * its struct is not const, so Haven puts its own function there, and takes it out again on unload. Where a
 * UI part such as gtk-haven has registered itself, the line passes through untouched.
 *
 * The function that was there before is kept in a dataset of the struct itself, because it must still be
 * found if somebody wrapped the operations after us and calls our function when Haven is already gone.
 */
struct _HavenDisplay {
  PurplePlugin *handle;
  GPtrArray *wrapped; /* PurpleConversationUiOps */
};

typedef void (*WriteConv) (PurpleConversation *conversation,
                           const char *who,
                           const char *alias,
                           const char *text,
                           PurpleMessageFlags flags,
                           time_t when);

#define BEFORE_KEY "haven-write-conv"

static void
write_notes (WriteConv before, PurpleConversation *conversation, const HavenVerdict *verdict, time_t when)
{
  for (guint i = 0; verdict != NULL && i < verdict->notes->len; i++) {
    g_autofree char *words = g_markup_escape_text (verdict->notes->pdata[i], -1);
    g_autofree char *line = g_strconcat ("ⓘ ", words, NULL);

    before (conversation, NULL, NULL, line, PURPLE_MESSAGE_SYSTEM | PURPLE_MESSAGE_NO_LOG, when);
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
  WriteConv before = (WriteConv)g_dataset_get_data (ops, BEFORE_KEY);
  HavenPlugin *plugin = haven_plugin_get ();
  const HavenLine *line;
  HavenVeil *veil;

  if (plugin == NULL || (plugin->ui != NULL && plugin->ui->veil_changed != NULL)) {
    before (conversation, who, alias, text, flags, when);
    return;
  }
  line = haven_lines_current (plugin->lines, conversation);
  veil = line != NULL && line->veil != NULL ? line->veil : haven_veils_find (plugin->veils, text);
  if (veil != NULL && !veil->open) {
    g_autofree char *cover = haven_veil_cover (veil);

    before (conversation, who, alias, cover, flags & ~PURPLE_MESSAGE_RAW, when);
    return;
  }
  before (conversation, who, alias, text, flags, when);
  if (line != NULL)
    write_notes (before, conversation, line->verdict, when);
}

/**
 * haven_display_new:
 * @handle: the plugin
 *
 * Returns: (transfer full): with the operations of all conversations wrapped that exist now
 */
HavenDisplay *
haven_display_new (PurplePlugin *handle)
{
  HavenDisplay *display = g_new0 (HavenDisplay, 1);

  display->handle = handle;
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

    if (ops->write_conv == write_covered) {
      ops->write_conv = (WriteConv)g_dataset_get_data (ops, BEFORE_KEY);
      g_dataset_remove_data (ops, BEFORE_KEY);
    } else if (display->handle->handle != NULL) {
      /* somebody wrapped ours: our code must stay where it is */
      g_module_make_resident (display->handle->handle);
    }
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

  if (ops == NULL || ops->write_conv == NULL || ops->write_conv == write_covered)
    return;
  if (g_ptr_array_find (display->wrapped, ops, NULL))
    return; /* wrapped by somebody else on top of ours */
  g_ptr_array_add (display->wrapped, ops);
  if (g_dataset_get_data (ops, BEFORE_KEY) != NULL)
    return; /* ours is still in the chain, from before an unload */
  g_dataset_set_data (ops, BEFORE_KEY, (gpointer)ops->write_conv);
  ops->write_conv = write_covered;
}
