/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* Whether @day is a day as YYYY-MM-DD, digit by digit, since 1970: then days sort as texts do. */
static inline gboolean
haven_day_is_valid (const char *day)
{
  static const char form[] = "dddd-dd-dd";
  guint year, month, of_month;

  for (guint i = 0; i < sizeof form; i++)
    if (form[i] == 'd' ? !g_ascii_isdigit (day[i]) : day[i] != form[i])
      return FALSE;
  year = (guint)g_ascii_strtoull (day, NULL, 10);
  month = (guint)g_ascii_strtoull (day + 5, NULL, 10);
  of_month = (guint)g_ascii_strtoull (day + 8, NULL, 10);
  return year >= 1970 && g_date_valid_dmy ((GDateDay)of_month, (GDateMonth)month, (GDateYear)year);
}
