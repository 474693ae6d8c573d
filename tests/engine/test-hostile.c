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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++) {
    g_autofree char *path = g_strdup_printf ("/hostile/%s", shapes[i].name);

    g_test_add_data_func (path, &shapes[i], test_shape);
  }
  return g_test_run ();
}
