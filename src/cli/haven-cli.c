/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <glib.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>

#include "cli/haven-command.h"
#include "haven-config.h"
#include "haven-locale.h"

static const struct {
  const char *name;
  const char *summary;
  int (*run) (int argc, char **argv);
} commands[] = {
    {"scan", N_ ("judge messages, JSON lines on standard input"), haven_command_scan},
    {"evidence", N_ ("verify what was kept, or make a report of it"), haven_command_evidence},
    {"import", N_ ("take in a list of sites, from many formats"), haven_command_import},
    {"export", N_ ("write a list of sites for others to use"), haven_command_export},
    {"links", N_ ("find the links in messages, JSON lines on standard input"), haven_command_links},
    {"explain", N_ ("show how a message is read and why rules meet it"), haven_command_explain},
    {"lint", N_ ("look packs over and run their examples"), haven_command_lint},
};

static void
print_help (void)
{
  g_print (_ ("Usage: haven COMMAND [OPTION…]\n\nCommands:\n"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-10s %s\n", commands[i].name, _ (commands[i].summary));
  g_print (_ ("\nhaven COMMAND --help says more. Nothing that haven reads is sent anywhere.\n"));
}

/* A command's own help names the program from prgname: without it, a person would be told to type "scan". */
static int
run_command (guint index, int argc, char **argv)
{
  g_autofree char *name = g_strdup_printf ("haven %s", commands[index].name);

  g_set_prgname (name);
  return commands[index].run (argc, argv);
}

/* What was written may still be in a buffer: that a disk is full shows only here. */
static int
finish (int status)
{
  gboolean failed = ferror (stdout) != 0;

  if (fflush (stdout) == 0 && !failed)
    return status;
  g_printerr (_ ("haven: the output could not be written: %s\n"), g_strerror (errno));
  return status != 0 ? status : 1;
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  haven_locale_bind ();
  textdomain (GETTEXT_PACKAGE);

  if (argc < 2 || g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "help")) {
    print_help ();
    return argc < 2 ? 2 : 0;
  }
  if (g_str_equal (argv[1], "--version")) {
    g_print ("haven %s\n", HAVEN_VERSION);
    return 0;
  }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++) {
    if (g_str_equal (argv[1], commands[i].name))
      return finish (run_command (i, argc - 1, argv + 1));
  }
  g_printerr (_ ("haven: there is no command \"%s\"; haven --help lists them\n"), argv[1]);
  return 2;
}
