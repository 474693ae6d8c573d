/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-held-people.h"

#include "haven-gtk-held-rows.h"

/* Who stands in the held window: everyone once, whatever of theirs is held for what. */

static void
person_free (gpointer data)
{
  HavenGtkHeldPerson *person = data;

  g_free (person->id);
  g_free (person->causes);
  g_ptr_array_unref (person->items);
  g_free (person);
}

/**
 * haven_gtk_held_person_id:
 * @item: something held
 *
 * Returns: (transfer full): account and sender, a line each
 */
char *
haven_gtk_held_person_id (const HavenHeldItem *item)
{
  return g_strdup_printf ("%s\n%s", item->account, item->sender);
}

/**
 * haven_gtk_account_of:
 * @conversation: a conversation
 *
 * Returns: (transfer full): its account, as what is held and what is kept name it
 */
char *
haven_gtk_account_of (PurpleConversation *conversation)
{
  PurpleAccount *account = purple_conversation_get_account (conversation);

  return g_strdup_printf ("%s:%s", purple_account_get_protocol_id (account),
                          purple_normalize (account, purple_account_get_username (account)));
}

/**
 * haven_gtk_held_person_in:
 * @items: (element-type HavenHeldItem): what is held, the oldest first
 * @api: what the core plugin offers
 * @conversation: a conversation
 *
 * Returns: (transfer full) (nullable): the id of who was held there last
 */
char *
haven_gtk_held_person_in (const GPtrArray *items, const HavenPluginApi *api, PurpleConversation *conversation)
{
  g_autofree char *account = haven_gtk_account_of (conversation);
  g_autofree char *name = api->get_conversation_id (api->plugin, conversation);

  for (guint i = items->len; i > 0; i--) {
    const HavenHeldItem *item = items->pdata[i - 1];

    if (g_str_equal (item->account, account) && g_strcmp0 (item->conversation, name) == 0)
      return haven_gtk_held_person_id (item);
  }
  return NULL;
}

static guint
count_cause (const GPtrArray *items, const char *cause)
{
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    n += g_str_equal (haven_gtk_held_cause (items->pdata[i]), cause);
  return n;
}

/* What most of it is for comes first and, of two that are alike, what it began with: as little as possible
 * moves while more comes. */
static void
tell_causes (HavenGtkHeldPerson *person)
{
  g_autoptr (GPtrArray) causes = g_ptr_array_new ();
  guint most = 0;

  for (guint i = 0; i < person->items->len; i++) {
    const char *cause = haven_gtk_held_cause (person->items->pdata[i]);
    guint n;

    if (g_ptr_array_find_with_equal_func (causes, cause, g_str_equal, NULL))
      continue;
    n = count_cause (person->items, cause);
    g_ptr_array_insert (causes, n > most ? 0 : -1, (gpointer)cause);
    most = MAX (most, n);
  }
  person->cause = causes->pdata[0];
  person->n_causes = causes->len;
  g_ptr_array_add (causes, NULL);
  person->causes = g_strjoinv (", ", (char **)causes->pdata);
}

/**
 * haven_gtk_held_people:
 * @items: (element-type HavenHeldItem): what is held, the oldest first; outlives what is returned
 *
 * Returns: (transfer full) (element-type HavenGtkHeldPerson): whose it is, by what came last
 */
GPtrArray *
haven_gtk_held_people (const GPtrArray *items)
{
  GPtrArray *people = g_ptr_array_new_with_free_func (person_free);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = items->len; i > 0; i--) {
    g_autofree char *id = haven_gtk_held_person_id (items->pdata[i - 1]);
    HavenGtkHeldPerson *person = g_hash_table_lookup (by_id, id);

    if (person == NULL) {
      person = g_new0 (HavenGtkHeldPerson, 1);
      person->id = g_steal_pointer (&id);
      person->items = g_ptr_array_new ();
      g_hash_table_insert (by_id, person->id, person);
      g_ptr_array_add (people, person);
    }
    g_ptr_array_insert (person->items, 0, items->pdata[i - 1]);
  }
  for (guint i = 0; i < people->len; i++)
    tell_causes (people->pdata[i]);
  return people;
}

static gint
compare_ids (gconstpointer a, gconstpointer b)
{
  const HavenHeldItem *first = *(HavenHeldItem *const *)a, *second = *(HavenHeldItem *const *)b;

  return (first->id > second->id) - (first->id < second->id);
}

/**
 * haven_gtk_held_choose:
 * @items: (element-type HavenHeldItem): what is held
 * @choice: the line that is chosen: somebody, or a cause
 *
 * Returns: (transfer container) (element-type HavenHeldItem): what is held of them, or of whoever stands
 * under that cause, the oldest first
 */
GPtrArray *
haven_gtk_held_choose (const GPtrArray *items, const HavenGtkGroup *choice)
{
  GPtrArray *chosen = g_ptr_array_new ();
  g_autoptr (GPtrArray) people = haven_gtk_held_people (items);

  for (guint i = 0; choice->group != NULL && i < people->len; i++) {
    const HavenGtkHeldPerson *person = people->pdata[i];

    if (choice->member != NULL ? g_str_equal (choice->member, person->id)
                               : g_str_equal (choice->group, person->cause))
      g_ptr_array_extend (chosen, person->items, NULL, NULL);
  }
  g_ptr_array_sort (chosen, compare_ids);
  return chosen;
}
