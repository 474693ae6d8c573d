/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-fetch.h"

#include <glib/gi18n-lib.h>

#include "haven-error.h"
#include "links/haven-list-shelf.h"
#include "links/haven-signature.h"

/*
 * The only place that uses the network, and only when the user says so, each time anew: a list of sites and
 * the signature beside it. libpurple fetches it, through the proxy that the user set for it, over TLS with
 * its own check of certificates; who is trusted for the list is whoever holds the key.
 */
struct _HavenFetch {
  HavenPlugin *plugin;
  char *id; /* nullable: a new list */
  char *address;
  char *key;
  char *data; /* nullable: the list, while its signature is fetched */
  gsize length;
  PurpleUtilFetchUrlData *request; /* nullable: being fetched now */
  HavenFetchDone done;
  gpointer done_data;
  GDestroyNotify free_data; /* nullable */
};

static void
fetch_free (HavenFetch *fetch)
{
  if (fetch->request != NULL)
    purple_util_fetch_url_cancel (fetch->request);
  if (fetch->free_data != NULL)
    fetch->free_data (fetch->done_data);
  g_free (fetch->id);
  g_free (fetch->address);
  g_free (fetch->key);
  g_free (fetch->data);
  g_free (fetch);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenFetch, fetch_free)

/* Only now is it over for the plugin, so that whoever is told can begin another one. */
static void
finish (HavenFetch *fetch, const char *id, const GError *error)
{
  g_autoptr (HavenFetch) own = fetch;

  own->plugin->fetch = NULL;
  own->done (id, error, own->done_data);
}

static void
fail (HavenFetch *fetch, const char *what)
{
  g_autoptr (GError) error = g_error_new (HAVEN_ERROR, HAVEN_ERROR_INVALID, "%s: %s", fetch->address, what);

  finish (fetch, NULL, error);
}

static void
remember_source (HavenFetch *fetch, const char *id)
{
  HavenSettingsStore *store = fetch->plugin->store;
  g_autoptr (HavenSettings) settings = haven_settings_copy (haven_settings_store_get (store));

  if (haven_settings_set_source (settings, id, fetch->address, fetch->key, NULL))
    haven_settings_store_set (store, settings);
}

static void
take (HavenFetch *fetch, const char *signature)
{
  g_autofree char *directory = g_build_filename (fetch->plugin->directory, "lists", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = haven_shelf_take_signed (directory, fetch->id, fetch->data, fetch->length, signature,
                                                 fetch->key, &error);

  if (id == NULL) {
    g_prefix_error (&error, "%s: ", fetch->address);
    finish (fetch, NULL, error);
    return;
  }
  remember_source (fetch, id);
  haven_library_reload (fetch->plugin->library);
  finish (fetch, id, NULL);
}

/* libpurple hands on the page of an error as if it were what was asked for: it is told by how it begins. */
static void
on_signature (
    PurpleUtilFetchUrlData *ended, gpointer data, const gchar *text, gsize length, const gchar *problem)
{
  HavenFetch *fetch = data;
  g_autofree char *signature = NULL;

  fetch->request = NULL;
  if (text == NULL || !g_str_has_prefix (text, "untrusted comment:")) {
    fail (fetch, problem != NULL ? problem : _ ("no signature was found beside it"));
    return;
  }
  signature = g_strndup (text, length);
  take (fetch, signature);
}

/* libpurple may call back at once, and then answers NULL: @fetch is gone by that time. */
static void
request (HavenFetch *fetch, const char *address, gssize max, PurpleUtilFetchUrlCallback callback)
{
  PurpleUtilFetchUrlData *begun = purple_util_fetch_url_request_len_with_account (
      NULL, address, FALSE, NULL, TRUE, NULL, FALSE, max, callback, fetch);

  if (begun != NULL)
    fetch->request = begun;
}

static void
on_list (PurpleUtilFetchUrlData *ended, gpointer data, const gchar *text, gsize length, const gchar *problem)
{
  HavenFetch *fetch = data;
  g_autofree char *beside = NULL;

  fetch->request = NULL;
  if (text == NULL || length == 0 || *text != '{') {
    fail (fetch, problem != NULL ? problem : _ ("no list was found there"));
    return;
  }
  fetch->data = g_memdup2 (text, length + 1);
  fetch->length = length;
  beside = g_strconcat (fetch->address, ".minisig", NULL);
  request (fetch, beside, HAVEN_SHELF_MAX_SIGNATURE, on_signature);
}

static gboolean
can_fetch (const HavenPlugin *plugin, GError **error)
{
  const char *why = NULL;

  if (plugin->fetch != NULL)
    why = _ ("another list is being fetched");
  else if (!haven_signature_supported ())
    why = _ ("this build cannot check signatures, and nothing is fetched without one");
  else if (!purple_ssl_is_supported ())
    why = _ ("this client has no TLS, and nothing is fetched without it");
  if (why == NULL)
    return TRUE;
  g_set_error_literal (error, HAVEN_ERROR, HAVEN_ERROR_NOT_FOUND, why);
  return FALSE;
}

/**
 * haven_fetch_list:
 * @plugin: the plugin
 * @source: which list, from where
 * @done: told once what came of it, on the main loop; not after haven_fetch_cancel()
 * @data: passed to @done
 * @free_data: (nullable): called on @data in the end, whatever came of it
 * @error: why it was not begun
 *
 * Returns: whether it was begun
 */
gboolean
haven_fetch_list (HavenPlugin *plugin,
                  const HavenListSource *source,
                  HavenFetchDone done,
                  gpointer data,
                  GDestroyNotify free_data,
                  GError **error)
{
  g_autoptr (HavenSettings) trial = haven_settings_new ();
  HavenFetch *fetch;

  if (!can_fetch (plugin, error) ||
      !haven_settings_set_source (trial, "", source->address, source->key, error)) {
    if (free_data != NULL)
      free_data (data);
    return FALSE;
  }
  fetch = g_new0 (HavenFetch, 1);
  fetch->plugin = plugin;
  fetch->id = g_strdup (source->id);
  fetch->address = g_strdup (source->address);
  fetch->key = g_strdup (source->key);
  fetch->done = done;
  fetch->done_data = data;
  fetch->free_data = free_data;
  plugin->fetch = fetch;
  request (fetch, source->address, HAVEN_SHELF_MAX_LIST, on_list);
  return TRUE;
}

/**
 * haven_fetch_give_up:
 * @plugin: the plugin
 * @why: in words
 *
 * Whatever is being fetched is not taken in, and whoever waits for it is told.
 */
void
haven_fetch_give_up (HavenPlugin *plugin, const char *why)
{
  if (plugin->fetch != NULL)
    fail (plugin->fetch, why);
}

/**
 * haven_fetch_cancel:
 * @plugin: the plugin
 *
 * Whatever is being fetched is let go of; nobody is told.
 */
void
haven_fetch_cancel (HavenPlugin *plugin)
{
  HavenFetch *fetch = g_steal_pointer (&plugin->fetch);

  if (fetch != NULL)
    fetch_free (fetch);
}
