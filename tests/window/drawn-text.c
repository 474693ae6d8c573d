/* SPDX-License-Identifier: GPL-2.0-or-later */

/* Loaded into Pidgin ahead of Pango by a test: writes down every text that is about to become pixels through
 * FreeType, as the popups of guifications do. Nothing is read back from a picture, and nothing that only
 * passes by is taken for what a person sees. */

#include <dlfcn.h>
#include <glib.h>
#include <gmodule.h>
#include <stdio.h>

typedef void (*Render) (gpointer bitmap, gpointer layout, int x, int y);
typedef const char *(*GetText) (gpointer layout);

G_MODULE_EXPORT void pango_ft2_render_layout (gpointer bitmap, gpointer layout, int x, int y);

static gpointer
next_of (const char *name)
{
  return dlsym (RTLD_NEXT, name);
}

G_MODULE_EXPORT void
pango_ft2_render_layout (gpointer bitmap, gpointer layout, int x, int y)
{
  Render render = (Render)next_of ("pango_ft2_render_layout");
  GetText get_text = (GetText)dlsym (RTLD_DEFAULT, "pango_layout_get_text");
  const char *path = g_getenv ("HAVEN_DRAWN_TEXT");
  FILE *file = path != NULL ? fopen (path, "a") : NULL;

  if (file != NULL) {
    fprintf (file, "%s\n", get_text (layout));
    fclose (file);
  }
  render (bitmap, layout, x, y);
}
