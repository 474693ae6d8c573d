/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sharing-rows.h"
#include "sharing/haven-digits.h"

static void
test_cards (void)
{
  static const SharingRow rows[] = {
      {"a card that is said to be for tests, behind it", "4111111111111111 is the visa test card", NULL},
      {"a card to try payments with", "stripe test card is 4242 4242 4242 4242", NULL},
      {"a Visa card in fours", "here 4111 1111 1111 1111 ok", "card:4111 1111 1111 1111"},
      {"a Mastercard together", "use 5105105105105100", "card:5105105105105100"},
      {"the new range of Mastercard", "2223003122003222", "card:2223003122003222"},
      {"American Express in its groups", "amex 3782 822463 10005", "card:3782 822463 10005"},
      {"hyphens", "4012-8888-8888-1881.", "card:4012-8888-8888-1881"},
      {"an old Visa number with a word", "my credit card is 4222222222222", "card:4222222222222"},
      {"Diners with a word", "card 30569309025904", "card:30569309025904"},
      {"joined to a word by a colon", "cc:4111111111111111", "card:4111111111111111"},
      {"one digit wrong", "4111 1111 1111 1112", NULL},
      {"a range that no issuer has", "1234567812345670", NULL},
      {"thirteen digits and no word", "4222222222222", NULL},
      {"within a hash", "a94111111111111111f0", NULL},
      {"the end of a UUID", "550e8400-e29b-41d4-a716-446655440000", NULL},
      {"called an order", "order 4111111111111111", NULL},
      {"groups no card has", "41 11 11 11 11 11 11 11", NULL},
      {"in a link", "https://shop.test/item/4111111111111111", NULL},
      {"one digit sixteen times", "0000 0000 0000 0000", NULL},
      {"one digit again and again, as a card might be", "my card is 6666666666666", NULL},
      {"what follows a card after a space", "4111 1111 1111 1111 123", "card:4111 1111 1111 1111"},
      {"a longer number in hyphens", "4111-1111-1111-1111-123", NULL},
  };

  sharing_rows_check (rows, G_N_ELEMENTS (rows));
}

static void
test_ibans (void)
{
  static const SharingRow rows[] = {
      {"Germany in groups", "DE89 3704 0044 0532 0130 00", "iban:DE89 3704 0044 0532 0130 00"},
      {"Britain together", "send it to GB82WEST12345698765432 please", "iban:GB82WEST12345698765432"},
      {"small letters", "gb82west12345698765432", "iban:gb82west12345698765432"},
      {"Norway, the shortest", "NO93 8601 1117 947", "iban:NO93 8601 1117 947"},
      {"Malta, the longest", "MT84MALT011000012345MTLCAST001S", "iban:MT84MALT011000012345MTLCAST001S"},
      {"with spaces that do not break", "DE89\u00a03704\u00a00044\u00a00532\u00a00130\u00a000",
       "iban:DE89\u00a03704\u00a00044\u00a00532\u00a00130\u00a000"},
      {"wrong check digits", "DE88 3704 0044 0532 0130 00", NULL},
      {"too short for its country", "DE89 3704 0044 0532 0130", NULL},
      {"a country without IBANs", "ZZ82WEST12345698765432", NULL},
      {"a word after it", "GB82WEST12345698765432abc", NULL},
  };

  sharing_rows_check (rows, G_N_ELEMENTS (rows));
}

static void
test_accounts (void)
{
  static const SharingRow rows[] = {
      {"an account at a named bank", "my account number at natwest is 31926819", "account-number:31926819"},
      {"a routing number", "routing number 021000021", "account-number:021000021"},
      {"account said in words", "my account number is 12345678", "account-number:12345678"},
      {"a sort code and an account beside it", "my account's with them, 20-44-15 71829304",
       "account-number:20-44-15 71829304"},
      {"a sort code", "sort code 12-34-56", "account-number:12-34-56"},
      {"a BIC", "BIC: DEUTDEFF500", "account-number:DEUTDEFF500"},
      {"CLABE", "clabe 032180000118359719", "account-number:032180000118359719"},
      {"IFSC", "IFSC code SBIN0005943", "account-number:SBIN0005943"},
      {"nine digits without a word", "021000021", NULL},
      {"a routing number with a wrong digit", "routing 021000022", NULL},
      {"a shouted word without context", "ABCDEFGH", NULL},
      {"an account that is no number", "my account is 5 years old", NULL},
  };

  sharing_rows_check (rows, G_N_ELEMENTS (rows));
}

static void
test_checks (void)
{
  g_assert_true (haven_check_luhn ("79927398713", 11));
  g_assert_false (haven_check_luhn ("79927398710", 11));
  g_assert_true (haven_check_verhoeff ("2363", 4));
  g_assert_false (haven_check_verhoeff ("2364", 4));
  g_assert_true (haven_check_mod11_10 ("36574261809", 11));
  g_assert_cmpuint (haven_check_mod97 ("3214282912345698765432161182", 28), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sharing/money/cards", test_cards);
  g_test_add_func ("/sharing/money/ibans", test_ibans);
  g_test_add_func ("/sharing/money/accounts", test_accounts);
  g_test_add_func ("/sharing/money/check-digits", test_checks);
  return g_test_run ();
}
