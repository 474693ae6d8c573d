/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * What a hostile message makes the engine do, counted and not timed: the rooms under test are compiled so
 * that the compiler reports each stretch of code that runs, and a message four times as long may run about
 * four times as many. What is called outside of these rooms, such as memchr(), is not counted, and needs no
 * counting.
 */
#include <string.h>

#include "haven-engine.h"
#include "links/haven-sites.h"
#include "settings/haven-settings.h"
#include "sharing/haven-mask.h"
#include "text/haven-log-lines.h"
#include "text/haven-picture-tags.h"

#define LENGTH (32u * 1024)
#define MOST_GROWTH 5   /* of a message four times as long */
#define MOST_A_BYTE 500 /* stretches of code; ordinary talk runs some 40 */

static guint64 n_stretches;

/* Called by what the compiler puts into the rooms under test. */
void __sanitizer_cov_trace_pc (void);

void
__sanitizer_cov_trace_pc (void)
{
  n_stretches++;
}

typedef struct {
  const char *name;
  const char *unit; /* again and again */
} Shape;

static const Shape shapes[] = {
    {"chunk-of-slashes", "1/a"},
    {"chunk-of-schemes", "geo::"},
    {"chunk-of-places", "geo:1,"},
    {"chunk-of-programs", "javascript:"},
    {"chunk-of-data", "a:data:"},
    {"chunk-of-web-addresses", "a:http://a"},
    {"chunk-of-services", "discord."},
    {"chunk-of-services-with-hyphens", "-snap_ab2001"},
    {"chunk-of-words-for-passwords", "%pw"},
    {"chunk-of-passwords-in-brackets", "pw)"},
    {"chunk-of-tokens", "eyJ1-"},
    {"chunk-of-keys", "sk1-"},
    {"chunk-of-keys-with-stops", "SG1."},
    {"chunk-of-users", "M1-"},
    {"chunk-of-titles", "Mrs:"},
    {"row-of-titles", "=,Dr "},
    {"chunk-of-signs", "u%:'"},
    {"chunk-of-brackets", "[born:"},
    {"chunk-of-defanged-dots", "a[.]"},
    {"chunk-of-files", ",a.md/"},
    {"chunk-of-unspaced-script", "x.y\u6771\u4EAC"},
    {"path-of-unspaced-script", "http://e.co/\u6771aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
    {"chunk-of-mail", "a.b.c@"},
    {"hosts", "a.b.c.d.e.f."},
    {"web-addresses", "http://example.com/ "},
    {"names-of-hosts", "http://xn--pple-43d.com/ "},
    {"internet-addresses", "1.2.3.4 "},
    {"coordinates", "48.8583, 2.2945 "},
    {"telephone-numbers", "+4930123456781 "},
    {"numbers", "12 34 "},
    {"codes", "code 481234 "},
    {"cards", "4111 1111 1111 1111 "},
    {"accounts", "DE89 3704 0044 0532 0130 00 "},
    {"streets", "12 Main Street "},
    {"names", "my name is Ann "},
    {"turned-names", "a\u202Efdp.exe "},
    {"covers", "||a|| "},
    {"open-covers", "||a"},
    {"quotation", "> a: b\n"},
};

static void
cut_log (const char *text)
{
  HavenLogLines lines = haven_log_lines (text);

  while (haven_log_lines_next (&lines))
    ;
}

static void
find_pictures (const char *text)
{
  g_auto (HavenPictureTags) pictures = haven_picture_tags (text);

  while (haven_picture_tags_next (&pictures))
    ;
}

/* A finding at each eighth byte. */
static void
mask (const char *text)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
  g_autofree char *masked = NULL;
  gsize length = strlen (text);

  for (gsize at = 0; at + 4 < length; at += 8) {
    HavenFinding *finding = haven_finding_new (HAVEN_KIND_SHARING, "contact", "phone", "haven");

    finding->item = g_strdup ("phone");
    finding->start = at;
    finding->end = at + 4;
    g_ptr_array_add (findings, finding);
  }
  masked = haven_sharing_mask (text, length, findings);
}

typedef struct {
  const char *name;
  void (*walk) (const char *text);
  const char *unit; /* again and again */
} Walk;

/* What is done beside judging a message. */
static const Walk walks[] = {
    {"log-of-short-lines", cut_log, "a\n"},
    {"log-of-breaks", cut_log, "<br>"},
    {"log-of-breaks-that-never-end", cut_log, "<br"},
    {"log-of-authors", cut_log, "(1) a: b\n"},
    {"pictures", find_pictures, "<img id=\"1\">"},
    {"pictures-that-never-end", find_pictures, "<img id="},
    {"pictures-with-open-values", find_pictures, "<img id=\">"},
    {"masked-words", mask, "a b "},
    {"masked-links", mask, "<a href=\"/\">b"},
    {"masked-links-that-never-end", mask, "<a href="},
    {"masked-signs", mask, "<"},
};

static HavenEngine *
make_engine (void)
{
  g_autoptr (HavenEngine) engine = haven_engine_new ();
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  HavenSites *sites = haven_sites_new ();

  g_free (settings->profile);
  settings->profile = g_strdup ("everything");
  haven_engine_set_settings (engine, settings);
  haven_engine_take_sites (engine, sites);
  return g_steal_pointer (&engine);
}

static guint64
count (HavenEngine *engine, const char *unit, gsize length, HavenDirection direction)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (HavenVerdict) verdict = NULL;
  HavenMessage message = {.conversation = "room", .direction = direction, .time = G_TIME_SPAN_DAY};

  while (text->len < length)
    g_string_append (text, unit);
  message.text = text->str;
  message.length = text->len;
  n_stretches = 0;
  verdict = haven_engine_judge (engine, &message);
  return n_stretches;
}

static void
test_shape (gconstpointer data)
{
  const Shape *shape = data;
  g_autoptr (HavenEngine) engine = make_engine ();

  for (HavenDirection way = HAVEN_DIRECTION_INCOMING; way <= HAVEN_DIRECTION_OUTGOING; way++) {
    guint64 few = count (engine, shape->unit, LENGTH / 4, way);
    guint64 many = count (engine, shape->unit, LENGTH, way);

    g_test_message ("%.0f stretches of code a byte, %.2f times as many for four times the text",
                    (double)many / LENGTH, (double)many / (double)few);
    g_assert_cmpuint (few, >, 0);
    g_assert_cmpuint (many, <=, few * MOST_GROWTH);
    g_assert_cmpuint (many, <=, (guint64)MOST_A_BYTE * LENGTH);
  }
}

static guint64
count_walk (const Walk *walk, gsize length)
{
  g_autoptr (GString) text = g_string_new (NULL);

  while (text->len < length)
    g_string_append (text, walk->unit);
  n_stretches = 0;
  walk->walk (text->str);
  return n_stretches;
}

static void
test_walk (gconstpointer data)
{
  guint64 few = count_walk (data, LENGTH / 4), many = count_walk (data, LENGTH);

  g_test_message ("%.2f times as many for four times the text", (double)many / (double)few);
  g_assert_cmpuint (few, >, 0);
  g_assert_cmpuint (many, <=, few * MOST_GROWTH);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (walks); i++) {
    g_autofree char *path = g_strdup_printf ("/hostile/beside/%s", walks[i].name);

    g_test_add_data_func (path, &walks[i], test_walk);
  }
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++) {
    g_autofree char *path = g_strdup_printf ("/hostile/%s", shapes[i].name);

    g_test_add_data_func (path, &shapes[i], test_shape);
  }
  return g_test_run ();
}
