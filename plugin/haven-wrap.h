/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gmodule.h>
#include <purple.h>

/*
 * Where libpurple asks nobody before a UI shows something, one of the UI's operations is the last function before
 * the screen. The structs are not const: Haven puts its own function there, and takes it out again on unload.
 * What was there before is kept in a dataset of the struct itself, because it must still be found if somebody
 * wrapped the operation after us and calls our function when Haven is already gone.
 */

#define HAVEN_WRAP_KEY(member) "haven-" #member

/* What stood there before Haven; NULL when Haven has not been there. */
#define HAVEN_BEFORE(ops, member)                                                                            \
  ((ops) != NULL ? (__typeof__ ((ops)->member))g_dataset_get_data ((ops), HAVEN_WRAP_KEY (member)) : NULL)

/* Puts @ours in the operation's place, once; a UI without that operation stays without. */
#define HAVEN_WRAP(ops, member, ours)                                                                        \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    if ((ops) != NULL && (ops)->member != NULL && HAVEN_BEFORE (ops, member) == NULL) {                      \
      g_dataset_set_data ((ops), HAVEN_WRAP_KEY (member), (gpointer)(ops)->member);                          \
      (ops)->member = (ours);                                                                                \
    }                                                                                                        \
  }                                                                                                          \
  G_STMT_END

/* Puts back what was there; where somebody wrapped ours, our code must stay where it is. */
#define HAVEN_UNWRAP(ops, member, ours, plugin)                                                              \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    if (HAVEN_BEFORE (ops, member) != NULL && (ops)->member == (ours)) {                                     \
      (ops)->member = HAVEN_BEFORE (ops, member);                                                            \
      g_dataset_remove_data ((ops), HAVEN_WRAP_KEY (member));                                                \
    } else if (HAVEN_BEFORE (ops, member) != NULL && (plugin)->handle != NULL) {                             \
      g_module_make_resident ((plugin)->handle);                                                             \
    }                                                                                                        \
  }                                                                                                          \
  G_STMT_END
