/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-people.h"

#include "conduct/haven-conduct.h"

/**
 * HavenPeople:
 *
 * Tells conduct the names of the user's contacts, so that a stranger who borrows one is seen.
 */
struct _HavenPeople {
  HavenConduct *conduct;
  guint timer;
};

static gboolean
tell_contacts (gpointer data)
{
  HavenPeople *people = data;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GSList *buddies = purple_blist_get_buddies ();

  for (GSList *l = buddies; l != NULL; l = l->next) {
    const char *alias = purple_buddy_get_local_buddy_alias (l->data);

    g_ptr_array_add (names, (gpointer)purple_buddy_get_name (l->data));
    if (alias != NULL && *alias != '\0')
      g_ptr_array_add (names, (gpointer)alias);
  }
  g_slist_free (buddies);
  g_ptr_array_add (names, NULL);
  haven_conduct_set_contacts (people->conduct, (const char *const *)names->pdata);
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
 * @conduct: who is told
 *
 * Returns: (transfer full): a watch over the buddy list
 */
HavenPeople *
haven_people_new (HavenConduct *conduct)
{
  HavenPeople *people = g_new0 (HavenPeople, 1);
  gpointer blist = purple_blist_get_handle ();

  people->conduct = conduct;
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
