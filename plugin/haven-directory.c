/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-directory.h"

#include "haven-wrap.h"

/* What a server tells of rooms and of people whom the user looks up: names and topics that strangers chose.
 */

/* A hidden field is what it takes to join, and no one reads it. */
static void
cover_fields (HavenPlugin *plugin, PurpleRoomlist *list, PurpleRoomlistRoom *room)
{
  GList *value = room->fields;

  for (GList *l = list->fields; l != NULL && value != NULL; l = l->next, value = value->next) {
    const PurpleRoomlistField *field = l->data;
    char *label;

    if (field->type != PURPLE_ROOMLIST_FIELD_STRING || field->hidden || value->data == NULL)
      continue;
    label = haven_names_cover_words (plugin, list->account, NULL, value->data);
    if (label == NULL)
      continue;
    g_free (value->data);
    value->data = g_strdup_printf ("[%s]", label);
    g_free (label);
  }
}

/* The name is what is joined by, so that it is covered only while the list copies it. */
static void
add_covered (PurpleRoomlist *list, PurpleRoomlistRoom *room)
{
  HavenPlugin *plugin = haven_plugin_get ();
  char *name = room->name;
  g_autofree char *covered =
      plugin != NULL ? haven_names_cover_words (plugin, list->account, NULL, name) : NULL;
  g_autofree char *shown = covered != NULL ? g_strdup_printf ("[%s]", covered) : NULL;

  if (plugin != NULL)
    cover_fields (plugin, list, room);
  if (shown != NULL)
    room->name = shown;
  HAVEN_BEFORE (purple_roomlist_get_ui_ops (), add_room, add_covered) (list, room);
  room->name = name;
}

/**
 * haven_directory_wrap:
 *
 * No signal tells of a room in a list, so the UI's operation that adds one is wrapped, as write_conv is.
 */
void
haven_directory_wrap (void)
{
  PurpleRoomlistUiOps *ops = purple_roomlist_get_ui_ops ();

  HAVEN_WRAP (ops, add_room, add_covered);
}

/**
 * haven_directory_unwrap:
 */
void
haven_directory_unwrap (void)
{
  PurpleRoomlistUiOps *ops = purple_roomlist_get_ui_ops ();

  HAVEN_UNWRAP (ops, add_room, add_covered);
}

/**
 * haven_directory_user_info:
 * @plugin: the plugin
 * @account: the account that asked
 * @info: what its server knows of somebody
 *
 * Covers what that person wrote about themselves, line by line.
 */
void
haven_directory_user_info (HavenPlugin *plugin, PurpleAccount *account, PurpleNotifyUserInfo *info)
{
  for (GList *l = purple_notify_user_info_get_entries (info); l != NULL; l = l->next) {
    const char *value = purple_notify_user_info_entry_get_value (l->data);
    g_autofree char *words = value != NULL ? purple_markup_strip_html (value) : NULL;
    g_autofree char *label = haven_names_cover_words (plugin, account, NULL, words);
    g_autofree char *shown = label != NULL ? g_markup_printf_escaped ("[%s]", label) : NULL;

    if (shown != NULL)
      purple_notify_user_info_entry_set_value (l->data, shown);
  }
}
