/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

/*
 * Where libpurple asks nobody before a UI shows something, one of the UI's operations is the last function
 * before the screen. The structs are not const: Haven puts its own function there, and takes it out again on
 * unload.
 *
 * Two things may happen behind Haven's back. Somebody may wrap the operation after us and go on calling our
 * function; and somebody may copy the whole struct while our function stands in it, and call that from a copy
 * that Haven has never seen. Neither ends when Haven is unloaded. So what was there before is kept for good,
 * with the struct and with our function, and the module stays in memory (plugin_load()).
 */

#define HAVEN_WRAP_KEY(member) "haven-" #member
#define HAVEN_WRAP_IN_PLACE(member) "haven-in-place-" #member

/* What stood there before @ours did: in the struct that @owner is known by, or, where that is a copy, in the
 * one that
 * @ours was last put into. NULL for @ours: in that struct only. */
static inline gpointer
haven_wrap_before (gconstpointer owner, const char *key, gconstpointer ours)
{
  gpointer before = owner != NULL ? g_dataset_get_data (owner, key) : NULL;

  return before == NULL && ours != NULL ? g_dataset_get_data (ours, key) : before;
}

/* Never NULL where @ours is called, since it stood somewhere then. */
#define HAVEN_BEFORE(ops, member, ours)                                                                      \
  ((__typeof__ ((ops)->member))haven_wrap_before ((ops), HAVEN_WRAP_KEY (member), (gconstpointer)(ours)))

/* The same for operations of which there are many that are not alike, a protocol's: found by their @owner,
 * however often the struct was copied. NULL when Haven has not been there. */
#define HAVEN_BEFORE_OF(owner, ops, member)                                                                  \
  ((__typeof__ ((ops)->member))haven_wrap_before ((owner), HAVEN_WRAP_KEY (member), NULL))

/* Puts @ours in the operation's place, once; a UI without that operation stays without. */
#define HAVEN_WRAP_OF(owner, ops, member, ours)                                                              \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    if ((ops) != NULL && (ops)->member != NULL && (ops)->member != (ours) &&                                 \
        g_dataset_get_data ((owner), HAVEN_WRAP_IN_PLACE (member)) == NULL) {                                \
      g_dataset_set_data ((owner), HAVEN_WRAP_KEY (member), (gpointer)(ops)->member);                        \
      g_dataset_set_data ((gconstpointer)(ours), HAVEN_WRAP_KEY (member), (gpointer)(ops)->member);          \
      g_dataset_set_data ((owner), HAVEN_WRAP_IN_PLACE (member), (gpointer)(ours));                          \
      (ops)->member = (ours);                                                                                \
    }                                                                                                        \
  }                                                                                                          \
  G_STMT_END

#define HAVEN_WRAP(ops, member, ours) HAVEN_WRAP_OF (ops, ops, member, ours)

/* Puts back what was there; where somebody wrapped ours, ours stays in the chain. */
#define HAVEN_UNWRAP_OF(owner, ops, member, ours)                                                            \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    if ((ops) != NULL && (ops)->member == (ours) &&                                                          \
        g_dataset_get_data ((owner), HAVEN_WRAP_IN_PLACE (member)) != NULL) {                                \
      (ops)->member = HAVEN_BEFORE_OF (owner, ops, member);                                                  \
      g_dataset_remove_data ((owner), HAVEN_WRAP_IN_PLACE (member));                                         \
    }                                                                                                        \
  }                                                                                                          \
  G_STMT_END

#define HAVEN_UNWRAP(ops, member, ours) HAVEN_UNWRAP_OF (ops, ops, member, ours)
