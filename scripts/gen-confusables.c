/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Writes src/text/haven-char-table.h: what Haven knows of every code point, in one two-stage table.
 * Run through scripts/gen-confusables; needs ICU, which Haven itself does not.
 *
 * A code point's fold is its NFKC case folding without the marks that do not make another letter.
 * Its look-alike is the ASCII letter that has the same skeleton in UTS #39 (ICU's uspoof), or one of a few
 * that are taken for Latin by their shape.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>

#define LAST 0x10FFFF
#define BLOCK 128
#define N_BLOCKS ((LAST + 1) / BLOCK)
#define MAX_RECORDS 65536
#define MAX_FOLD 36

/* In step with HavenCharKind in src/text/haven-char.h. */
enum { OTHER, SPACE, NEWLINE, LETTER, DIGIT, IDEOGRAPH, EMOJI, REGIONAL, MARK, KEPT_MARK, INVISIBLE, JOINER };
/* In step with HavenCharScript. */
enum { COMMON, LATIN, GREEK, CYRILLIC, FOREIGN };

typedef struct {
  int kind;
  int script;
  int lookalike;
  int identity;
  char fold[MAX_FOLD + 1];
} Record;

static const UNormalizer2 *nfc, *nfd, *casefold;
static USpoofChecker *spoof;
static UChar ascii_skeleton[128][8];

static Record records[MAX_RECORDS];
static int n_records;
static unsigned short indices[LAST + 1];

static void
check (UErrorCode status, const char *what)
{
  if (U_FAILURE (status)) {
    fprintf (stderr, "gen-confusables: %s: %s\n", what, u_errorName (status));
    exit (1);
  }
}

static int
to_units (UChar32 c, UChar *units)
{
  int n = 0;

  U16_APPEND_UNSAFE (units, n, c);
  units[n] = 0;
  return n;
}

/* Scripts written without spaces: each of their characters is a word. */
static int
is_unspaced (UScriptCode script)
{
  switch (script) {
  case USCRIPT_HAN:
  case USCRIPT_HIRAGANA:
  case USCRIPT_KATAKANA:
  case USCRIPT_BOPOMOFO:
  case USCRIPT_THAI:
  case USCRIPT_LAO:
  case USCRIPT_KHMER:
  case USCRIPT_MYANMAR:
  case USCRIPT_TIBETAN:
    return 1;
  default:
    return 0;
  }
}

static UScriptCode
script_of (UChar32 c)
{
  UErrorCode status = U_ZERO_ERROR;
  UScriptCode script = uscript_getScript (c, &status);

  check (status, "script");
  return script;
}

/* A mark that only decorates: it is dropped, whatever stands before it. Vowel signs of other scripts are not.
 */
static int
is_decoration (UChar32 c)
{
  UScriptCode script = script_of (c);

  if (!(U_GET_GC_MASK (c) & U_GC_M_MASK))
    return 0;
  if (c == 0x3099 || c == 0x309A) /* dakuten and handakuten make another syllable */
    return 0;
  return script == USCRIPT_INHERITED || script == USCRIPT_COMMON || script == USCRIPT_HEBREW ||
         script == USCRIPT_ARABIC || script == USCRIPT_LATIN || script == USCRIPT_GREEK ||
         script == USCRIPT_CYRILLIC;
}

static int
emoji_kind (UChar32 c)
{
  if (u_hasBinaryProperty (c, UCHAR_REGIONAL_INDICATOR))
    return REGIONAL;
  if (c < 0x2190 || (c >= 0x1F130 && c <= 0x1F189) || c == 0x24C2)
    return OTHER; /* digits, (c), (r), tm, and letters in boxes */
  if (u_hasBinaryProperty (c, UCHAR_EMOJI_PRESENTATION) || u_hasBinaryProperty (c, UCHAR_EMOJI_MODIFIER) ||
      u_hasBinaryProperty (c, UCHAR_EXTENDED_PICTOGRAPHIC))
    return u_charType (c) == U_UNASSIGNED ? OTHER : EMOJI;
  return OTHER;
}

static int
kind_of (UChar32 c)
{
  uint32_t mask = U_GET_GC_MASK (c);

  if (c == '\n' || c == '\r' || c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028 || c == 0x2029)
    return NEWLINE;
  if (c == '\t' || c == 0x2800 || (mask & U_GC_ZS_MASK)) /* U+2800: a braille cell without dots */
    return SPACE;
  if (c == 0x200C || c == 0x200D)
    return JOINER;
  if (u_hasBinaryProperty (c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || (mask & (U_GC_CC_MASK | U_GC_CF_MASK)))
    return INVISIBLE;
  if (emoji_kind (c) != OTHER)
    return emoji_kind (c);
  if (mask & U_GC_M_MASK)
    return is_decoration (c) ? MARK : KEPT_MARK;
  if (mask & U_GC_ND_MASK)
    return DIGIT;
  if (mask & (U_GC_L_MASK | U_GC_NL_MASK))
    return is_unspaced (script_of (c)) ? IDEOGRAPH : LETTER;
  return OTHER;
}

/* "LATIN SMALL LETTER O WITH STROKE" and "LATIN LETTER SMALL CAPITAL K": letters that no decomposition takes
 * apart. */
static int
letter_from_name (UChar32 c)
{
  static const char *const starts[] = {"LATIN SMALL LETTER ", "LATIN CAPITAL LETTER ",
                                       "LATIN LETTER SMALL CAPITAL ", NULL};
  UErrorCode status = U_ZERO_ERROR;
  char name[128];

  u_charName (c, U_UNICODE_CHAR_NAME, name, sizeof name, &status);
  for (int i = 0; U_SUCCESS (status) && starts[i]; i++) {
    size_t length = strlen (starts[i]);

    if (strncmp (name, starts[i], length) == 0 && name[length] >= 'A' && name[length] <= 'Z') {
      const char *rest = name + length + 1;

      if (*rest == 0 || strncmp (rest, " WITH ", 6) == 0)
        return name[length] + 32;
    }
  }
  return 0;
}

static int
boxed_letter (UChar32 c)
{
  if (c >= 0x1F150 && c <= 0x1F169)
    return 'a' + (c - 0x1F150);
  if (c >= 0x1F170 && c <= 0x1F189)
    return 'a' + (c - 0x1F170);
  return 0;
}

/* Drops decoration from decomposed text, but not the breve of й, which is a letter of its own. */
static int
strip_marks (UChar *units, int length)
{
  int out = 0;
  UChar32 base = 0;

  for (int i = 0; i < length;) {
    UChar32 c;

    U16_NEXT_UNSAFE (units, i, c);
    if (is_decoration (c) && !(c == 0x0306 && base == 0x0438))
      continue;
    base = c;
    U16_APPEND_UNSAFE (units, out, c);
  }
  units[out] = 0;
  return out;
}

static int
skeleton_of (UChar32 c, UChar *skeleton, int capacity)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar units[4], raw[64];
  int length;

  length = uspoof_getSkeleton (spoof, 0, units, to_units (c, units), raw, 64, &status);
  check (status, "skeleton");
  length = unorm2_normalize (nfd, raw, length, skeleton, capacity, &status);
  check (status, "skeleton");
  return strip_marks (skeleton, length);
}

/* Letters that people write for Latin ones by their shape, though UTS #39 holds them to be different enough.
 */
static int
letter_from_shape (UChar32 c)
{
  static const struct {
    UChar32 c;
    char letter;
  } shapes[] = {
      {0x03B2, 'b'}, {0x03B5, 'e'}, {0x03B7, 'n'}, {0x03BA, 'k'}, {0x03BC, 'u'}, {0x03C0, 'n'}, {0x03C4, 't'},
      {0x0185, 'b'}, {0x03C7, 'x'}, {0x03C9, 'w'}, {0x0432, 'b'}, {0x0433, 'r'}, {0x043A, 'k'}, {0x043C, 'm'},
      {0x043D, 'h'}, {0x043F, 'n'}, {0x0442, 't'}, {0x0448, 'w'}, {0x044F, 'r'}, {0x042F, 'r'},
  };

  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
    if (shapes[i].c == c)
      return shapes[i].letter;
  return 0;
}

/* The ASCII letter with the same skeleton; I, l, 1 and | share one, so the case decides. */
static int
lookalike_of (UChar32 c)
{
  UChar skeleton[64];

  if (letter_from_shape (c))
    return letter_from_shape (c);
  if (skeleton_of (c, skeleton, 64) == 0)
    return 0;
  if (u_strcmp (skeleton, ascii_skeleton['l']) == 0)
    return u_isupper (c) ? 'i' : 'l';
  for (int i = 0; i < 26; i++)
    if (u_strcmp (skeleton, ascii_skeleton['a' + i]) == 0 ||
        u_strcmp (skeleton, ascii_skeleton['A' + i]) == 0)
      return 'a' + i;
  return 0;
}

/* Letters in brackets lose them: only letters, digits and kept marks can stand in a word. */
static int
keep_word_characters (UChar *units, int length)
{
  int out = 0;

  for (int i = 0; i < length;) {
    UChar32 c;
    int kind;

    U16_NEXT_UNSAFE (units, i, c);
    kind = kind_of (c);
    if (c == 0x2044 || c == '/')
      return 0; /* a fraction or "care of" is no word */
    if (kind == LETTER || kind == DIGIT || kind == IDEOGRAPH || kind == KEPT_MARK)
      U16_APPEND_UNSAFE (units, out, c);
  }
  units[out] = 0;
  return out;
}

static void
fold_of (UChar32 c, char *fold)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar units[4], folded[64], decomposed[64], composed[64];
  int length = unorm2_normalize (casefold, units, to_units (c, units), folded, 64, &status);

  length = unorm2_normalize (nfd, folded, length, decomposed, 64, &status);
  check (status, "fold");
  length = strip_marks (decomposed, length);
  length = unorm2_normalize (nfc, decomposed, length, composed, 64, &status);
  length = keep_word_characters (composed, length);
  for (int i = 0; i < length; i++)
    if (u_charType (composed[i]) == U_DECIMAL_DIGIT_NUMBER)
      composed[i] = '0' + u_charDigitValue (composed[i]);
  /* U+0149 is an n behind an apostrophe, which to a word is not a letter */
  if (length > 1 && composed[0] == 0x02BC) {
    length--;
    memmove (composed, composed + 1, length * sizeof composed[0]);
  }
  u_strToUTF8 (fold, MAX_FOLD, NULL, composed, length, &status);
  if (status == U_BUFFER_OVERFLOW_ERROR) {
    fold[0] = 0; /* U+FDFA, a whole sentence: it stays itself */
    return;
  }
  check (status, "fold");
}

static int
script_class (UChar32 c)
{
  switch (script_of (c)) {
  case USCRIPT_COMMON:
  case USCRIPT_INHERITED:
    return COMMON;
  case USCRIPT_LATIN:
    return LATIN;
  case USCRIPT_GREEK:
    return GREEK;
  case USCRIPT_CYRILLIC:
    return CYRILLIC;
  default:
    return FOREIGN;
  }
}

static int
is_ascii_word (const char *text)
{
  if (!*text)
    return 0;
  for (; *text; text++)
    if (!((*text >= 'a' && *text <= 'z') || (*text >= '0' && *text <= '9')))
      return 0;
  return 1;
}

static void
set_letter (Record *record, int letter)
{
  record->kind = LETTER;
  record->script = LATIN;
  record->fold[0] = letter;
  record->fold[1] = 0;
}

static void
describe (UChar32 c, Record *record)
{
  char self[8];
  int n = 0;
  int from_name;

  memset (record, 0, sizeof *record);
  record->kind = kind_of (c);
  record->script = script_class (c);
  if (record->kind == SPACE || record->kind == NEWLINE || record->kind == INVISIBLE ||
      record->kind == JOINER || record->kind == MARK)
    return;
  U8_APPEND_UNSAFE (self, n, c);
  self[n] = 0;
  if (record->kind != EMOJI && record->kind != REGIONAL && c != 0x2122 && c != 0x2120)
    fold_of (c, record->fold);
  if (boxed_letter (c))
    set_letter (record, boxed_letter (c));
  if (record->kind == OTHER && is_ascii_word (record->fold)) {
    record->kind = record->fold[0] <= '9' ? DIGIT : LETTER;
    record->script = LATIN;
  }
  if (record->kind == LETTER && is_ascii_word (record->fold))
    record->script = LATIN;

  from_name = record->script == LATIN && c > 127 && !is_ascii_word (record->fold) ? letter_from_name (c) : 0;
  if (from_name)
    set_letter (record, from_name);
  if (c == 0xE6 || c == 0xC6)
    strcpy (record->fold, "ae");
  if (c == 0x153 || c == 0x152)
    strcpy (record->fold, "oe");
  if (c > 127 && (record->kind == LETTER || record->kind == OTHER) && !is_ascii_word (record->fold))
    record->lookalike = lookalike_of (record->script == LATIN ? u_tolower (c) : c);
  if (record->lookalike && record->script == LATIN && record->kind == LETTER)
    set_letter (record, record->lookalike);
  if (is_ascii_word (record->fold))
    record->lookalike = 0;
  if (record->kind == OTHER)
    record->fold[0] = 0;
  if (record->kind != OTHER && (record->fold[0] == 0 || strcmp (record->fold, self) == 0)) {
    record->identity = 1;
    record->fold[0] = 0;
  }
  memset (record->fold + strlen (record->fold), 0,
          MAX_FOLD - strlen (record->fold)); /* records are compared whole */
}

static int
intern (const Record *record)
{
  for (int i = n_records - 1; i >= 0; i--)
    if (memcmp (&records[i], record, sizeof *record) == 0)
      return i;
  if (n_records == MAX_RECORDS) {
    fprintf (stderr, "gen-confusables: too many records\n");
    exit (1);
  }
  records[n_records] = *record;
  return n_records++;
}

/* Replaces each character of a fold by its own fold; TRUE when that made a difference. */
static int
fold_on (Record *record)
{
  char folded[MAX_FOLD * 2] = "";
  size_t n = strlen (record->fold);

  for (size_t i = 0; i < n;) {
    size_t start = i;
    const Record *other;
    UChar32 c;

    U8_NEXT_UNSAFE (record->fold, i, c);
    other = &records[indices[c]];
    if (other->identity)
      strncat (folded, record->fold + start, i - start);
    else
      strcat (folded, other->fold);
  }
  if (strcmp (folded, record->fold) == 0 || strlen (folded) > MAX_FOLD)
    return 0;
  memset (record->fold, 0, sizeof record->fold);
  strcpy (record->fold, folded);
  if (is_ascii_word (record->fold)) {
    record->script = LATIN;
    record->lookalike = 0;
  }
  return 1;
}

/* What folds to a look-alike is one as well. */
static void
inherit_lookalike (Record *record)
{
  const Record *folded;
  size_t i = 0;
  UChar32 c;

  if (record->lookalike || record->fold[0] == 0 || record->kind != LETTER || is_ascii_word (record->fold))
    return;
  U8_NEXT_UNSAFE (record->fold, i, c);
  folded = &records[indices[c]];
  if (record->fold[i] == 0)
    record->lookalike = folded->lookalike;
}

static void
write_numbers (const unsigned short *numbers, int n)
{
  for (int i = 0; i < n; i++)
    printf ("%s%u,%s", i % 24 == 0 ? "  " : "", numbers[i], i % 24 == 23 || i == n - 1 ? "\n" : "");
}

static void
write_blocks (void)
{
  static unsigned short stage[N_BLOCKS], starts[N_BLOCKS];
  int n = 0;

  for (int block = 0; block < N_BLOCKS; block++) {
    int same = 0;

    while (same < n && memcmp (&indices[starts[same] * BLOCK], &indices[block * BLOCK], BLOCK * 2) != 0)
      same++;
    if (same == n)
      starts[n++] = block;
    stage[block] = same;
  }
  printf ("static const guint16 haven_char_stage[%d] = {\n", N_BLOCKS);
  write_numbers (stage, N_BLOCKS);
  printf ("};\n\nstatic const guint16 haven_char_blocks[%d] = {\n", n * BLOCK);
  for (int i = 0; i < n; i++)
    write_numbers (&indices[starts[i] * BLOCK], BLOCK);
  printf ("};\n\n");
}

/* Folds are printed as bytes in octal: a plain string would hold right-to-left text. */
static void
write_records (void)
{
  int offset = 0;

  printf ("static const HavenCharInfo haven_char_records[%d] = {\n", n_records);
  for (int i = 0; i < n_records; i++) {
    int length = strlen (records[i].fold);

    printf ("%s{%d, %d, %d, %d, %d, %d},%s", i % 6 == 0 ? "  " : " ", offset, length, records[i].kind,
            records[i].script, records[i].lookalike, records[i].identity,
            i % 6 == 5 || i == n_records - 1 ? "\n" : "");
    offset += length;
  }
  printf ("};\n\nstatic const char haven_char_folds[] =\n");
  for (int i = 0, column = 0; i < n_records; i++)
    for (const char *p = records[i].fold; *p; p++, column++)
      printf ("%s\\%03o%s", column % 24 == 0 ? "  \"" : "", (unsigned char)*p,
              column % 24 == 23 ? "\"\n" : "");
  printf ("\";\n");
}

int
main (void)
{
  UErrorCode status = U_ZERO_ERROR;
  UVersionInfo version;
  char unicode[U_MAX_VERSION_STRING_LENGTH];

  nfc = unorm2_getNFCInstance (&status);
  nfd = unorm2_getNFDInstance (&status);
  casefold = unorm2_getNFKCCasefoldInstance (&status);
  spoof = uspoof_open (&status);
  check (status, "open");
  for (int c = 'A'; c <= 'z'; c++)
    skeleton_of (c, ascii_skeleton[c], 8);
  for (UChar32 c = 0; c <= LAST; c++) {
    Record record;

    if (c > 0 && c >= 0xE0200 && (c & 0xFFFF) < 0xFFFE && u_charType (c) == u_charType (c - 1) &&
        u_charType (c) == U_PRIVATE_USE_CHAR) {
      indices[c] = indices[c - 1];
      continue;
    }
    describe (c, &record);
    indices[c] = intern (&record);
  }
  for (int i = 0; i < n_records; i++)
    for (int times = 0; times < 4 && fold_on (&records[i]);)
      times++;
  for (int i = 0; i < n_records; i++)
    inherit_lookalike (&records[i]);
  u_getUnicodeVersion (version);
  u_versionToString (version, unicode);
  printf ("/* SPDX-License-Identifier: GPL-2.0-or-later */\n"
          "/* Generated by scripts/gen-confusables from ICU %s, Unicode %s. Do not edit. */\n"
          "/* clang-format off */\n\n#define HAVEN_CHAR_UNICODE \"%s\"\n\n",
          U_ICU_VERSION, unicode, unicode);
  write_blocks ();
  write_records ();
  uspoof_close (spoof);
  return 0;
}
