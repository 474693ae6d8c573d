/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The whole engine on the worst messages of 64 KiB that its writers could think of, either way:
 * haven-bench-hostile
 * [--json FILE] [--all]. There is no peer: what counts is that no message keeps a client from drawing, and
 * that one four times as long costs no more than about four times as much.
 */
#include <string.h>

#include "bench-run.h"
#include "conduct/haven-conduct.h"
#include "haven-engine.h"
#include "links/haven-sites.h"
#include "match/haven-pack.h"
#include "settings/haven-settings.h"

#define LENGTH (64u * 1024)
#define SHORT (LENGTH / 4)
#define MOST 10e-3      /* seconds for a message of LENGTH */
#define MOST_GROWTH 6.0 /* of one four times as long; what is set up once is in both */
#define TURNS 5

typedef struct {
  const char *unit; /* again and again; a "#" is a digit, another each time, and a "@@" a letter */
  HavenFormat format;
} Shape;

#define PLAIN HAVEN_FORMAT_PLAIN
#define HTML HAVEN_FORMAT_HTML

static const Shape shapes[] = {
    {"1.2.3.4 ", PLAIN},
    {"192.168.#.## ", PLAIN},
    {"2001:db8::#:# ", PLAIN},
    {"::", PLAIN},
    {"48.8583, 2.2945 ", PLAIN},
    {"48.8#8#, 2.#94# ", PLAIN},
    {"48° 51' 30\" N ", PLAIN},
    {"geo:48.#,2.# ", PLAIN},
    {"+4930#######1 ", PLAIN},
    {"+1 (212) 555-0### ", PLAIN},
    {"call 0171 ### ### ", PLAIN},
    {"12 34 ", PLAIN},
    {"1 ", PLAIN},
    {"12-", PLAIN},
    {"(1", PLAIN},
    {"4111 1111 1111 1111 ", PLAIN},
    {"4#######1111#### ", PLAIN},
    {"####", PLAIN},
    {"DE89 3704 0044 0532 0130 00 ", PLAIN},
    {"GB82WEST12345698765432 ", PLAIN},
    {"078-05-1120 ", PLAIN},
    {"SV ## ## ## A ", PLAIN},
    {"born 12/03/19## ", PLAIN},
    {"passport L######## ", PLAIN},
    {"password: hunter## ", PLAIN},
    {"code 48#### ", PLAIN},
    {"AKIA#OSFODNN#EXAMPLE ", PLAIN},
    {"ghp_#aB#cD#eF#gH#iJ#kL#mN#oP#qR#sT#uV#wX ", PLAIN},
    {"a1B2-", PLAIN},
    {"a_", PLAIN},
    {"eyJhbGciOiJIUzI1NiJ9.", PLAIN},
    {"-----BEGIN PRIVATE KEY----- ", PLAIN},
    {"user@example.com ", PLAIN},
    {"a@@#@example.org, ", PLAIN},
    {"a@", PLAIN},
    {"a.b.c@", PLAIN},
    {"jane at example dot com ", PLAIN},
    {"dot ", PLAIN},
    {"@@@@##@ ", PLAIN},
    {"discord: ann## ", PLAIN},
    {"12 Main Street ", PLAIN},
    {"12 Ann, ", PLAIN},
    {"Apt 5 ", PLAIN},
    {"corner of Main and Oak ", PLAIN},
    {"PO Box ## ", PLAIN},
    {"Rue de la Paix ##, 75002 Paris ", PLAIN},
    {"東京都港区芝公園##-# ", PLAIN},
    {"東京市1", PLAIN},
    {"Dr. Ann Miller ", PLAIN},
    {"my name is Ann ", PLAIN},
    {"Ann 0171 ####### ", PLAIN},
    {"Miller Miller ", PLAIN},
    {"http://example.com/ ", PLAIN},
    {"http://a@@#.example.com/x?y=# ", PLAIN},
    {"http://paypa1-login.example.tk/ ", PLAIN},
    {"http://xn--pple-43d.com/ ", PLAIN},
    {"http://user:pw@1.2.3.4/ ", PLAIN},
    {"http://a.b.c.d.e.f.g.h/", PLAIN},
    {"www.", PLAIN},
    {"a.b.", PLAIN},
    {"a.co ", PLAIN},
    {"http://", PLAIN},
    {"hxxp://a[.]b[.]com ", PLAIN},
    {"bit.ly/a# ", PLAIN},
    {"example(dot)com ", PLAIN},
    {"invoice.pdf.exe ", PLAIN},
    {"a\u202Efdp.exe ", PLAIN},
    {"\u202E", PLAIN},
    {"#KillYourself ", PLAIN},
    {"#tw #cw ", PLAIN},
    {"#a", PLAIN},
    {"#killyourselfnow", PLAIN},
    {"k.y.s.", PLAIN},
    {"k y s ", PLAIN},
    {"k-y-s ", PLAIN},
    {"kys ", PLAIN},
    {"kill yourself ", PLAIN},
    {"kill your self you are an idiot. ", PLAIN},
    {"you are an idiot ", PLAIN},
    {"you idiot, i will kill you ", PLAIN},
    {"i want to die. ", PLAIN},
    {"i cut my arm and want to die last night ", PLAIN},
    {"he raped me ", PLAIN},
    {"f*ck f**k ", PLAIN},
    {"sh1t 1d10t ", PLAIN},
    {"id\xC2\xADi\xE2\x80\x8Bot ", PLAIN},
    {"не", PLAIN},
    {"кill уоu ", PLAIN},
    {"ａｂｃ ", PLAIN},
    {"cw: food. ", PLAIN},
    {"cw: ", PLAIN},
    {"||a|| ", PLAIN},
    {"||a", PLAIN},
    {"|| ", PLAIN},
    {">!a", PLAIN},
    {"> quoted line\n", PLAIN},
    {">", PLAIN},
    {"a\n", PLAIN},
    {"\n", PLAIN},
    {"\"you said\" ", PLAIN},
    {"\"", PLAIN},
    {"“a” ", PLAIN},
    {"not ", PLAIN},
    {"the ", PLAIN},
    {"if you i the and a of to ", PLAIN},
    {"a", PLAIN},
    {"aB", PLAIN},
    {"haha", PLAIN},
    {" ", PLAIN},
    {"!", PLAIN},
    {"!!!a??? ", PLAIN},
    {"/usr/lib/", PLAIN},
    {"/", PLAIN},
    {":", PLAIN},
    {"e\u0301\u0301\u0301", PLAIN},
    {"\u0301", PLAIN},
    {"\u200B", PLAIN},
    {"a\u200B", PLAIN},
    {"\U0001F52A", PLAIN},
    {"\U0001F52A\U0001F9D1 ", PLAIN},
    {"\U0001F468\u200D\U0001F469\u200D\U0001F467", PLAIN},
    {"\u81EA\u6BBA", PLAIN},
    {"\u6B7B\u306D", PLAIN},
    {"\uC8FD\uC5B4 ", PLAIN},
    {"\u0E06\u0E48\u0E32", PLAIN},
    {"\u0627\u0642\u062A\u0644 ", PLAIN},
    {"\xFF", PLAIN},
    {"\xE2\x80", PLAIN},
    {"don't ", PLAIN},
    {"<b>k</b>", HTML},
    {"<b>", HTML},
    {"<b>k", HTML},
    {"<", HTML},
    {"<!--", HTML},
    {"<!-- x --> ", HTML},
    {"<span style='display:none'>x", HTML},
    {"<font size='1'>k</font>", HTML},
    {"<font color='#ffffff' back='#ffffff'>k", HTML},
    {"<img ", HTML},
    {"<img id='#'> ", HTML},
    {"<br>", HTML},
    {"&#107;", HTML},
    {"&amp;", HTML},
    {"&", HTML},
    {"&lt;b&gt;", HTML},
    {"<a href='", HTML},
    {"<a href='http://e.com/#'>x</a> ", HTML},
    {"<a href='http://paypal.com.evil.tk/#'>paypal.com</a> ", HTML},
    {"<a href='http://e.com'>", HTML},
    {"<a href=\"mailto:x@y.org\">me</a> ", HTML},
    {"<blockquote>a", HTML},
    {"<p>kill yourself</p>", HTML},
};

static HavenEngine *
make_engine (void)
{
  g_autoptr (HavenEngine) engine = haven_engine_new ();
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (HavenSites) sites = haven_sites_new ();
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);

  g_free (settings->profile);
  settings->profile = g_strdup ("everything");
  g_ptr_array_add (settings->facts, g_strdup ("name\tRowan Ashgrove"));
  haven_engine_set_settings (engine, settings);
  g_assert_true (
      haven_engine_take_packs (engine, haven_packs_load_directory (BENCH_DATA "/packs", NULL, errors), NULL));
  haven_sites_load_data (sites, BENCH_DATA, errors);
  haven_engine_take_sites (engine, g_steal_pointer (&sites));
  g_assert_cmpuint (errors->len, ==, 0);
  return g_steal_pointer (&engine);
}

static GString *
make_text (const char *unit, gsize length)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  GString *text = g_string_new (NULL);

  while (text->len < length) {
    for (const char *at = unit; *at != '\0'; at++) {
      if (*at == '#' && unit[0] != '#')
        g_string_append_c (text, (char)g_rand_int_range (random, '0', '9' + 1));
      else if (at[0] == '@' && at[1] == '@')
        g_string_append_c (text, (char)g_rand_int_range (random, 'a', 'z' + 1));
      else
        g_string_append_c (text, *at);
    }
  }
  return text;
}

/* The best of some turns: what the machine does besides only ever adds. */
static double
time_shape (HavenEngine *engine,
            const Shape *shape,
            gsize length,
            HavenDirection direction,
            guint turns,
            guint *n_findings)
{
  g_autoptr (GString) text = make_text (shape->unit, length);
  HavenMessage message = {.account = "me@example.org",
                          .conversation = "room",
                          .kind = HAVEN_CONVERSATION_IM,
                          .sender = direction == HAVEN_DIRECTION_INCOMING ? "sender" : NULL,
                          .direction = direction,
                          .format = shape->format,
                          .text = text->str,
                          .length = text->len,
                          .time = G_TIME_SPAN_DAY * 20000};
  double best = G_MAXDOUBLE;

  for (guint turn = 0; turn < turns; turn++) {
    double start = bench_seconds ();
    g_autoptr (HavenVerdict) verdict = haven_engine_judge (engine, &message);

    best = MIN (best, bench_seconds () - start);
    *n_findings = verdict->findings->len;
    haven_conduct_clear (haven_engine_get_conduct (engine));
  }
  return best;
}

typedef struct {
  double worst;
  const char *slowest;
  double growth;
  const char *steepest;
} Worst;

static void
measure (HavenEngine *engine, HavenDirection direction, gboolean all, Worst *worst)
{
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++) {
    guint n_findings;
    double few = time_shape (engine, &shapes[i], SHORT, direction, TURNS, &n_findings);
    double many = time_shape (engine, &shapes[i], LENGTH, direction, TURNS, &n_findings);
    /* what takes no time at all grows as it likes */
    double growth = many / MAX (few, MOST / 20);

    if (all)
      g_print ("%8.2f ms  x%5.1f  %6u findings  %s  %s\n", many * 1e3, growth, n_findings,
               direction == HAVEN_DIRECTION_INCOMING ? "in " : "out", shapes[i].unit);
    if (many > worst->worst)
      worst->slowest = shapes[i].unit;
    if (growth > worst->growth)
      worst->steepest = shapes[i].unit;
    worst->worst = MAX (worst->worst, many);
    worst->growth = MAX (worst->growth, growth);
  }
}

static void
report (BenchReport *rows, const char *way, const Worst *worst)
{
  g_autofree char *name = g_strdup_printf ("worst-engine-%s", way);
  g_autofree char *growth = g_strdup_printf ("worst-growth-%s", way);
  g_autofree char *slowest = g_strdup_printf ("%.2f ms of %.0f ms, for \"%s\" again and again",
                                              worst->worst * 1e3, MOST * 1e3, worst->slowest);
  g_autofree char *steepest = g_strdup_printf ("four times the text, \"%s\"", worst->steepest);

  bench_report_add (rows, name, worst->worst / MOST, 1, .5, slowest);
  bench_report_add (rows, growth, worst->growth, MOST_GROWTH, 4.5, steepest);
}

/* Parts of which --search puts texts together: words that detectors know, and what stands between. */
static const char *const parts[] = {
    "1",        "12",      "123",        "1234",
    "12345",    "4111",    "19",         "2001",
    "0171",     "a",       "A",          "ab",
    "k",        "Ann",     "Lee",        "Dr",
    "Mrs",      "my",      "name",       "is",
    "dear",     "sister",  "the",        "and",
    "of",       "to",      "at",         "dot",
    "in",       "call",    "phone",      "fax",
    "card",     "iban",    "DE89",       "GB82",
    "born",     "May",     "ssn",        "passport",
    "password", "pw",      "user",       "root",
    "login",    "key",     "token",      "secret",
    "code",     "door",    "begin",      "PRIVATE",
    "KEY",      "eyJ",     "ghp",        "sk",
    "SG",       "MTA",     "glpat",      "xoxb",
    "http",     "https",   "www",        "com",
    "org",      "example", "exe",        "pdf",
    "geo",      "bit",     "ly",         "xn",
    "user",     "discord", "snap",       "reddit",
    "u",        "Main",    "Street",     "Rue",
    "Apt",      "Box",     "PO",         "IL",
    "corner",   "lives",   "address",    "SW1A",
    "1AA",      "東京",    "市",         "號",
    "路",       "é",       "ö",          "я",
    "you",      "idiot",   "kill",       "yourself",
    "die",      "not",     "said",       "i",
    "want",     "if",      "cw",         "tw",
    "|",        "|",       ">",          "<",
    "/",        "/",       ".",          ".",
    ",",        ":",       ":",          ";",
    "@",        "@",       "#",          "-",
    "--",       "_",       "+",          "=",
    "(",        ")",       "[",          "]",
    "\"",       "'",       "’",          "“",
    "?",        "!",       "&",          "%",
    "$",        "*",       "~",          "\\",
    " ",        " ",       " ",          " ",
    " ",        "  ",      "\n",         "\t",
    "://",      "°",       "\u00A0",     "\u200B",
    "\u0301",   "\u202E",  "\U0001F52A", "<b>",
    "</b>",     "<br>",    "&amp;",      "<a href='http://e.com'>",
    "</a>",     "::",
};

static gboolean
search (HavenEngine *engine, guint n, guint seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint i = 0; i < n; i++) {
    g_autoptr (GString) unit = g_string_new (NULL);
    Shape shape;
    guint n_findings, n_parts = (guint)g_rand_int_range (random, 1, 6);
    double few, many;

    for (guint p = 0; p < n_parts; p++)
      g_string_append (unit, parts[g_rand_int_range (random, 0, G_N_ELEMENTS (parts))]);
    shape = (Shape){unit->str, g_rand_int_range (random, 0, 3) == 0 ? HTML : PLAIN};
    few = time_shape (engine, &shape, SHORT, HAVEN_DIRECTION_OUTGOING, 1, &n_findings);
    if (few * LENGTH / SHORT < MOST)
      continue;
    few = time_shape (engine, &shape, SHORT, HAVEN_DIRECTION_OUTGOING, TURNS, &n_findings);
    many = time_shape (engine, &shape, LENGTH, HAVEN_DIRECTION_OUTGOING, 2, &n_findings);
    if (many > MOST || many / few > MOST_GROWTH)
      g_print ("%8.2f ms  x%5.1f  %6u findings  %s %s\n", many * 1e3, many / few, n_findings,
               shape.format == HTML ? "html" : "text", g_strescape (unit->str, NULL));
  }
  return TRUE;
}

typedef struct {
  char *json;
  gboolean all;
  char *shape;
  int n_searched;
  int seed;
} Options;

static gboolean
read_options (int *argc, char ***argv, Options *options)
{
  const GOptionEntry entries[] = {
      {"json", 0, 0, G_OPTION_ARG_FILENAME, &options->json, "where ratios are written", "FILE"},
      {"all", 0, 0, G_OPTION_ARG_NONE, &options->all, "one line for each shape", NULL},
      {"shape", 0, 0, G_OPTION_ARG_FILENAME, &options->shape, "judge this again and again", "TEXT"},
      {"search", 0, 0, G_OPTION_ARG_INT, &options->n_searched, "try that many shapes by chance", "N"},
      {"seed", 0, 0, G_OPTION_ARG_INT, &options->seed, "for --search", "N"},
      {NULL},
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;
  g_printerr ("%s\n", error->message);
  return FALSE;
}

int
main (int argc, char **argv)
{
  Options options = {.seed = 1};
  g_autoptr (HavenEngine) engine = NULL;
  BenchReport *rows;
  Worst in = {0}, out = {0};

  if (!read_options (&argc, &argv, &options))
    return 2;
  engine = make_engine ();
  if (options.n_searched > 0)
    return search (engine, (guint)options.n_searched, (guint)options.seed) ? 0 : 1;
  if (options.shape != NULL) {
    const Shape shape = {options.shape, strchr (options.shape, '<') != NULL ? HTML : PLAIN};
    guint n_findings;

    for (HavenDirection way = HAVEN_DIRECTION_INCOMING; way <= HAVEN_DIRECTION_OUTGOING; way++)
      g_print ("%.2f ms\n", time_shape (engine, &shape, LENGTH, way, BENCH_TURNS, &n_findings) * 1e3);
    return 0;
  }
  measure (engine, HAVEN_DIRECTION_INCOMING, options.all, &in);
  measure (engine, HAVEN_DIRECTION_OUTGOING, options.all, &out);
  rows = bench_report_new ();
  report (rows, "in", &in);
  report (rows, "out", &out);
  return bench_report_finish (rows, options.json, NULL) ? 0 : 1;
}
