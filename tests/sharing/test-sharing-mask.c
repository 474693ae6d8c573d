/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sharing/haven-mask.h"

#include <string.h>

static void
test_preview (void)
{
  static const struct {
    const char *what;
    const char *item;
    const char *span;
    const char *preview;
  } rows[] = {
      {"a telephone number keeps its end", "phone", "555 1221", "••• ••21"},
      {"a card shows only its last groups", "card", "4111 1111 1111 1134", "•••• •••• ••34"},
      {"a password shows nothing", "password", "hunter2", "••••••"},
      {"an address shows nothing", "address", "12 Oak Road", "••••••"},
      {"an email address keeps a letter", "email", "ann@cuvox.de", "a•••@•••"},
      {"a short number shows nothing", "phone", "55512", "•••••"},
      {"broken text", "phone", "\xff\xfe", "••••••"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *preview = haven_sharing_preview (rows[i].item, rows[i].span, strlen (rows[i].span));

    g_test_message ("%s", rows[i].what);
    g_assert_cmpstr (preview, ==, rows[i].preview);
  }
}

static void
add (GPtrArray *findings, HavenKind kind, gsize start, gsize end)
{
  HavenFinding *finding = haven_finding_new (kind, "contact", "phone", "haven");

  finding->start = start;
  finding->end = end;
  g_ptr_array_add (findings, finding);
}

static void
test_mask (void)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
  const char *text = "ring 5551221 or <b>mail</b> me";
  g_autofree char *masked = NULL;

  add (findings, HAVEN_KIND_SHARING, 16, 27);
  add (findings, HAVEN_KIND_SHARING, 5, 12);
  add (findings, HAVEN_KIND_SHARING, 7, 12);
  add (findings, HAVEN_KIND_CONTENT, 0, 4);
  add (findings, HAVEN_KIND_SHARING, 20, 400);
  masked = haven_sharing_mask (text, strlen (text), findings);
  g_assert_cmpstr (masked, ==, "ring •••• or <b>••••</b> me");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sharing/mask/preview", test_preview);
  g_test_add_func ("/sharing/mask/message", test_mask);
  return g_test_run ();
}
