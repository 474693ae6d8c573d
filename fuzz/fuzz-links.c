/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fuzz.h"

#include "links/haven-deception.h"
#include "links/haven-link.h"

/* Any bytes as a text and as the target of a link: what is found lies within them, in order. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup (size > 0 ? (const char *)data : "", size);
  g_autoptr (GArray) links = haven_links_find ((const char *)data, size);
  g_autoptr (GPtrArray) signs = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_sign_free);
  g_auto (HavenLink) target = {0};
  gsize last = 0;

  for (guint i = 0; i < links->len; i++) {
    const HavenLink *link = &g_array_index (links, HavenLink, i);
    g_autofree char *rest = g_strndup ((const char *)data + link->rest, link->end - link->rest);

    g_assert_cmpuint (last, <=, link->start);
    g_assert_cmpuint (link->start, <, link->end);
    g_assert_cmpuint (link->host_start, <=, link->host_end);
    g_assert_cmpuint (link->rest, <=, link->end);
    g_assert_cmpuint (link->end, <=, size);
    last = link->end;
    haven_deception_look (link, rest, NULL, signs);
  }
  if (haven_link_parse (text, &target))
    haven_deception_look (&target, target.url + target.rest, NULL, signs);
  return 0;
}
