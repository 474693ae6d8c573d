/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "sharing/haven-metadata-private.h"

G_BEGIN_DECLS

/* Where the directory of a ZIP stands, how long it is and how many entries it says to have. */
typedef struct {
  guint64 at;
  guint64 size;
  guint64 n;
} HavenZipDirectory;

/* One entry of the directory. */
typedef struct {
  const char *name;
  gsize name_length;
  guint method;
  guint64 packed;
  guint64 local;
} HavenZipEntry;

gboolean
haven_zip_find_directory (const guint8 *tail, gsize length, guint64 before, HavenZipDirectory *directory);
gboolean haven_zip_next (const guint8 *data, gsize length, gsize *at, HavenZipEntry *entry);
char *haven_zip_unpack (const guint8 *data, gsize length, const HavenZipEntry *entry, gsize *size);

/* A small ZIP of a few entries of a large one, in this order: begin, copy each, end. */
gboolean
haven_zip_begin (HavenReadAt read, gpointer file, guint64 length, GByteArray *out, GByteArray *directory);
gboolean haven_zip_copy (HavenReadAt read,
                         gpointer file,
                         const HavenZipEntry *entry,
                         const guint8 *row,
                         gsize length,
                         GByteArray *kept,
                         GByteArray *out);
void haven_zip_end (GByteArray *out, const GByteArray *kept, gsize n);

G_END_DECLS
