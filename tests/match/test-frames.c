/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rules that several packs share, and expressions that are named once. */
#include <string.h>

#include "match-fixture.h"
#include "match/haven-lint.h"

#define HEAD(id)                                                                                             \
  "{\"haven\": 1, \"id\": \"" id "\", \"title\": \"t\", \"language\": \"en\", \"version\": \"1\", "
#define CONTENT(category) "\"kind\": \"content\", \"category\": \"" category "\", "

static const char frames[] =
    HEAD ("shared") "\"kind\": \"content\", \"unless\": [\"quoted\"],"
                    "\"open\": {\"people\": \"the group\", \"slur\": \"slurs for it\"},"
                    "\"parts\": {\"them\": \"@people | @people folk\"},"
                    "\"rules\": ["
                    "{\"id\": \"down\", \"title\": \"t\", \"depth\": \"discuss\", \"match\": \"down with "
                    "@them\", \"unless\": [\"negated\"]},"
                    "{\"id\": \"beside\", \"title\": \"t\", \"depth\": \"discuss\", \"all\": [\"@them\", "
                    "\"vermin\"], \"within\": 6},"
                    "{\"id\": \"named\", \"title\": \"t\", \"depth\": \"discuss\", \"match\": \"@slur\"}]}";
static const char cats[] = HEAD ("cats")
    CONTENT ("hate-age") "\"frames\": \"shared\", \"concepts\": {\"people\": [\"cats\", \"tabby cats\"],"
                         "\"slur\": [\"furball\"]}, \"examples\": {"
                         "\"down\": {\"yes\": [\"down with cats\"], \"no\": [\"not down with cats\"]},"
                         "\"beside\": {\"yes\": [\"cats are vermin\"], \"no\": [\"cats\"]},"
                         "\"named\": {\"yes\": [\"furball\"], \"no\": [\"cat\"]}}}";
static const char dogs[] = HEAD ("dogs")
    CONTENT ("hate-body") "\"frames\": \"shared\", \"concepts\": {\"people\": [\"dogs\", \"cats\"]},"
                          "\"rules\": [{\"id\": \"own\", \"title\": \"t\", \"depth\": \"discuss\", "
                          "\"match\": \"mutts\"}]}";

static const char kittens[] = HEAD ("kittens")
    CONTENT ("hate-body") "\"part-of\": \"cats\", \"rules\": [{\"id\": \"small\", \"title\": \"t\", "
                          "\"depth\": \"discuss\", \"match\": \"kittens\"}]}";

#define PART(id, whole, rule)                                                                                \
  HEAD (id)                                                                                                  \
  CONTENT ("hate-body")                                                                                      \
  "\"part-of\": \"" whole "\", \"rules\": [{\"id\": \"" rule "\", "                                          \
  "\"title\": \"t\", \"depth\": \"discuss\", \"match\": \"zebra\", "                                         \
  "\"examples\": {\"yes\": [\"zebra\"], \"no\": [\"a\"]}}]}"

/* The frames go on in another file. */
static const char more[] = HEAD ("more") "\"kind\": \"content\", \"part-of\": \"shared\", "
                                         "\"open\": {\"people\": \"the group\"}, "
                                         "\"rules\": [{\"id\": \"out\", \"title\": \"t\", "
                                         "\"depth\": \"discuss\", \"match\": \"@people begone\"}]}";

/* What met, as "pack/rule=category[words] …". */
static char *
match (const char *const *datas, const char *message)
{
  g_autoptr (GPtrArray) packs = fixture_packs (datas);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenMatcher) matcher = haven_matcher_new (packs, &error);
  g_autoptr (HavenText) text = haven_text_new ();
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (HavenMatch));
  GString *found = g_string_new (NULL);
  const char *visible;

  g_assert_no_error (error);
  haven_text_read (text, message, strlen (message), HAVEN_FORMAT_PLAIN);
  haven_matcher_match (matcher, text, NULL, matches);
  visible = haven_text_get_visible (text, NULL);
  for (guint i = 0; i < matches->len; i++) {
    const HavenMatch *one = &g_array_index (matches, HavenMatch, i);

    g_string_append_printf (found, "%s%s/%s=%s[%.*s]", i > 0 ? " " : "", one->rule->pack, one->rule->id,
                            one->rule->category, (int)(one->end - one->start), visible + one->start);
  }
  return g_string_free (found, FALSE);
}

static void
test_filled (void)
{
  static const char *const all[] = {dogs, frames, cats, NULL};
  static const char *const without_cats[] = {frames, dogs, NULL};
  static const char *const alone[] = {frames, NULL};
  static const struct {
    const char *description;
    const char *const *packs;
    const char *message;
    const char *expected;
  } rows[] = {
      {"the words of one pack", all, "down with dogs", "dogs/down=hate-body[down with dogs]"},
      {"words of two packs", all, "down with cats",
       "dogs/down=hate-body[down with cats] cats/down=hate-age[down with cats]"},
      {"the pack is not there", without_cats, "down with tabby cats", ""},
      {"nobody takes them", alone, "down with cats", ""},
      {"a phrase, and a part", all, "down with tabby cats folk", "cats/down=hate-age[down with tabby cats]"},
      {"nothing that is not filled", all, "furball", "cats/named=hate-age[furball]"},
      {"several in any order, not words of two packs", all, "vermin dogs and tabby cats",
       "cats/beside=hate-age[vermin dogs and tabby cats] dogs/beside=hate-body[vermin dogs]"},
      {"its conditions", all, "nobody says down with dogs", ""},
      {"those of the pack of frames", all, "he says \"down with dogs\"", ""},
      {"each pack's own rules", all, "mutts", "dogs/own=hate-body[mutts]"},
      {"one pack is stopped, the other is met later", all,
       "not down with dogs. down with dogs, down with cats",
       "dogs/down=hate-body[down with dogs] dogs/down=hate-body[down with cats] cats/down=hate-age[down with "
       "cats]"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *found = match (rows[i].packs, rows[i].message);

    g_test_message ("%s", rows[i].description);
    g_assert_cmpstr (found, ==, rows[i].expected);
  }
}

static const struct {
  const char *description;
  const char *packs[3];
  const char *expected;
} mistakes[] = {
    {"all is well", {frames, cats}, ""},
    {"no such pack", {cats}, "x.json: frames: no pack called “shared” leaves concepts open"},
    {"nothing is filled",
     {frames,
      HEAD ("x") CONTENT ("hate-age") "\"frames\": \"shared\", \"concepts\": {\"peeple\": [\"cats\"]}}"},
     "x.json: concepts: the frames of shared wait for @people (the group) and others, and none of them is "
     "here"},
    {"no category",
     {frames,
      HEAD ("x") "\"kind\": \"content\", \"frames\": \"shared\", \"concepts\": {\"people\": [\"cats\"]}}"},
     "x.json: category: the frames of another pack need to be told what they are about here"},
    {"another kind",
     {frames, HEAD ("x") "\"kind\": \"harassment\", \"category\": \"insult\", \"frames\": \"shared\", "
                         "\"concepts\": {\"people\": [\"cats\"]}}"},
     "x.json: kind: must be the same as that of the pack whose frames it takes"},
    {"a rule of the same name",
     {frames,
      HEAD ("x") CONTENT ("hate-age") "\"frames\": \"shared\", \"concepts\": {\"people\": [\"cats\"]}, "
                                      "\"rules\": [{\"id\": \"down\", \"title\": \"t\", \"depth\": "
                                      "\"discuss\", \"match\": \"mutts\"}]}"},
     "x.json: rules[0]: a frame of shared is called “down” too"},
    {"examples for no frame",
     {frames,
      HEAD ("x") CONTENT ("hate-age") "\"frames\": \"shared\", \"concepts\": {\"people\": [\"cats\"]}, "
                                      "\"examples\": {\"dwon\": {\"yes\": [\"a\"]}}}"},
     "x.json: examples.dwon: the frames of shared have no rule “dwon”"},
    {"examples without frames",
     {HEAD ("x") "\"examples\": {}}"},
     "x.json: examples: examples stand in their rules; here stand those of frames that a pack takes, and "
     "this "
     "pack takes none"},
    {"both",
     {HEAD ("x") "\"frames\": \"shared\", \"open\": {\"people\": \"p\"}}"},
     "x.json: frames: a pack has frames of its own or takes those of another, not both"},
    {"a pattern",
     {HEAD ("x") "\"kind\": \"content\", \"open\": {\"people\": \"p\"}, \"rules\": [{\"id\": \"r\", "
                 "\"title\": \"t\", \"depth\": \"discuss\", "
                 "\"pattern\": \"abc\"}]}"},
     "x.json: rules[0].pattern: a pattern names no concepts, so that it cannot be a frame"},
    {"examples in a frame",
     {HEAD ("x") "\"kind\": \"content\", \"open\": {\"people\": \"p\"}, \"rules\": [{\"id\": \"r\", "
                 "\"title\": \"t\", \"depth\": \"discuss\", "
                 "\"match\": \"abc\", \"examples\": {}}]}"},
     "x.json: rules[0].examples: a frame is met in the packs that take it: put examples there"},
    {"an open concept in another",
     {HEAD ("x") "\"kind\": \"content\", \"open\": {\"people\": \"p\"}, \"concepts\": {\"all\": "
                 "[\"@people\", \"a\"]}, "
                 "\"rules\": []}"},
     "x.json: concepts.all: @people is filled by each pack for itself; name it in the rule: (@people | "
     "@all)"},
    {"a name twice",
     {HEAD ("x") "\"concepts\": {\"a\": [\"b\"]}, \"parts\": {\"a\": \"b c\"}}"},
     "x.json: parts.a: this pack has another @a"},
    {"a part in itself",
     {HEAD ("x") CONTENT ("hate-age") "\"parts\": {\"a\": \"zebra @b\", \"b\": \"@a\"}, "
                                      "\"rules\": [{\"id\": \"r\", \"title\": \"t\", \"depth\": "
                                      "\"discuss\", \"match\": \"@a\"}]}"},
     "x.json: parts.a: parts stand too deep in each other, or in themselves"},
    {"parts that grow",
     {HEAD ("x")
          CONTENT ("hate-age") "\"parts\": {\"a\": \"q q q q q q q q q q\", \"b\": \"@a @a @a @a @a @a @a "
                               "@a @a @a\", "
                               "\"c\": \"@b @b @b @b @b @b @b @b @b @b\", \"d\": \"@c @c @c @c @c @c\"}, "
                               "\"rules\": [{\"id\": \"r\", \"title\": \"t\", \"depth\": \"discuss\", "
                               "\"match\": \"@d\"}]}"},
     "x.json: parts.a: with its parts the expression is too long"},
    {"a frame nobody takes is read all the same",
     {HEAD ("x") "\"kind\": \"content\", \"open\": {\"people\": \"p\"}, \"rules\": [{\"id\": \"r\", "
                 "\"title\": \"t\", \"depth\": \"discuss\", "
                 "\"match\": \"@poeple abc\"}]}"},
     "x.json: rules[0].match: no concept named @poeple (did you mean @people?)"},
};

static void
test_errors (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++) {
    g_autofree char *found = fixture_error (mistakes[i].packs);

    g_test_message ("%s", mistakes[i].description);
    g_assert_cmpstr (found, ==, mistakes[i].expected);
  }
}

static void
test_part (void)
{
  static const char parts[] = HEAD ("x")
      CONTENT ("hate-age") "\"parts\": {\"pet\": \"(cat | dog) ..1 | @fish\", \"fish\": \"gold fish\"}, "
                           "\"rules\": [{\"id\": \"r\", \"title\": \"t\", \"depth\": \"discuss\", \"match\": "
                           "\"zebra @pet? moron\"}]}";
  static const char *const packs[] = {parts, NULL};
  static const char *const messages[] = {"zebra cat moron", "zebra dog or moron", "zebra gold fish moron",
                                         "zebra moron"};

  for (guint i = 0; i < G_N_ELEMENTS (messages); i++) {
    g_autofree char *found = match (packs, messages[i]);
    g_autofree char *expected = g_strdup_printf ("x/r=hate-age[%s]", messages[i]);

    g_assert_cmpstr (found, ==, expected);
  }
}

static char *
lint (const char *pack, const char *const *others)
{
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_pack_unref);
  g_autoptr (GPtrArray) beside = fixture_packs (others);
  g_autoptr (GPtrArray) notes = NULL;
  GString *said = g_string_new (NULL);

  fixture_add_pack (packs, pack, "x.json");
  notes = haven_lint_packs (packs, beside);
  for (guint i = 0; i < notes->len; i++)
    g_string_append_printf (said, "%s%s", i > 0 ? "\n" : "", ((HavenLintNote *)notes->pdata[i])->text);
  return g_string_free (said, FALSE);
}

/* A pack that shows one frame at work by itself, and the others in a part. */
static const char birds[] = HEAD ("birds") CONTENT (
    "hate-age") "\"frames\": \"shared\", \"concepts\": {\"people\": [\"birds\"], \"slur\": [\"beaky\"]}, "
                "\"examples\": {\"down\": {\"yes\": [\"down with birds\"], \"no\": [\"birds\"]}}}";
static const char birds_shown[] = HEAD ("birds-shown")
    CONTENT ("hate-age") "\"part-of\": \"birds\", \"examples\": {"
                         "\"beside\": {\"yes\": [\"birds are vermin\"], \"no\": [\"birds\"]}, "
                         "\"named\": {\"yes\": [\"beaky\"], \"no\": [\"birds\"]}}}";

static const char *const lint_all[] = {frames, cats, NULL};
static const char *const lint_birds[] = {frames, birds, birds_shown, NULL};
static const char *const lint_none[] = {NULL};
static const char *const lint_with_dogs[] = {frames, dogs, NULL};
static const struct {
  const char *description;
  const char *pack;
  const char *const *others;
  const char *expected;
} lint_rows[] = {
    {"a pack that takes frames", cats, lint_all, ""},
    {"a pack of frames", frames, lint_all, ""},
    {"frames nobody takes", frames, lint_none,
     "x.json: open: no pack takes these frames, so that they meet nothing"},
    {"no examples, and a concept missing",
     HEAD ("x") CONTENT (
         "hate-age") "\"frames\": \"shared\", \"concepts\": {\"people\": [\"cats\"], \"extra\": [\"b\"]}, "
                     "\"examples\": {\"named\": {\"yes\": [\"furball\"], \"no\": [\"cat\"]}, "
                     "\"beside\": {\"yes\": [\"cats are vermin\"], \"no\": [\"vermin cats\"]}}}",
     lint_all,
     "x.json: examples.down: there must be messages here that the frame of shared meets and leaves alone\n"
     "x.json: examples.beside (beside): examples.no[0] is met, and must not be: vermin cats\n"
     "x.json: examples.named (named): examples.yes[0] is not met, its words are not seen: furball\n"
     "x.json: concepts.slur: the frames of shared wait for it (slurs for it)\n"
     "x.json: concepts.extra: no rule of this pack names it"},
    {"some frames are shown at work in a part", birds, lint_birds, ""},
    {"the part by itself", birds_shown, lint_birds, ""},
    {"a part with examples that go wrong, or are of no frame",
     HEAD ("x") CONTENT ("hate-age") "\"part-of\": \"birds\", \"examples\": {"
                                     "\"beside\": {\"yes\": [\"birds\"], \"no\": [\"a\"]}, "
                                     "\"bseide\": {\"yes\": [\"birds\"], \"no\": [\"a\"]}}}",
     lint_birds,
     "x.json: examples.beside (beside): examples.yes[0] is not met, its words are not seen: birds\n"
     "x.json: examples.bseide: the frames that birds takes have no rule “bseide”"},
    {"no such category",
     HEAD ("x") CONTENT (
         "hate-hats") "\"frames\": \"shared\", \"concepts\": {\"people\": [\"hats\"], \"slur\": "
                      "[\"lid\"]}, "
                      "\"examples\": {\"down\": {\"yes\": [\"down with hats\"], \"no\": [\"hats\"]}, "
                      "\"beside\": {\"yes\": [\"hats are vermin\"], \"no\": [\"hats\"]}, "
                      "\"named\": {\"yes\": [\"lid\"], \"no\": [\"hat\"]}}}",
     lint_all, "x.json: category: there is no content category “hate-hats”"},
    {"a part nobody names",
     HEAD ("x") CONTENT (
         "hate-age") "\"parts\": {\"a\": \"b c\"}, \"rules\": [{\"id\": \"r\", \"title\": \"t\", "
                     "\"depth\": \"discuss\", "
                     "\"match\": \"zebra\", \"examples\": {\"yes\": [\"zebra\"], \"no\": [\"a\"]}}]}",
     lint_none, "x.json: parts.a: no rule of this pack names it"},
    {"a part of a pack", PART ("kittens", "cats", "small"), lint_all, ""},
    {"a part of a pack that is not there", PART ("kittens", "cats", "small"), lint_none,
     "x.json: part-of: there is no pack “cats”"},
    {"it uses a pack that is there",
     HEAD ("x") CONTENT ("hate-age") "\"uses\": [\"cats\"], \"rules\": [{\"id\": \"r\", \"title\": \"t\", "
                                     "\"depth\": \"discuss\", \"match\": \"zebra\", "
                                     "\"examples\": {\"yes\": [\"zebra\"], \"no\": [\"a\"]}}]}",
     lint_all, ""},
    {"it uses a pack that is not there",
     HEAD ("x") CONTENT ("hate-age") "\"uses\": [\"cast\"], \"rules\": [{\"id\": \"r\", \"title\": \"t\", "
                                     "\"depth\": \"discuss\", \"match\": \"zebra\", "
                                     "\"examples\": {\"yes\": [\"zebra\"], \"no\": [\"a\"]}}]}",
     lint_all, "x.json: uses: there is no pack “cast”"},
    {"a part with a rule of the whole", PART ("pups", "dogs", "own"), lint_with_dogs,
     "x.json: rules[0] (own): 1.json is part of the same pack and has a rule of that id too"},
};

static void
test_lint (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (lint_rows); i++) {
    g_autofree char *found = lint (lint_rows[i].pack, lint_rows[i].others);

    g_test_message ("%s", lint_rows[i].description);
    g_assert_cmpstr (found, ==, lint_rows[i].expected);
  }
}

/* Settings that name the pack of before it was parted into files stay true. */
static void
test_part_of (void)
{
  static const char *const all[] = {dogs, frames, cats, kittens, NULL};
  g_autofree char *found = match (all, "kittens everywhere");

  g_assert_cmpstr (found, ==, "cats/small=hate-body[kittens]");
}

static void
test_frames_in_parts (void)
{
  static const char *const all[] = {frames, more, cats, dogs, NULL};
  static const char *const packs[] = {frames, more, NULL};
  g_autofree char *found = match (all, "tabby cats begone"), *old = match (all, "down with tabby cats");
  g_autofree char *said = lint (cats, packs);

  g_assert_cmpstr (found, ==, "cats/out=hate-age[tabby cats begone] dogs/out=hate-body[cats begone]");
  g_assert_cmpstr (old, ==, "cats/down=hate-age[down with tabby cats]");
  g_assert_cmpstr (
      said, ==,
      "x.json: examples.out: there must be messages here that the frame of more meets and leaves alone");
}

static void
test_switch_off (void)
{
  static const char *const all[] = {dogs, frames, cats, kittens, NULL};
  static const struct {
    const char *description;
    const char *off[4];
    const char *left; /* besides the language */
  } rows[] = {
      {"one of those that take frames, and its part", {"cats"}, "dogs shared"},
      {"a part alone", {"kittens"}, "dogs shared cats"},
      {"the frames stay while one takes them", {"shared", "cats"}, "dogs shared"},
      {"they go with the last", {"shared", "cats", "dogs"}, ""},
      {"the language stays", {"en"}, "dogs shared cats kittens"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) packs = fixture_packs (all);
    g_autoptr (GPtrArray) off = g_ptr_array_new ();
    g_autoptr (GString) left = g_string_new (NULL);

    for (guint j = 0; rows[i].off[j] != NULL; j++)
      g_ptr_array_add (off, (gpointer)rows[i].off[j]);
    haven_packs_switch_off (packs, off);
    for (guint j = 0; j + 1 < packs->len; j++)
      g_string_append_printf (left, "%s%s", j > 0 ? " " : "", haven_pack_get_id (packs->pdata[j]));
    g_test_message ("%s", rows[i].description);
    g_assert_cmpstr (left->str, ==, rows[i].left);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frames/filled", test_filled);
  g_test_add_func ("/frames/errors", test_errors);
  g_test_add_func ("/frames/part", test_part);
  g_test_add_func ("/frames/in-parts", test_frames_in_parts);
  g_test_add_func ("/frames/lint", test_lint);
  g_test_add_func ("/frames/part-of", test_part_of);
  g_test_add_func ("/frames/switch-off", test_switch_off);
  return g_test_run ();
}
