/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * The subcommands of `haven`. argv[0] is the subcommand's own name; the result is the exit status:
 * 0 all is well, 1 something in the input was wrong and was said, 2 the call itself was wrong.
 * A new one: its file, its line here, its row in haven-cli.c.
 */
int haven_command_scan (int argc, char **argv);
int haven_command_evidence (int argc, char **argv);
int haven_command_links (int argc, char **argv);
int haven_command_import (int argc, char **argv);
int haven_command_export (int argc, char **argv);
int haven_command_explain (int argc, char **argv);
int haven_command_lint (int argc, char **argv);
