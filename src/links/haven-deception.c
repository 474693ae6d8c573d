/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-deception.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "links/haven-domain.h"
#include "links/haven-host.h"
#include "links/haven-link-chars.h"

/* All that a link by itself can tell about whether it deceives. Where it leads to is never asked: that
 * would tell its owner that somebody reads. */

/**
 * haven_sign_free:
 * @sign: (nullable) (transfer full): a sign
 */
void
haven_sign_free (HavenSign *sign)
{
  if (sign == NULL)
    return;
  g_free (sign->note);
  g_free (sign);
}

static HavenSign *
sign_new (const char *category, char *note)
{
  HavenSign *sign = g_new0 (HavenSign, 1);

  sign->category = category;
  sign->note = note;
  return sign;
}

static gboolean
is_web (const HavenLink *link)
{
  return !link->scheme || g_ascii_strncasecmp (link->url, "http", 4) == 0 || link->url[0] == '/';
}

/* Right behind a host no address goes on with a backslash or an escape and "@": "evil.example\\@paypal.com"
 * is read by its end, and followed, by a browser, to its beginning. */
static gboolean
hides_behind (const char *rest)
{
  if (*rest == '\\')
    return rest[1] == '@' && g_ascii_isalnum (rest[2]);
  return g_ascii_strncasecmp (rest, "%40", 3) == 0 && g_ascii_isalnum (rest[3]);
}

/* A password for a machine is in use (ftp, ssh); on the web only to hide the host behind a name. */
static void
look_for_credentials (const HavenLink *link, const char *rest, GPtrArray *signs)
{
  if (link->kind == HAVEN_LINK_SITE && is_web (link) && hides_behind (rest))
    g_ptr_array_add (
        signs, sign_new ("credentials-in-url",
                         g_strdup_printf (_ ("leads to %s; what stands right behind it is not the site"),
                                          link->host)));
  if (link->user_info && link->kind == HAVEN_LINK_SITE && is_web (link))
    g_ptr_array_add (
        signs,
        sign_new ("credentials-in-url",
                  g_strdup_printf (_ ("leads to %s; what stands before the @ is not the site"), link->host)));
}

/* fc00::/7 (RFC 4193) and 100.64.0.0/10 (RFC 6598), of which GLib does not know */
static gboolean
is_local_range (GInetAddress *address)
{
  const guint8 *bytes = g_inet_address_to_bytes (address);

  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6)
    return (bytes[0] & 0xfe) == 0xfc;
  return bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
}

static gboolean
is_private (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return address == NULL || is_local_range (address) || g_inet_address_get_is_site_local (address) ||
         g_inet_address_get_is_loopback (address) || g_inet_address_get_is_link_local (address) ||
         g_inet_address_get_is_any (address) || g_inet_address_get_is_multicast (address);
}

/* the usual notation of an address at home is how one reaches one's own router; other notations hide */
static gboolean
is_plainly_written (const HavenLink *link)
{
  return strstr (link->url, link->host) != NULL &&
         (haven_host_is_plain_ipv4 (link->host, strlen (link->host)) || strchr (link->host, ':') != NULL);
}

static void
look_for_address (const HavenLink *link, GPtrArray *signs)
{
  if (!link->address || !is_web (link))
    return;
  if (is_plainly_written (link) && (is_private (link->host) || (!link->scheme && link->rest == link->end)))
    return;
  g_ptr_array_add (signs, sign_new ("raw-ip", g_strdup (_ ("leads to a bare number, not to a named site"))));
}

typedef enum {
  SCRIPT_LATIN = 1 << 0,
  SCRIPT_GREEK = 1 << 1,
  SCRIPT_CYRILLIC = 1 << 2,
  SCRIPT_EAST_ASIAN = 1 << 3,
  SCRIPT_ARMENIAN = 1 << 4,
  SCRIPT_CHEROKEE = 1 << 5,
  SCRIPT_OTHER = 1 << 6,
} Scripts;

static guint
script_of (gunichar c)
{
  switch (g_unichar_get_script (c)) {
  case G_UNICODE_SCRIPT_COMMON:
  case G_UNICODE_SCRIPT_INHERITED:
    return 0;
  case G_UNICODE_SCRIPT_LATIN:
    return SCRIPT_LATIN;
  case G_UNICODE_SCRIPT_GREEK:
    return SCRIPT_GREEK;
  case G_UNICODE_SCRIPT_CYRILLIC:
    return SCRIPT_CYRILLIC;
  case G_UNICODE_SCRIPT_ARMENIAN:
    return SCRIPT_ARMENIAN;
  case G_UNICODE_SCRIPT_CHEROKEE:
    return SCRIPT_CHEROKEE;
  case G_UNICODE_SCRIPT_HAN:
  case G_UNICODE_SCRIPT_HIRAGANA:
  case G_UNICODE_SCRIPT_KATAKANA:
  case G_UNICODE_SCRIPT_HANGUL:
  case G_UNICODE_SCRIPT_BOPOMOFO:
    return SCRIPT_EAST_ASIAN;
  default:
    return SCRIPT_OTHER;
  }
}

/* Scripts that stand together in one label: East Asian writing takes in Latin (UTS 39, "highly
 * restrictive"); alphabets that look alike do not mix. */
static gboolean
scripts_mix (const char *label)
{
  guint scripts = 0;

  for (const char *at = label; *at != '\0'; at = g_utf8_next_char (at))
    scripts |= script_of (g_utf8_get_char (at));
  if (scripts == (SCRIPT_LATIN | SCRIPT_EAST_ASIAN) || scripts == (SCRIPT_LATIN | SCRIPT_OTHER))
    return FALSE;
  return (scripts & (scripts - 1)) != 0;
}

static void
look_for_scripts (const HavenLink *link, GPtrArray *signs)
{
  g_auto (GStrv) labels = NULL;

  if (strstr (link->host, "xn--") == NULL)
    return;
  labels = g_strsplit (link->host, ".", -1);
  for (char **label = labels; *label != NULL; label++) {
    g_autofree char *shown = NULL;

    if (!g_str_has_prefix (*label, "xn--"))
      continue;
    shown = g_hostname_to_unicode (*label);
    /* a label that cannot be read was made by hand */
    if (shown == NULL || strcmp (shown, *label) == 0 || scripts_mix (shown)) {
      g_ptr_array_add (
          signs,
          sign_new ("punycode",
                    g_strdup_printf (_ ("its name mixes alphabets; in plain letters it is %s"), link->host)));
      return;
    }
  }
}

/* "paypal.com⁄signin.example.org", which is a site at example.org, up to what looks like a slash; NULL for
 * any other host. ノ and 丿 are letters, and only tell behind what ends a host. */
static char *
shown_before_slash (const char *host)
{
  g_autofree char *shown = haven_host_to_display (host);

  for (const char *at = shown; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);
    g_autofree char *before = NULL;
    const char *dot;

    if (!haven_char_is_slash_like (c) && c != 0x30CE && c != 0x4E3F)
      continue;
    before = g_strndup (shown, (gsize)(at - shown));
    dot = strrchr (before, '.');
    if (dot != NULL && g_str_is_ascii (before) && haven_domain_tld_known (dot + 1))
      return g_steal_pointer (&before);
  }
  return NULL;
}

static gboolean
look_for_slash (const HavenLink *link, GPtrArray *signs)
{
  g_autofree char *shown =
      link->domain != NULL && strstr (link->host, "xn--") != NULL ? shown_before_slash (link->host) : NULL;
  const char *site = shown != NULL ? haven_domain_registrable (shown) : NULL;

  if (site == NULL || strcmp (site, link->domain) == 0)
    return FALSE;
  g_ptr_array_add (
      signs, sign_new ("lookalike", g_strdup_printf (_ ("looks like %s but is %s"), site, link->domain)));
  return TRUE;
}

/* "googIe.com": a capital I among small letters is taken for an l, and no browser shows it once one is there.
 */
static char *
read_by_eye (const HavenLink *link)
{
  const char *slashes = link->scheme || link->url[0] == '/' ? strstr (link->url, "//") : NULL;
  const char *host = slashes != NULL ? slashes + 2 : link->url;
  g_autofree char *shown = g_strndup (host, strcspn (host, "/\\?#:"));
  gboolean changed = FALSE;

  for (char *at = strchr (shown, 'I'); at != NULL; at = strchr (at + 1, 'I')) {
    if ((at == shown || !g_ascii_islower (at[-1])) && !g_ascii_islower (at[1]))
      return NULL;
    *at = 'l';
    changed = TRUE;
  }
  return changed ? g_ascii_strdown (shown, -1) : NULL;
}

static const char *
known_by_eye (const HavenLink *link, const HavenWellKnown *known)
{
  g_autofree char *shown = read_by_eye (link);
  const char *domain = shown != NULL ? haven_domain_registrable (shown) : NULL;

  if (domain == NULL)
    return NULL;
  return haven_well_known_has (known, domain) ? haven_well_known_host (known, domain)
                                              : haven_well_known_lookalike (known, shown, domain);
}

static void
look_for_lookalike (const HavenLink *link, const char *rest, const HavenWellKnown *known, GPtrArray *signs)
{
  const char *site, *is = link->domain;

  if (known == NULL || link->domain == NULL)
    return;
  site = haven_well_known_lookalike (known, link->host, link->domain);
  if (site == NULL && !haven_well_known_has (known, link->domain))
    site = haven_well_known_in_path (known, rest);
  if (site == NULL && !haven_well_known_has (known, link->domain))
    site = known_by_eye (link, known);
  if (site == NULL) {
    is = link->host;
    site = haven_well_known_in_page (known, link->host, rest);
  }
  if (site == NULL)
    return;
  g_ptr_array_add (signs, sign_new ("lookalike", g_strdup_printf (_ ("looks like %s but is %s"), site, is)));
}

static const char *const programs[] = {
    "apk", "app", "bat", "cmd", "com", "cpl", "dmg", "exe", "hta", "iso", "jar", "js",  "jse",
    "lnk", "msc", "msi", "pif", "ps1", "reg", "scr", "sh",  "vbe", "vbs", "wsf", "wsh",
};

static const char *const documents[] = {
    "7z",  "avi", "bmp", "csv",  "doc", "docx", "gif", "heic", "jpeg", "jpg",  "mov", "mp3",  "mp4", "odt",
    "pdf", "png", "ppt", "pptx", "rar", "rtf",  "tif", "txt",  "wav",  "webp", "xls", "xlsx", "zip",
};

static int
compare (gconstpointer key, gconstpointer entry)
{
  return strcmp (key, *(const char *const *)entry);
}

#define IN(word, table) (bsearch (word, table, G_N_ELEMENTS (table), sizeof *(table), compare) != NULL)

/* the override of the direction of writing, which shows "exe.fdp" as "pdf.exe" */
static gboolean
turns_around (const char *name, gsize length)
{
  return g_strstr_len (name, (gssize)length, "\u202e") != NULL ||
         g_strstr_len (name, (gssize)length, "%E2%80%AE") != NULL ||
         g_strstr_len (name, (gssize)length, "%e2%80%ae") != NULL;
}

/**
 * haven_deception_file_name:
 * @name: the name of a file, UTF-8
 * @length: its length in bytes
 *
 * Returns: whether it is the name of a program made to look like that of a document: "photo.jpg.exe", or
 *   one turned around by a mark of direction
 */
gboolean
haven_deception_file_name (const char *name, gsize length)
{
  g_autofree char *plain = NULL;
  g_autofree char *lower = NULL;
  char *last, *second;

  if (length == 0 || length > 1024)
    return FALSE;
  if (turns_around (name, length))
    return TRUE;
  plain = g_uri_unescape_segment (name, name + length, NULL);
  lower = plain != NULL ? g_ascii_strdown (plain, -1) : g_ascii_strdown (name, (gssize)length);
  last = strrchr (lower, '.');
  if (last == NULL || !IN (last + 1, programs))
    return FALSE;
  *last = '\0';
  while (g_str_has_suffix (lower, " ") || g_str_has_suffix (lower, "_"))
    lower[strlen (lower) - 1] = '\0';
  second = strrchr (lower, '.');
  return second != NULL && second != lower && IN (second + 1, documents);
}

static void
look_for_disguise (const char *rest, GPtrArray *signs)
{
  gsize length = strcspn (rest, "?#");
  const char *name = g_strrstr_len (rest, (gssize)length, "/");

  if (name == NULL)
    return;
  if (haven_deception_file_name (name + 1, length - (gsize)(name + 1 - rest)) ||
      turns_around (rest, strlen (rest)))
    g_ptr_array_add (
        signs, sign_new ("file-disguise", g_strdup (_ ("a program whose name looks like a document's"))));
}

/**
 * haven_deception_look:
 * @link: a link
 * @rest: its path, query and fragment, "" for none
 * @known: (nullable): sites it may pretend to be
 * @signs: (element-type HavenSign): where signs of deception are added
 */
void
haven_deception_look (const HavenLink *link, const char *rest, const HavenWellKnown *known, GPtrArray *signs)
{
  if (link->kind == HAVEN_LINK_SCRIPT) {
    g_ptr_array_add (
        signs, sign_new ("data-or-script",
                         g_strdup (_ ("runs a program or holds a page of its own; it leads to no site"))));
    return;
  }
  if (link->host == NULL)
    return;
  look_for_credentials (link, rest, signs);
  if (link->kind == HAVEN_LINK_SITE) {
    look_for_address (link, signs);
    look_for_disguise (rest, signs);
  }
  look_for_scripts (link, signs);
  if (!look_for_slash (link, signs))
    look_for_lookalike (link, rest, known, signs);
}

/* Does the target carry the shown site along, as a redirect of a known site does? */
static gboolean
carries (const HavenLink *target, const char *domain)
{
  const char *query = strchr (target->url + target->rest, '?');

  return query != NULL && strstr (query, domain) != NULL;
}

/**
 * haven_deception_compare:
 * @shown: the link that the words of an anchor show
 * @target: the link that the anchor leads to
 * @known: (nullable): well-known sites, of which one owner may have several
 *
 * Returns: (transfer full) (nullable): a sign, when the words name one site and lead to another
 */
HavenSign *
haven_deception_compare (const HavenLink *shown, const HavenLink *target, const HavenWellKnown *known)
{
  const char *said = shown->domain != NULL ? shown->domain : shown->host;
  const char *meant = target->domain != NULL ? target->domain : target->host;

  if (said == NULL || meant == NULL || strcmp (said, meant) == 0)
    return NULL;
  if (known != NULL && haven_well_known_same (known, said, meant))
    return NULL;
  if (known != NULL && haven_well_known_has (known, meant) && carries (target, said))
    return NULL;
  return sign_new ("text-mismatch", g_strdup_printf (_ ("says %s but leads to %s"), said, meant));
}

/**
 * haven_deception_onward:
 * @link: a link that people take for one of the site it names
 * @target: the link that stands in it and to which it leads on
 * @known: (nullable): well-known sites
 *
 * Returns: (transfer full) (nullable): a sign, unless @target is of a well-known site itself
 */
HavenSign *
haven_deception_onward (const HavenLink *link, const HavenLink *target, const HavenWellKnown *known)
{
  const char *named = link->domain != NULL ? link->domain : link->host;
  const char *meant = target->domain != NULL ? target->domain : target->host;

  if (named == NULL || meant == NULL || strcmp (named, meant) == 0 ||
      (known != NULL && haven_well_known_has (known, meant)))
    return NULL;
  /* Translators: a link to a known site that sends its visitors on to another one */
  return sign_new ("text-mismatch",
                   g_strdup_printf (_ ("passes through %s and leads on to %s"), named, meant));
}
