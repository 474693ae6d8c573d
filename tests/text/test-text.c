/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/haven-fold.h"
#include "text/haven-text-private.h"

#include <string.h>

/* Words as "one|two", readings after them as " +first-last:reading". */
static char *
describe (const HavenText *text)
{
  GString *out = g_string_new (NULL);
  const char *folded = haven_text_get_folded (text, NULL);
  guint n_words, n_readings;
  const HavenWord *words = haven_text_get_words (text, &n_words);
  const HavenReading *readings = haven_text_get_readings (text, &n_readings);

  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (out, "%s%.*s", i > 0 ? "|" : "", words[i].fold_length, folded + words[i].fold);
  for (guint i = 0; i < n_readings; i++)
    g_string_append_printf (out, " +%.*s", readings[i].length, folded + readings[i].fold);
  return g_string_free (out, FALSE);
}

static void
assert_visible (
    const char *description, const char *source, gsize length, HavenFormat format, const char *expected)
{
  g_autoptr (HavenText) text = haven_text_new ();
  gsize visible_length;

  haven_text_read (text, source, length, format);
  g_test_message ("%s", description);
  g_assert_cmpstr (haven_text_get_visible (text, &visible_length), ==, expected);
  g_assert_cmpuint (visible_length, ==, strlen (expected));
}

static void
test_visible_markup (void)
{
  static const struct {
    const char *description;
    const char *source;
    const char *expected;
  } rows[] = {
      {"plain words", "hello there", "hello there"},
      {"tags go", "a <b>bold</b> move", "a bold move"},
      {"a word across tags stays one", "k<b>y</b><i>s</i>", "kys"},
      {"XMPP body", "<html xmlns='x'><body><p>hi</p></body></html>", "hi\n"},
      {"entities Pidgin knows", "&lt;3 &amp; &quot;q&quot; &apos;&nbsp;", "<3 & \"q\" '\xC2\xA0"},
      {"entities in any case", "&LT;&Amp;", "<&"},
      {"entities Pidgin does not know", "caf&eacute; &bogus; &", "caf&eacute; &bogus; &"},
      {"numbers", "&#107;&#x79;&#X73;", "kys"},
      {"numbers without an end", "&#107 &#x", "&#107 &#x"},
      {"numbers with many zeros", "&#000000000000107;&#x0000000000000079;s", "kys"},
      {"numbers that are no character", "a&#0;b&#xD800;c&#99999999;",
       "a\xEF\xBF\xBD"
       "b\xEF\xBF\xBD"
       "c\xEF\xBF\xBD"},
      {"a zero-width entity", "k&#8203;ys", "kys"},
      {"line breaks", "one<br>two<BR/>three", "one\ntwo\nthree"},
      {"blocks part words", "<div>one</div><div>two</div>", "one\ntwo\n"},
      {"a lone <", "a < b and <3 <- you", "a < b and <3 <- you"},
      {"a tag that never ends", "look <a href=\"x", "look <a href=\"x"},
      {"a > in a value", "<a href=\"x>y\">z</a>", "z"},
      {"a value that never ends", "<a href=\"x>y</a>", "y"},
      {"a comment", "ki<!-- <b> > -->ll", "kill"},
      {"a comment that never ends", "a <!-- b", "a <!-- b"},
      {"script and style", "a<script>kill</script>b<STYLE>p{}</STYLE>c", "abc"},
      {"a script that never ends", "a<script>kill", "akill"},
      {"alt", "<img src='x' alt='a &lt; b'>!", "a < b!"},
      {"hidden letters in a word", "k<span style='display:none'>xx</span>ys", "kys"},
      {"zero-size letters in a word", "k<span style='font-size: 0px'>xx</span>ys", "kys"},
      {"white on white in a word", "k<span style='color:#fff;background:#fff'>x</span>ys", "kys"},
      {"ink the colour of its paper, as Pidgin has it",
       "k<font color='#ff0000' back='#ff0000'>x</font>ys <font color='red' back='white'>x</font>", "kys x"},
      {"nested hiding", "k<span style='display:none'>x<span>y</span>z</span>ys", "kys"},
      {"hidden letters that turn what follows", "k<span style='display:none'>x\u202E</span>\u00E9s",
       "k\u00E9s"},
      {"hidden letters among turned ones", "\u202Ek\u00E9<span style='display:none'>x\u202C</span>ys",
       "x\u00E9kys"},
      {"hidden words are read, for Pidgin shows them", "so <span style='display:none'>kill it</span> there",
       "so kill it there"},
      {"small is not hidden", "k<span style='font-size:0.5em'>x</span>ys", "kxys"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_visible (rows[i].description, rows[i].source, strlen (rows[i].source), HAVEN_FORMAT_HTML,
                    rows[i].expected);
}

static void
test_visible_plain (void)
{
  static const struct {
    const char *description;
    const char *source;
    gsize length;
    const char *expected;
  } rows[] = {
      {"markup is text", "<b>&amp;", 8, "<b>&amp;"},
      {"NUL and controls go", "k\0y\1s\x7F", 6, "kys"},
      {"line ends", "a\r\nb\rc\td", 8, "a\nb\nc\td"},
      {"bytes that are no UTF-8",
       "a\xFF"
       "b\xC3",
       4,
       "a\xEF\xBF\xBD"
       "b\xEF\xBF\xBD"},
      {"overlong and surrogate", "\xC0\xAF\xED\xA0\x80", 5,
       "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"zero-width, soft hyphen, bidi, BOM", "k\xE2\x80\x8By\xC2\xAD\xE2\x80\xAEs\xEF\xBB\xBF", 14, "kys"},
      {"turned round", "so \u202Ellik\u202C it", 16, "so kill it"},
      {"turned round to the end of the line", "\u202Eti llik\nso", 13, "kill it\nso"},
      {"turned round to the end", "\u202Ellik", 7, "kill"},
      {"turned round with its marks", "\u202Ee\u0301o", 7, "oe\u0301"},
      {"turned the usual way",
       "\u202D"
       "kill\u202C \u2067"
       "kill\u2069",
       21, "kill kill"},
      {"colours of IRC",
       "\3"
       "4k\3"
       "04,12ys\3",
       12, "kys"},
      {"a comma behind a colour",
       "\3"
       "4,k",
       4, ",k"},
      {"upside down", "\u025Fl\u01DDs\u0279no\u028E ll\u1D09\u029E", 20, "kill yourself"},
      {"one line of several upside down", "so\nno\u028E \u0287\u1D09q\nit", 17, "so\nbit you\nit"},
      {"phonetic script is not upside down", "\u02C8k\u00E6t \u0259\u0279", 11,
       "\u02C8k\u00E6t \u0259\u0279"},
      {"what runs leftwards anyway", "\u202E\u05D0\u05D1", 7, "\u05D0\u05D1"},
      {"a joiner in a Latin word", "k\xE2\x80\x8Dys", 6, "kys"},
      {"a joiner in an emoji", "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9", 11,
       "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9"},
      {"a flood of marks",
       "a\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81"
       "b",
       14,
       "a\xCC\x81\xCC\x81\xCC\x81\xCC\x81"
       "b"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_visible (rows[i].description, rows[i].source, rows[i].length, HAVEN_FORMAT_PLAIN,
                    rows[i].expected);
}

typedef struct {
  const char *description;
  const char *source;
  const char *expected; /* words, then the readings beside them */
} Reading;

static void
assert_words (const Reading *rows, guint n_rows)
{
  g_autoptr (HavenText) text = haven_text_new ();

  for (guint i = 0; i < n_rows; i++) {
    g_autofree char *found = NULL;

    haven_text_read (text, rows[i].source, strlen (rows[i].source), HAVEN_FORMAT_PLAIN);
    found = describe (text);
    g_test_message ("%s", rows[i].description);
    g_assert_cmpstr (found, ==, rows[i].expected);
  }
}

static void
test_words (void)
{
  static const Reading rows[] = {
      {"nothing", "", ""},
      {"case", "Hello WORLD", "hello|world"},
      {"an apostrophe inside", "don't you'll 'quoted'", "don't|you'll|quoted +dont +youll"},
      {"a typographic apostrophe", "don\u2019t", "don't +dont"},
      {"an apostrophe that must stay", "he'll", "he'll"},
      {"possessive", "mom's", "mom's +mom"},
      {"elision", "l'arabe j'ai", "l'arabe|j'ai +arabe +jai"},
      {"marks", "caf\u00E9 na\u00EFve Stra\u00DFe \u00D8re", "cafe|naive|strasse|ore"},
      {"marks apart", "cafe\u0301", "cafe"},
      {"й stays a letter, ё does not", "мой ёлка", "мой|елка"},
      {"full width", "\uFF2B\uFF39\uFF33", "kys"},
      {"mathematical letters", "\U0001D4F4\U0001D502\U0001D4FC", "kys"},
      {"small capitals", "\u1D0B\u028F\uA731", "kys"},
      {"circled and boxed", "\u24DA\u24E8\u24E2 \U0001F17A\U0001F188\U0001F182", "kys|kys"},
      {"a Cyrillic letter in a Latin word", "k\u0443s", "kys"},
      {"a Russian word stays Russian", "сосна мороз", "сосна|мороз"},
      {"a Russian word that looks Latin, in Russian", "он сор убрал", "он|сор|убрал"},
      {"a Cyrillic word that looks Latin, in Latin", "you \u0455\u0441\u0430\u043C me", "you|ѕсам|me +scam"},
      {"Cyrillic letters that look Latin by their shape", "\u043Aill \u03BAill", "kill|kill"},
      {"wholly Cyrillic look-alikes", "you \u0430\u0455\u0455", "you|аѕѕ +ass"},
      {"a Cyrillic look-alike by itself", "so \u0430 fool, \u0456 say, \u043e", "so|а|fool|і|say|о +a +i"},
      {"emoji", "die\U0001F52A\U0001F3FD \u2764\uFE0F", "die|\U0001F52A|\U0001F3FD|\u2764"},
      {"flags", "\U0001F1EE\U0001F1F1\U0001F1F5\U0001F1F8", "\U0001F1EE\U0001F1F1|\U0001F1F5\U0001F1F8"},
      {"Chinese", "你去死", "你|去|死"},
      {"Thai", "ฆ่า", "ฆ่|า"},
      {"Korean", "죽어 버려", "죽어|버려"},
      {"underscores part words", "kill_your_self", "kill|your|self"},
      {"Arabic digits", "\u0661\u0662", "12"},
  };

  assert_words (rows, G_N_ELEMENTS (rows));
}

static void
test_readings (void)
{
  static const Reading rows[] = {
      {"leet", "m0r0n k1ll a5s", "m0r0n|k1ll|a5s +moron +kill +klll +ass"},
      {"I for l", "kiII yourseIf", "kiii|yourseif +kill +yourself"},
      {"I as such", "Ill IRISH iPhone myIP", "ill|irish|iphone|myip +mylp"},
      {"numbers are not leet", "455 7:30 2024", "455|7|30|2024"},
      {"signs", "$hit k!ll a$$ @ss", "hit|k|ll|a|ss +shit +kill +klll +ass +ass"},
      {"signs at both ends", "!d!ot p!$$ !help wow!!",
       "d|ot|p|help|wow +idiot +ldiot +idlot +ldlot +piss +plss"},
      {"punctuation is not leet", "stop! (now) #tag", "stop|now|tag"},
      {"signs of money", "n\u20ACrd ki\u00A3\u00A3s \u00A2ow", "n|rd|ki|s|ow +nerd +kills +kiees +cow"},
      {"an emoji in a word", "ki\U0001F4B2s k\u2757ll bi\u271D\uFE0Fch",
       "ki|\U0001F4B2|s|k|\u2757|ll|bi|\u271D|ch +kiss +kill +klll +bitch"},
      {"an emoji at its end", "gro\U0001F4B2\U0001F4B2 so", "gro|\U0001F4B2|\U0001F4B2|so +gross"},
      {"sums of money", "\u00A350 5\u20AC50 50\u20AC", "50|5|50|50"},
      {"an emoji between words", "now \U0001F4B2 stop\u2757 \u271D rest",
       "now|\U0001F4B2|stop|\u2757|\u271D|rest"},
      {"repeats", "stuuupid killll", "stuuupid|killll +stupid +stuupid +kil +kill"},
      {"common doubles stay", "all good", "all|good"},
      {"dotted", "k.y.s", "k|y|s +kys"},
      {"spaced", "so k y s now", "so|k|y|s|now +kys"},
      {"spaced halves of flags", "🇰 🇾 🇸 you", "🇰|🇾|🇸|you +kys"},
      {"spaced halves of flags, several words", "🇬 🇴  🇩 🇮 🇪", "🇬|🇴|🇩|🇮|🇪 +go +godie +die"},
      {"halves of flags that joiners keep apart", "🇰\u200C🇾\u200C🇸", "🇰|🇾|🇸 +kys"},
      {"flags are flags", "🇫🇷 🇩🇪 🇮🇹", "🇫🇷|🇩🇪|🇮🇹"},
      {"halves of flags without a space", "🇰🇾🇸 🇰🇮🇱🇱", "🇰🇾|🇸|🇰🇮|🇱🇱 +kys +kill"},
      {"flags in a row", "🇫🇷🇩🇪🇮🇹 🇳🇦🇿🇦", "🇫🇷|🇩🇪|🇮🇹|🇳🇦|🇿🇦"},
      {"one letter a line", "k\ni\nl\nl", "k|i|l|l +kill"},
      {"an emoji between letters", "d\u2728i\u2728e now", "d|\u2728|i|\u2728|e|now +die"},
      {"an emoji in the place of a letter, or between two", "ki\U0001F602l yo\U0001F602u me\U0001F602 so",
       "ki|\U0001F602|l|yo|\U0001F602|u|me|\U0001F602|so +ki*l +kil +yo*u +you"},
      {"a bullet in the place of a letter", "ki\u25CFl k\u2588ll", "ki|l|k|ll +ki*l +kil +k*ll +kll"},
      {"a six among letters that tell a word", "ni66er x86 b6", "ni66er|x86|b6 +nigger +nibber"},
      {"each letter twice", "ddiiee uummaa aardvark", "ddiiee|uummaa|aardvark +uma"},
      {"letters by their shape", "\u20AD\u0142\u2C60\u2C60", "lll +kill +klll +ll"},
      {"letters by their shape, among Latin ones", "f\u0414gg\u041E\u0422", "f\u0434ggот +faggot +fdggot"},
      {"ideographs by their shape", "\u5344\u4E47\u311A", "\u5344|\u4E47|\u311A +hey"},
      {"ideographs in a sentence", "\u5C71\u4E0A \u5343", "\u5C71|\u4E0A|\u5343"},
      {"a message wholly of look-alikes", "\uA4D7\uA4F2\uA4E1\uA4E1",
       "\uA4D7\uA4F2\uA4E1\uA4E1 +kiii +klii +kill +klll"},
      {"a Greek letter in a formula", "\u0394x = 3", "\u03B4x|3 +ax +dx"},
      {"a vowel sign of Thai on Latin", "k\u0E47ys", "kys"},
      {"spaced words", "k i l l  y o u", "k|i|l|l|y|o|u +kill +killyou +you"},
      {"dotted words", "y.o.u f.o.o.l", "y|o|u|f|o|o|l +you +youfool +fool"},
      {"a short word among spaced ones", "g o  h i d e", "g|o|h|i|d|e +go +gohide +hide"},
      {"a letter beside spaced ones", "I  h i d e", "i|h|i|d|e +ihide +hide"},
      {"a list of letters", "a b", "a|b"},
      {"masked", "f*ck sh** n****r", "f|ck|sh|n|r +f*ck +sh** +n****r"},
      {"emphasis is no mask", "*hugs* a * b", "hugs|a|b"},
  };

  assert_words (rows, G_N_ELEMENTS (rows));
}

static void
test_pale_letters (void)
{
  static const Reading rows[] = {
      {"in a font", "s<font color=\"#ffffff\">x</font>l<font color='white'>xx</font>ut so",
       "sxlxxut|so +slut +sxlxut"},
      {"in a style", "k<span style='color: #FEFEFE'>x</span>ys", "kxys +kys"},
      {"on paper of their own", "k<font color='white' back='navy'>x</font>ys", "kxys"},
      {"words of their own, behind all others", "so <font color='white'>it</font> is", "so|is|it"},
      {"up to the end", "k<font color='white'>x</font>ys it <font color='white'>is not",
       "kxys|it|is|not +kys"},
      {"words in the colour of their paper", "so <font color='red' back='red'>is</font> it", "so|it|is"},
      {"nothing else", "<font color='#ffffff'>so it is</font>", "so|it|is"},
      {"other ink", "s<font color='#aa0000'>x</font>lut <span style='color: #eee000'>n</span>o", "sxlut|no"},
  };
  g_autoptr (HavenText) text = haven_text_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *found = NULL;

    haven_text_read (text, rows[i].source, strlen (rows[i].source), HAVEN_FORMAT_HTML);
    found = describe (text);
    g_test_message ("%s", rows[i].description);
    g_assert_cmpstr (found, ==, rows[i].expected);
  }
}

/* What is full of places where a word may have been cut says nothing: only "kill" is of interest here. */
static void
test_guesses (void)
{
  static const struct {
    const char *description;
    const char *source;
    const char *guesses;
  } rows[] = {
      {"a sign", "ki-ll one", "kill llone"},
      {"another sign", "so ki_ll k*ill", "kill kill"},
      {"a space before a letter", "k ill one", "kill"},
      {"a space before letters without a vowel", "ki ll one", "kill llone"},
      {"both sides", "i s kil l", "skil kill"},
      {"an l for an i", "bltch ldiot Stupld", "bitch idiot stupid"},
      {"an l of its own", "only world apple kills", ""},
      {"a capital L", "SPLC", ""},
      {"two words", "the pen is red", ""},
      {"an initial", "take the L out", ""},
      {"several signs", "ki--ll one ki...ll", "kill llone kill"},
      {"signs of several kinds", "ki\", so ki*-ll", ""},
      {"over a line end, which markup has where a window shows none", "ki\nll", "kill"},
      {"a v for a u", "slvt pvssy over dvds", "slut pussy"},
      {"digits", "20-25 k-9 v-neck", "vneck"},
  };
  g_autoptr (HavenText) text = haven_text_new ();

  for (guint slow = 0; slow < 2; slow++) {
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
      g_autoptr (GString) found = g_string_new (NULL);
      const HavenReading *guesses;
      const char *folded;
      guint n_guesses;

      haven_text_read (text, rows[i].source, strlen (rows[i].source), HAVEN_FORMAT_PLAIN);
      if (slow)
        haven_text_take_slow_way (text);
      g_assert_cmpint (slow || haven_text_may_have_guesses (text), ==, slow || *rows[i].guesses != '\0');
      guesses = haven_text_get_guesses (text, &n_guesses);
      folded = haven_text_get_folded (text, NULL);
      for (guint k = 0; k < n_guesses; k++) {
        g_string_append (found, k > 0 ? " " : "");
        g_string_append_len (found, folded + guesses[k].fold, guesses[k].length);
      }
      g_test_message ("%s", rows[i].description);
      g_assert_cmpstr (found->str, ==, rows[i].guesses);
    }
  }
}

typedef struct {
  const char *description;
  const char *source;
  guint word;
  HavenWordFlags flags;
  gboolean expected;
} FlagRow;

static void
check_flags (const FlagRow *rows, gsize n_rows)
{
  g_autoptr (HavenText) text = haven_text_new ();

  for (gsize i = 0; i < n_rows; i++) {
    const HavenWord *words;
    guint n_words;

    haven_text_read (text, rows[i].source, strlen (rows[i].source), HAVEN_FORMAT_PLAIN);
    words = haven_text_get_words (text, &n_words);
    g_test_message ("%s", rows[i].description);
    g_assert_cmpuint (rows[i].word, <, n_words);
    g_assert_cmpint ((words[rows[i].word].flags & rows[i].flags) != 0, ==, rows[i].expected);
  }
}

static void
test_word_flags (void)
{
  static const FlagRow rows[] = {
      {"the first word", "so it is", 0, HAVEN_WORD_SENTENCE_START, TRUE},
      {"the second word", "so it is", 1, HAVEN_WORD_SENTENCE_START, FALSE},
      {"after a full stop", "So. It is", 1, HAVEN_WORD_SENTENCE_START, TRUE},
      {"after a decimal point", "3.5", 1, HAVEN_WORD_SENTENCE_START, FALSE},
      {"after a line break", "so\nit is", 1, HAVEN_WORD_SENTENCE_START, TRUE},
      {"after an exclamation mark", "So! It is", 1, HAVEN_WORD_SENTENCE_START, TRUE},
      {"after one for a letter", "k!ll it", 1, HAVEN_WORD_SENTENCE_START, FALSE},
      {"a line of two words goes on", "so it\nis", 2, HAVEN_WORD_GOES_ON, TRUE},
      {"a line of three words ends", "so it is\nall", 3, HAVEN_WORD_GOES_ON, FALSE},
      {"a short line with a stop ends", "so.\nit is", 1, HAVEN_WORD_GOES_ON, FALSE},
      {"an empty line ends", "so\n\nit is", 1, HAVEN_WORD_GOES_ON, FALSE},
      {"a quoted line ends", "> so\nit is", 1, HAVEN_WORD_GOES_ON, FALSE},
      {"stops behind each word end nothing", "So. It. Is.", 2, HAVEN_WORD_GOES_ON, TRUE},
      {"two words with stops are two sentences", "So. It. Is it so.", 1, HAVEN_WORD_GOES_ON, FALSE},
      {"a question among words with stops", "So. It. Is? No.", 2, HAVEN_WORD_GOES_ON, FALSE},
      {"after a comma", "so, it is", 1, HAVEN_WORD_CLAUSE_START, TRUE},
      {"question", "Yes. will you? no", 1, HAVEN_WORD_QUESTION, TRUE},
      {"before a question", "Yes. will you? no", 0, HAVEN_WORD_QUESTION, FALSE},
      {"after a question", "Yes. will you? no", 3, HAVEN_WORD_QUESTION, FALSE},
      {"hashtag", "so #tw", 1, HAVEN_WORD_HASHTAG, TRUE},
      {"hashtag of several words", "#kill_it", 1, HAVEN_WORD_HASHTAG, TRUE},
      {"number sign after a letter", "c#x", 1, HAVEN_WORD_HASHTAG, FALSE},
      {"mention", "hey @moth", 1, HAVEN_WORD_MENTION, TRUE},
      {"mail is no mention", "a@b.org", 1, HAVEN_WORD_MENTION, FALSE},
      {"capital", "so Paris", 1, HAVEN_WORD_CAPITAL, TRUE},
      {"shouted", "so WHAT", 1, HAVEN_WORD_SHOUTED, TRUE},
      {"I is not shouted", "I", 0, HAVEN_WORD_SHOUTED, FALSE},
      {"address", "see https://a.org/x", 4, HAVEN_WORD_LINK, TRUE},
      {"before an address", "see https://a.org/x", 0, HAVEN_WORD_LINK, FALSE},
      {"bare host", "see a.org now", 2, HAVEN_WORD_LINK, TRUE},
      {"after a bare host", "see a.org now", 3, HAVEN_WORD_LINK, FALSE},
      {"mail", "a@b.org", 0, HAVEN_WORD_LINK, TRUE},
      {"a missing space is no host", "end.Then", 0, HAVEN_WORD_LINK, FALSE},
      {"emoji", "\U0001F52A", 0, HAVEN_WORD_EMOJI, TRUE},
      {"ideograph", "死", 0, HAVEN_WORD_IDEOGRAPH, TRUE},
      {"joined", "k.y.s", 1, HAVEN_WORD_JOINED, TRUE},
  };

  check_flags (rows, G_N_ELEMENTS (rows));
}

static void
test_quoted_words (void)
{
  static const FlagRow rows[] = {
      {"quoted", "he said \"kill it\" then", 2, HAVEN_WORD_QUOTED, TRUE},
      {"after a quotation", "he said \"kill it\" then", 4, HAVEN_WORD_QUOTED, FALSE},
      {"a mark that never closes", "5\" of rain", 2, HAVEN_WORD_QUOTED, FALSE},
      {"curly quotes", "“kill it”", 1, HAVEN_WORD_QUOTED, TRUE},
      {"apostrophes that quote", "he said 'kill it' then", 2, HAVEN_WORD_QUOTED, TRUE},
      {"after apostrophes that quote", "he said 'kill it' then", 4, HAVEN_WORD_QUOTED, FALSE},
      {"an apostrophe in quoting ones", "'don't kill it', she said", 2, HAVEN_WORD_QUOTED, TRUE},
      {"a word that begins with one", "kill 'em now", 2, HAVEN_WORD_QUOTED, FALSE},
      {"a word that ends with one", "the dogs' kill", 2, HAVEN_WORD_QUOTED, FALSE},
      {"two words without letters", "tell 'em you lyin' fool", 2, HAVEN_WORD_QUOTED, FALSE},
      {"a letter by itself", "I 'm at the dogs' home", 2, HAVEN_WORD_QUOTED, FALSE},
      {"years", "the '90s were talkin' then", 2, HAVEN_WORD_QUOTED, FALSE},
      {"quotes after one that opens nothing", "'cause he said \"kill it\"", 4, HAVEN_WORD_QUOTED, TRUE},
      {"a quoted line", "> kill it\nno", 1, HAVEN_WORD_QUOTED, TRUE},
      {"after a quoted line", "> kill it\nno", 2, HAVEN_WORD_QUOTED, FALSE},
  };

  check_flags (rows, G_N_ELEMENTS (rows));
}

static void
test_links (void)
{
  static const char source[] =
      "<a href='http://x.org/?a&amp;b'>one <img src='i.png' alt='pic'></a> two <a href=y>three";
  g_autoptr (HavenText) text = haven_text_new ();
  const HavenTextLink *links;
  guint n_links;

  haven_text_read (text, source, strlen (source), HAVEN_FORMAT_HTML);
  links = haven_text_get_links (text, &n_links);
  g_assert_cmpuint (n_links, ==, 3);
  g_assert_cmpstr (links[0].target, ==, "http://x.org/?a&b");
  g_assert_cmpuint (links[0].start, ==, 0);
  g_assert_cmpuint (links[0].end, ==, strlen ("one pic"));
  g_assert_cmpstr (links[1].target, ==, "i.png");
  g_assert_cmpuint (links[1].start, ==, strlen ("one "));
  g_assert_cmpstr (links[2].target, ==, "y");
  g_assert_cmpuint (links[2].end, ==, strlen ("one pic two three"));
}

static void
test_hidden_link (void)
{
  static const char source[] = "ky<span style='display:none'>zz<a href='x'>hidden</a></span>s";
  g_autoptr (HavenText) text = haven_text_new ();
  const HavenTextLink *links;
  gsize length;
  guint n_links;

  haven_text_read (text, source, strlen (source), HAVEN_FORMAT_HTML);
  g_assert_cmpstr (haven_text_get_visible (text, &length), ==, "kys");
  links = haven_text_get_links (text, &n_links);
  g_assert_cmpuint (n_links, ==, 1);
  g_assert_cmpuint (links[0].start, <=, links[0].end);
  g_assert_cmpuint (links[0].end, <=, length);
}

/* All that a text says: what is visible, words, readings, and where each word comes from. */
static char *
describe_all (const HavenText *text)
{
  g_autofree char *words = describe (text);
  GString *out = g_string_new (haven_text_get_visible (text, NULL));
  guint n_words, n_links;
  const HavenWord *word = haven_text_get_words (text, &n_words);

  g_string_append_printf (out, " | %s | %d%d", words, haven_text_may_have_hashtags (text),
                          haven_text_may_have_emoji (text));
  for (guint i = 0; i < n_words; i++) {
    gsize start, end;

    haven_text_span_to_source (text, word[i].start, word[i].end, &start, &end);
    g_string_append_printf (out, " %x %" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT, word[i].flags, start, end);
  }
  haven_text_get_links (text, &n_links);
  g_string_append_printf (out, " | %u", n_links);
  return g_string_free (out, FALSE);
}

/* One text reads message after message, and nothing of one may be left in the next. */
static void
test_read_again (void)
{
  static const char *const messages[] = {
      "plain words",
      "a\u0301\u0301\u0301\u0301\u0301",
      "\u0301\u0301begins with marks",
      "<a href='x'>a link that never ends",
      "\u202Ellik",
      "so \u202Eti llik\u202C it",
      "\u00E9t\u00E9 once",
      "#justatag k1ll k.y.s",
      "\xF0\x9F\x91\xA8 \xF0\x9F\x91\xA9",
      "<!-- k",
      "",
  };
  g_autoptr (HavenText) text = haven_text_new ();

  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    for (guint j = 0; j < G_N_ELEMENTS (messages); j++) {
      g_autoptr (HavenText) fresh = haven_text_new ();
      g_autofree char *expected = NULL;
      g_autofree char *before = NULL;
      g_autofree char *described = NULL;

      haven_text_read (fresh, messages[j], strlen (messages[j]), HAVEN_FORMAT_HTML);
      expected = describe_all (fresh);
      haven_text_read (text, messages[i], strlen (messages[i]), HAVEN_FORMAT_HTML);
      before = describe_all (text);
      haven_text_read (text, messages[j], strlen (messages[j]), HAVEN_FORMAT_HTML);
      described = describe_all (text);
      g_test_message ("%s, then %s", before, expected);
      g_assert_cmpstr (described, ==, expected);
    }
}

static void
test_span_to_source (void)
{
  static const struct {
    const char *description;
    const char *source;
    const char *span;     /* in the visible text */
    const char *expected; /* in the source */
  } rows[] = {
      {"plain", "so it is", "it", "it"},
      {"between tags", "<b>so</b> <i>it</i> is", "it", "it"},
      {"across tags", "k<b>y</b>s", "kys", "k<b>y</b>s"},
      {"an entity", "a &lt;b", "<b", "&lt;b"},
      {"ends with an entity", "ki&#108;&#108; it", "kill", "ki&#108;&#108;"},
      {"zero-width inside", "k\u200By\u200Bs it", "kys", "k\u200By\u200Bs"},
      {"after a removed character", "\u200Bkys", "kys", "kys"},
      {"in an alt", "<img alt='so it is' src='x'>", "it", "it"},
      {"turned round", "so \u202Eti llik\u202C it", "kill", "llik"},
      {"turned round and what stands before", "so\u202Eti llik\u202C", "so", "so"},
      {"up to what is turned round", "so \u202Ellik\u202C", "so kill", "so \u202Ellik"},
      {"upside down", "so<br>no\u028E ll\u1D09\u029E<br>it", "kill", "ll\u1D09\u029E"},
      {"in the line behind", "so<br>no\u028E ll\u1D09\u029E<br>it", "it", "it"},
      {"colours of IRC",
       "so k\3"
       "04y\3"
       "05s it",
       "kys",
       "k\3"
       "04y\3"
       "05s"},
      {"a number with many zeros", "k&#00000000000000121;s it", "kys", "k&#00000000000000121;s"},
      {"the end", "<b>so</b>", "so", "so"},
  };
  g_autoptr (HavenText) text = haven_text_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const char *visible, *at;
    g_autofree char *found = NULL;
    gsize start, end;

    haven_text_read (text, rows[i].source, strlen (rows[i].source), HAVEN_FORMAT_HTML);
    visible = haven_text_get_visible (text, NULL);
    at = strstr (visible, rows[i].span);
    g_test_message ("%s", rows[i].description);
    g_assert_nonnull (at);
    haven_text_span_to_source (text, at - visible, at - visible + strlen (rows[i].span), &start, &end);
    found = g_strndup (rows[i].source + start, end - start);
    g_assert_cmpstr (found, ==, rows[i].expected);
  }
}

static void
test_fold_string (void)
{
  static const struct {
    const char *description;
    const char *text;
    const char *expected;
  } rows[] = {
      {"words and one space", "  Piece of   SHIT! ", "piece of shit"},
      {"a hyphen parts words", "Self-harm", "self harm"},
      {"an apostrophe stays", "Don\u2019t", "don't"},
      {"nothing", "?!", ""},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *folded = haven_fold_string (rows[i].text, -1);

    g_test_message ("%s", rows[i].description);
    g_assert_cmpstr (folded, ==, rows[i].expected);
  }
}

static void
test_fold_skeleton (void)
{
  static const struct {
    const char *description;
    const char *one;
    const char *other;
    gboolean same;
  } rows[] = {
      {"case", "Moth", "moth", TRUE},
      {"digits", "m0th", "moth", TRUE},
      {"I, l and 1", "Ilana", "1lana", TRUE},
      {"another script", "m\u043Eth", "moth", TRUE},
      {"rn and m", "rnoth", "moth", TRUE},
      {"separators", "mo_th", "moth", TRUE},
      {"zero-width", "mo\u200Bth", "moth", TRUE},
      {"marks", "m\u00F6th", "moth", TRUE},
      {"another name", "math", "moth", FALSE},
      {"one letter more", "moths", "moth", FALSE},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *one = haven_fold_skeleton (rows[i].one, -1);
    g_autofree char *other = haven_fold_skeleton (rows[i].other, -1);

    g_test_message ("%s", rows[i].description);
    g_assert_cmpint (strcmp (one, other) == 0, ==, rows[i].same);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/visible/markup", test_visible_markup);
  g_test_add_func ("/text/visible/plain", test_visible_plain);
  g_test_add_func ("/text/words/fold", test_words);
  g_test_add_func ("/text/words/readings", test_readings);
  g_test_add_func ("/text/words/guesses", test_guesses);
  g_test_add_func ("/text/words/pale-letters", test_pale_letters);
  g_test_add_func ("/text/guesses", test_guesses);
  g_test_add_func ("/text/words/flags", test_word_flags);
  g_test_add_func ("/text/words/quoted", test_quoted_words);
  g_test_add_func ("/text/links", test_links);
  g_test_add_func ("/text/links/hidden", test_hidden_link);
  g_test_add_func ("/text/read-again", test_read_again);
  g_test_add_func ("/text/source/spans", test_span_to_source);
  g_test_add_func ("/text/fold/string", test_fold_string);
  g_test_add_func ("/text/fold/skeleton", test_fold_skeleton);
  return g_test_run ();
}
