/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-reader.h"

#include "haven-config.h"

#ifdef HAVEN_HAVE_MALLOC_TRIM
#include <malloc.h>
#endif

#include "haven-data-path.h"
#include "match/haven-heads.h"

/*
 * The only place that works beside the main loop: packs and lists are read, and compiled where that was not
 * done before, in a thread of its own. It is given copies of all it needs and knows nothing of the client.
 */
typedef enum {
  STAGE_READING,   /* which takes no time to speak of */
  STAGE_COMPILING, /* which takes a second */
  STAGE_DONE,
} Stage;

struct _HavenReader {
  char *installed; /* the packs that Haven brings along */
  char *data;
  char *own_packs;
  char *own_lists;
  char *cache;
  GPtrArray *packs_off; /* utf8 */
  GThread *thread;
  GMutex lock;
  GCond changed;
  Stage stage; /* by @lock */
};

/**
 * haven_read_free:
 * @read: (nullable) (transfer full): what was read
 */
void
haven_read_free (HavenRead *read)
{
  if (read == NULL)
    return;
  g_clear_pointer (&read->matcher, haven_matcher_free);
  g_clear_pointer (&read->languages, g_ptr_array_unref);
  g_clear_pointer (&read->sites, haven_sites_free);
  g_clear_pointer (&read->titles, g_hash_table_unref);
  g_clear_pointer (&read->problems, g_ptr_array_unref);
  g_free (read);
}

static void
take_all (GPtrArray *packs, GPtrArray *more)
{
  for (guint i = 0; i < more->len; i++)
    g_ptr_array_add (packs, haven_pack_ref (more->pdata[i]));
}

/* A pack of the user's takes the place of one with the same id. */
static void
drop_replaced (GPtrArray *packs)
{
  for (guint i = packs->len; i > 0; i--) {
    const char *id = haven_pack_get_id (packs->pdata[i - 1]);
    gboolean replaced = FALSE;

    for (guint j = i; j < packs->len && !replaced; j++)
      replaced = g_str_equal (haven_pack_get_id (packs->pdata[j]), id);
    if (replaced)
      g_ptr_array_remove_index (packs, i - 1);
  }
}

static void
enter (HavenReader *reader, Stage stage)
{
  g_mutex_lock (&reader->lock);
  reader->stage = stage;
  g_cond_broadcast (&reader->changed);
  g_mutex_unlock (&reader->lock);
}

static GPtrArray *
load_packs (const HavenReader *reader, HavenHeads *heads, GPtrArray *problems)
{
  GPtrArray *packs = haven_packs_load_directory (reader->installed, heads, problems);

  if (g_file_test (reader->own_packs, G_FILE_TEST_IS_DIR)) {
    g_autoptr (GPtrArray) more = haven_packs_load_directory (reader->own_packs, heads, problems);

    take_all (packs, more);
  }
  drop_replaced (packs);
  haven_packs_switch_off (packs, reader->packs_off);
  return packs;
}

/* What compiling took is free by now, but the C library would keep it, 80 MB, as long as the client runs. */
static void
give_back (void)
{
#ifdef HAVEN_HAVE_MALLOC_TRIM
  malloc_trim (0);
#endif
}

/* Returns: whether they had to be compiled */
static gboolean
read_packs (HavenReader *reader, HavenRead *read)
{
  g_autoptr (HavenHeads) heads = haven_heads_new (reader->cache);
  g_autoptr (GPtrArray) packs = load_packs (reader, heads, read->problems);
  gboolean compiles;

  read->matcher = haven_matcher_new_kept (packs, reader->cache);
  compiles = read->matcher == NULL;
  if (compiles) {
    enter (reader, STAGE_COMPILING);
    read->matcher = haven_matcher_new_sound (packs, reader->cache, read->problems);
  }
  read->languages = haven_packs_get_languages (packs);
  for (guint i = 0; i < packs->len; i++)
    g_hash_table_replace (read->titles, g_strdup (haven_pack_get_id (packs->pdata[i])),
                          g_strdup (haven_pack_get_title (packs->pdata[i])));
  haven_heads_save (heads);
  return compiles;
}

static HavenSites *
read_sites (const HavenReader *reader, GPtrArray *problems)
{
  HavenSites *sites = haven_sites_new ();

  haven_sites_load_data (sites, reader->data, problems);
  if (g_file_test (reader->own_lists, G_FILE_TEST_IS_DIR))
    haven_sites_load_directory (sites, reader->own_lists, reader->own_lists, problems);
  return sites;
}

static gpointer
read_all (gpointer data)
{
  HavenReader *reader = data;
  HavenRead *read = g_new0 (HavenRead, 1);

  read->problems = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);
  read->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (read_packs (reader, read))
    give_back ();
  read->sites = read_sites (reader, read->problems);
  enter (reader, STAGE_DONE);
  return read;
}

/**
 * haven_reader_begin:
 * @directory: the user's haven directory
 * @packs_off: (element-type utf8): packs that are switched off
 *
 * Returns: (transfer full): reading that has begun; haven_reader_end() ends it
 */
HavenReader *
haven_reader_begin (const char *directory, const GPtrArray *packs_off)
{
  HavenReader *reader = g_new0 (HavenReader, 1);

  reader->installed = haven_data_path ("packs");
  reader->data = haven_data_path (NULL);
  reader->own_packs = g_build_filename (directory, "packs", NULL);
  reader->own_lists = g_build_filename (directory, "lists", NULL);
  reader->cache = g_build_filename (directory, "cache", NULL);
  reader->packs_off = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < packs_off->len; i++)
    g_ptr_array_add (reader->packs_off, g_strdup (packs_off->pdata[i]));
  g_mutex_init (&reader->lock);
  g_cond_init (&reader->changed);
  reader->thread = g_thread_new ("haven-reader", read_all, reader);
  return reader;
}

/**
 * haven_reader_is_done:
 * @reader: reading that has begun
 *
 * Returns: whether haven_reader_end() would not wait
 */
gboolean
haven_reader_is_done (HavenReader *reader)
{
  gboolean done;

  g_mutex_lock (&reader->lock);
  done = reader->stage == STAGE_DONE;
  g_mutex_unlock (&reader->lock);
  return done;
}

/**
 * haven_reader_is_compiling:
 * @reader: reading that has begun
 *
 * Waits until that is known.
 *
 * Returns: whether haven_reader_end() would wait for so long that it is felt
 */
gboolean
haven_reader_is_compiling (HavenReader *reader)
{
  gboolean compiling;

  g_mutex_lock (&reader->lock);
  while (reader->stage == STAGE_READING)
    g_cond_wait (&reader->changed, &reader->lock);
  compiling = reader->stage == STAGE_COMPILING;
  g_mutex_unlock (&reader->lock);
  return compiling;
}

/**
 * haven_reader_end:
 * @reader: (transfer full): reading that has begun
 *
 * Waits until everything is read.
 *
 * Returns: (transfer full): what came of it
 */
HavenRead *
haven_reader_end (HavenReader *reader)
{
  HavenRead *read = g_thread_join (reader->thread);

  g_mutex_clear (&reader->lock);
  g_cond_clear (&reader->changed);
  g_ptr_array_unref (reader->packs_off);
  g_free (reader->installed);
  g_free (reader->data);
  g_free (reader->own_packs);
  g_free (reader->own_lists);
  g_free (reader->cache);
  g_free (reader);
  return read;
}
