/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "detect/haven-detectors.h"
#include "match/haven-pack.h"

static const struct {
  const char *description;
  const char *message;
  const char *found; /* what is marked, as it stands in the message; NULL for nothing */
  const char *label; /* the sender's words for it; NULL where they must not be kept */
} cases[] = {
    {"note-with-words", "CW: exam stress. three papers tomorrow", "CW:", "exam stress"},
    {"note-in-brackets", "(tw: moving house) it all went wrong", "tw:", "moving house"},
    {"long-form", "Content warning: bad grades\nso here it is", "Content warning:", "bad grades"},
    {"words-that-need-a-veil-are-not-kept", "TW: suicide. I lost my friend", "TW:", NULL},
    {"words-that-need-a-veil-in-other-words", "TW: he killed himself. I lost my friend", "TW:", NULL},
    {"a-whole-message-is-no-label",
     "CW: so this morning I went to the office and there was nobody there but the cat", "CW:", NULL},
    {"a-link-is-no-label", "CW: dark, see https://example.org/page", "CW:", NULL},
    {"a-bare-link-is-no-label", "CW: example.org/page", "CW:", NULL},
    {"a-link-further-on-leaves-the-label", "CW: exam stress. https://example.org/page", "CW:", "exam stress"},
    {"bars", "the ending is ||he wakes up|| honestly", "||he wakes up||", NULL},
    {"bars-at-the-end", "||all of it||", "||all of it||", NULL},
    {"spoiler-tag", "the ending is >!he wakes up!< honestly", ">!he wakes up!<", NULL},
    {"an-arrow-is-no-spoiler", "1 >! 2 or 2 !< 1", NULL, NULL},
    {"code-is-no-spoiler", "if (a || b || c) return;", NULL, NULL},
    {"an-or-that-is-closed-without-a-space-is-no-spoiler", "x || y||z", NULL, NULL},
    {"shell-is-no-spoiler", "make || exit 1 || true", NULL, NULL},
    {"one-bar-is-no-spoiler", "cat log ||less", NULL, NULL},
    {"nothing", "by the way: I fixed the build", NULL, NULL},
};

static HavenMatcher *
make_matcher (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("HAVEN_DATADIR"), "packs", NULL);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);
  g_autoptr (GPtrArray) packs = haven_packs_load_directory (path, NULL, errors);
  g_autoptr (GError) error = NULL;
  HavenMatcher *matcher = haven_matcher_new (packs, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (errors->len, ==, 0);
  return matcher;
}

static GPtrArray *
look (HavenMatcher *matcher, const char *message)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
  g_autoptr (HavenText) text = haven_text_new ();
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (HavenMatch));
  HavenMessage source = {.text = message, .length = strlen (message)};
  HavenMatchScene scene = {.im = TRUE};
  HavenSight sight = {.message = &source, .text = text};

  haven_text_read (text, message, strlen (message), HAVEN_FORMAT_PLAIN);
  haven_matcher_match (matcher, text, &scene, matches);
  sight.matches = (const HavenMatch *)(gconstpointer)matches->data;
  sight.n_matches = matches->len;
  haven_detect_declared (&sight, findings);
  return findings;
}

typedef struct {
  HavenMatcher *matcher; /* of all packs, built once: that takes its time */
  guint index;
} Case;

static void
test_case (gconstpointer data)
{
  const Case *one_case = data;
  guint i = one_case->index;
  g_autoptr (GPtrArray) findings = look (one_case->matcher, cases[i].message);
  const char *label = NULL;
  guint n_found = 0;

  if (cases[i].found == NULL) {
    g_assert_cmpuint (findings->len, ==, 0);
    return;
  }
  /* several rules may meet one note, and any of them may keep its words */
  for (guint j = 0; j < findings->len; j++) {
    const HavenFinding *finding = findings->pdata[j];

    g_assert_cmpstr (finding->category, ==, "declared");
    n_found += g_str_has_prefix (cases[i].message + finding->start, cases[i].found);
    if (finding->note != NULL)
      label = finding->note;
  }
  g_assert_cmpuint (n_found, >, 0);
  g_assert_cmpstr (label, ==, cases[i].label);
}

int
main (int argc, char *argv[])
{
  g_autoptr (HavenMatcher) matcher = NULL;

  g_test_init (&argc, &argv, NULL);
  matcher = make_matcher ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/declared/%s", cases[i].description);
    Case *one_case = g_new0 (Case, 1);

    one_case->matcher = matcher;
    one_case->index = i;
    g_test_add_data_func_full (path, one_case, test_case, g_free);
  }
  return g_test_run ();
}
