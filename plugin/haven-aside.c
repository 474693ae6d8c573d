/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-aside.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "conduct/haven-conduct.h"
#include "haven-convert.h"
#include "haven-held-acts.h"
#include "haven-say.h"

/*
 * The only place that says who is held or muted, whether or not anything of theirs is in the held box: a mute
 * stands until the user ends it, and what was held may be deleted or too old long before. Whom the user names
 * is muted here, and nobody is told.
 */

static void
aside_free (gpointer data)
{
  HavenAside *aside = data;

  g_free (aside->id);
  g_free (aside->account);
  g_free (aside->name);
  g_free (aside);
}

/* An id begins with an account or, for who has an address, with a protocol; a user's name may have spaces. */
static char *
account_in (const char *id)
{
  g_autoptr (GList) accounts = haven_convert_accounts ();
  char *found = NULL;

  for (GList *l = accounts; l != NULL; l = l->next) {
    g_autofree char *account = haven_convert_account_id (l->data);
    gsize length = strlen (account);

    if (!g_str_has_prefix (id, account) || id[length] != ' ' || (found != NULL && strlen (found) >= length))
      continue;
    g_free (found);
    found = g_steal_pointer (&account);
  }
  return found;
}

typedef struct {
  GPtrArray *list;
  gint64 now;
} Gathering;

static void
gather (const char *id, const HavenPerson *person, gpointer data)
{
  const Gathering *gathering = data;
  const char *space = strchr (id, ' ');
  HavenAside *aside;

  if (!haven_person_is_on_ladder (person, gathering->now))
    return;
  aside = g_new0 (HavenAside, 1);
  aside->id = g_strdup (id);
  aside->account = account_in (id);
  aside->name = g_strdup (aside->account != NULL ? id + strlen (aside->account) + 1
                          : space != NULL        ? space + 1
                                                 : id);
  aside->muted = person->step == HAVEN_STEP_MUTE;
  aside->until = person->until;
  g_ptr_array_add (gathering->list, aside);
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  const HavenAside *first = *(HavenAside *const *)a, *second = *(HavenAside *const *)b;
  int names = g_utf8_collate (first->name, second->name);

  return names != 0 ? names : strcmp (first->id, second->id);
}

/**
 * haven_aside_list:
 * @plugin: the plugin
 *
 * Returns: (transfer full) (element-type HavenAside): who is held or muted now, by name
 */
GPtrArray *
haven_aside_list (HavenPlugin *plugin)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (aside_free);
  Gathering gathering = {list, haven_plugin_now ()};

  haven_conduct_foreach (haven_engine_get_conduct (plugin->engine), gather, &gathering);
  g_ptr_array_sort (list, compare_names);
  return list;
}

static void
mute (HavenPlugin *plugin, const char *account, const char *who)
{
  haven_conduct_mute (haven_engine_get_conduct (plugin->engine), account, who, haven_plugin_now ());
  haven_memory_save (plugin->memory);
  haven_keeper_did (plugin->keeper, account, who, who, "mute");
  haven_held_changed (plugin, NULL);
}

static char *
id_in (PurpleConversation *conversation, const char *sender)
{
  PurpleAccount *own = purple_conversation_get_account (conversation);
  g_autofree char *account = haven_convert_account_id (own);
  g_autofree char *who = haven_convert_sender_id (own, conversation, sender);

  return haven_conduct_person_id (account, who);
}

/**
 * haven_aside_find:
 * @plugin: the plugin
 * @conversation: a conversation
 * @sender: somebody in it, as the protocol says
 *
 * Returns: (transfer full) (nullable): what haven_aside_release() takes; NULL when they are not held nor
 * muted
 */
char *
haven_aside_find (HavenPlugin *plugin, PurpleConversation *conversation, const char *sender)
{
  g_autoptr (GPtrArray) list = haven_aside_list (plugin);
  g_autofree char *id = id_in (conversation, sender);

  for (guint i = 0; i < list->len; i++) {
    if (g_str_equal (((const HavenAside *)list->pdata[i])->id, id))
      return g_steal_pointer (&id);
  }
  return NULL;
}

/**
 * haven_aside_mute:
 * @plugin: the plugin
 * @conversation: a conversation
 * @sender: somebody in it, as the protocol says
 *
 * Until further notice what they send is held; of a contact, covered. They are told nothing.
 *
 * Returns: (transfer full): what haven_aside_release() takes
 */
char *
haven_aside_mute (HavenPlugin *plugin, PurpleConversation *conversation, const char *sender)
{
  PurpleAccount *own = purple_conversation_get_account (conversation);
  g_autofree char *account = haven_convert_account_id (own);
  g_autofree char *who = haven_convert_sender_id (own, conversation, sender);

  mute (plugin, account, who);
  return haven_conduct_person_id (account, who);
}

/**
 * haven_aside_release:
 * @plugin: the plugin
 * @id: whom, as haven_aside_list() names them
 * @error: what of theirs could not be shown; they are let through all the same
 *
 * Lets somebody through again, and shows what was held of them.
 *
 * Returns: whether all of it was shown
 */
gboolean
haven_aside_release (HavenPlugin *plugin, const char *id, GError **error)
{
  g_autoptr (GPtrArray) items = haven_held_list (plugin->held);

  for (guint i = 0; i < items->len; i++) {
    const HavenHeldItem *item = items->pdata[i];
    g_autofree char *sender = haven_conduct_person_id (item->account, item->sender);

    if (g_str_equal (sender, id))
      return haven_held_act (plugin, item->id, HAVEN_HELD_RELEASE, error);
  }
  haven_conduct_drop (haven_engine_get_conduct (plugin->engine), id);
  haven_memory_save (plugin->memory);
  haven_held_changed (plugin, NULL);
  return TRUE;
}

/* --- commands --- */

static char *
describe_end (const HavenAside *aside)
{
  g_autoptr (GDateTime) end = g_date_time_new_from_unix_local (aside->until / G_USEC_PER_SEC);
  g_autofree char *stamp = end != NULL ? g_date_time_format (end, "%F %R") : g_strdup ("");

  return aside->muted || aside->until == 0 ? g_strdup (_ ("muted until you release them"))
                                           : g_strdup_printf (_ ("held until %s"), stamp);
}

static void
say_list (HavenPlugin *plugin, PurpleConversation *conversation)
{
  g_autoptr (GPtrArray) list = haven_aside_list (plugin);
  g_autoptr (GString) text = g_string_new (list->len == 0 ? _ ("Nobody is held or muted.") : NULL);

  for (guint i = 0; i < list->len; i++) {
    const HavenAside *aside = list->pdata[i];
    g_autofree char *name = haven_names_show (plugin, aside->account, aside->name);
    g_autofree char *end = describe_end (aside);

    g_string_append_printf (text, "%s%s · %s", i > 0 ? "\n" : "", name, end);
  }
  g_string_append_printf (text, "\n%s",
                          _ ("/haven mute WHO holds what somebody sends until further notice; /haven release "
                             "WHO lets them through again. Nobody is told."));
  haven_say (conversation, "%s", text->str);
}

/* Whether anyone of that name is to be seen: a mute of nobody looks like one that works. */
static gboolean
is_known (HavenPlugin *plugin, PurpleConversation *conversation, const char *account, const char *who)
{
  PurpleAccount *own = purple_conversation_get_account (conversation);
  g_autoptr (GPtrArray) held = haven_held_list (plugin->held);
  HavenStanding standing = haven_conduct_get_standing (haven_engine_get_conduct (plugin->engine), account,
                                                       who, haven_plugin_now ());

  if (standing.step != HAVEN_STEP_NONE || standing.score > 0 || purple_find_buddy (own, who) != NULL ||
      purple_find_conversation_with_account (PURPLE_CONV_TYPE_IM, who, own) != NULL)
    return TRUE;
  for (guint i = 0; i < held->len; i++) {
    const HavenHeldItem *item = held->pdata[i];

    if (g_str_equal (item->account, account) && g_str_equal (item->sender, who))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_in_room (PurpleConversation *conversation, const char *typed)
{
  return purple_conversation_get_type (conversation) == PURPLE_CONV_TYPE_CHAT &&
         purple_conv_chat_find_user (PURPLE_CONV_CHAT (conversation), typed);
}

/**
 * haven_aside_command_mute:
 * @plugin: the plugin
 * @conversation: where it was typed
 * @rest: whom; nothing, to be told who is held or muted
 */
void
haven_aside_command_mute (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  PurpleAccount *account = purple_conversation_get_account (conversation);
  g_autofree char *id = haven_convert_account_id (account);
  g_autofree char *who = NULL;
  gboolean known;

  if (*rest == '\0') {
    say_list (plugin, conversation);
    return;
  }
  who = haven_convert_typed_person (conversation, rest);
  if (g_strcmp0 (who, purple_normalize (account, purple_account_get_username (account))) == 0) {
    haven_say (conversation, _ ("\"%s\" is you"), rest);
    return;
  }
  known = is_in_room (conversation, rest) || is_known (plugin, conversation, id, who);
  mute (plugin, id, who);
  if (!known)
    haven_say (conversation,
               _ ("Muted: what %s sends is held until further notice, and they are told nothing. Nobody of "
                  "that name has written here yet: if it is another one, /haven release %s takes it back."),
               rest, rest);
  else if (purple_find_buddy (account, who) != NULL)
    haven_say (conversation,
               _ ("%s is a contact of yours: what they send is covered, not held, and they are told nothing. "
                  "/haven release %s takes it back."),
               rest, rest);
  else
    haven_say (conversation,
               _ ("Muted: what %s sends is held until further notice, and they are told nothing. "
                  "/haven release %s takes it back."),
               rest, rest);
}

static const HavenAside *
find_typed (HavenPlugin *plugin, PurpleConversation *conversation, const GPtrArray *list, const char *typed)
{
  g_autofree char *account = haven_convert_account_id (purple_conversation_get_account (conversation));
  g_autofree char *who = haven_convert_typed_person (conversation, typed);
  g_autofree char *id = haven_conduct_person_id (account, who);

  for (guint i = 0; i < list->len; i++) {
    const HavenAside *aside = list->pdata[i];
    g_autofree char *shown = haven_names_show (plugin, aside->account, aside->name);

    if (g_str_equal (aside->id, id) || g_ascii_strcasecmp (aside->name, typed) == 0 ||
        g_str_equal (shown, typed))
      return aside;
  }
  return NULL;
}

/**
 * haven_aside_command_release:
 * @plugin: the plugin
 * @conversation: where it was typed
 * @rest: whom
 */
void
haven_aside_command_release (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  g_autoptr (GPtrArray) list = haven_aside_list (plugin);
  const HavenAside *aside = *rest != '\0' ? find_typed (plugin, conversation, list, rest) : NULL;
  g_autoptr (GError) error = NULL;

  if (aside == NULL && *rest != '\0')
    haven_say (conversation, _ ("\"%s\" is neither held nor muted. /haven mute lists who is."), rest);
  else if (aside == NULL)
    say_list (plugin, conversation);
  else if (haven_aside_release (plugin, aside->id, &error))
    haven_say (conversation, _ ("%s can reach you again. Nobody was told."), rest);
  else
    haven_say (conversation,
               _ ("%s can reach you again. Not all that was held could be shown: %s. It is still there."),
               rest, error->message);
}
