/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-by-symbol.h"

#include <string.h>

/* @element begins with the number of a symbol. */
static guint32
symbol_of (const char *element)
{
  guint32 symbol;

  memcpy (&symbol, element, sizeof symbol);
  return symbol;
}

/* For each symbol how many elements there are of smaller ones; @most is the largest symbol. */
static guint *
count (const GArray *array, gsize size, guint32 most)
{
  guint *before = g_new0 (guint, (gsize)most + 2);

  for (guint i = 0; i < array->len; i++)
    before[symbol_of (array->data + i * size) + 1]++;
  for (guint32 symbol = 0; symbol < most; symbol++)
    before[symbol + 1] += before[symbol];
  return before;
}

/**
 * haven_sort_by_symbol:
 * @array: an array of elements that begin with the number of a symbol of a program, a guint32
 *
 * Puts it in order by these. Those of one symbol stay in the order that they are in: what is added in order
 * is only dealt out, and hundreds of thousands need not be compared with each other.
 */
void
haven_sort_by_symbol (GArray *array)
{
  gsize size = g_array_get_element_size (array);
  g_autofree char *from = g_memdup2 (array->data, array->len * size);
  g_autofree guint *next = NULL;
  guint32 most = 0;

  for (guint i = 0; i < array->len; i++)
    most = MAX (most, symbol_of (array->data + i * size));
  next = count (array, size, most);
  for (guint i = 0; i < array->len; i++) {
    const char *element = from + i * size;

    memcpy (array->data + next[symbol_of (element)]++ * size, element, size);
  }
}
