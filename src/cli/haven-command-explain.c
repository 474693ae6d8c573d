/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/haven-command.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/haven-command-input.h"
#include "haven-config.h"
#include "haven-error.h"
#include "haven-locale.h"
#include "match/haven-explain.h"
#include "match/haven-pack.h"

/* @ok: (out): whether every pack could be read */
static HavenMatcher *
load_matcher (const char *directory, gboolean *ok)
{
  g_autofree char *data = haven_command_data_directory ();
  g_autofree char *installed = g_build_filename (data, "packs", NULL);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);
  g_autoptr (GPtrArray) packs =
      haven_packs_load_directory (directory != NULL ? directory : installed, NULL, errors);
  HavenMatcher *matcher;

  if (packs->len == 0 && errors->len == 0)
    g_ptr_array_add (errors, g_error_new (HAVEN_ERROR, HAVEN_ERROR_NOT_FOUND, _ ("%s: there is no pack here"),
                                          directory != NULL ? directory : installed));
  if (directory != NULL)
    haven_packs_add_languages (packs, installed, NULL);
  matcher = haven_matcher_new_sound (packs, NULL, errors);
  for (guint i = 0; i < errors->len; i++)
    g_printerr ("haven: %s\n", ((GError *)errors->pdata[i])->message);
  *ok = errors->len == 0;
  return matcher;
}

static void
print_words (const HavenExplanation *explanation)
{
  g_print (_ ("Words:\n"));
  for (guint i = 0; i < explanation->words->len; i++) {
    const HavenExplainedWord *word = explanation->words->pdata[i];
    g_autofree char *flags = haven_word_flags_to_string (word->flags);
    g_autofree char *readings = g_strjoinv (" | ", word->readings);

    g_autofree char *parts = word->parts != NULL ? g_strjoinv (" ", word->parts) : NULL;

    g_print ("  %-20s %s%s%s%s%s\n", word->folded, flags, parts != NULL ? _ (" — read as: ") : "",
             parts != NULL ? parts : "", *readings != '\0' ? _ (" — may also be read: ") : "", readings);
  }
}

static void
print_rules (const HavenExplanation *explanation, gboolean met)
{
  guint n = 0;

  g_print (met ? _ ("Rules that met:\n") : _ ("Rules whose words were seen, and what stopped them:\n"));
  for (guint i = 0; i < explanation->rules->len; i++) {
    const HavenExplainedRule *rule = explanation->rules->pdata[i];
    g_autofree char *frame = NULL;

    if ((rule->stopped_by == NULL) != met)
      continue;
    n++;
    if (rule->rule->frame != NULL)
      frame = g_strdup_printf (_ (", a frame of %s"), rule->rule->frame);
    g_print ("  %s/%s (%s, %s, %s%s): “%s”%s%s\n", rule->rule->pack, rule->rule->id, rule->rule->category,
             haven_locale_title (rule->rule->title), haven_about_to_string (rule->about),
             frame != NULL ? frame : "", rule->span, met ? "" : " ← ", met ? "" : rule->stopped_by);
  }
  if (n == 0)
    g_print (_ ("  none\n"));
}

static void
print_explanation (const HavenExplanation *explanation)
{
  g_print (_ ("Visible text: %s\n"), explanation->visible);
  print_words (explanation);
  g_print (_ ("Worth a closer look:"));
  for (guint i = 0; i < explanation->hits->len; i++)
    g_print (" “%s”", (const char *)explanation->hits->pdata[i]);
  g_print (explanation->hits->len > 0 ? "\n" : _ (" nothing\n"));
  print_rules (explanation, TRUE);
  print_rules (explanation, FALSE);
}

/**
 * haven_command_explain:
 * @argc: how many words
 * @argv: "explain", options and a message
 *
 * Shows how a message was read, and why each rule did or did not meet it.
 *
 * Returns: 0 when all is well, 1 when a pack could not be read, 2 when the call itself was wrong
 */
int
haven_command_explain (int argc, char **argv)
{
  g_autofree char *packs = NULL;
  g_auto (GStrv) names = NULL;
  gboolean html = FALSE, chat = FALSE, packs_ok;
  const GOptionEntry entries[] = {
      {"packs", 0, 0, G_OPTION_ARG_FILENAME, &packs, N_ ("read packs from here"), N_ ("DIR")},
      {"html", 0, 0, G_OPTION_ARG_NONE, &html, N_ ("the message is markup"), NULL},
      {"chat", 0, 0, G_OPTION_ARG_NONE, &chat, N_ ("it was said in a room"), NULL},
      {"name", 0, 0, G_OPTION_ARG_STRING_ARRAY, &names, N_ ("a name that the reader goes by"), N_ ("NAME")},
      {NULL},
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("TEXT"));
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenMatcher) matcher = NULL;
  g_autoptr (HavenExplanation) explanation = NULL;
  HavenMatchScene scene = {NULL, TRUE};

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (
      context, _ ("Shows how a message is read, and why each rule does or does not meet it."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2) {
    g_printerr ("haven explain: %s\n", error != NULL ? error->message : _ ("one message, in quotes"));
    return 2;
  }
  matcher = load_matcher (packs, &packs_ok);
  scene = (HavenMatchScene){(const char *const *)names, !chat};
  explanation = haven_explain (matcher, argv[1], strlen (argv[1]),
                               html ? HAVEN_FORMAT_HTML : HAVEN_FORMAT_PLAIN, &scene);
  print_explanation (explanation);
  return packs_ok ? 0 : 1;
}
