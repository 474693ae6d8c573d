/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-bait.h"

#include <stdlib.h>
#include <string.h>

/* What is added to a name by those who want a password or a payment, in the languages of those who are asked
 * for them; each list sorted. */
static const char *const strong[] = {
    "accedi",
    "acceso",
    "accesso",
    "account",
    "accounts",
    "acesso",
    "activate",
    "activation",
    "activeren",
    "actualizacion",
    "actualizar",
    "aggiornamento",
    "aktivera",
    "aktivieren",
    "aktivierung",
    "aktualisierung",
    "aktywacja",
    "alert",
    "alerta",
    "anmelden",
    "anmeldung",
    "attivazione",
    "atualizacao",
    "atualizar",
    "atualize",
    "autenticacion",
    "autenticazione",
    "auth",
    "authenticate",
    "authentification",
    "authentifier",
    "authorisation",
    "authorise",
    "authorization",
    "authorize",
    "avtorizaciya",
    "avtorizatsiya",
    "basvuru",
    "bekraeft",
    "bekraefta",
    "bekrafta",
    "bestaetigen",
    "bestaetigung",
    "betaalpas",
    "beveiliging",
    "bevestigen",
    "bezopasnost",
    "bezpieczenstwo",
    "billing",
    "bloccato",
    "blocco",
    "bloqueada",
    "bloqueado",
    "bloqueio",
    "bloqueo",
    "cardmember",
    "cashout",
    "claim",
    "compensation",
    "conferma",
    "confermare",
    "confirm",
    "confirmacao",
    "confirmar",
    "confirmation",
    "confirme",
    "confirmer",
    "connexion",
    "contrasena",
    "datenabgleich",
    "datenaktualisierung",
    "deactivate",
    "deactivated",
    "deblocage",
    "debloquer",
    "desactive",
    "desactiver",
    "desbloqueada",
    "desbloquear",
    "desbloqueio",
    "desbloqueo",
    "disable",
    "disabled",
    "dogrula",
    "dogrulama",
    "entrar",
    "entsperren",
    "entsperrung",
    "erneuern",
    "erneuerung",
    "fraud",
    "fraudalert",
    "freischalten",
    "freischaltung",
    "geblokkeerd",
    "gesperrt",
    "gewinnspiel",
    "giftcard",
    "giris",
    "giveaway",
    "godkend",
    "guvenlik",
    "heractiveren",
    "identifiant",
    "identifiants",
    "identificatie",
    "identification",
    "infringement",
    "ingresar",
    "ingreso",
    "inloggen",
    "kirjaudu",
    "kundendienst",
    "kundenportal",
    "kundenservice",
    "legitimation",
    "lichnyi",
    "locked",
    "login",
    "logon",
    "logowanie",
    "mobiletan",
    "motdepasse",
    "myaccount",
    "newpayee",
    "odblokuj",
    "onayla",
    "otp",
    "overdue",
    "overeni",
    "overit",
    "passcode",
    "password",
    "passwords",
    "passwort",
    "payee",
    "phototan",
    "podtverdit",
    "podtverzhdenie",
    "potvrzeni",
    "potwierdz",
    "potwierdzenie",
    "prihlaseni",
    "proverka",
    "pushtan",
    "reactivate",
    "reactivated",
    "reactivation",
    "reaktivierung",
    "rebate",
    "recadastramento",
    "reclaim",
    "reconfirm",
    "recover",
    "recovery",
    "recoveryphrase",
    "reembolso",
    "refund",
    "regularisation",
    "remboursement",
    "renouvellement",
    "restricted",
    "restriction",
    "revalidate",
    "reverify",
    "riattivare",
    "rimborso",
    "rinnovo",
    "robux",
    "rueckerstattung",
    "sblocca",
    "sbloccare",
    "sblocco",
    "secure",
    "secured",
    "securego",
    "securipass",
    "securite",
    "seedphrase",
    "seguranca",
    "seguridad",
    "sicherheit",
    "sicherheitscheck",
    "sicurezza",
    "sifre",
    "signin",
    "signinonline",
    "signon",
    "smstan",
    "sorteio",
    "sorteo",
    "sperrung",
    "stimulus",
    "suspended",
    "suspendu",
    "suspension",
    "suspicious",
    "tanverfahren",
    "tunnistautuminen",
    "twofactor",
    "umstellung",
    "unblock",
    "unblocked",
    "unfreeze",
    "unlock",
    "unlocked",
    "unpaid",
    "unusual",
    "update",
    "upgrade",
    "vahvista",
    "validacao",
    "validar",
    "validate",
    "validation",
    "vbucks",
    "veiligheid",
    "verifica",
    "verificacao",
    "verificacion",
    "verificado",
    "verificar",
    "verificare",
    "verificatie",
    "verification",
    "verifier",
    "verifiera",
    "verifieren",
    "verifikation",
    "verifizieren",
    "verifizierung",
    "verify",
    "verlaengern",
    "verlengen",
    "vernieuwen",
    "vernieuwing",
    "vhod",
    "vkhod",
    "wallet",
    "webauth",
    "webscr",
    "weryfikacja",
    "www",
    "zablokowane",
    "zaloguj",
    "zweryfikuj",
};

static const char *const middle[] = {
    "2fa",           "abholung",      "abonnement",    "aduana",       "airdrop",       "alfandega",
    "amende",        "amendes",       "appeal",        "autorenew",    "aviso",         "avisos",
    "baliku",        "banking",       "bescheid",      "betaal",       "betala",        "betalen",
    "betaling",      "bezahlen",      "bezahlung",     "bezorgen",     "bezorging",     "bezorgstatus",
    "billinginfo",   "boete",         "boleto",        "ceza",         "citation",      "client",
    "cliente",       "clientes",      "clients",       "cobranca",     "cobro",         "cobros",
    "colis",         "commande",      "compte",        "consegna",     "consegne",      "conta",
    "conto",         "contravention", "copyright",     "copyrights",   "cuenta",        "customs",
    "dapp",          "dapps",         "deliver",       "delivered",    "deliveries",    "delivery",
    "dmca",          "documents",     "doplac",        "doplata",      "doruceni",      "dostavka",
    "dostawa",       "dostawy",       "douane",        "empfang",      "empfangen",     "encomenda",
    "encomendas",    "entrega",       "entregas",      "envio",        "envios",        "erstattung",
    "espaceclient",  "expedition",    "factura",       "facture",      "factuur",       "faktura",
    "fattura",       "fatura",        "fee",           "fees",         "fileshare",     "findmy",
    "fine",          "fines",         "found",         "frais",        "frakt",         "freeze",
    "frozen",        "gebuehr",       "gebuehren",     "gebyr",        "giftcards",     "gifts",
    "gonderi",       "gouv",          "grant",         "grants",       "guthaben",      "gutschein",
    "held",          "hold",          "iade",          "impots",       "infringements", "inkasso",
    "kargo",         "kompensatsiya", "konto",         "kunde",        "kunden",        "kundenbereich",
    "kundencenter",  "kundenkonto",   "kyc",           "lasku",        "leverans",      "levering",
    "lieferstatus",  "lieferung",     "livraison",     "mahnung",      "maksu",         "mandat",
    "mfa",           "migrate",       "migration",     "missed",       "mitteilung",    "multa",
    "multas",        "myparcel",      "nachzahlung",   "nagroda",      "nitro",         "odbierz",
    "odbior",        "odeme",         "odsetki",       "oplata",       "pacchi",        "pacco",
    "package",       "packstation",   "paczka",        "paczki",       "pagamenti",     "pagamento",
    "pagamentos",    "pagar",         "pagare",        "pago",         "pagos",         "paiement",
    "paiements",     "paket",         "paketstation",  "paketti",      "pakke",         "pakken",
    "pakket",        "pakketje",      "paquete",       "paqueteria",   "parcel",        "parcelhold",
    "parcels",       "payer",         "payez",         "payment",      "payments",      "payroll",
    "pedido",        "penalties",     "penalty",       "pending",      "platba",        "platnosc",
    "platnosci",     "podarok",       "podatek",       "postage",      "posylka",       "premio",
    "premios",       "presale",       "priz",          "promocao",     "przesylka",     "quota",
    "rastreio",      "rebook",        "rebooking",     "receber",      "receiver",      "rechnung",
    "recibir",       "recipient",     "rectify",       "redeem",       "redeliver",     "redelivered",
    "redelivery",    "reglement",     "regler",        "rekening",     "relief",        "remise",
    "renewal",       "renewals",      "reschedule",    "rescheduling", "ricevere",      "rimborsi",
    "schedule",      "securise",      "securisee",     "sendung",      "service",       "sharedfile",
    "sharefile",     "shipment",      "shipping",      "sicherer",     "soporte",       "spedizione",
    "spedizioni",    "sso",           "steuer",        "suivi",        "support",       "surcharge",
    "synchronize",   "tan",           "tarifa",        "tasa",         "tasas",         "tassa",
    "tasse",         "tax",           "taxa",          "taxas",        "terugbetaling", "teslimat",
    "toimitus",      "toll",          "tolls",         "tollway",      "track",         "tracking",
    "trackmyparcel", "tributaria",    "undeliverable", "undelivered",  "verifiedbadge", "versand",
    "vincita",       "violation",     "violations",    "vitale",       "voicemail",     "voicemails",
    "vyplata",       "vyplaty",       "whitelist",     "zahlen",       "zahlung",       "zahlungen",
    "zakaz",         "zaplac",        "zasilka",       "zoll",         "zollgebuehr",   "zustellung",
    "zwrot",
};

static const char *const weak[] = {
    "abo",         "access",        "affiliate",  "agent",        "alerts",
    "app",         "application",   "apply",      "area",         "badge",
    "badges",      "blue",          "bonus",      "bridge",       "cancel",
    "card",        "care",          "career",     "center",       "centre",
    "centro",      "centrum",       "charge",     "charges",      "check",
    "collect",     "collection",    "compliance", "connect",      "contact",
    "contacts",    "coupon",        "courier",    "customer",     "customercare",
    "depot",       "desk",          "device",     "dispatch",     "dispute",

    "document",    "dossier",       "download",   "downloads",    "drive",
    "dropoff",     "email",         "emails",     "enroll",       "fax",
    "file",        "files",         "form",       "forms",        "free",
    "generator",   "gift",          "guard",      "guest",        "help",
    "helpcenter",  "helpdesk",      "hiring",     "hotline",      "hr",
    "id",          "identity",      "inbox",      "info",         "install",
    "installer",   "international", "intl",       "investment",   "invitation",
    "invite",      "invoice",       "item",       "items",        "job",
    "jobs",        "join",          "limited",    "live",         "lost",
    "lottery",     "macos",         "mail",       "mailbox",      "mailing",
    "mailservice", "meeting",       "member",     "membership",   "message",
    "messages",    "mint",          "notice",     "notification", "notifications",
    "now",         "oferta",        "offer",      "offers",       "official",
    "online",      "order",         "orders",     "partner",      "pay",
    "phrase",      "pickup",        "portal",     "premium",      "prime",
    "prize",       "promo",         "protect",    "protection",   "qr",
    "recruiting",  "recruitment",   "register",   "registration", "release",
    "renew",       "request",       "requests",   "reservation",  "reservations",
    "reset",       "resolution",    "restore",    "reward",       "rewards",
    "safe",        "safety",        "sales",      "scan",         "security",
    "seed",        "seguro",        "services",   "session",      "share",
    "shared",      "shield",        "shop",       "sicher",       "sign",
    "signup",      "sms",           "ssl",        "stake",        "staking",
    "storage",     "store",         "submit",     "subscribe",    "subscription",
    "suite",       "survey",        "surveys",    "suspend",      "swap",
    "sync",        "team",          "tokens",     "trade",        "tradeoffer",
    "updates",     "url",           "user",       "verified",     "vip",
    "voucher",     "vouchers",      "warning",    "web",          "webmail",
    "winner",      "your",
};

/* Endings where a name costs next to nothing, or that are somebody's private imitation of a country's
 * (com.de), so that a well-known name there is hardly its owner's; sorted. */
static const char *const cheap_endings[] = {
    "ae.org",  "autos",  "bar",    "beauty",   "boats",  "bond",   "br.com",  "buzz",   "cam",
    "cf",      "cfd",    "click",  "cm",       "cn.com", "co.com", "com.de",  "com.se", "country",
    "cyou",    "date",   "de.com", "download", "eu.com", "fit",    "ga",      "gb.net", "gift",
    "gifts",   "gq",     "gr.com", "hair",     "hu.net", "icu",    "in.net",  "jp.net", "jpn.com",
    "kim",     "link",   "loan",   "lol",      "makeup", "men",    "mex.com", "ml",     "mom",
    "monster", "mov",    "om",     "pw",       "quest",  "rest",   "ru.com",  "sa.com", "sbs",
    "se.net",  "skin",   "stream", "support",  "surf",   "tk",     "top",     "uk.com", "uk.net",
    "us.com",  "us.org", "vip",    "win",      "work",   "xyz",    "za.com",  "zip",
};

/* Endings where somebody looks who asks for a name; sorted. */
static const char *const reviewed_endings[] = {"bank", "edu", "gov", "insurance", "int", "js.org", "mil"};

#define MIN_PART 3  /* letters of a word within a compound: shorter ones end too many words */
#define MAX_PARTS 3 /* "trackmyparcel" */

static int
compare_word (gconstpointer key, gconstpointer entry)
{
  return strcmp (key, *(const char *const *)entry);
}

#define IN(word, table) (bsearch (word, table, G_N_ELEMENTS (table), sizeof *(table), compare_word) != NULL)

static HavenBait
bait_of_simple (const char *word)
{
  if (IN (word, strong))
    return HAVEN_BAIT_STRONG;
  if (IN (word, middle))
    return HAVEN_BAIT_MIDDLE;
  return IN (word, weak) ? HAVEN_BAIT_WEAK : HAVEN_BAIT_NONE;
}

/* "sharedfile", "loginverify": made of nothing but baits */
static HavenBait
bait_of_parts (const char *word, guint n_parts)
{
  HavenBait whole = bait_of_simple (word);

  for (gsize i = MIN_PART; n_parts > 1 && whole == HAVEN_BAIT_NONE && i + MIN_PART <= strlen (word); i++) {
    g_autofree char *head = g_strndup (word, i);
    HavenBait first = bait_of_simple (head);
    HavenBait others = first != HAVEN_BAIT_NONE ? bait_of_parts (word + i, n_parts - 1) : HAVEN_BAIT_NONE;

    if (others != HAVEN_BAIT_NONE)
      whole = MAX (first, others);
  }
  return whole;
}

/**
 * haven_bait_of:
 * @word: a word in lower case, or some in one
 *
 * Returns: what it tells next to a well-known name
 */
HavenBait
haven_bait_of (const char *word)
{
  return bait_of_parts (word, MAX_PARTS);
}

/**
 * haven_bait_is_cheap_ending:
 * @suffix: what follows the first label of a registrable domain, "xyz" or "com.de"
 *
 * Returns: whether a well-known name under it is hardly its owner's
 */
gboolean
haven_bait_is_cheap_ending (const char *suffix)
{
  return IN (suffix, cheap_endings);
}

/**
 * haven_bait_is_reviewed_ending:
 * @suffix: what follows the first label of a registrable domain
 *
 * Returns: whether names under it are given only to whom they fit
 */
gboolean
haven_bait_is_reviewed_ending (const char *suffix)
{
  return IN (suffix, reviewed_endings);
}
