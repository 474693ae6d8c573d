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

/* Each "5551221" is a phone number, and each "sad" is a topic. */
static GPtrArray *
find_in (const char *markup)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
  static const struct {
    const char *words;
    HavenKind kind;
    const char *category;
    const char *item;
  } known[] = {
      {"5551221", HAVEN_KIND_SHARING, "contact", "phone"},
      {"1221", HAVEN_KIND_SHARING, "contact", "phone"},
      {"555<b>1221</b>", HAVEN_KIND_SHARING, "contact", "phone"},
      {"my story", HAVEN_KIND_SHARING, "heavy", NULL},
      {"sad", HAVEN_KIND_CONTENT, "death-grief", NULL},
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++) {
    for (const char *at = markup; (at = strstr (at, known[i].words)) != NULL; at++) {
      HavenFinding *finding = haven_finding_new (known[i].kind, known[i].category, "rule", "haven");

      finding->item = g_strdup (known[i].item);
      finding->start = (gsize)(at - markup);
      finding->end = finding->start + strlen (known[i].words);
      g_ptr_array_add (findings, finding);
    }
  }
  return findings;
}

static void
test_message (void)
{
  static const struct {
    const char *what;
    const char *markup;
    const char *masked;
  } rows[] = {
      {"nothing found", "ring me", "ring me"},
      {"a number and one within it", "ring 5551221 now", "ring ••• now"},
      {"numbers side by side are one", "51221 55512211221", "5••• •••"},
      {"nothing but a number", "5551221", "•••"},
      {"what is no sharing stays", "so sad, ring 5551221", "so sad, ring •••"},
      {"a story has no place that could be covered", "my story", "my story"},
      {"tags stay", "<b>5551221</b> or", "<b>•••</b> or"},
      {"a tag within what is found", "ring 555<b>1221</b> now", "ring •••<b></b> now"},
      {"a link around it goes", "<a href=\"tel:5551221\">5551221</a> now", "••• now"},
      {"a link that only leads to it", "<a href=\"tel:5551221\">me</a>, <a href=\"/\">us</a>",
       "me, <a href=\"/\">us</a>"},
      {"a link that begins before another ends", "<a href=\"/\">5551221<a href=\"/\">us</a>",
       "•••<a href=\"/\">us</a>"},
      {"a link that never ends", "<A HREF=\"tel:5551221\">me", "me"},
      {"a link beside it stays", "<a href=\"/\">us</a> 5551221", "<a href=\"/\">us</a> •••"},
      {"a sign > within a tag", "<a title=\">\" href=\"tel:5551221\">me</a>", "me"},
      {"words of a picture", "<img id=\"1\" alt=\"5551221\"> <img id=\"2\">", "••• <img id=\"2\">"},
      {"a sign that begins no tag", "a < b, 5551221 <3", "a < b, ••• <3"},
      {"a tag that never ends", "5551221 <b", "••• <b"},
      {"broken text", "\xff 5551221 \xe2", "\xff ••• \xe2"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) findings = find_in (rows[i].markup);
    g_autofree char *masked = haven_sharing_mask (rows[i].markup, strlen (rows[i].markup), findings);

    g_test_message ("%s", rows[i].what);
    g_assert_cmpstr (masked, ==, rows[i].masked);
  }
}

static void
test_beyond_end (void)
{
  const char *markup = "ring 5551221";
  g_autoptr (GPtrArray) findings = find_in (markup);
  g_autofree char *masked = haven_sharing_mask (markup, strlen ("ring 5"), findings);

  g_assert_cmpstr (masked, ==, "ring 5");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sharing/mask/preview", test_preview);
  g_test_add_func ("/sharing/mask/message", test_message);
  g_test_add_func ("/sharing/mask/beyond-end", test_beyond_end);
  return g_test_run ();
}
