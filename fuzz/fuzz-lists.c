/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fuzz.h"

#include "links/haven-helplines.h"
#include "links/haven-list-import.h"
#include "links/haven-site-map.h"

/* Any bytes as a list in each format, as a compiled map, and as help lines. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (HavenSiteMap) map = haven_site_map_new (bytes, NULL);
  G_GNUC_UNUSED g_autoptr (HavenHelplines) helplines = haven_helplines_from_json ((const char *)data, size, NULL);

  for (HavenListFormat format = HAVEN_LIST_GUESS; format <= HAVEN_LIST_RATINGS; format++) {
    HavenImportReport report;
    g_autoptr (HavenList) list = haven_list_import ((const char *)data, size, format, &report, NULL);
    G_GNUC_UNUSED g_autofree char *json = list != NULL ? haven_list_to_json (list, NULL) : NULL;
    G_GNUC_UNUSED g_autofree char *csv = list != NULL ? haven_list_to_csv (list) : NULL;
  }
  if (map != NULL) {
    HavenSiteRecord records[4];
    haven_site_map_lookup (map, "a.b.example.com", "/path", records, G_N_ELEMENTS (records));
    haven_site_map_lookup (map, "192.0.2.1", NULL, records, G_N_ELEMENTS (records));
  }
  return 0;
}
