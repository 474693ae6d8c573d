/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "match-fixture.h"
#include "match/haven-context.h"

typedef struct {
  const char *description;
  const char *message;
  gboolean holds;
} Row;

/* A rule that meets @bad and a reader's eye only where the context holds. */
static HavenMatcher *
matcher_for (const char *context, const char *match)
{
  g_autofree char *rule = g_strdup_printf (
      "{\"id\": \"r\", \"title\": \"t\", \"match\": \"%s\", \"only\": [\"%s\"]}", match, context);
  g_autofree char *pack = fixture_pack (rule);

  return fixture_matcher (pack);
}

static void
check_rows (const char *context, const char *match, const Row *rows, guint n_rows)
{
  g_autoptr (HavenMatcher) matcher = matcher_for (context, match);

  for (guint i = 0; i < n_rows; i++) {
    g_autofree char *found = fixture_match (matcher, rows[i].message, NULL);

    if ((*found != '\0') == rows[i].holds)
      continue;
    g_test_message ("%s must %shold: %s: %s", context, rows[i].holds ? "" : "not ", rows[i].description,
                    rows[i].message);
    g_test_fail ();
  }
}

static void
test_negated (void)
{
  static const Row rows[] = {
      {"plain", "you are an idiot", FALSE},
      {"not before it", "you are not an idiot", TRUE},
      {"a contraction", "you aren't an idiot", TRUE},
      {"a contraction without apostrophe", "you arent an idiot", TRUE},
      {"never", "I never thought you an idiot", TRUE},
      {"no as an article", "he is no idiot", TRUE},
      {"no as an answer", "no, you idiot", FALSE},
      {"no as an answer without comma", "no you idiot", FALSE},
      {"not only", "you are not only an idiot but a coward", FALSE},
      {"why don't you", "why don't you idiots listen", FALSE},
      {"two cancel", "he is never not an idiot", FALSE},
      {"behind a but", "I don't mind, but you are an idiot", FALSE},
      {"in another sentence", "I do not agree. You idiot", FALSE},
      {"in another clause", "do not write to me, idiot", FALSE},
      {"nobody", "nobody is an idiot here", TRUE},
      {"hardly", "she is hardly an idiot", TRUE},
      {"too far away", "I did not go to the shop with my brother and that idiot", FALSE},
      {"do not care", "I don't care what idiots say", FALSE},
      {"after it", "idiot, do not write to me", FALSE},
  };

  check_rows ("negated", "@bad", rows, G_N_ELEMENTS (rows));
}

static void
test_negated_in_gap (void)
{
  static const Row rows[] = {
      {"in a gap", "you are not an idiot", TRUE},
      {"in no gap", "you are an idiot", FALSE},
      {"question the other way round", "aren't you an idiot", FALSE},
  };

  check_rows ("negated", "@you ..3 @bad", rows, G_N_ELEMENTS (rows));
}

static void
test_negated_by_the_rule (void)
{
  static const Row rows[] = {
      {"the rule itself asks for a not", "you do not deserve it you moron", FALSE},
      {"and another one denies it", "it is not true that you do not deserve it, moron", TRUE},
  };

  check_rows ("negated", "@you do not deserve", rows, G_N_ELEMENTS (rows));
}

static void
test_negated_by_a_sign (void)
{
  static const Row rows[] = {
      {"unequal", "you ≠ idiot", TRUE},
      {"unequal, as it is typed", "you != idiot", TRUE},
      {"a stroke and a sign", "you =/= idiot", TRUE},
      {"equal", "you = idiot", FALSE},
      {"not equal to a denial", "you ≠ not idiot", FALSE},
      {"a sign before it", "1 != 2, you idiot", FALSE},
  };

  check_rows ("negated", "@you ..3 @bad", rows, G_N_ELEMENTS (rows));
}

static void
test_quoted_and_answered (void)
{
  static const Row rows[] = {
      {"an emoji behind the marks", "\"you are an idiot\" 😡", TRUE},
      {"without marks", "you are an idiot 😡", FALSE},
      {"a word behind the marks", "\"you are\" an idiot 😡", FALSE},
      {"an emoji behind a name in marks", "\"you idiot\" 😡", FALSE},
  };

  check_rows ("quoted", "@you ..2 @bad 😡", rows, G_N_ELEMENTS (rows));
}

static void
test_quoted (void)
{
  static const Row rows[] = {
      {"plain", "you idiot", FALSE},
      {"quotation marks", "he wrote \"you idiot\" again", TRUE},
      {"curly marks", "he wrote “you idiot” again", TRUE},
      {"a quoted line", "> you idiot\nthat was rude", TRUE},
      {"only a quoted line", "> you idiot", TRUE},
      {"the whole message in marks", "\"you idiot\"", FALSE},
      {"beside a quotation", "\"hello\" said the idiot", FALSE},
  };

  check_rows ("quoted", "@bad", rows, G_N_ELEMENTS (rows));
}

static void
test_reported (void)
{
  static const Row rows[] = {
      {"plain", "you are an idiot", FALSE},
      {"he said", "he said you are an idiot", TRUE},
      {"called me", "she called me an idiot", TRUE},
      {"keeps calling", "my boss keeps calling me an idiot", TRUE},
      {"they call us", "they call us idiots", TRUE},
      {"you called me", "you called me an idiot", TRUE},
      {"passive", "I was called an idiot", TRUE},
      {"told", "my dad told me I was a moron", TRUE},
      {"no subject, past", "called me an idiot again", TRUE},
      {"afterwards", "you're an idiot, he said", TRUE},
      {"say what you like", "you can say what you like, he is an idiot", FALSE},
      {"what somebody ought to have said", "she should have told them they are idiots", FALSE},
      {"so called", "these so called experts are idiots", FALSE},
      {"I say", "I say you are an idiot", FALSE},
      {"I am telling you", "I'm telling you, idiot", FALSE},
      {"let me tell you", "let me tell you, you idiot", FALSE},
      {"an order", "tell your idiot friend", FALSE},
      {"everyone says you are", "everyone says you're an idiot", FALSE},
      {"you call yourself", "you call yourself an artist, idiot", FALSE},
      {"in another sentence", "He said hello. You are an idiot", FALSE},
  };

  check_rows ("reported", "@bad", rows, G_N_ELEMENTS (rows));
}

static void
test_reported_on_a_condition (void)
{
  static const Row rows[] = {
      {"what I do if you tell", "if you tell the mods I make you an idiot", FALSE},
      {"and when you do", "when you tell them I call you an idiot", FALSE},
      {"what you told", "you told the mods I am an idiot", TRUE},
      {"what he tells", "if he tells the mods I am an idiot", TRUE},
  };

  check_rows ("reported", "@i ..3 @bad", rows, G_N_ELEMENTS (rows));
}

static void
test_asked (void)
{
  static const Row rows[] = {
      {"plain", "you are an idiot", FALSE},
      {"a question mark", "am I an idiot?", TRUE},
      {"another sentence's mark", "you idiot. Are you there?", FALSE},
      {"wondering", "I wonder if I am an idiot", TRUE},
  };

  check_rows ("asked", "@bad", rows, G_N_ELEMENTS (rows));
}

static void
test_conditional (void)
{
  static const Row rows[] = {
      {"plain", "you are an idiot", FALSE},
      {"if", "if I were an idiot I would go", TRUE},
      {"in another sentence", "If only. You idiot", FALSE},
  };

  check_rows ("conditional", "@bad", rows, G_N_ELEMENTS (rows));
}

static void
test_about_me (void)
{
  static const Row rows[] = {
      {"I am", "I'm such an idiot", TRUE},
      {"we are", "we are idiots", TRUE},
      {"made me feel", "that makes me feel like an idiot", TRUE},
      {"you are", "you are an idiot", FALSE},
      {"I think you are", "I think you are an idiot", FALSE},
      {"my brother", "my brother is an idiot", FALSE},
      {"nobody named", "what an idiot", FALSE},
  };

  check_rows ("about-me", "@bad", rows, G_N_ELEMENTS (rows));
}

static void
test_about_third (void)
{
  static const Row rows[] = {
      {"he is", "he is an idiot", TRUE},
      {"my brother", "my brother is an idiot", TRUE},
      {"you are", "you are an idiot", FALSE},
      {"I am", "I am an idiot", FALSE},
  };

  check_rows ("about-third", "@bad", rows, G_N_ELEMENTS (rows));
}

static void
test_playful (void)
{
  static const Row rows[] = {
      {"plain", "you idiot", FALSE},
      {"lol", "you idiot lol", TRUE},
      {"emoji", "you idiot 😂", TRUE},
      {"smiley", "you idiot ;)", TRUE},
      {"tone tag", "you idiot /j", TRUE},
      {"just kidding", "you idiot. Just kidding", TRUE},
      {"a path", "/s/home idiot", FALSE},
      {"no joke", "you idiot, and I'm not even joking", FALSE},
      {"no joke, with a laugh", "lol you idiot. not even joking", FALSE},
      {"a no before a joke", "no, just kidding, you idiot", TRUE},
  };

  check_rows ("playful", "@bad", rows, G_N_ELEMENTS (rows));
}

static void
test_naming (void)
{
  static const Row rows[] = {
      {"plain", "you idiot", FALSE},
      {"the word", "the word idiot is old", TRUE},
      {"the word, quoted", "the word \"idiot\" is old", TRUE},
      {"means", "idiot means a private person in Greek", TRUE},
      {"as a slur", "idiot is a slur to some", TRUE},
      {"a command", "run the command kys", TRUE},
  };

  check_rows ("naming", "@bad", rows, G_N_ELEMENTS (rows));
}

static void
test_opposed (void)
{
  static const Row rows[] = {
      {"plain", "you idiot", FALSE},
      {"wrong to say", "it is wrong to call people idiots", TRUE},
      {"stop saying", "please stop saying idiot", TRUE},
      {"is not ok", "calling her a moron is not ok", TRUE},
      {"to say it is what is wrong", "it hurts me to say idiot", TRUE},
      {"fair to say", "it is fair to say you are an idiot", FALSE},
      {"that is cruel", "kys? That is cruel", TRUE},
      {"stop being one", "stop being an idiot", FALSE},
      {"you are disgusting", "you idiot, you are disgusting", FALSE},
  };

  check_rows ("opposed", "@bad", rows, G_N_ELEMENTS (rows));
}

static void
test_titled (void)
{
  static const Row rows[] = {
      {"plain", "you idiot", FALSE},
      {"a film", "the film Idiot is long", TRUE},
      {"a film before", "an Idiot film", TRUE},
      {"reading a book", "I am reading The Idiot", TRUE},
      {"capital at the start", "Idiot that you are", FALSE},
  };

  check_rows ("titled", "@bad", rows, G_N_ELEMENTS (rows));
}

static void
test_advising (void)
{
#define SIXTY_WORDS                                                                                          \
  "and so it goes on and on in the way that letters do, with one thing after another, until there is no "    \
  "more room on the page and the pen is dry, which is when most people stop and fold the paper and look "    \
  "for "                                                                                                     \
  "a stamp in the drawer where stamps are kept, under the string and the old keys. "
  static const Row rows[] = {
      {"a long letter to you", SIXTY_WORDS "You may call your doctor. You're no idiot", TRUE},
      {"spelled as in a hurry", SIXTY_WORDS "u may call ur doctor. ure... youre no idiot", TRUE},
      {"a line to you", "You may call your doctor. You're no idiot", FALSE},
      {"a long letter about its writer", SIXTY_WORDS "I called my doctor, you idiot. You laughed at me, you",
       FALSE},
      {"as much of its writer as of you", SIXTY_WORDS "You said I lost your keys. I did, you idiot", FALSE},
      {"one you", SIXTY_WORDS "You idiot", FALSE},
      {"about others", SIXTY_WORDS "They said they lost their keys, the idiots", FALSE},
  };
#undef SIXTY_WORDS

  check_rows ("advising", "@bad", rows, G_N_ELEMENTS (rows));
}

/* Every rule has this condition by itself, unless it says that it goes without. */
static void
test_false_friend (void)
{
  static const char rule[] =
      "{\"id\": \"r\", \"title\": \"t\", \"match\": \"slut | retard | fag | kys | moron\"%s}";
  static const Row rows[] = {
      {"French: late", "d\u00E9sol\u00E9 je suis en retard", FALSE},
      {"Swedish: over", "kaffet \u00E4r slut", FALSE},
      {"Danish: a subject", "hvilke fag har du i skolen", FALSE},
      {"Danish: kisses", "kys og kram fra mormor", FALSE},
      {"nothing but the word", "slut", TRUE},
      {"English, and no word of grammar", "dumb slut", TRUE},
      {"English", "you are a slut and you know it", TRUE},
      {"a borrowed word or two", "the retard said je suis what", TRUE},
      {"another word in that language", "je suis un moron", TRUE},
      {"in another sentence", "you are a retard. je ne sais quoi", TRUE},
  };

  for (guint even_if = 0; even_if <= 1; even_if++) {
    g_autofree char *filled = g_strdup_printf (rule, even_if ? ", \"even-if\": [\"false-friend\"]" : "");
    g_autofree char *pack = fixture_pack (filled);
    g_autoptr (HavenMatcher) matcher = fixture_matcher (pack);

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
      g_autofree char *found = fixture_match (matcher, rows[i].message, NULL);

      g_test_message ("%s: %s", rows[i].description, rows[i].message);
      g_assert_cmpint (*found != '\0', ==, rows[i].holds || even_if);
    }
  }
}

static void
test_plain_flags (void)
{
  static const struct {
    const char *context;
    Row rows[2];
  } cases[] = {
      {"shouted", {{"capitals", "you IDIOT", TRUE}, {"small", "you idiot", FALSE}}},
      {"hashtag", {{"tagged", "so #idiot", TRUE}, {"untagged", "so idiot", FALSE}}},
      {"to-you", {{"second person", "you are an idiot", TRUE}, {"third person", "he is an idiot", FALSE}}},
      {"short",
       {{"six words", "what an idiot that is there", TRUE},
        {"seven words", "what an idiot that man is there", FALSE}}},
      {"mention",
       {{"to an @name", "@wren what a moron", TRUE},
        {"a mail address", "a moron at wren@example.org", FALSE}}},
      {"nick", {{"called by it", "moron: try again", TRUE}, {"said to somebody", "wren: a moron", FALSE}}},
      {"named",
       {{"a name behind it", "a moron at the Kwik Shop", FALSE},
        {"a name right behind it", "that moron Kwik", TRUE}}},
      {"named", {{"a day", "that moron Monday", FALSE}, {"another sentence", "that moron. Kwik", FALSE}}},
      {"named",
       {{"all in capitals", "THAT MORON KWIK", FALSE}, {"a small letter", "that moron kwik", FALSE}}},
      {"link", {{"in an address", "http://moron.example.org/x", TRUE}, {"in words", "a moron", FALSE}}},
      {"past-other", {{"long ago", "years ago I was an idiot", TRUE}, {"now", "I am an idiot", FALSE}}},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_rows (cases[i].context, "@bad", cases[i].rows, G_N_ELEMENTS (cases[i].rows));
}

/* What is somebody else's is told apart from what is not met for another reason. */
static void
test_found_reported (void)
{
  static const struct {
    const char *what;
    const char *message;
    const char *reported; /* NULL for nothing */
    guint met;
  } rows[] = {
      {"told", "he said you are an idiot", "idiot", 0},
      {"quoted", "he wrote \"you idiot\" again", "idiot", 0},
      {"said", "you are an idiot", NULL, 1},
      {"denied", "you are not an idiot", NULL, 0},
      {"told, and said too", "he said I'm a moron. you idiot", "moron", 1},
  };
  g_autofree char *pack =
      fixture_pack ("{\"id\": \"r\", \"title\": \"t\", \"severity\": 2, \"match\": \"@bad\", "
                    "\"unless\": [\"negated\", \"quoted\", \"reported\"]}");
  g_autoptr (HavenMatcher) matcher = fixture_matcher (pack);
  g_autoptr (HavenText) text = haven_text_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (HavenMatch));
    g_autoptr (GArray) reported = g_array_new (FALSE, FALSE, sizeof (HavenMatch));
    const HavenMatch *told;
    g_autofree char *span = NULL;

    g_test_message ("%s", rows[i].what);
    haven_text_read (text, rows[i].message, strlen (rows[i].message), HAVEN_FORMAT_PLAIN);
    g_assert_cmpuint (haven_matcher_find_reported (matcher, text, NULL, matches, reported), ==, rows[i].met);
    g_assert_cmpuint (reported->len, ==, rows[i].reported != NULL ? 1 : 0);
    told = (const HavenMatch *)(gconstpointer)reported->data;
    if (reported->len > 0)
      span = g_strndup (rows[i].message + told->start, told->end - told->start);
    g_assert_cmpstr (span, ==, rows[i].reported);
  }
}

static void
test_names_round_trip (void)
{
  for (guint i = 0; i < HAVEN_N_CONTEXTS; i++) {
    HavenContext context;

    g_assert_true (haven_context_from_string (haven_context_to_string (i), &context));
    g_assert_cmpuint (context, ==, i);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/context/names", test_names_round_trip);
  g_test_add_func ("/context/false-friend", test_false_friend);
  g_test_add_func ("/context/negated", test_negated);
  g_test_add_func ("/context/negated/in-a-gap", test_negated_in_gap);
  g_test_add_func ("/context/negated/by-the-rule", test_negated_by_the_rule);
  g_test_add_func ("/context/negated/by-a-sign", test_negated_by_a_sign);
  g_test_add_func ("/context/quoted", test_quoted);
  g_test_add_func ("/context/quoted/and-answered", test_quoted_and_answered);
  g_test_add_func ("/context/reported", test_reported);
  g_test_add_func ("/context/reported/found", test_found_reported);
  g_test_add_func ("/context/reported/on-a-condition", test_reported_on_a_condition);
  g_test_add_func ("/context/asked", test_asked);
  g_test_add_func ("/context/conditional", test_conditional);
  g_test_add_func ("/context/about-me", test_about_me);
  g_test_add_func ("/context/about-third", test_about_third);
  g_test_add_func ("/context/playful", test_playful);
  g_test_add_func ("/context/naming", test_naming);
  g_test_add_func ("/context/opposed", test_opposed);
  g_test_add_func ("/context/titled", test_titled);
  g_test_add_func ("/context/advising", test_advising);
  g_test_add_func ("/context/flags", test_plain_flags);
  return g_test_run ();
}
