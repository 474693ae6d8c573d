/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fuzz.h"

#include "links/haven-helplines.h"
#include "links/haven-list-import.h"
#include "links/haven-signature.h"
#include "links/haven-site-map.h"

static gboolean
takes_back (const HavenList *list)
{
  gboolean any = FALSE;

  for (guint i = 0; i < list->entries->len; i++)
    any |= ((const HavenListEntry *)list->entries->pdata[i])->retracted;
  return any;
}

/* What a list names is found in the map that is made of it, unless it takes something back. */
static void
compile (const HavenList *list)
{
  g_autoptr (GBytes) bytes = haven_site_map_compile (&list, 1, 1, 1);
  g_autoptr (HavenSiteMap) map = haven_site_map_new (bytes, NULL);

  g_assert_nonnull (map);
  if (takes_back (list))
    return;
  for (guint i = 0; i < list->entries->len; i++) {
    const HavenListEntry *entry = list->entries->pdata[i];
    HavenSiteRecord records[8];

    if (entry->host != NULL)
      g_assert_cmpuint (
          haven_site_map_lookup (map, entry->host, entry->path, records, G_N_ELEMENTS (records)), >, 0);
  }
}

/* Any bytes as a list in each format, as a compiled map, as help lines, and as a signature and its key. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (HavenSiteMap) map = haven_site_map_new (bytes, NULL);
  g_autofree char *text = g_strndup (size > 0 ? (const char *)data : "", size);
  G_GNUC_UNUSED g_autoptr (HavenHelplines) helplines =
      haven_helplines_from_json ((const char *)data, size, NULL);

  for (HavenListFormat format = HAVEN_LIST_GUESS; format <= HAVEN_LIST_RATINGS; format++) {
    HavenImportReport report;
    g_autoptr (HavenList) list = haven_list_import ((const char *)data, size, format, &report, NULL);
    G_GNUC_UNUSED g_autofree char *json = list != NULL ? haven_list_to_json (list, NULL) : NULL;
    G_GNUC_UNUSED g_autofree char *csv = list != NULL ? haven_list_to_csv (list) : NULL;
    if (list != NULL)
      compile (list);
  }
  g_assert_false (haven_signature_verify ((const char *)data, size, text, text, NULL, NULL));
  if (map != NULL) {
    HavenSiteRecord records[4];
    haven_site_map_lookup (map, "a.b.example.com", "/path", records, G_N_ELEMENTS (records));
    haven_site_map_lookup (map, "192.0.2.1", NULL, records, G_N_ELEMENTS (records));
  }
  return 0;
}
