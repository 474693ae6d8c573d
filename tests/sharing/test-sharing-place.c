/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sharing-rows.h"

static void
test_addresses (void)
{
  static const SharingRow rows[] = {
      {"a flat before a slash", "5/27 George St, Brunswick VIC 3056",
       "address:5/27 George St, Brunswick VIC 3056"},
      {"a flat before a slash, in a sentence", "i'm at 5/27 George St", "address:5/27 George St"},
      {"such a house as one's own", "I live at 221B Baker Street", "address:221B Baker Street"},
      {"where one works, in a place for everybody", "I work in the museum at Kirchplatz 3",
       "address:Kirchplatz 3"},
      {"United States", "I live at 742 Evergreen Terrace, Springfield, IL 62704",
       "address:742 Evergreen Terrace, Springfield, IL 62704"},
      {"United States, lines", "123 Main Street\nApt 4\nSpringfield",
       "address:123 Main Street\nApt 4\nSpringfield"},
      {"only the last line", "Springfield, IL 62704", "address:Springfield, IL 62704"},
      {"Britain", "221B Baker Street, London NW1 6XE", "address:221B Baker Street, London NW1 6XE"},
      {"a street without its word", "Am Mühlbach 3, 85354 Freising", "address:Am Mühlbach 3, 85354 Freising"},
      {"Belgium", "Chaussée de Wavre 310, 1040 Etterbeek", "address:Chaussée de Wavre 310, 1040 Etterbeek"},
      {"the Netherlands", "Keizersveer 112, 4847 KC Teteringen.",
       "address:Keizersveer 112, 4847 KC Teteringen"},
      {"the Czech Republic", "Slunečná 1204/8, 779 00 Olomouc", "address:Slunečná 1204/8, 779 00 Olomouc"},
      {"a form goes on", "Address: 12 Oak Road, Leeds\nPhone: none", "address:12 Oak Road, Leeds"},
      {"a new sentence on a new line", "to Flat 7, 15 Hope Street\nLeave with him",
       "address:Flat 7, 15 Hope Street"},
      {"France, with a comma", "j'habite 53, avenue Jean Jaurès", "address:53, avenue Jean Jaurès"},
      {"France, a square", "nous habitons au 93 place de la République", "address:93 place de la République"},
      {"Spain, small words", "vivo en Avenida de la Constitución 13, 3º B",
       "address:Avenida de la Constitución 13, 3º B"},
      {"Spain, short", "Enviar a: C/ de Alcalá, 51, 28013 Madrid", "address:C/ de Alcalá, 51, 28013 Madrid"},
      {"Portugal", "a morada é Rua das Flores, 589, 4000-853 Porto",
       "address:Rua das Flores, 589, 4000-853 Porto"},
      {"Germany, no word for a street", "die Adresse ist An der Mühle 51.", "address:An der Mühle 51"},
      {"Germany", "ich wohne Hauptstraße 5, 10115 Berlin", "address:Hauptstraße 5, 10115 Berlin"},
      {"France", "12 rue de la Paix, 75002 Paris", "address:12 rue de la Paix, 75002 Paris"},
      {"Spain", "Calle Mayor 12, Madrid", "address:Calle Mayor 12, Madrid"},
      {"Italy", "Piazza Garibaldi 3, Roma", "address:Piazza Garibaldi 3, Roma"},
      {"Brazil", "Rua Augusta 1508, São Paulo", "address:Rua Augusta 1508, São Paulo"},
      {"the Netherlands", "Kerkstraat 12, Amsterdam", "address:Kerkstraat 12, Amsterdam"},
      {"Poland", "ul. Marszałkowska 8, Warszawa", "address:ul. Marszałkowska 8, Warszawa"},
      {"Sweden", "Storgatan 7, Umeå", "address:Storgatan 7, Umeå"},
      {"a box", "P.O. Box 101, Nuuk", "address:P.O. Box 101, Nuuk"},
      {"the army's post", "Unit 2962 Box 5219\nDPO AP 36157", "address:Unit 2962 Box 5219\nDPO AP 36157"},
      {"a corner", "meet me at the corner of Maple Street and Elm Avenue",
       "address:corner of Maple Street and Elm Avenue"},
      {"a postcode by its word", "my zip code is 98547", "address:98547"},
      {"small letters", "i live at 12 downing street", "address:12 downing street"},
      {"it ends with the sentence", "I moved to 12 Oak Road. Please write.", "address:12 Oak Road"},
  };

  sharing_rows_check (rows, G_N_ELEMENTS (rows));
}

static void
test_no_address (void)
{
  static const SharingRow rows[] = {
      {"a day before a slash", "5/27 Monday meeting", NULL},
      {"a house of a government", "10 Downing Street was on the news", NULL},
      {"a house of a book", "Sherlock lives at 221B Baker Street", NULL},
      {"a place for everybody", "the museum is at Kirchplatz 3", NULL},
      {"a gig", "gig at The Blue Anchor, 40 High Street, doors 7", NULL},
      {"a version and a year", "Ubuntu 12, 2019 Edition", NULL},
      {"a band", "4 Main Street is a band from the 90s", NULL},
      {"a hotline and an error", "the hotline is 0800 1111, HTTP 404", NULL},
      {"a letter that is no street", "C/ Python 3 or C/C++ 11", NULL},
      {"a street that is known to all", "Wall Street fell by 500 points", NULL},
      {"a hard drive", "80 GB Hard Drive", NULL},
      {"a distance", "it is 5 minutes down the road", NULL},
      {"a year", "in 2011 Main Street closed", NULL},
      {"a date", "On July 11, 2011, Neptune", NULL},
      {"a number and a name", "I saw 3 Marvel films", NULL},
      {"a lane that is full", "2 lanes were closed", NULL},
  };

  sharing_rows_check (rows, G_N_ELEMENTS (rows));
}

static void
test_spots (void)
{
  static const SharingRow rows[] = {
      {"three words", "I'm at ///filled.count.soap", "coordinates:filled.count.soap"},
      {"three words that are called so", "my w3w is filled.count.soap", "coordinates:filled.count.soap"},
      {"the name of a program", "see org.freedesktop.portal and foo.bar.baz()", NULL},
      {"a map of a country", "https://www.openstreetmap.org/#map=5/51.5/10.0", NULL},
      {"a map of a street", "https://www.openstreetmap.org/#map=18/51.51234/10.01234",
       "map-link:https://www.openstreetmap.org/#map=18/51.51234/10.01234"},
      {"a tower", "the eiffel tower is at 48.8584, 2.2945", NULL},
  };

  sharing_rows_check (rows, G_N_ELEMENTS (rows));
}

static void
test_coordinates (void)
{
  static const SharingRow rows[] = {
      {"decimal degrees", "I am at 52.520008, 13.404954", "coordinates:52.520008, 13.404954"},
      {"south and west", "-33.8568, 151.2153", "coordinates:-33.8568, 151.2153"},
      {"with winds", "52.52° N, 13.40° E", "coordinates:52.52° N, 13.40° E"},
      {"degrees and minutes", "52°31'12\"N 13°24'18\"E", "coordinates:52°31'12\"N 13°24'18\"E"},
      {"a plus code", "9F4MGC22+22", "coordinates:9F4MGC22+22"},
      {"too coarse", "1.5, 2.5", NULL},
      {"off the globe", "152.5200, 13.4049", NULL},
      {"versions", "1.2.3456, 4.5678", NULL},
      {"four places and nothing else", "52.5200, 13.4049", "coordinates:52.5200, 13.4049"},
      {"four places, said to be one", "we camp at 52.5200, 13.4049 tonight", "coordinates:52.5200, 13.4049"},
      {"four places that may be anything", "the vector is 12.3456, 45.6789", NULL},
      {"a word of another sentence", "the vector is 12.3456, 45.6789. I like it", NULL},
      {"heights", "heights: 1.7532, 1.8211 m", NULL},
      {"a city that one speaks of", "paris is 48.8566, 2.3522 on the map", NULL},
      {"many places and no words", "see 52.52001, 13.40495", "coordinates:52.52001, 13.40495"},
      {"results", "the loss went to 12.345678, 11.456789", NULL},
      {"shares of one", "0.923145, 0.931234", NULL},
  };

  sharing_rows_check (rows, G_N_ELEMENTS (rows));
}

static void
test_maps (void)
{
  static const SharingRow rows[] = {
      {"a map", "see https://maps.app.goo.gl/AbCdEf123.", "map-link:https://maps.app.goo.gl/AbCdEf123"},
      {"with a place", "https://www.google.com/maps/place/52.5,13.4",
       "map-link:https://www.google.com/maps/place/52.5,13.4"},
      {"geo:", "geo:52.52,13.40", "map-link:geo:52.52,13.40"},
      {"another page", "https://www.google.com/search?q=maps", NULL},
      {"a place that everybody knows", "https://maps.google.com/?q=Hyde+Park", NULL},
      {"a house that is looked for", "https://maps.google.com/?q=4+Elm+Road",
       "map-link:https://maps.google.com/?q=4+Elm+Road"},
  };

  sharing_rows_check (rows, G_N_ELEMENTS (rows));
}

static void
test_asia (void)
{
  static const SharingRow rows[] = {
      {"Japan", "東京都世田谷区桜丘3丁目14-7です", "address:東京都世田谷区桜丘3丁目14-7"},
      {"Japan, a building", "東京都世田谷区若林4-31-8 ハイツ101",
       "address:東京都世田谷区若林4-31-8 ハイツ101"},
      {"Japan in Latin letters", "3-14-7 Sakuragaoka, Setagaya-ku, Tokyo 154-0023",
       "address:3-14-7 Sakuragaoka, Setagaya-ku, Tokyo 154-0023"},
      {"China", "北京市朝阳区建国路88号3单元502室", "address:北京市朝阳区建国路88号3单元502室"},
      {"China in Latin letters", "88 Jianguo Road, Chaoyang District, Beijing 100022",
       "address:88 Jianguo Road, Chaoyang District, Beijing 100022"},
      {"Taiwan", "台北市信義區信義路五段7號", "address:台北市信義區信義路五段7號"},
      {"Korea", "서울특별시 강남구 테헤란로 123", "address:서울특별시 강남구 테헤란로 123"},
      {"Korea in Latin letters", "152 Teheran-ro, Gangnam-gu, Seoul 06236",
       "address:152 Teheran-ro, Gangnam-gu, Seoul 06236"},
      {"India", "Flat 302, Sai Residency, MG Road, Andheri East, Mumbai 400069",
       "address:Flat 302, Sai Residency, MG Road, Andheri East, Mumbai 400069"},
      {"India, a sector", "Plot No 45, Sector 18, Gurgaon, Haryana 122015",
       "address:Sector 18, Gurgaon, Haryana 122015"},
      {"Indonesia", "Jl. Sudirman No. 12, Jakarta Selatan 12190",
       "address:Jl. Sudirman No. 12, Jakarta Selatan 12190"},
      {"Turkey", "adresim Bağdat Caddesi No: 214/5, 34728 Kadıköy",
       "address:Bağdat Caddesi No: 214/5, 34728 Kadıköy"},
      {"a date", "2024年3月15日", NULL},
      {"a price", "这件衣服88块钱", NULL},
      {"rows of a pattern", "row 12: 6 dc, 3 sc, ch 4", NULL},
      {"a city without a house", "我明天去北京市，有3个人", NULL},
  };

  sharing_rows_check (rows, G_N_ELEMENTS (rows));
}

static void
test_labelled (void)
{
  static const SharingRow rows[] = {
      {"a form", "Address: House 24, Dhanmondi, Dhaka", "address:House 24, Dhanmondi, Dhaka"},
      {"until the next label", "Alamat: Kebon 5 Selatan\nTelp: none", "address:Kebon 5 Selatan"},
      {"a letter begins again", "12 Elm Road\nLeeds LS6 2AB\nRegards\nAnn",
       "address:12 Elm Road\nLeeds LS6 2AB|someone:Ann"},
      {"what has no number", "Address: to be told", NULL},
      {"an address of the web", "address: https://a.test/12", NULL},
      {"a day", "the meeting's on 14 March 2026 at 15:30", NULL},
  };

  sharing_rows_check (rows, G_N_ELEMENTS (rows));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sharing/place/addresses", test_addresses);
  g_test_add_func ("/sharing/place/addresses/none", test_no_address);
  g_test_add_func ("/sharing/place/spots", test_spots);
  g_test_add_func ("/sharing/place/coordinates", test_coordinates);
  g_test_add_func ("/sharing/place/map-links", test_maps);
  g_test_add_func ("/sharing/place/asia", test_asia);
  g_test_add_func ("/sharing/place/labelled", test_labelled);
  return g_test_run ();
}
