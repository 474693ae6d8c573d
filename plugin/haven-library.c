/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-library.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <purple.h>

#include "haven-error.h"
#include "haven-file.h"
#include "haven-locale.h"
#include "haven-reader.h"
#include "settings/haven-settings.h"

#define SETTLE 1       /* seconds without a change, after which what was changed is read */
#define LOOK_EVERY 100 /* milliseconds, after which one looks whether all is read */

/*
 * The only place that gives the engine its packs and lists: what Haven brings along, and what the user put
 * into haven/packs and haven/lists, without what the user switched off. They are read beside the main loop,
 * since after an update, or when a pack is switched on or off, they have to be compiled, which takes a
 * second. While what was in force before still is, that is used; while nothing is, as at the start, whoever
 * wants something judged waits: nothing is ever shown unjudged.
 */
struct _HavenLibrary {
  HavenEngine *engine;
  HavenSettingsStore *store;
  char *directory;
  HavenReader *reader; /* nullable */
  char *off;           /* (nullable): packs that were switched off when reading began, one a line */
  guint looking;       /* source id: whether it is done */
  gboolean is_filled;  /* the engine has packs and lists */
  GPtrArray *problems; /* GError */
  GHashTable *titles;  /* (nullable): of packs, by their ids */
  guint n_set_aside;   /* rules that were too slow, and that the user was told of */
  GFileMonitor *monitors[2];
  guint pending; /* source id: something changed a moment ago */
  HavenLibraryChanged changed;
  gpointer changed_data;
};

/* What is wrong is logged once, when it appears, not each time something else changes. */
static void
report (GPtrArray *before, GPtrArray *now)
{
  for (guint i = 0; i < now->len; i++) {
    const GError *problem = now->pdata[i];
    gboolean known = FALSE;

    for (guint j = 0; before != NULL && j < before->len && !known; j++)
      known = g_str_equal (((GError *)before->pdata[j])->message, problem->message);
    if (!known)
      g_warning ("%s", problem->message);
  }
}

/* What is switched off now, one a line. */
static char *
switched_off (HavenLibrary *library)
{
  const GPtrArray *ids = haven_settings_store_get (library->store)->packs_off;
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (lines, "%s\n", (const char *)ids->pdata[i]);
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

static void
begin (HavenLibrary *library)
{
  if (library->reader != NULL)
    return;
  g_free (library->off);
  library->off = switched_off (library);
  library->reader =
      haven_reader_begin (library->directory, haven_settings_store_get (library->store)->packs_off);
}

/* Waits for it if need be, and puts it into force. */
static void
end (HavenLibrary *library)
{
  g_autoptr (HavenRead) read = haven_reader_end (g_steal_pointer (&library->reader));
  g_autoptr (GPtrArray) before = g_steal_pointer (&library->problems);

  if (library->looking != 0)
    purple_timeout_remove (library->looking);
  library->looking = 0;
  library->is_filled = TRUE;
  library->n_set_aside = 0;
  if (!haven_engine_take_matcher (library->engine, g_steal_pointer (&read->matcher),
                                  g_steal_pointer (&read->languages), NULL))
    g_ptr_array_add (read->problems, g_error_new_literal (HAVEN_ERROR, HAVEN_ERROR_INVALID,
                                                          _ ("A topic of your own cannot be read.")));
  haven_engine_take_sites (library->engine, g_steal_pointer (&read->sites));
  library->problems = g_steal_pointer (&read->problems);
  g_clear_pointer (&library->titles, g_hash_table_unref);
  library->titles = g_steal_pointer (&read->titles);
  report (before, library->problems);
  if (library->changed != NULL)
    library->changed (library->changed_data);
}

static gboolean look (gpointer data);

/* Without an event loop of GLib's, as some clients have it, a thread cannot call back: it is looked after. */
static void
begin_beside (HavenLibrary *library)
{
  begin (library);
  if (library->looking == 0)
    library->looking = purple_timeout_add (LOOK_EVERY, look, library);
}

/* Reads anew when another pack was switched on or off since reading began. */
static void
follow_switches (HavenLibrary *library)
{
  g_autofree char *now = switched_off (library);

  if (g_strcmp0 (library->off, now) != 0)
    begin_beside (library);
}

static gboolean
look (gpointer data)
{
  HavenLibrary *library = data;

  if (!haven_reader_is_done (library->reader))
    return TRUE;
  library->looking = 0;
  end (library);
  follow_switches (library);
  return FALSE;
}

/**
 * haven_library_wait:
 * @library: the library
 *
 * Whoever asks the engine for something calls this before. It waits only at the start, where nothing was read
 * yet.
 */
void
haven_library_wait (HavenLibrary *library)
{
  if (library->is_filled)
    return;
  end (library);
  follow_switches (library);
}

/**
 * haven_library_follow_settings:
 * @library: the library
 *
 * To be called when settings have changed. A pack that is switched on or off is so a moment later: until then
 * everything is judged by what was in force before.
 */
void
haven_library_follow_settings (HavenLibrary *library)
{
  if (library->reader == NULL)
    follow_switches (library); /* else it is looked at when that has ended */
}

/**
 * haven_library_is_slow:
 * @library: the library
 *
 * Returns: whether haven_library_wait() would wait for so long that it is felt: what stands in a list is
 * covered until then, and no window waits for it
 */
gboolean
haven_library_is_slow (HavenLibrary *library)
{
  return !library->is_filled && haven_reader_is_compiling (library->reader);
}

/**
 * haven_library_reload:
 * @library: the library
 *
 * Reads packs and lists anew, and returns when they are in force. One that cannot be read is left out, and
 * the others are in force.
 */
void
haven_library_reload (HavenLibrary *library)
{
  haven_library_stop (library);
  begin (library);
  end (library);
}

/**
 * haven_library_reload_beside:
 * @library: the library
 *
 * As haven_library_reload(), but returns at once: what is read is in force a moment later.
 */
void
haven_library_reload_beside (HavenLibrary *library)
{
  g_clear_pointer (&library->off, g_free); /* what is being read now is read once more */
  haven_library_follow_settings (library);
}

/**
 * haven_library_stop:
 * @library: the library
 *
 * Returns when nothing is read any more, and nothing written to the cache.
 */
void
haven_library_stop (HavenLibrary *library)
{
  if (library->reader != NULL)
    end (library);
}

static gboolean
on_settled (gpointer data)
{
  HavenLibrary *library = data;

  if (library->reader != NULL)
    return TRUE; /* perhaps from before the change: it is read again after that */
  library->pending = 0;
  begin_beside (library);
  return FALSE;
}

static void
on_file_changed (
    GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, HavenLibrary *library)
{
  g_autofree char *name = g_file_get_basename (other != NULL ? other : file);
  g_autofree char *from = g_file_get_basename (file);

  /* what lists are compiled to stands beside them, and is written while they are read */
  if (!g_str_has_suffix (name, ".json") && !g_str_has_suffix (from, ".json"))
    return;
  if (library->pending != 0)
    purple_timeout_remove (library->pending);
  library->pending = purple_timeout_add_seconds (SETTLE, on_settled, library);
}

static GFileMonitor *
watch_directory (HavenLibrary *library, const char *name)
{
  g_autofree char *path = g_build_filename (library->directory, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GFileMonitor *monitor = haven_file_ensure_directory (path, NULL)
                              ? g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL)
                              : NULL;

  if (monitor != NULL)
    g_signal_connect (monitor, "changed", G_CALLBACK (on_file_changed), library);
  return monitor;
}

/**
 * haven_library_new:
 * @engine: the engine that reads with what is here; it must outlive the library
 * @store: the settings; they must outlive it too
 * @directory: the user's haven directory
 *
 * Begins to read all packs and lists, and again when the user's own change.
 *
 * Returns: (transfer full): the library
 */
HavenLibrary *
haven_library_new (HavenEngine *engine, HavenSettingsStore *store, const char *directory)
{
  HavenLibrary *library = g_new0 (HavenLibrary, 1);

  library->engine = engine;
  library->store = store;
  library->problems = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);
  library->directory = g_strdup (directory);
  begin_beside (library);
  library->monitors[0] = watch_directory (library, "packs");
  library->monitors[1] = watch_directory (library, "lists");
  return library;
}

/**
 * haven_library_free:
 * @library: (nullable) (transfer full): the library
 */
void
haven_library_free (HavenLibrary *library)
{
  if (library == NULL)
    return;
  if (library->pending != 0)
    purple_timeout_remove (library->pending);
  if (library->looking != 0)
    purple_timeout_remove (library->looking);
  if (library->reader != NULL)
    haven_read_free (haven_reader_end (library->reader));
  for (guint i = 0; i < G_N_ELEMENTS (library->monitors); i++) {
    if (library->monitors[i] == NULL)
      continue;
    g_signal_handlers_disconnect_by_data (library->monitors[i], library);
    g_file_monitor_cancel (library->monitors[i]);
    g_object_unref (library->monitors[i]);
  }
  g_ptr_array_unref (library->problems);
  g_clear_pointer (&library->titles, g_hash_table_unref);
  g_free (library->off);
  g_free (library->directory);
  g_free (library);
}

/**
 * haven_library_watch:
 * @library: the library
 * @changed: (nullable): called whenever packs and lists were read anew
 * @data: passed to @changed
 */
void
haven_library_watch (HavenLibrary *library, HavenLibraryChanged changed, gpointer data)
{
  library->changed = changed;
  library->changed_data = data;
}

/**
 * haven_library_tell_slow_rules:
 * @library: the library
 *
 * Tells the user, once each, of rules that were set aside because they took too long on messages, and keeps
 * them among the problems.
 */
void
haven_library_tell_slow_rules (HavenLibrary *library)
{
  const GPtrArray *slow = haven_engine_get_set_aside (library->engine);

  for (; slow != NULL && library->n_set_aside < slow->len; library->n_set_aside++) {
    const HavenRuleInfo *rule = slow->pdata[library->n_set_aside];
    GError *problem =
        g_error_new (HAVEN_ERROR, HAVEN_ERROR_TOO_LARGE,
                     _ ("The rule “%s” of pack %s took too long three times, and is left out until "
                        "packs are read again."),
                     haven_locale_title (rule->title), rule->pack);

    g_ptr_array_add (library->problems, problem);
    purple_notify_info (NULL, _ ("Haven"), problem->message, NULL);
  }
}

/**
 * haven_library_name_pack:
 * @library: the library
 * @id: id of a pack, as findings say it
 *
 * Returns: (transfer none): its title in the user's language, until packs change; for what is in no pack,
 * whose it is; @id where none is known
 */
const char *
haven_library_name_pack (HavenLibrary *library, const char *id)
{
  const char *title = library->titles != NULL ? g_hash_table_lookup (library->titles, id) : NULL;

  if (title != NULL)
    return haven_locale_title (title);
  if (g_str_has_prefix (id, "custom-"))
    return _ ("My words");
  return g_str_equal (id, "haven") ? _ ("Haven itself") : id;
}

/**
 * haven_library_get_problems:
 * @library: the library
 *
 * Returns: (transfer none) (element-type GError): what could not be read, with the file and the place in it
 */
const GPtrArray *
haven_library_get_problems (HavenLibrary *library)
{
  haven_library_wait (library);
  return library->problems;
}
