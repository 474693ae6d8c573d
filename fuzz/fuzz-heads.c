/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fuzz.h"

#include "match/haven-heads.h"
#include "match/haven-pack-private.h"

#define CHECKSUM "c0ffee"

static void
read_with (GBytes *bytes)
{
  g_autoptr (HavenHeads) heads = haven_heads_new_from_bytes (bytes, NULL);
  g_autoptr (HavenPack) pack = heads != NULL ? haven_heads_find (heads, CHECKSUM, "x.json") : NULL;
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_pack_unref);
  g_autoptr (GPtrArray) off = g_ptr_array_new ();
  g_autoptr (GBytes) again = NULL;
  g_autoptr (HavenHeads) read = NULL;

  if (pack == NULL)
    return;
  g_assert_true (haven_pack_id_is_valid (haven_pack_get_id (pack)));
  g_assert_true (haven_pack_id_is_valid (haven_pack_get_whole (pack)));
  again = haven_heads_to_bytes (heads);
  read = haven_heads_new_from_bytes (again, NULL);
  g_assert_nonnull (read);
  g_ptr_array_add (packs, haven_pack_ref (pack));
  g_ptr_array_add (packs, haven_heads_find (read, CHECKSUM, "y.json"));
  g_assert_nonnull (packs->pdata[1]);
  g_ptr_array_add (off, (char *)haven_pack_get_whole (pack));
  haven_packs_switch_off (packs, off);
}

/* Any bytes as what packs say of themselves, and as edits to something whole: they are refused, or what is
 * read is as a pack may say it, and reads the same when it is written again. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char whole[] =
      "[{\"checksum\":\"" CHECKSUM "\",\"id\":\"a\",\"title\":\"A\",\"language\":\"en\",\"version\":\"1\","
      "\"part-of\":\"b\",\"uses\":[\"c\",\"d\"],\"frames\":\"f\",\"rules\":true}]";
  g_autoptr (GBytes) from = g_bytes_new_static (whole, strlen (whole));
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GBytes) edited = fuzz_edit (from, data, size);

  read_with (bytes);
  read_with (edited);
  return 0;
}
