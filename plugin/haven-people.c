/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-people.h"

#include <string.h>

#include "conduct/haven-conduct.h"

/**
 * HavenPeople:
 *
 * Tells the engine the names of the user's contacts, so that a stranger who borrows one is seen, and one
 * contact named to another.
 */
struct _HavenPeople {
  HavenEngine *engine;
  guint timer;
};

/* A nickname may be any word; a full name and an address are somebody's. */
static void
add_line (GPtrArray *lines, const char *name, char sign)
{
  if (name != NULL && strchr (name, sign) != NULL)
    g_ptr_array_add (lines, g_strconcat ("contact\t", name, NULL));
}

static gboolean
tell_contacts (gpointer data)
{
  HavenPeople *people = data;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GSList *buddies = purple_blist_get_buddies ();

  for (GSList *l = buddies; l != NULL; l = l->next) {
    const char *alias = purple_buddy_get_local_buddy_alias (l->data);

    g_ptr_array_add (names, (gpointer)purple_buddy_get_name (l->data));
    add_line (lines, purple_buddy_get_name (l->data), '@');
    add_line (lines, alias, ' ');
    if (alias != NULL && *alias != '\0')
      g_ptr_array_add (names, (gpointer)alias);
  }
  g_slist_free (buddies);
  g_ptr_array_add (names, NULL);
  haven_conduct_set_contacts (haven_engine_get_conduct (people->engine), (const char *const *)names->pdata);
  haven_engine_set_contacts (people->engine, lines);
  people->timer = 0;
  return FALSE;
}

/* A list of a thousand is added one by one: the names are read once it is quiet. */
static void
on_node (PurpleBlistNode *node, gpointer data)
{
  HavenPeople *people = data;

  if (PURPLE_BLIST_NODE_IS_BUDDY (node) && people->timer == 0)
    people->timer = purple_timeout_add (500, tell_contacts, people);
}

static void
on_alias (PurpleBlistNode *node, const char *old_alias, gpointer data)
{
  on_node (node, data);
}

/**
 * haven_people_new:
 * @engine: who is told
 *
 * Returns: (transfer full): a watch over the buddy list
 */
HavenPeople *
haven_people_new (HavenEngine *engine)
{
  HavenPeople *people = g_new0 (HavenPeople, 1);
  gpointer blist = purple_blist_get_handle ();

  people->engine = engine;
  tell_contacts (people);
  purple_signal_connect (blist, "blist-node-added", people, PURPLE_CALLBACK (on_node), people);
  purple_signal_connect (blist, "blist-node-removed", people, PURPLE_CALLBACK (on_node), people);
  purple_signal_connect (blist, "blist-node-aliased", people, PURPLE_CALLBACK (on_alias), people);
  return people;
}

/**
 * haven_people_free:
 * @people: (nullable) (transfer full): a watch
 */
void
haven_people_free (HavenPeople *people)
{
  if (people == NULL)
    return;
  purple_signals_disconnect_by_handle (people);
  if (people->timer != 0)
    purple_timeout_remove (people->timer);
  g_free (people);
}
