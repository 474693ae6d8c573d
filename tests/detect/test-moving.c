/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detect/haven-moving.h"

/* How a file says that its picture moves. */

#define GIF "GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff"
#define LOOP "\x21\xff\x0bNETSCAPE2.0\3\1\0\0\0"
#define FRAME "\x2c\0\0\0\0\1\0\1\0\0\2\2\x4c\1\0"
#define FRAME_WITH_COLOURS "\x2c\0\0\0\0\1\0\1\0\x80\0\0\0\xff\xff\xff\2\2\x4c\1\0"
#define PNG "\x89PNG\r\n\x1a\n\0\0\0\1IHDRx----"

#define BYTES(text) text, sizeof text - 1

static const struct {
  const char *description;
  const char *data;
  gsize length;
  gboolean moves;
} cases[] = {
    {"gif-of-one-frame", BYTES (GIF FRAME ";"), FALSE},
    {"gif-of-two-frames", BYTES (GIF LOOP FRAME FRAME ";"), TRUE},
    {"gif-with-colours-of-its-own", BYTES (GIF FRAME_WITH_COLOURS FRAME ";"), TRUE},
    {"gif-that-only-says-it-loops", BYTES (GIF LOOP FRAME ";"), FALSE},
    {"gif-that-ends-in-its-second-frame", BYTES (GIF FRAME "\x2c"), TRUE},
    {"gif-that-ends-in-its-first-frame", BYTES (GIF "\x2c\0\0"), FALSE},
    {"gif-that-ends-in-its-colours", BYTES ("GIF89a\1\0\1\0\xf7\0\0"), FALSE},
    {"png-that-stands-still", BYTES (PNG "\0\0\0\0IDAT----"), FALSE},
    {"png-that-moves", BYTES (PNG "\0\0\0\0acTL----\0\0\0\0IDAT----"), TRUE},
    {"png-with-a-length-beyond-its-end", BYTES (PNG "\xff\xff\xff\xfftEXt----"), FALSE},
    {"webp-that-moves", BYTES ("RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\x02"), TRUE},
    {"webp-that-stands-still", BYTES ("RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\x10"), FALSE},
    {"no-picture", BYTES ("hello"), FALSE},
    {"nothing", "", 0, FALSE},
};

static void
test_moving (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  /* a copy of its own, so that a reader that goes too far is caught */
  g_autofree char *copy = g_memdup2 (cases[i].data, cases[i].length);

  g_assert_cmpint (haven_picture_moves (copy, cases[i].length), ==, cases[i].moves);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/detect/moving/", cases[i].description, NULL);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_moving);
  }
  return g_test_run ();
}
