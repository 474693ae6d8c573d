/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-memory.h"

#include <purple.h>

#include "conduct/haven-conduct-file.h"
#include "conduct/haven-conduct-join.h"
#include "conduct/haven-conduct.h"
#include "haven-kept-file.h"

/**
 * HavenMemory:
 *
 * Carries what is remembered of people over a restart: read when the plugin is loaded, written every few
 * minutes by a thread, and once more, waiting for it, when it is unloaded.
 */
struct _HavenMemory {
  HavenConduct *conduct;
  HavenConduct *base; /* what it began with, where another program writes it */
  HavenKeptFile *file;
  guint timer;
  guint written; /* hash of what was written last: quiet minutes leave the disk alone */
};

#define WRITE_EVERY_SECONDS 300

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

static gboolean
load (gpointer conduct, const char *path, GError **error)
{
  return haven_conduct_load (conduct, path, error);
}

/* What stands in the file comes to what was learnt here. */
static void
take_up (HavenMemory *memory)
{
  g_autoptr (HavenConduct) theirs = haven_conduct_new ();

  haven_kept_file_read (memory->file, load, theirs);
  if (haven_kept_file_is_unread (memory->file))
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

  if (haven_kept_file_is_unread (memory->file))
    take_up (memory);
  if (haven_kept_file_is_unread (memory->file))
    return TRUE;
  haven_conduct_prune (memory->conduct, now);
  hash = state_hash (memory->conduct, now, &text);
  if (hash != memory->written || haven_kept_file_has_failed (memory->file))
    haven_kept_file_write (memory->file, g_steal_pointer (&text));
  memory->written = hash;
  return TRUE;
}

static void
begin_saving (HavenMemory *memory)
{
  haven_conduct_prune (memory->conduct, g_get_real_time ());
  memory->written = state_hash (memory->conduct, g_get_real_time (), NULL);
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
  memory->file = haven_kept_file_new (path, "what is remembered of people");
  if (!saves) {
    memory->base = haven_conduct_new ();
    haven_conduct_load (memory->base, path, NULL);
    haven_conduct_load (conduct, path, NULL);
    return memory;
  }
  haven_kept_file_take (memory->file);
  haven_kept_file_read (memory->file, load, conduct);
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
  haven_kept_file_take (memory->file);
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
  if (haven_kept_file_is_ours (memory->file))
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
  if (haven_kept_file_is_ours (memory->file)) {
    purple_timeout_remove (memory->timer);
    save (memory);
    /* there is no later: both are kept, where there are two */
    if (haven_kept_file_is_unread (memory->file) &&
        state_hash (memory->conduct, g_get_real_time (), NULL) != memory->written) {
      haven_kept_file_set_aside (memory->file);
      memory->written = 0;
      save (memory);
    }
  }
  haven_kept_file_free (memory->file);
  g_clear_pointer (&memory->base, haven_conduct_free);
  g_free (memory);
}
