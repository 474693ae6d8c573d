/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "match-fixture.h"
#include "match/haven-expression.h"
#include "match/haven-lint.h"
#include "match/haven-literal-index.h"
#include "match/haven-literals.h"
#include "match/haven-matcher-private.h"

static const struct {
  const char *description;
  const char *rule;
  const char *message;
  const char *expected;
} meetings[] = {
    {"a word", "\"match\": \"moron\"", "what a Moron!", "r[Moron]"},
    {"not inside a word", "\"match\": \"moron\"", "oxymoronic", ""},
    {"a word with any ending", "\"match\": \"idiot*\"", "idiotic idiots", "r[idiotic] r[idiots]"},
    {"words in a row", "\"match\": \"piece of cake\"", "a piece of cake", "r[piece of cake]"},
    {"nothing between", "\"match\": \"piece of cake\"", "a piece of my cake", ""},
    {"a gap of up to three", "\"match\": \"eat ..3 cake\"", "eat all of that cake",
     "r[eat all of that cake]"},
    {"a gap that is too long", "\"match\": \"eat ..3 cake\"", "eat all of that nice cake", ""},
    {"a gap of nothing", "\"match\": \"eat .. cake\"", "eat cake", "r[eat cake]"},
    {"may be missing", "\"match\": \"you @very? moron\"", "you moron you utter moron",
     "r[you moron] r[you utter moron]"},
    {"a choice", "\"match\": \"(fat | big red) (cat | dog)\"", "a big red dog, fat cat",
     "r[big red dog] r[fat cat]"},
    {"a choice at the top", "\"match\": \"fat cat | red dog\"", "red dog fat cat", "r[red dog] r[fat cat]"},
    {"a concept", "\"match\": \"@you @bad\"", "you piece of shit", "r[you piece of shit]"},
    {"phrases that begin alike", "\"match\": \"red (old cat | old cat lady | old dog)\"",
     "red old cat lady, red old dog, red old car", "r[red old cat] r[red old dog]"},
    {"a phrase that breaks off", "\"match\": \"very old cat lady | old cat\"", "a very old cat",
     "r[old cat]"},
    {"a phrase and the end of a sentence", "\"match\": \"old cat\"", "so old. Cat, old cat", "r[old cat]"},
    {"the first of several that overlap",
     "\"match\": \"(moron | cad | clown | idiot) (and | or) (moron | cad | clown | idiot)\"",
     "moron and cad or clown and idiot", "r[moron and cad] r[clown and idiot]"},
    {"beginnings and ends", "\"match\": \"@bad\"", "a dirtbag, two scum balls, a dirt road, bags",
     "r[dirtbag] r[scum balls]"},
    {"start of a clause", "\"match\": \"^ moron\"", "so, moron, a moron", "r[moron]"},
    {"end of a clause", "\"match\": \"moron $\"", "a moron here, a moron", "r[moron]"},
    {"not beyond a sentence", "\"match\": \"red ..3 moron\"", "it is red. A moron", ""},
    {"beyond a sentence when asked", "\"match\": \"red ..3 moron\", \"across\": true", "it is red. A moron",
     "r[red. A moron]"},
    {"a contraction is two words", "\"match\": \"do not panic\"", "don't panic dont panic do not panic",
     "r[don't panic] r[dont panic] r[do not panic]"},
    {"and so in the pack", "\"match\": \"don't panic\"", "do not panic", "r[do not panic]"},
    {"a short spelling", "\"match\": \"kill yourself\"", "kill urself", "r[kill urself]"},
    {"be is inside ur", "\"match\": \"@you @be a moron\"", "ur a moron", "r[ur a moron]"},
    {"wanna", "\"match\": \"want to vanish\"", "i wanna vanish", "r[wanna vanish]"},
    {"leet", "\"match\": \"moron\"", "m0r0n", "r[m0r0n]"},
    {"spaced letters", "\"match\": \"kys now\"", "k y s now", "r[k y s now]"},
    {"a sign in a word", "\"match\": \"kill yourself\"", "ki-ll yourself", "r[ki-ll yourself]"},
    {"a space in a word", "\"match\": \"kill yourself\"", "k ill your self kil l yourself",
     "r[kil l yourself]"},
    {"an l for an i", "\"match\": \"idiot\"", "you ldiot", "r[ldiot]"},
    {"words that are parted as they should", "\"match\": [\"moron\", \"mor\", \"old on\"]", "a mor-on",
     "r[mor]"},
    {"words run together", "\"match\": \"kill yourself\"", "k.i.l.l.y.o.u.r.s.e.l.f",
     "r[k.i.l.l.y.o.u.r.s.e.l.f]"},
    {"words run together, short ones too", "\"match\": \"i am a moron\"", "i.a.m.a.m.o.r.o.n",
     "r[i.a.m.a.m.o.r.o.n]"},
    {"spelled words", "\"match\": \"you moron\"", "y.o.u m.o.r.o.n", "r[y.o.u m.o.r.o.n]"},
    {"a letter of a spelled word is no word", "\"match\": \"@bad\", \"unless\": [\"near i\"]", "i d i o t",
     "r[i d i o t]"},
    {"three letters are words still", "\"match\": \"@you @be a moron\"", "u r a moron", "r[u r a moron]"},
    {"what is short for two words", "\"match\": \"do not panic\"", "d.o.n.t p.a.n.i.c",
     "r[d.o.n.t p.a.n.i.c]"},
    {"over a line of a word or two", "\"match\": \"kill yourself\"", "kill\nyourself", "r[kill\nyourself]"},
    {"not over a line that is a sentence", "\"match\": \"moron you\"", "he is a moron\nyou said", ""},
    {"emoji between words", "\"match\": \"you moron\"", "you 👏 moron", "r[you 👏 moron]"},
    {"four emoji part words", "\"match\": \"you moron\"", "you 👏👏👏👏 moron", ""},
    {"masked letters", "\"match\": \"moron\"", "you m*r*n", "r[m*r*n]"},
    {"a hashtag", "\"match\": \"#kys\"", "kys #kys", "r[kys]"},
    {"words of a hashtag", "\"match\": \"kill yourself\"", "#KillYourself #killyourself",
     "r[KillYourself] r[killyourself]"},
    {"words of a hashtag, one unknown", "\"match\": \"kill yourself\"", "#KillYourselfBlargh",
     "r[KillYourselfBlargh]"},
    {"words of a hashtag, capitals together", "\"match\": \"i hate you\"", "#IHATEYouAll", ""},
    {"a contraction with a digit in it", "\"match\": \"you will panic\"", "y0u'll panic, yooou'll panic",
     "r[y0u'll panic] r[yooou'll panic]"},
    {"a contraction in a hashtag", "\"match\": \"not panic\"", "#DontPanic", "r[DontPanic]"},
    {"words run together", "\"match\": \"kill yourself\"", "just killyourself", "r[killyourself]"},
    {"a space left out", "\"match\": \"cats are morons\"", "catsare morons, cats aremorons",
     "r[catsare morons] r[cats aremorons]"},
    {"a space left out behind I", "\"match\": \"i (hate | loathe) morons\"", "Ihate morons Iloathe morons",
     "r[Ihate morons] r[Iloathe morons]"},
    {"no space left out where no word tells so", "\"match\": \"old cat\"", "oldcat", ""},
    {"all spaces left out", "\"match\": \"all old cats are morons\"", "alloldcatsaremorons",
     "r[alloldcatsaremorons]"},
    {"no space left out in a name", "\"match\": \"kill morons\"",
     "killmorons: hi @killmorons and killmorons.org", ""},
    {"what is one word", "\"match\": [\"the ban\", \"will iam\"]", "a theban, william", ""},
    {"an emoji", "\"match\": \"you 🤡\"", "you 🤡", "r[you 🤡]"},
    {"Chinese", "\"match\": \"去死\"", "你去死吧", "r[去死]"},
    {"any order", "\"all\": [\"red\", \"moron\"], \"within\": 4", "a moron in red", "r[moron in red]"},
    {"any order, too far", "\"all\": [\"red\", \"moron\"], \"within\": 3", "red is that old moron", ""},
    {"any order, the sentence", "\"all\": [\"red\", \"moron\", \"cat\"]", "a cat, so red, and a moron",
     "r[cat, so red, and a moron]"},
    {"any order, another sentence", "\"all\": [\"red\", \"moron\"]", "so red. A moron", ""},
    {"near", "\"match\": \"moron\", \"only\": [\"near red\"]", "red and a moron. A moron", "r[moron]"},
    {"before", "\"match\": \"moron\", \"only\": [\"before red\"]", "red is a moron red is that old a moron",
     "r[moron]"},
    {"after", "\"match\": \"moron\", \"unless\": [\"after red\"]",
     "a moron in red a moron not at all in the red", "r[moron]"},
    {"anywhere", "\"match\": \"moron\", \"only\": [\"anywhere red\"]", "a moron. So red", "r[moron]"},
    {"a pattern", "\"pattern\": \"mor[o0]n\\\\d+\"", "Moron12 and moron", "r[Moron12]"},
    {"a later end when the first is denied", "\"match\": \"@you ..6 @bad\", \"unless\": [\"negated\"]",
     "you are not an idiot. you moron", "r[you moron]"},
};

static void
test_match (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (meetings); i++) {
    g_autofree char *rule = g_strdup_printf ("{\"id\": \"r\", \"title\": \"t\", %s}", meetings[i].rule);
    g_autofree char *pack = fixture_pack (rule);
    g_autoptr (HavenMatcher) matcher = fixture_matcher (pack);
    g_autofree char *found = fixture_match (matcher, meetings[i].message, NULL);

    if (g_str_equal (found, meetings[i].expected))
      continue;
    g_test_message ("%s: %s, not %s", meetings[i].description, found, meetings[i].expected);
    g_test_fail ();
  }
}

static void
test_address (void)
{
  static const char *const names[] = {"moth", NULL};
  static const struct {
    const char *description;
    const char *message;
    gboolean im;
    HavenAbout about;
    gboolean at_you;
  } rows[] = {
      {"between two", "you idiot", TRUE, HAVEN_ABOUT_YOU, TRUE},
      {"in a room, to all", "you idiot", FALSE, HAVEN_ABOUT_YOU, TRUE},
      {"in a room, to me", "moth: you idiot", FALSE, HAVEN_ABOUT_YOU, TRUE},
      {"in a room, to another", "bob_23: you idiot", FALSE, HAVEN_ABOUT_THIRD, FALSE},
      {"mentioned another", "@bob you idiot", FALSE, HAVEN_ABOUT_THIRD, FALSE},
      {"my name at the end", "what an idiot, Moth", FALSE, HAVEN_ABOUT_ANY, TRUE},
      {"a third person", "he is an idiot", TRUE, HAVEN_ABOUT_THIRD, FALSE},
      {"myself", "I am an idiot", TRUE, HAVEN_ABOUT_ME, FALSE},
      {"no nick but a word", "so: you idiot", FALSE, HAVEN_ABOUT_YOU, TRUE},
  };
  g_autofree char *pack = fixture_pack ("{\"id\": \"r\", \"title\": \"t\", \"match\": \"@bad\"}");
  g_autoptr (HavenMatcher) matcher = fixture_matcher (pack);
  g_autoptr (HavenText) text = haven_text_new ();
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (HavenMatch));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const HavenMatchScene scene = {names, rows[i].im};
    const HavenMatch *match;

    g_test_message ("%s", rows[i].description);
    g_array_set_size (matches, 0);
    haven_text_read (text, rows[i].message, strlen (rows[i].message), HAVEN_FORMAT_PLAIN);
    g_assert_cmpuint (haven_matcher_match (matcher, text, &scene, matches), ==, 1);
    match = &g_array_index (matches, HavenMatch, 0);
    g_assert_cmpint (match->about, ==, rows[i].about);
    g_assert_cmpint (match->at_you, ==, rows[i].at_you);
  }
}

static void
test_errors (void)
{
  static const struct {
    const char *description;
    const char *rule;
    const char *expected;
  } rows[] = {
      {"all is well", "{\"id\": \"r\", \"title\": \"t\", \"match\": \"moron\"}", ""},
      {"an unknown concept", "{\"id\": \"r\", \"title\": \"t\", \"match\": \"@insluts\"}",
       "x.json: rules[0].match: no concept named @insluts (did you mean @insults?)"},
      {"a second id",
       "{\"id\": \"r\", \"title\": \"t\", \"match\": \"moron\"}, {\"id\": \"r\", \"title\": \"t\", "
       "\"match\": \"moron\"}",
       "x.json: rules[1]: another rule of this pack is called “r” too"},
      {"no form", "{\"id\": \"r\", \"title\": \"t\"}",
       "x.json: rules[0]: must have exactly one of match, all, pattern"},
      {"a bracket", "{\"id\": \"r\", \"title\": \"t\", \"match\": [\"a\", \"(b | c\"]}",
       "x.json: rules[0].match[1]: a bracket is not closed, at the end of the expression"},
      {"a gap", "{\"id\": \"r\", \"title\": \"t\", \"match\": \"a ..99 b\"}",
       "x.json: rules[0].match: a gap is from 1 to 20 words, such as ..5, at “99 b”"},
      {"braces that are not closed", "{\"id\": \"r\", \"title\": \"t\", \"match\": \"you {mor,cret\"}",
       "x.json: rules[0].match: { and } stand in pairs, none inside another: {dirt,scum}{bag,ball}, at "
       "“{mor,cret”"},
      {"more in braces than an expression holds",
       "{\"id\": \"r\", \"title\": \"t\", \"match\": \"a{1,2,3,4,5,6}{1,2,3,4,5,6}{1,2,3,4,5,6}\"}",
       "x.json: rules[0].match: the expression is too long; use a concept, at “a{1,2,3,4,5,6}{1,2,3”"},
      {"a concept with braces", "{\"id\": \"r\", \"title\": \"t\", \"match\": \"@in{sults,jokes}\"}",
       "x.json: rules[0].match: the name of a concept is small letters, digits and -, at “@in{sults,jokes}”"},
      {"a sign among choices", "{\"id\": \"r\", \"title\": \"t\", \"match\": \"(% | percent) @insults\"}",
       "x.json: rules[0].match: “%” has no letters to look for"},
      {"common words", "{\"id\": \"r\", \"title\": \"t\", \"match\": \"@you @be\"}",
       "x.json: rules[0].match: there are only common words here, so that every message would have to be "
       "searched; "
       "add a rarer word or concept that must be there"},
      {"a context", "{\"id\": \"r\", \"title\": \"t\", \"match\": \"moron\", \"unless\": [\"negatd\"]}",
       "x.json: rules[0].unless[0]: no context is called “negatd”; write a context such as negated, or near, "
       "before, "
       "after or anywhere and an expression"},
      {"a depth where none is",
       "{\"id\": \"r\", \"title\": \"t\", \"match\": \"moron\", \"depth\": \"mention\"}",
       "x.json: rules[0].depth: only content has a depth; say a severity from 1 to 3"},
      {"a pattern without letters", "{\"id\": \"r\", \"title\": \"t\", \"pattern\": \"\\\\d+\"}",
       "x.json: rules[0].pattern: every way to meet it must contain two plain letters or digits in a row, so "
       "that most "
       "messages need not be searched"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *pack = g_strdup_printf (
        "{\"haven\": 1, \"id\": \"x\", \"title\": \"x\", \"language\": \"en\", \"version\": \"1\", \"kind\": "
        "\"harassment\", \"category\": \"insult\", \"concepts\": {\"insults\": [\"moron\"]}, \"rules\": "
        "[%s]}",
        rows[i].rule);
    g_autofree char *found = fixture_error ((const char *const[]){pack, NULL});

    g_test_message ("%s", rows[i].description);
    g_assert_cmpstr (found, ==, rows[i].expected);
  }
}

/* Many rare words together are rarer than one that every message has. */
static void
test_many_rare (void)
{
  g_autoptr (GString) words = g_string_new ("\"moron\"");
  g_autofree char *pack = NULL;
  g_autofree char *found = NULL;

  for (guint i = 0; i < 10001; i++)
    g_string_append_printf (words, ", \"moron%u\"", i);
  pack = g_strdup_printf (
      "{\"haven\": 1, \"id\": \"x\", \"title\": \"x\", \"language\": \"en\", \"version\": \"1\", \"kind\": "
      "\"harassment\", \"category\": \"insult\", \"concepts\": {\"insults\": [%s]}, \"rules\": "
      "[{\"id\": \"r\", \"title\": \"t\", \"match\": \"do @insults\"}]}",
      words->str);
  found = fixture_error ((const char *const[]){pack, NULL});
  g_assert_cmpstr (found, ==, "");
}

static void
test_pack_errors (void)
{
  static const struct {
    const char *description;
    const char *pack;
    const char *expected;
  } rows[] = {
      {"a key nobody knows", "{\"haven\": 1, \"colour\": 2}",
       "x.json: colour: no such key; known here: haven, id, title, language, version, licence, maintainer, "
       "kind, "
       "category, uses, frames, open, unless, concepts, parts, readings, rules, examples, part-of"},
      {"another version", "{\"haven\": 2, \"id\": \"x\"}",
       "x.json: haven: this Haven reads packs of version 1, not 2"},
      {"a circle",
       "{\"haven\": 1, \"id\": \"x\", \"title\": \"x\", \"language\": \"en\", \"version\": \"1\", "
       "\"concepts\": {\"a\": "
       "[\"@b\"], \"b\": [\"@a\"]}}",
       "x.json: concepts.a: the concept includes itself"},
      {"an empty concept",
       "{\"haven\": 1, \"id\": \"x\", \"title\": \"x\", \"language\": \"en\", \"version\": \"1\", "
       "\"concepts\": {\"a\": "
       "[]}}",
       "x.json: concepts.a: the concept is empty"},
      {"a brace that never closes",
       "{\"haven\": 1, \"id\": \"x\", \"title\": \"x\", \"language\": \"en\", \"version\": \"1\", "
       "\"concepts\": {\"a\": [\"b\", \"{dirt,scum bag\"]}}",
       "x.json: concepts.a[1]: { and } stand in pairs, none inside another: {dirt,scum}{bag,ball}"},
      {"a brace inside another",
       "{\"haven\": 1, \"id\": \"x\", \"title\": \"x\", \"language\": \"en\", \"version\": \"1\", "
       "\"concepts\": {\"a\": [\"{dirt,{scum,slime}}bag\"]}}",
       "x.json: concepts.a[0]: { and } stand in pairs, none inside another: {dirt,scum}{bag,ball}"},
      {"choices that come to no word",
       "{\"haven\": 1, \"id\": \"x\", \"title\": \"x\", \"language\": \"en\", \"version\": \"1\", "
       "\"concepts\": {\"a\": [\"{dirt,}{bag,}\"]}}",
       "x.json: concepts.a[0]: one of the words that { } stand for is empty"},
      {"choices that come to too many",
       "{\"haven\": 1, \"id\": \"x\", \"title\": \"x\", \"language\": \"en\", \"version\": \"1\", "
       "\"concepts\": {\"a\": [\"{a,b,c,d,e,f,g}{a,b,c,d,e,f,g}{a,b,c,d,e,f,g}{a,b,c,d,e,f,g}\"]}}",
       "x.json: concepts.a[0]: an entry with { } stands for at most 2000 words"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *found = fixture_error ((const char *const[]){rows[i].pack, NULL});

    g_test_message ("%s", rows[i].description);
    g_assert_cmpstr (found, ==, rows[i].expected);
  }
}

static void
test_set_aside_broken (void)
{
  static const char good[] =
      "{\"haven\": 1, \"id\": \"a\", \"title\": \"x\", \"language\": \"en\", \"version\": \"1\", "
      "\"concepts\": {\"a\": [\"b\"]}}";
  static const char bad[] =
      "{\"haven\": 1, \"id\": \"b\", \"title\": \"x\", \"language\": \"en\", \"version\": \"1\", "
      "\"concepts\": {\"a\": [\"@zebra\"]}}";
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_pack_unref);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);

  g_ptr_array_add (packs, haven_pack_new_from_data (bad, strlen (bad), "bad.json", NULL));
  g_ptr_array_add (packs, haven_pack_new_from_data (good, strlen (good), "good.json", NULL));
  haven_packs_set_aside_broken (packs, errors);
  g_assert_cmpuint (packs->len, ==, 1);
  g_assert_cmpstr (haven_pack_get_id (packs->pdata[0]), ==, "a");
  g_assert_cmpuint (errors->len, ==, 1);
}

static void
test_custom (void)
{
  static const char *const words[] = {"blue door", "hospital*", NULL};
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_pack_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenMatcher) matcher = NULL;
  g_autofree char *found = NULL;

  g_ptr_array_add (packs, haven_pack_new_custom ("custom:1", "topic one", words, &error));
  g_assert_no_error (error);
  matcher = haven_matcher_new (packs, &error);
  g_assert_no_error (error);
  found = fixture_match (matcher, "the blue door of the hospitals", NULL);
  g_assert_cmpstr (found, ==, "custom:1[blue door] custom:1[hospitals]");
}

static char *
lint (const char *rules)
{
  g_autofree char *data = fixture_pack (rules);
  g_autofree char *language =
      g_build_filename (g_getenv ("HAVEN_DATADIR"), "packs", "en", "language.json", NULL);
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_pack_unref);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_pack_unref);
  g_autoptr (GPtrArray) notes = NULL;

  g_ptr_array_add (packs, haven_pack_new_from_data (data, strlen (data), "t.json", NULL));
  g_ptr_array_add (others, haven_pack_new_from_file (language, NULL, NULL));
  notes = haven_lint_packs (packs, others);
  return g_strdup (notes->len > 0 ? ((HavenLintNote *)notes->pdata[0])->text : "");
}

static void
test_lint (void)
{
  static const struct {
    const char *description;
    const char *rule;
    const char *expected;
  } rows[] = {
      {"all is well", "\"match\": \"@bad\", \"examples\": {\"yes\": [\"moron\"], \"no\": [\"morning\"]}", ""},
      {"yes is not met", "\"match\": \"@bad\", \"examples\": {\"yes\": [\"hello\"], \"no\": [\"morning\"]}",
       "t.json: rules[0] (r): examples.yes[0] is not met, its words are not seen: hello"},
      {"a comma for a choice",
       "\"match\": \"moron, cretin\", \"examples\": {\"yes\": [\"moron\"], \"no\": [\"morning\"]}",
       "t.json: rules[0] (r): examples.yes[0] is not met, its words are not seen (a comma means nothing in a "
       "rule; choices are written “(a | b)”): moron"},
      {"or for a choice",
       "\"match\": \"moron or cretin\", \"examples\": {\"yes\": [\"moron\"], \"no\": [\"morning\"]}",
       "t.json: rules[0] (r): examples.yes[0] is not met, its words are not seen (“or” is a word like others "
       "here; choices are written “(a | b)”): moron"},
      {"a star inside a word",
       "\"match\": \"mo*ron\", \"examples\": {\"yes\": [\"moron\"], \"no\": [\"morning\"]}",
       "t.json: rules[0] (r): examples.yes[0] is not met, its words are not seen (a * stands for any ending, "
       "and "
       "only at the end of a word): moron"},
      {"braces in a rule",
       "\"match\": [\"@bad\", \"you {mor,cret}{on,in,s*}\"], \"examples\": {\"yes\": [\"you cretin\", \"you "
       "moron\", \"you "
       "morsel\"], \"no\": [\"you mor\"]}",
       ""},
      {"yes is stopped",
       "\"match\": \"@bad\", \"unless\": [\"negated\"], \"examples\": {\"yes\": [\"not a moron\"], \"no\": "
       "[\"morning\"]}",
       "t.json: rules[0] (r): examples.yes[0] is not met, “negated” stops it: not a moron"},
      {"no is met", "\"match\": \"@bad\", \"examples\": {\"yes\": [\"moron\"], \"no\": [\"a moron\"]}",
       "t.json: rules[0] (r): examples.no[0] is met, and must not be: a moron"},
      {"only one kind", "\"match\": \"@bad\", \"examples\": {\"yes\": [\"moron\"]}",
       "t.json: rules[0] (r): examples.no: there must be a message that it must leave alone"},
      {"no such category",
       "\"match\": \"@bad\", \"category\": \"rudeness\", \"examples\": {\"yes\": [\"moron\"], \"no\": "
       "[\"morning\"]}",
       "t.json: rules[0] (r): category: there is no harassment category “rudeness”"},
      {"a category in other words",
       "\"match\": \"@bad\", \"category\": \"Shaming\", \"examples\": {\"yes\": [\"moron\"], \"no\": "
       "[\"morning\"]}",
       "t.json: rules[0] (r): category: there is no harassment category “Shaming” (did you mean "
       "body-shaming?)"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *rule = g_strdup_printf ("{\"id\": \"r\", \"title\": \"t\", %s}", rows[i].rule);
    g_autofree char *found = lint (rule);

    g_test_message ("%s", rows[i].description);
    g_assert_cmpstr (found, ==, rows[i].expected);
  }
}

static void
test_literals (void)
{
  static const struct {
    const char *description;
    const char *pattern;
    const char *expected;
  } rows[] = {
      {"a word", "Kill", "kill"},
      {"the longest run", "ab+cdef.gh", "bcdef"},
      {"a letter that must come often", "x\\*{3,6}(?:ed|ing)", "x***"},
      {"a letter that came often before others", "a{2,}zq", "aazq"},
      {"a letter that need not come", "ab{0,3}cd", "cd"},
      {"what may be missing", "abc?d", "ab"},
      {"a choice", "(?:abc|defg)x", "abc|defg"},
      {"a choice with an empty branch", "(?:abc|)x", NULL},
      {"a choice beside a longer word", "(?:ab|cd) longer", " longer"},
      {"a class", "[abc]def", "adef|bdef|cdef"},
      {"a class with a range", "[a-c]def", "def"},
      {"a class of what is not", "[^abc]def", "def"},
      {"a class that may be missing", "[ab]?def", "def"},
      {"a class with a sign beyond ASCII", "sa['’]e?d", "sa'|sa\xe2"},
      {"a repeated sign beyond ASCII", "kq[’]+e", "kq\xe2"},
      {"a class with a letter beyond ASCII", "kq[eé]d", "kq"},
      {"a repeated class", "f[*.]{1,3}er", "f*|f."},
      {"too many ways", "[abcdefgh][abcdefgh]x[^a]zq", "zq"},
      {"the rarer of two", "(?:ing|ers)[^x]kq", "kq"},
      {"an escape", "\\d\\.com", ".com"},
      {"a look-ahead promises nothing", "(?=abc)\\w+", NULL},
      {"extended", "(?x) a b c", NULL},
      {"a quantified group", "(?:abc)*de", "de"},
      {"a repeated group", "(?:abc){2,}", "abc"},
      {"a brace before letters is a letter", "w{3kq", "w{3kq"},
      {"braces that some PCRE2 take for a quantifier", "w{,3}kq", "kq"},
      {"likewise with a space", "w{2 }kq", "kq"},
      {"letters beyond ASCII", "füße", NULL},
      {"a quoted stretch", "\\Qabc\\E", NULL},
      {"a quoted bracket behind a word", "kq(?=\\Q(\\E)zq", NULL},
      {"a comment with a bracket in it", "kq(?#()zq", NULL},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (GStrv) literals = haven_literals_of_pattern (rows[i].pattern);
    g_autofree char *found = literals != NULL ? g_strjoinv ("|", literals) : NULL;

    g_test_message ("%s", rows[i].description);
    g_assert_cmpstr (found, ==, rows[i].expected);
  }
}

static void
test_literal_index (void)
{
  static const char *const literals[] = {"tw", "f*",  "ing",    "content warning", "kq",
                                         "er", "(cw", "zz top", "\xc3\xa9"};
  static const char letters[] = "twf*inger(cqkz op\xc3\xa9TWING@[`{Z";
  g_autoptr (HavenLiteralIndex) index = haven_literal_index_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < G_N_ELEMENTS (literals); i++)
    haven_literal_index_add (index, literals[i], i);
  haven_literal_index_build (index);
  for (guint round = 0; round < 20000; round++) {
    char text[24] = "";
    gsize length = g_rand_int_range (rand, 0, sizeof text);
    g_autofree char *lower = NULL;
    guint64 found = 0, expected = 0;

    for (gsize i = 0; i < length; i++)
      text[i] = letters[g_rand_int_range (rand, 0, sizeof letters - 1)];
    text[MIN (length, sizeof text - 1)] = '\0';
    lower = g_ascii_strdown (text, -1);
    for (guint i = 0; i < G_N_ELEMENTS (literals); i++)
      expected |= (guint64)(strstr (lower, literals[i]) != NULL) << i;
    haven_literal_index_find (index, text, strlen (text), &found);
    g_assert_cmphex (found, ==, expected);
  }
}

/* A clock that goes on by a step at each look. */
static gint64
stepping_clock (gpointer data)
{
  gint64 *steps = data;

  return steps[0] += steps[1];
}

static void
test_pattern_is_set_aside (void)
{
  g_autofree char *pack = fixture_pack ("{\"id\": \"r\", \"title\": \"t\", \"pattern\": \"(a+)+bcd\"}");
  g_autoptr (HavenMatcher) matcher = fixture_matcher (pack);
  g_autoptr (GString) message = g_string_new ("bcd ");
  gint64 steps[2] = {0, 500};

  while (message->len < 60000)
    g_string_append (message, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac ");
  haven_matcher_set_clock (matcher, (HavenClock){stepping_clock, steps});
  g_test_expect_message ("haven", G_LOG_LEVEL_WARNING, "*rule r of pack t*set aside*");
  for (guint i = 0; i < 4; i++) {
    g_autofree char *found = fixture_match (matcher, message->str, NULL);

    g_assert_cmpstr (found, ==, "");
  }
  g_test_assert_expected_messages ();
  g_assert_cmpuint (haven_matcher_get_set_aside (matcher)->len, ==, 1);
}

/* A message that leaves no time for all patterns is no fault of theirs. */
static void
test_patience (void)
{
  g_autofree char *pack = fixture_pack ("{\"id\": \"first\", \"title\": \"t\", \"pattern\": \"zqa[xy]+z\"},"
                                        "{\"id\": \"second\", \"title\": \"t\", \"pattern\": \"zqb[xy]+z\"},"
                                        "{\"id\": \"third\", \"title\": \"t\", \"pattern\": \"zqc[xy]+z\"}");
  g_autoptr (HavenMatcher) matcher = fixture_matcher (pack);
  gint64 steps[2] = {0, 400};
  guint met = 0;

  /* two patterns of two looks each are all there is time for; none of them took a millisecond itself */
  haven_matcher_set_clock (matcher, (HavenClock){stepping_clock, steps});
  for (guint i = 0; i < 9; i++) {
    g_autofree char *found = fixture_match (matcher, "zqa zqb zqcxz", NULL);

    met += *found != '\0';
  }
  g_assert_cmpuint (haven_matcher_get_set_aside (matcher)->len, ==, 0);
  /* the one that had to wait came first the next time */
  g_assert_cmpuint (met, >=, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/match", test_match);
  g_test_add_func ("/rules/address", test_address);
  g_test_add_func ("/rules/errors", test_errors);
  g_test_add_func ("/rules/many-rare-words", test_many_rare);
  g_test_add_func ("/rules/pack-errors", test_pack_errors);
  g_test_add_func ("/rules/set-aside-broken", test_set_aside_broken);
  g_test_add_func ("/rules/custom", test_custom);
  g_test_add_func ("/rules/lint", test_lint);
  g_test_add_func ("/rules/literals", test_literals);
  g_test_add_func ("/rules/literal-index", test_literal_index);
  g_test_add_func ("/rules/pattern-is-set-aside", test_pattern_is_set_aside);
  g_test_add_func ("/rules/patterns-wait-their-turn", test_patience);
  return g_test_run ();
}
