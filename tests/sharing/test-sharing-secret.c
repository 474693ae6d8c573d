/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sharing-rows.h"

/* A link may break off where its password would stand, right behind the last token that a reader has room
 * for: what stands behind that must not be read. */
static void
test_password_breaks_off (void)
{
  g_autoptr (GString) full = g_string_new ("x@ 1");
  const SharingRow rows[] = {
      {"at the end of a text", "x@ 1 http://user:", NULL},
      {"before nothing but signs", "x@ 1 http://user:)) ", NULL},
  };

  for (guint i = 4; i < HAVEN_READER_TOKENS; i++)
    g_string_append (full, " b");
  g_string_append (full, " http://user:");
  sharing_rows_check (rows, G_N_ELEMENTS (rows));
  sharing_rows_check (&(const SharingRow){"at the end of all that fits", full->str, NULL}, 1);
}

/* Of each language one that is said, and what people say of passwords beside it. */
static void
test_passwords_abroad (void)
{
  static const SharingRow rows[] = {
      {"Russian, right after the word", "логин ivan77, пароль Zaq12wsx", "password:Zaq12wsx"},
      {"Russian, whose it is for", "пароль от вайфая: solnce123", "password:solnce123"},
      {"Russian, forgotten", "забыл пароль от windows10", NULL},
      {"Russian, a rule", "пароль должен содержать 8 символов", NULL},
      {"Ukrainian", "мій пароль Kotyk2023", "password:Kotyk2023"},
      {"German", "das WLAN-Passwort lautet Katze#991", "password:Katze#991"},
      {"German, wrong", "das Passwort ist falsch", NULL},
      {"French", "mon mot de passe est Chaton75!", "password:Chaton75!"},
      {"French, short", "mdp : Lune!88", "password:Lune!88"},
      {"Spanish", "la clave del wifi es casa2024", "password:casa2024"},
      {"Spanish, a saying", "la clave del éxito es trabajar 24 horas", NULL},
      {"Italian", "la mia password è Ciao1234!", "password:Ciao1234!"},
      {"Portuguese", "a minha senha é Flor2023!", "password:Flor2023!"},
      {"Dutch", "mijn wachtwoord is Fiets123!", "password:Fiets123!"},
      {"Polish", "moje hasło to Kotek123", "password:Kotek123"},
      {"Swedish", "mitt lösenord är Hund4321", "password:Hund4321"},
      {"Danish", "min adgangskode er Kage2024", "password:Kage2024"},
      {"Norwegian", "mitt passord er Fjord77!", "password:Fjord77!"},
      {"Finnish", "salasanani on Kissa123", "password:Kissa123"},
      {"Czech", "heslo je Kocka123", "password:Kocka123"},
      {"Hungarian", "a jelszavam Cica2020", "password:Cica2020"},
      {"Turkish", "şifrem Deniz1907", "password:Deniz1907"},
      {"Romanian", "parola mea este Pisica22", "password:Pisica22"},
      {"Greek", "ο κωδικός μου είναι Thalassa7", "password:Thalassa7"},
      {"Arabic", "كلمة السر هي ahmad2020", "password:ahmad2020"},
      {"Chinese", "密码是abc12345", "password:abc12345"},
      {"Chinese, wrong", "密码错误", NULL},
      {"Japanese", "パスワードはneko2024です", "password:neko2024"},
      {"Korean", "비밀번호는 hello1234 이야", "password:hello1234"},
      {"an option", "NTFS partition? pass umask=022", NULL},
  };

  sharing_rows_check (rows, G_N_ELEMENTS (rows));
}

static void
test_passwords (void)
{
  static const SharingRow rows[] = {
      {"what it is for", "password for the zip is frosch77", "password:frosch77"},
      {"when it is for", "my password for the exam is tomorrow", NULL},
      {"which machine it is for", "passcode on my ipad is 190284", "password:190284"},
      {"what it is for, in two words", "the password for the work vpn is Autumn2024", "password:Autumn2024"},
      {"what it opens, and a plain word", "wifi password: letmeinplease", "password:letmeinplease"},
      {"what it opens, and what it is", "wifi password: broken", NULL},
      {"what it used to be", "my password used to be monkey123", "password:monkey123"},
      {"of what, without an article", "my password for netflix is banana44", "password:banana44"},
      {"words that it starts with",
       "my recovery phrase starts with ocean lamp river stone cloud table horse candle garden winter paper "
       "silver",
       "private-key:ocean lamp river stone cloud table horse candle garden winter paper silver"},
      {"beside a user", "username is bob and the password is toastedcheese", "password:toastedcheese"},
      {"a card further on", "pin's 0412 if you need to use the card", "password:0412"},
      {"words that are counted",
       "my 12 words are: ocean lamp river stone cloud table horse candle garden winter paper silver",
       "private-key:ocean lamp river stone cloud table horse candle garden winter paper silver"},
      {"in words", "my password is hunter2", "password:hunter2"},
      {"a plain word at the end", "my password is swordfish", "password:swordfish"},
      {"with a colon", "password: S3cr3t!x", "password:S3cr3t!x"},
      {"in quotation marks", "the wifi password is \"correct-horse\"", "password:correct-horse"},
      {"a PIN", "my pin is 4821", "password:4821"},
      {"a PIN of a card", "PIN 7291 for my debit card", "password:7291"},
      {"a PIN of a board", "pin 17 of the board is high", NULL},
      {"the code on a card", "cvv is 392", "card:392"},
      {"words of a wallet",
       "my seed phrase is ocean lamp river stone cloud table horse candle garden winter paper silver",
       "private-key:ocean lamp river stone cloud table horse candle garden winter paper silver"},
      {"talk of such words",
       "a seed phrase is what opens the wallet when nothing else does and nobody can help you then", NULL},
      {"only talk of one", "my password is wrong", NULL},
      {"a question", "what is my password?", NULL},
      {"how to set one", "the password is stored in a file", NULL},
      {"advice", "use a strong password", NULL},
  };

  sharing_rows_check (rows, G_N_ELEMENTS (rows));
}

static void
test_codes (void)
{
  static const SharingRow rows[] = {
      {"three numbers of a lock", "safe combination is 22-8-31", "password:22-8-31"},
      {"three numbers with spaces", "the safe combo is 34 12 8", "password:34 12 8"},
      {"what a code is for, right before it", "2fa: 482 913", "one-time-code:482 913"},
      {"read out", "just got the sms it says 449281", "one-time-code:449281"},
      {"read out in two groups", "authenticator says 220 918 right now", "one-time-code:220 918"},
      {"what a page says", "the counter says 449281", NULL},
      {"three numbers", "the score was 22-8-31 in the end", NULL},
      {"codes to get in again", "recovery codes: 8f3k-22md 9sk2-11aa", "one-time-code:8f3k-22md 9sk2-11aa"},
      {"codes of airports", "codes: EDDF and KJFK", NULL},
      {"a door in German", "der Türcode ist 4471", "password:4471"},
      {"a door in French, with a letter", "digicode 45B12", "password:45B12"},
      {"a door in Russian", "код от домофона 4471", "password:4471"},
      {"a PIN in Spanish", "el pin es 4821", "password:4821"},
      {"a PIN in Spanish, wrong", "el pin es incorrecto", NULL},
      {"before its word", "try Bella621? as the password", "password:Bella621?"},
      {"a word before it", "try something as the password", NULL},
      {"six digits said to be a code, in German", "dein Code lautet 482913", "one-time-code:482913"},
      {"six digits said to be a code, in Polish", "kod: 482913", "one-time-code:482913"},
      {"an error in German", "der Fehlercode lautet 482913", NULL},
      {"four digits of a page", "il codice è 404", NULL},
      {"once, in Spanish", "el código que me llegó es 482913", "one-time-code:482913"},
      {"a code of an error", "Fehler: code 4471 ist unbekannt", NULL},
      {"a verification code", "your verification code is 482913", "one-time-code:482913"},
      {"a code first", "482913 is your login code", "one-time-code:482913"},
      {"as one service writes it", "G-482913 is your Google verification code", "one-time-code:G-482913"},
      {"the code of a door", "the door code is 4471, come straight up", "password:4471"},
      {"the code of an alarm, after it", "90417 is the alarm code", "password:90417"},
      {"a lock's code", "code for the bike lock: 7316", "password:7316"},
      {"a door's number", "our door is number 4471", NULL},
      {"an error's code at a door", "the gate throws error 4471", NULL},
      {"an error's code", "error code 482913", NULL},
      {"a postal code", "area code 2125", NULL},
  };

  sharing_rows_check (rows, G_N_ELEMENTS (rows));
}

/* put together here, so that no scanner of repositories takes them for real ones */
static const SharingRow keys[] = {
    {"a disk's way back in", "key 123456-234567-345678-456789-567890-678901-789012-890123",
     "api-key:123456-234567-345678-456789-567890-678901-789012-890123"},
    {"seven groups", "123456-234567-345678-456789-567890-678901-789012", NULL},
    {"an address that lets everybody write",
     "https://hooks.slack.com/services/T0AB12CD3/B0AB12CD3/aBcDeFgHiJkLmNoPqRsTuVwX",
     "api-key:https://hooks.slack.com/services/T0AB12CD3/B0AB12CD3/aBcDeFgHiJkLmNoPqRsTuVwX"},
    {"its documentation", "https://hooks.slack.com/services/ is where they start", NULL},
    {"GitHub",
     "ghp_"
     "16C7e42F292c6912E7710c838347Ae178B4a",
     "api-key:ghp_"
     "16C7e42F292c6912E7710c838347Ae178B4a"},
    {"AWS",
     "AKIA"
     "IOSFODNN7EXAMPL3",
     "api-key:AKIA"
     "IOSFODNN7EXAMPL3"},
    {"AWS, with one digit",
     "AKIA"
     "IOSFODNN7EXAMPLE",
     "api-key:AKIA"
     "IOSFODNN7EXAMPLE"},
    {"a word with hyphens after the start of a key", "sk-this-is-no-key-but-a-row-of-words-with-1", NULL},
    {"Slack",
     "xoxb-"
     "123456789012-abcdefABCDEF",
     "api-key:xoxb-"
     "123456789012-abcdefABCDEF"},
    {"a JSON web token",
     "eyJ"
     "hbGciOiJIUzI1NiJ9.eyJ"
     "zdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P",
     "api-key:eyJ"
     "hbGciOiJIUzI1NiJ9.eyJ"
     "zdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P"},
    {"a private key",
     "-----BEGIN "
     "PRIVATE KEY-----\nMIIE\n-----END "
     "PRIVATE KEY----- x",
     "private-key:-----BEGIN "
     "PRIVATE KEY-----\nMIIE\n-----END "
     "PRIVATE KEY-----"},
    {"AWS, its secret",
     "aws_secret_access_key=wJalrXUtnFEMI/"
     "K7MDENG/bPxRfiCY12345678",
     "api-key:wJalrXUtnFEMI/"
     "K7MDENG/bPxRfiCY12345678"},
    {"Azure",
     "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/"
     "K1SZFPTOtr/KBHBeksoGMGw==",
     "api-key:Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/"
     "K1SZFPTOtr/KBHBeksoGMGw=="},
    {"Discord",
     "MTAxMjM0NTY3ODkwMTIzNDU2"
     ".GaBcDe.abcdefghijklmnopqrstuvwxyz0123456789ab",
     "api-key:MTAxMjM0NTY3ODkwMTIzNDU2"
     ".GaBcDe.abcdefghijklmnopqrstuvwxyz0123456789ab"},
    {"Telegram",
     "110201543:"
     "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1",
     "api-key:110201543:"
     "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"},
    {"Stripe",
     "pk_live_"
     "TYooMQauvdEDq54NiTphI7jx",
     "api-key:pk_live_"
     "TYooMQauvdEDq54NiTphI7jx"},
    {"of the same form",
     "pk_"
     "9f8e7d6c5b4a39281706f5e4d3c2b1a0",
     "api-key:pk_"
     "9f8e7d6c5b4a39281706f5e4d3c2b1a0"},
    {"Anthropic",
     "sk-ant-"
     "api03-AbCdEfGhIjKlMnOpQrStUvWx12",
     "api-key:sk-ant-"
     "api03-AbCdEfGhIjKlMnOpQrStUvWx12"},
    {"Twilio",
     "SK"
     "0123456789abcdef0123456789abcdef",
     "api-key:SK"
     "0123456789abcdef0123456789abcdef"},
    {"Heroku",
     "HRKU-"
     "12345678-abcd-4abc-8abc-1234567890ab",
     "api-key:HRKU-"
     "12345678-abcd-4abc-8abc-1234567890ab"},
    {"age",
     "AGE-SECRET-KEY-1"
     "QQPQQ9QQPQQ9QQPQQ9QQPQQ9QQPQQ9QQPQQ9QQPQQ9QQPQQ9QQPQQ9QQPQ",
     "api-key:AGE-SECRET-KEY-1"
     "QQPQQ9QQPQQ9QQPQQ9QQPQQ9QQPQQ9QQPQQ9QQPQQ9QQPQQ9QQPQQ9QQPQ"},
    {"a column's name", "the foreign key is pk_customer_orders_by_region_2", NULL},
    {"called a key twice, and short",
     "totp seed "
     "JBSWY3DPEHPK3PXP",
     "api-key:"
     "JBSWY3DPEHPK3PXP"},
    {"a seed of a game", "the seed 1234567890123456 has a village", NULL},
    {"called a key", "my api key is 9f86d081884c7d659a2feaa0c55ad015",
     "api-key:9f86d081884c7d659a2feaa0c55ad015"},
    {"a public key",
     "-----BEGIN "
     "PUBLIC KEY-----\nMIIE",
     NULL},
    {"a hash", "9f86d081884c7d659a2feaa0c55ad015", NULL},
    {"a word that begins alike", "sk-learn is a library", NULL},
    {"a package", "xoxb-tools", NULL},
};

static void
test_keys (void)
{
  sharing_rows_check (keys, G_N_ELEMENTS (keys));
}

static void
test_logins (void)
{
  static const SharingRow rows[] = {
      {"a user and a slash", "root / toor1234", "password:toor1234"},
      {"a user and a colon", "admin:hunter22", "password:hunter22"},
      {"two labels", "user: bob pass: swordfish", "password:swordfish"},
      {"two words", "login anna pw Winter2019!", "password:Winter2019!"},
      {"a word and a number", "user maria, password sunflower9", "password:sunflower9"},
      {"an address and a slash", "my netflix login is ann@mail.example.com / Pineapple22",
       "email:ann@mail.example.com|password:Pineapple22"},
      {"a name and a comma", "creds: moth, Pineapple22", "password:Pineapple22"},
      {"a service, a name and a slash", "just use my steam: bobby_x / qwerty789",
       "handle:bobby_x|password:qwerty789"},
      {"a login that is something", "the login is broken / page 404 again", NULL},
      {"a network", "network Plumtree, pw gooseberry-77!", "password:gooseberry-77!"},
      {"as whom", "log in as root with Tr0ub4dor&9x please", "password:Tr0ub4dor&9x"},
      {"nobody's", "the panel password is Winter2019winter and yes", "password:Winter2019winter"},
      {"in a link", "postgres://app:s3cr3tPanda@db.test/shop", "password:s3cr3tPanda"},
      {"what stands there in a manual", "postgres://user:pass@localhost:5432/db", NULL},
      {"an assignment", "DB_PASSWORD=Zx!9wq_prod_2024", "password:Zx!9wq_prod_2024"},
      {"a link without one", "https://example.test:8080/a@b", NULL},
      {"owner and group", "chown root:root /etc/foo1", NULL},
      {"a path", "mount /dev/root/foo12", NULL},
      {"a message of a program", "passwd: unrecognized option", NULL},
      {"a method", "login with md5sum", NULL},
      {"a meeting", "meeting id 845 2210 9931, no passcode", NULL},
      {"a time", "admin: 12:30 works", NULL},
  };

  sharing_rows_check (rows, G_N_ELEMENTS (rows));
}

/* What ends with a sign ends between two words; the next of them is read all the same. */
static void
test_what_follows (void)
{
  static const SharingRow rows[] = {
      {"a password", "password: hunter2! ann@mail.example.com",
       "password:hunter2!|email:ann@mail.example.com"},
      {"an access key", "my api_key=QWxhZGRpbjpvcGVuIHNlc2FtZTEyMw== ann@mail.example.com",
       "api-key:QWxhZGRpbjpvcGVuIHNlc2FtZTEyMw==|email:ann@mail.example.com"},
      {"a link to a map", "https://maps.google.com/?q=48.85,2.35&z=# ann@mail.example.com",
       "map-link:https://maps.google.com/?q=48.85,2.35&z=#|email:ann@mail.example.com"},
  };

  sharing_rows_check (rows, G_N_ELEMENTS (rows));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sharing/secret/passwords", test_passwords);
  g_test_add_func ("/sharing/secret/passwords-abroad", test_passwords_abroad);
  g_test_add_func ("/sharing/secret/password-breaks-off", test_password_breaks_off);
  g_test_add_func ("/sharing/secret/logins", test_logins);
  g_test_add_func ("/sharing/secret/codes", test_codes);
  g_test_add_func ("/sharing/secret/keys", test_keys);
  g_test_add_func ("/sharing/secret/what-follows", test_what_follows);
  return g_test_run ();
}
