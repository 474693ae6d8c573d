/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-memory.h"

#include <purple.h>

#include "conduct/haven-conduct-file.h"
#include "conduct/haven-conduct-join.h"
#include "conduct/haven-conduct.h"
#include "haven-file.h"

/**
 * HavenMemory:
 *
 * Carries what is remembered of people over a restart: read when the plugin is loaded, written every few
 * minutes by a thread, and once more, waiting for it, when it is unloaded.
 */
struct _HavenMemory {
  HavenConduct *conduct;
  HavenConduct *base; /* what it began with, where another program writes it */
  char *path;
  GThreadPool *writer; /* one thread; NULL where another program writes it */
  guint timer;
  guint written;   /* hash of what the writer was given last: quiet minutes leave the disk alone */
  gint failed;     /* atomic: the writer could not write that */
  gboolean unread; /* its file could not be opened so far, and must not be written over */
};

#define WRITE_EVERY_SECONDS 300

/* Runs on the writer's thread. */
static void
write_bytes (gpointer data, gpointer user_data)
{
  g_autoptr (GBytes) bytes = data;
  HavenMemory *memory = user_data;
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autofree char *directory = g_path_get_dirname (memory->path);

  if (haven_file_ensure_directory (directory, &error) &&
      haven_file_write (memory->path, text, length, &error))
    return;
  g_atomic_int_set (&memory->failed, TRUE);
  g_warning ("what is remembered of people could not be saved: %s", error->message);
}

/* Returns a hash of the memory as text, and the text where it is wanted. */
static guint
state_hash (HavenConduct *conduct, gint64 now, GBytes **text)
{
  gsize length = 0;
  char *json = haven_conduct_to_json (conduct, now, &length);
  g_autoptr (GBytes) bytes = g_bytes_new_take (json, length);
  guint hash = g_bytes_hash (bytes);

  if (text != NULL)
    *text = g_steal_pointer (&bytes);
  return hash;
}

/* In it stands who is muted, and the next save would be its end. */
static void
keep_unreadable (const char *path)
{
  g_autoptr (GError) error = NULL;

  if (!haven_file_keep_beside (path, &error))
    g_warning ("it could not be kept either: %s", error->message);
}

/* A file that cannot be opened now, for want of descriptors or of a disk, may be in order: it is tried again.
 */
static void
read_file (HavenMemory *memory, HavenConduct *conduct)
{
  g_autoptr (GError) error = NULL;
  gboolean before = memory->unread;

  memory->unread = FALSE;
  if (haven_conduct_load (conduct, memory->path, &error))
    return;
  memory->unread = error->domain == G_FILE_ERROR;
  if (!memory->unread)
    keep_unreadable (memory->path);
  if (!memory->unread || !before)
    g_warning ("what was remembered of people could not be read: %s", error->message);
}

/* What stands in the file comes to what was learnt here. */
static void
take_up (HavenMemory *memory)
{
  g_autoptr (HavenConduct) theirs = haven_conduct_new ();

  read_file (memory, theirs);
  if (memory->unread)
    return;
  if (memory->base == NULL)
    memory->base = haven_conduct_new ();
  haven_conduct_join (memory->conduct, memory->base, theirs);
  g_clear_pointer (&memory->base, haven_conduct_free);
  memory->written = 0; /* what was learnt here stands nowhere yet */
}

static gboolean
save (gpointer data)
{
  HavenMemory *memory = data;
  gint64 now = g_get_real_time ();
  g_autoptr (GBytes) text = NULL;
  guint hash;

  if (memory->unread)
    take_up (memory);
  if (memory->unread)
    return TRUE;
  haven_conduct_prune (memory->conduct, now);
  hash = state_hash (memory->conduct, now, &text);
  if (hash != memory->written || g_atomic_int_compare_and_exchange (&memory->failed, TRUE, FALSE))
    g_thread_pool_push (memory->writer, g_steal_pointer (&text), NULL);
  memory->written = hash;
  return TRUE;
}

static void
begin_saving (HavenMemory *memory)
{
  haven_conduct_prune (memory->conduct, g_get_real_time ());
  memory->written = state_hash (memory->conduct, g_get_real_time (), NULL);
  memory->writer = g_thread_pool_new (write_bytes, memory, 1, FALSE, NULL);
  memory->timer = purple_timeout_add_seconds (WRITE_EVERY_SECONDS, save, memory);
}

/**
 * haven_memory_new:
 * @conduct: the memory to fill and to save; borrowed
 * @path: its file
 * @saves: whether it is this program that writes it
 *
 * Returns: (transfer full): what saves it from time to time
 */
HavenMemory *
haven_memory_new (HavenConduct *conduct, const char *path, gboolean saves)
{
  HavenMemory *memory = g_new0 (HavenMemory, 1);

  memory->conduct = conduct;
  memory->path = g_strdup (path);
  if (!saves) {
    memory->base = haven_conduct_new ();
    haven_conduct_load (memory->base, path, NULL);
    haven_conduct_load (conduct, path, NULL);
    return memory;
  }
  haven_file_sweep (path);
  read_file (memory, conduct);
  begin_saving (memory);
  return memory;
}

/**
 * haven_memory_take_over:
 * @memory: a memory that another program wrote, until now
 *
 * Takes up what that program learnt, beside what was learnt here, and writes it from now on.
 */
void
haven_memory_take_over (HavenMemory *memory)
{
  haven_file_sweep (memory->path);
  begin_saving (memory);
  take_up (memory);
  save (memory);
}

/**
 * haven_memory_save:
 * @memory: a memory
 *
 * Begins to write what has changed, where it is this program that writes it: after the user's own word, which
 * a client that ends hard a minute later must not lose.
 */
void
haven_memory_save (HavenMemory *memory)
{
  if (memory->writer != NULL)
    save (memory);
}

/**
 * haven_memory_free:
 * @memory: (nullable) (transfer full): saves what has changed and waits for it
 */
void
haven_memory_free (HavenMemory *memory)
{
  if (memory == NULL)
    return;
  if (memory->writer != NULL) {
    purple_timeout_remove (memory->timer);
    save (memory);
    /* there is no later: both are kept, where there are two */
    if (memory->unread && state_hash (memory->conduct, g_get_real_time (), NULL) != memory->written) {
      keep_unreadable (memory->path);
      memory->unread = FALSE;
      memory->written = 0;
      save (memory);
    }
    g_thread_pool_free (memory->writer, FALSE, TRUE);
  }
  g_clear_pointer (&memory->base, haven_conduct_free);
  g_free (memory->path);
  g_free (memory);
}
