/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sharing-rows.h"

static void
test_phones (void)
{
  static const SharingRow rows[] = {
      {"the rest of a free number", "the hotline is 0800 123 4567", NULL},
      {"in brackets", "call her (252-548-8228) about it", "phone:252-548-8228"},
      {"an area code in brackets", "call (252) 548-8228", "phone:(252) 548-8228"},
      {"French", "Tél. : 0659789482", "phone:0659789482"},
      {"Polish", "mój numer to 546 549 031", "phone:546 549 031"},
      {"one in a mockup", "phone: (555) 555-0117 in the mockup", NULL},
      {"an address of the newer manual", "2001:db8::1 is for docs", NULL},
      {"a card to try payments with", "stripe test number 4000 0566 5566 5556", NULL},
      {"a song's number", "jenny i got your number 867-5309", NULL},
      {"a likeness", "phone numbers like 555-0123", NULL},
      {"a part", "part number 123-45-6789", NULL},
      {"a press office", "contact press@example.org for press", NULL},
      {"a European number of social value", "call 116 123 for samaritans", NULL},
      {"a place's number", "pizza place is 020 7946 0000 according to the flyer", NULL},
      {"one's own, in such a place", "call me at the pizza place, 020 7946 0000", "phone:020 7946 0000"},
      {"North America with hyphens", "212-555-0187", "phone:212-555-0187"},
      {"with parentheses", "(212) 555-0187", "phone:(212) 555-0187"},
      {"with dots and an extension", "212.555.0187x123", "phone:212.555.0187x123"},
      {"an extension in words", "212-555-0187 ext. 12", "phone:212-555-0187 ext. 12"},
      {"international", "+44 20 7946 0958", "phone:+44 20 7946 0958"},
      {"international together", "+491752088077", "phone:+491752088077"},
      {"a nought that is not dialled", "+44 (0)20 7946 0958", "phone:+44 (0)20 7946 0958"},
      {"the prefix 00", "0049 30 901820", "phone:0049 30 901820"},
      {"a mobile of Britain", "07700 900123", "phone:07700 900123"},
      {"France in pairs", "06 12 34 56 78", "phone:06 12 34 56 78"},
      {"Brazil", "(11) 91234-5678", "phone:(11) 91234-5678"},
      {"Korea", "010-1234-5678", "phone:010-1234-5678"},
      {"seven digits with a word", "call me at 785 8949", "phone:785 8949"},
      {"together with a word", "my cell is 2813882583", "phone:2813882583"},
      {"before its label", "50-98-28-96 fax", "phone:50-98-28-96"},
      {"alone as an answer", "07700900123", "phone:07700900123"},
      {"something after it", "call 212-555-0187 5 times", "phone:212-555-0187"},
      {"ten digits without a word", "1100305142", NULL},
      {"a date", "2012-05-06", NULL},
      {"a date with a time", "2012-05-06 12:30:01", NULL},
      {"an error", "error 0x80070057 785 8949", NULL},
      {"a bug", "bug number 7858949", NULL},
      {"an address of a machine", "10.218.6.131", NULL},
      {"a version", "2.6.15.23", NULL},
      {"a helpline that is free", "1-800-273-8255", NULL},
      {"a number that is free", "dial 0800 00 1066 for the museum", NULL},
      {"one that is free, from abroad", "+44 800 000 0001", NULL},
      {"a firm's line", "support line 0345 300 0000", NULL},
      {"the same digits as a mobile of Pakistan", "my cell is 0345 3000000", "phone:0345 3000000"},
      {"a + of a sum", "1+12345678", NULL},
      {"no such country", "+999 123 4567", NULL},
  };

  sharing_rows_check (rows, G_N_ELEMENTS (rows));
}

static void
test_emails (void)
{
  static const SharingRow rows[] = {
      {"under the name of a service", "snapchat: annie.b02", "handle:annie.b02"},
      {"a version under the name of a service", "discord: v0.0.41 is out", NULL},
      {"news under the name of a service", "discord: down again", NULL},
      {"a name that Skype gives out", "skype: live:.cid.8f2a9c1b", "handle:live:.cid.8f2a9c1b"},
      {"a stream", "live: the match at 9", NULL},
      {"plain", "write to ann.lee@cuvox.de.", "email:ann.lee@cuvox.de"},
      {"a tag and a long domain", "a+b@mail.co.uk", "email:a+b@mail.co.uk"},
      {"in angle brackets", "<ann@cuvox.de>", "email:ann@cuvox.de"},
      {"a link to it", "mailto:ann@cuvox.de", "email:ann@cuvox.de"},
      {"at a domain of examples", "ann@example.com", "email:ann@example.com"},
      {"what stands on a form", "you@example.com", NULL},
      {"a command's target", "ssh ann@host.cuvox.de", NULL},
      {"a repository", "git@github.com:a/b.git", NULL},
      {"no domain", "ann@localhost", NULL},
      {"a machine that answers", "noreply@cuvox.de", NULL},
      {"a user of IRC", "[n=slavik@adsl.lbdsl.net]", NULL},
      {"being spoken to", "@ann hello", NULL},
      {"spelled in brackets", "it is ann.lee (at) uni-x (dot) de", "email:ann.lee (at) uni-x (dot) de"},
      {"spelled in words", "my mail: ann at cuvox dot co dot uk", "email:ann at cuvox dot co dot uk"},
      {"with a spelled dot in the name", "anna dot smith at cuvox dot com",
       "email:anna dot smith at cuvox dot com"},
      {"a place spelled alike", "meet me at the dot com party", NULL},
      {"a dot of a game", "look at that red dot there", NULL},
  };

  sharing_rows_check (rows, G_N_ELEMENTS (rows));
}

static void
test_handles (void)
{
  static const SharingRow rows[] = {
      {"on another service", "my discord is moth#1234", "handle:moth#1234"},
      {"with an @", "add me on insta: @moth_wings", "handle:@moth_wings"},
      {"with a number sign", "on discord im grindlewort#4821", "handle:grindlewort#4821"},
      {"to write to", "DM me at @kestrel_oddjobs for more", "handle:@kestrel_oddjobs"},
      {"of a service's", "my insta's @moss.and.marrow", "handle:@moss.and.marrow"},
      {"who is spoken to", "@kestrel_oddjobs see you then", NULL},
      {"a site", "I found it on @last.fm yesterday", NULL},
      {"what an account is like", "her insta is private", NULL},
      {"how many are there", "their discord is 5000 people", NULL},
      {"a service that acts up", "my discord is acting up", NULL},
      {"the service's own news", "Facebook is down", NULL},
      {"a page", "https://twitter.com/moth_wings", "handle:moth_wings"},
      {"as whom", "im on insta as mossy.tess03 add me", "handle:mossy.tess03"},
      {"as ever", "im on discord as usual", NULL},
      {"what somebody wrote", "https://twitter.com/nasa/status/1234567890123456789", NULL},
  };

  sharing_rows_check (rows, G_N_ELEMENTS (rows));
}

static void
test_ips (void)
{
  static const SharingRow rows[] = {
      {"an address of the world", "I am 86.231.85.193", "ip-address:86.231.85.193"},
      {"with a port", "86.231.85.193:1337", "ip-address:86.231.85.193:1337"},
      {"the newer kind", "2a00:1450:4001:81b::200e", "ip-address:2a00:1450:4001:81b::200e"},
      {"an address of the manual", "203.0.113.5 is a documentation address", NULL},
      {"private", "192.168.1.5 and 10.0.0.3 and 172.16.4.4", NULL},
      {"one's own machine", "127.0.0.1", NULL},
      {"a netmask", "255.255.255.0", NULL},
      {"a kernel", "linux 2.6.15.23", NULL},
      {"a package", "linux-image-2.6.8.1-3", NULL},
      {"too large", "300.1.2.3", NULL},
      {"five parts", "86.231.85.193.7", NULL},
      {"a time", "12:30:45", NULL},
      {"a card of the network", "00:1a:2b:3c:4d:5e", NULL},
      {"a scope in a program", "std::vector::end", NULL},
      {"a resolver everybody knows", "8.8.8.8", NULL},
  };

  sharing_rows_check (rows, G_N_ELEMENTS (rows));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sharing/contact/phones", test_phones);
  g_test_add_func ("/sharing/contact/emails", test_emails);
  g_test_add_func ("/sharing/contact/handles", test_handles);
  g_test_add_func ("/sharing/contact/ip-addresses", test_ips);
  return g_test_run ();
}
