/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Words of one concept have the same hanging off them and are in the same sets: of a program, more than a
 * third would be said over and over. What is the same is laid out once, and found in the caches more often
 * for it.
 */

#include "haven-runs.h"

struct _HavenRuns {
  GArray *array;
  GHashTable *known; /* GBytes of a run to where it stands */
};

/**
 * haven_runs_hash:
 * @bytes: a #GBytes of numbers
 *
 * g_bytes_hash() goes byte by byte, and there are tens of megabytes of them.
 *
 * Returns: its hash
 */
guint
haven_runs_hash (gconstpointer bytes)
{
  gsize size;
  const guint32 *numbers = g_bytes_get_data ((GBytes *)bytes, &size);
  guint32 hash = 5381;

  for (gsize i = 0; i < size / sizeof *numbers; i++)
    hash = (hash ^ numbers[i]) * 0x9e3779b1U;
  return hash ^ hash >> 15;
}

/**
 * haven_runs_new:
 * @array: (transfer none): an array of elements of four bytes or a multiple, without holes in them
 *
 * Returns: (transfer full): no runs of it yet
 */
HavenRuns *
haven_runs_new (GArray *array)
{
  HavenRuns *runs = g_new0 (HavenRuns, 1);

  runs->array = array;
  runs->known = g_hash_table_new_full (haven_runs_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
  return runs;
}

/**
 * haven_runs_free:
 * @runs: (nullable) (transfer full): runs; their array stays
 */
void
haven_runs_free (HavenRuns *runs)
{
  if (runs == NULL)
    return;
  g_hash_table_unref (runs->known);
  g_free (runs);
}

/**
 * haven_runs_share:
 * @runs: runs
 * @first: the first element of a run that was appended to the array just now
 *
 * If the same run stands in the array already, what was appended is taken away again.
 *
 * Returns: the first element of the run that stays
 */
guint32
haven_runs_share (HavenRuns *runs, guint32 first)
{
  gsize size = g_array_get_element_size (runs->array);
  g_autoptr (GBytes) run = g_bytes_new (runs->array->data + first * size, (runs->array->len - first) * size);
  gpointer found;

  if (g_hash_table_lookup_extended (runs->known, run, NULL, &found)) {
    g_array_set_size (runs->array, first);
    return GPOINTER_TO_UINT (found);
  }
  g_hash_table_insert (runs->known, g_steal_pointer (&run), GUINT_TO_POINTER (first));
  return first;
}
