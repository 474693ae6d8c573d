/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-bait.h"

#include <stdlib.h>
#include <string.h>

/* What is added to a name by those who want a password or a payment, in the languages of those who are asked
 * for them; sorted. */
static const struct {
  const char *word;
  HavenBait bait;
} baits[] = {
    {"abo", HAVEN_BAIT_WEAK},
    {"abonnement", HAVEN_BAIT_MIDDLE},
    {"acceso", HAVEN_BAIT_STRONG},
    {"access", HAVEN_BAIT_WEAK},
    {"accesso", HAVEN_BAIT_STRONG},
    {"account", HAVEN_BAIT_STRONG},
    {"accounts", HAVEN_BAIT_STRONG},
    {"acesso", HAVEN_BAIT_STRONG},
    {"activate", HAVEN_BAIT_STRONG},
    {"activation", HAVEN_BAIT_STRONG},
    {"actualizacion", HAVEN_BAIT_STRONG},
    {"actualizar", HAVEN_BAIT_STRONG},
    {"aduana", HAVEN_BAIT_MIDDLE},
    {"aggiornamento", HAVEN_BAIT_STRONG},
    {"airdrop", HAVEN_BAIT_MIDDLE},
    {"aktivieren", HAVEN_BAIT_STRONG},
    {"aktivierung", HAVEN_BAIT_STRONG},
    {"aktualisierung", HAVEN_BAIT_STRONG},
    {"alert", HAVEN_BAIT_STRONG},
    {"alerta", HAVEN_BAIT_STRONG},
    {"alerts", HAVEN_BAIT_WEAK},
    {"amende", HAVEN_BAIT_MIDDLE},
    {"anmelden", HAVEN_BAIT_STRONG},
    {"anmeldung", HAVEN_BAIT_STRONG},
    {"app", HAVEN_BAIT_WEAK},
    {"appeal", HAVEN_BAIT_MIDDLE},
    {"atualizacao", HAVEN_BAIT_STRONG},
    {"atualizar", HAVEN_BAIT_STRONG},
    {"auth", HAVEN_BAIT_STRONG},
    {"authenticate", HAVEN_BAIT_STRONG},
    {"authentification", HAVEN_BAIT_STRONG},
    {"bestaetigen", HAVEN_BAIT_STRONG},
    {"bestaetigung", HAVEN_BAIT_STRONG},
    {"betaalpas", HAVEN_BAIT_STRONG},
    {"betaling", HAVEN_BAIT_MIDDLE},
    {"beveiliging", HAVEN_BAIT_STRONG},
    {"bevestigen", HAVEN_BAIT_STRONG},
    {"bezorging", HAVEN_BAIT_MIDDLE},
    {"bezpieczenstwo", HAVEN_BAIT_STRONG},
    {"billing", HAVEN_BAIT_STRONG},
    {"bloccato", HAVEN_BAIT_STRONG},
    {"blocco", HAVEN_BAIT_STRONG},
    {"bloqueada", HAVEN_BAIT_STRONG},
    {"bloqueado", HAVEN_BAIT_STRONG},
    {"bloqueio", HAVEN_BAIT_STRONG},
    {"bloqueo", HAVEN_BAIT_STRONG},
    {"bonus", HAVEN_BAIT_WEAK},
    {"cancel", HAVEN_BAIT_WEAK},
    {"card", HAVEN_BAIT_WEAK},
    {"cardmember", HAVEN_BAIT_STRONG},
    {"cashout", HAVEN_BAIT_STRONG},
    {"center", HAVEN_BAIT_WEAK},
    {"check", HAVEN_BAIT_WEAK},
    {"claim", HAVEN_BAIT_STRONG},
    {"client", HAVEN_BAIT_MIDDLE},
    {"cliente", HAVEN_BAIT_MIDDLE},
    {"clientes", HAVEN_BAIT_MIDDLE},
    {"clients", HAVEN_BAIT_MIDDLE},
    {"colis", HAVEN_BAIT_MIDDLE},
    {"compte", HAVEN_BAIT_MIDDLE},
    {"conferma", HAVEN_BAIT_STRONG},
    {"confirm", HAVEN_BAIT_STRONG},
    {"confirmacao", HAVEN_BAIT_STRONG},
    {"confirmation", HAVEN_BAIT_STRONG},
    {"connect", HAVEN_BAIT_WEAK},
    {"connexion", HAVEN_BAIT_STRONG},
    {"conta", HAVEN_BAIT_MIDDLE},
    {"conto", HAVEN_BAIT_MIDDLE},
    {"copyright", HAVEN_BAIT_MIDDLE},
    {"coupon", HAVEN_BAIT_WEAK},
    {"cuenta", HAVEN_BAIT_MIDDLE},
    {"customer", HAVEN_BAIT_WEAK},
    {"customs", HAVEN_BAIT_MIDDLE},
    {"datenabgleich", HAVEN_BAIT_STRONG},
    {"delivery", HAVEN_BAIT_MIDDLE},
    {"desbloqueio", HAVEN_BAIT_STRONG},
    {"desbloqueo", HAVEN_BAIT_STRONG},
    {"desk", HAVEN_BAIT_WEAK},
    {"dispute", HAVEN_BAIT_WEAK},
    {"document", HAVEN_BAIT_WEAK},
    {"documents", HAVEN_BAIT_MIDDLE},
    {"dogrulama", HAVEN_BAIT_STRONG},
    {"doplata", HAVEN_BAIT_MIDDLE},
    {"dostavka", HAVEN_BAIT_MIDDLE},
    {"dostawa", HAVEN_BAIT_MIDDLE},
    {"douane", HAVEN_BAIT_MIDDLE},
    {"entrega", HAVEN_BAIT_MIDDLE},
    {"envio", HAVEN_BAIT_MIDDLE},
    {"envios", HAVEN_BAIT_MIDDLE},
    {"erneuern", HAVEN_BAIT_STRONG},
    {"erneuerung", HAVEN_BAIT_STRONG},
    {"factura", HAVEN_BAIT_MIDDLE},
    {"facture", HAVEN_BAIT_MIDDLE},
    {"factuur", HAVEN_BAIT_MIDDLE},
    {"faktura", HAVEN_BAIT_MIDDLE},
    {"fattura", HAVEN_BAIT_MIDDLE},
    {"fatura", HAVEN_BAIT_MIDDLE},
    {"fee", HAVEN_BAIT_MIDDLE},
    {"fees", HAVEN_BAIT_MIDDLE},
    {"free", HAVEN_BAIT_WEAK},
    {"freeze", HAVEN_BAIT_MIDDLE},
    {"frozen", HAVEN_BAIT_MIDDLE},
    {"gewinnspiel", HAVEN_BAIT_STRONG},
    {"gift", HAVEN_BAIT_WEAK},
    {"giftcard", HAVEN_BAIT_STRONG},
    {"giftcards", HAVEN_BAIT_MIDDLE},
    {"gifts", HAVEN_BAIT_MIDDLE},
    {"giris", HAVEN_BAIT_STRONG},
    {"giveaway", HAVEN_BAIT_STRONG},
    {"guthaben", HAVEN_BAIT_MIDDLE},
    {"gutschein", HAVEN_BAIT_MIDDLE},
    {"guvenlik", HAVEN_BAIT_STRONG},
    {"help", HAVEN_BAIT_WEAK},
    {"helpdesk", HAVEN_BAIT_WEAK},
    {"id", HAVEN_BAIT_WEAK},
    {"identification", HAVEN_BAIT_STRONG},
    {"identity", HAVEN_BAIT_WEAK},
    {"info", HAVEN_BAIT_WEAK},
    {"infringement", HAVEN_BAIT_STRONG},
    {"inloggen", HAVEN_BAIT_STRONG},
    {"invoice", HAVEN_BAIT_WEAK},
    {"konto", HAVEN_BAIT_MIDDLE},
    {"kunde", HAVEN_BAIT_MIDDLE},
    {"kunden", HAVEN_BAIT_MIDDLE},
    {"kundencenter", HAVEN_BAIT_MIDDLE},
    {"kundendienst", HAVEN_BAIT_STRONG},
    {"kundenservice", HAVEN_BAIT_STRONG},
    {"kyc", HAVEN_BAIT_MIDDLE},
    {"limited", HAVEN_BAIT_WEAK},
    {"livraison", HAVEN_BAIT_MIDDLE},
    {"locked", HAVEN_BAIT_STRONG},
    {"login", HAVEN_BAIT_STRONG},
    {"logon", HAVEN_BAIT_STRONG},
    {"logowanie", HAVEN_BAIT_STRONG},
    {"mail", HAVEN_BAIT_WEAK},
    {"member", HAVEN_BAIT_WEAK},
    {"mint", HAVEN_BAIT_WEAK},
    {"mitteilung", HAVEN_BAIT_MIDDLE},
    {"multa", HAVEN_BAIT_MIDDLE},
    {"myaccount", HAVEN_BAIT_STRONG},
    {"myparcel", HAVEN_BAIT_MIDDLE},
    {"nagroda", HAVEN_BAIT_MIDDLE},
    {"newpayee", HAVEN_BAIT_STRONG},
    {"nitro", HAVEN_BAIT_MIDDLE},
    {"notice", HAVEN_BAIT_WEAK},
    {"odsetki", HAVEN_BAIT_MIDDLE},
    {"oferta", HAVEN_BAIT_WEAK},
    {"official", HAVEN_BAIT_WEAK},
    {"online", HAVEN_BAIT_WEAK},
    {"oplata", HAVEN_BAIT_MIDDLE},
    {"pacchi", HAVEN_BAIT_MIDDLE},
    {"pacco", HAVEN_BAIT_MIDDLE},
    {"package", HAVEN_BAIT_MIDDLE},
    {"paczka", HAVEN_BAIT_MIDDLE},
    {"pagamento", HAVEN_BAIT_MIDDLE},
    {"pago", HAVEN_BAIT_MIDDLE},
    {"pagos", HAVEN_BAIT_MIDDLE},
    {"paiement", HAVEN_BAIT_MIDDLE},
    {"paket", HAVEN_BAIT_MIDDLE},
    {"pakket", HAVEN_BAIT_MIDDLE},
    {"paquete", HAVEN_BAIT_MIDDLE},
    {"parcel", HAVEN_BAIT_MIDDLE},
    {"parcels", HAVEN_BAIT_MIDDLE},
    {"pay", HAVEN_BAIT_WEAK},
    {"payee", HAVEN_BAIT_STRONG},
    {"payment", HAVEN_BAIT_MIDDLE},
    {"payments", HAVEN_BAIT_MIDDLE},
    {"pending", HAVEN_BAIT_MIDDLE},
    {"platnosc", HAVEN_BAIT_MIDDLE},
    {"platnosci", HAVEN_BAIT_MIDDLE},
    {"podtverzhdenie", HAVEN_BAIT_STRONG},
    {"portal", HAVEN_BAIT_WEAK},
    {"potwierdzenie", HAVEN_BAIT_STRONG},
    {"premio", HAVEN_BAIT_MIDDLE},
    {"premios", HAVEN_BAIT_MIDDLE},
    {"premium", HAVEN_BAIT_WEAK},
    {"prize", HAVEN_BAIT_WEAK},
    {"promo", HAVEN_BAIT_WEAK},
    {"promocao", HAVEN_BAIT_MIDDLE},
    {"przesylka", HAVEN_BAIT_MIDDLE},
    {"pushtan", HAVEN_BAIT_STRONG},
    {"rastreio", HAVEN_BAIT_MIDDLE},
    {"reactivate", HAVEN_BAIT_STRONG},
    {"reactivation", HAVEN_BAIT_STRONG},
    {"recadastramento", HAVEN_BAIT_STRONG},
    {"rechnung", HAVEN_BAIT_MIDDLE},
    {"recover", HAVEN_BAIT_STRONG},
    {"recovery", HAVEN_BAIT_STRONG},
    {"redeliver", HAVEN_BAIT_MIDDLE},
    {"redelivery", HAVEN_BAIT_MIDDLE},
    {"reembolso", HAVEN_BAIT_STRONG},
    {"refund", HAVEN_BAIT_STRONG},
    {"regularisation", HAVEN_BAIT_STRONG},
    {"rekening", HAVEN_BAIT_MIDDLE},
    {"remboursement", HAVEN_BAIT_STRONG},
    {"renew", HAVEN_BAIT_WEAK},
    {"renouvellement", HAVEN_BAIT_STRONG},
    {"reset", HAVEN_BAIT_WEAK},
    {"resolution", HAVEN_BAIT_WEAK},
    {"restore", HAVEN_BAIT_WEAK},
    {"reward", HAVEN_BAIT_WEAK},
    {"rewards", HAVEN_BAIT_WEAK},
    {"rimborso", HAVEN_BAIT_STRONG},
    {"rinnovo", HAVEN_BAIT_STRONG},
    {"robux", HAVEN_BAIT_STRONG},
    {"rueckerstattung", HAVEN_BAIT_STRONG},
    {"safe", HAVEN_BAIT_WEAK},
    {"safety", HAVEN_BAIT_WEAK},
    {"sblocco", HAVEN_BAIT_STRONG},
    {"secure", HAVEN_BAIT_STRONG},
    {"secured", HAVEN_BAIT_STRONG},
    {"securego", HAVEN_BAIT_STRONG},
    {"securipass", HAVEN_BAIT_STRONG},
    {"securite", HAVEN_BAIT_STRONG},
    {"security", HAVEN_BAIT_WEAK},
    {"seguranca", HAVEN_BAIT_STRONG},
    {"seguridad", HAVEN_BAIT_STRONG},
    {"sendung", HAVEN_BAIT_MIDDLE},
    {"service", HAVEN_BAIT_MIDDLE},
    {"services", HAVEN_BAIT_WEAK},
    {"shipment", HAVEN_BAIT_MIDDLE},
    {"shipping", HAVEN_BAIT_MIDDLE},
    {"sicherheit", HAVEN_BAIT_STRONG},
    {"sicherheitscheck", HAVEN_BAIT_STRONG},
    {"sicurezza", HAVEN_BAIT_STRONG},
    {"sign", HAVEN_BAIT_WEAK},
    {"signin", HAVEN_BAIT_STRONG},
    {"signon", HAVEN_BAIT_STRONG},
    {"soporte", HAVEN_BAIT_MIDDLE},
    {"sorteio", HAVEN_BAIT_STRONG},
    {"sorteo", HAVEN_BAIT_STRONG},
    {"spedizione", HAVEN_BAIT_MIDDLE},
    {"ssl", HAVEN_BAIT_WEAK},
    {"store", HAVEN_BAIT_WEAK},
    {"suivi", HAVEN_BAIT_MIDDLE},
    {"support", HAVEN_BAIT_MIDDLE},
    {"suspend", HAVEN_BAIT_WEAK},
    {"suspended", HAVEN_BAIT_STRONG},
    {"suspendu", HAVEN_BAIT_STRONG},
    {"suspension", HAVEN_BAIT_STRONG},
    {"tax", HAVEN_BAIT_MIDDLE},
    {"team", HAVEN_BAIT_WEAK},
    {"track", HAVEN_BAIT_MIDDLE},
    {"tracking", HAVEN_BAIT_MIDDLE},
    {"trackmyparcel", HAVEN_BAIT_MIDDLE},
    {"unlock", HAVEN_BAIT_STRONG},
    {"unlocked", HAVEN_BAIT_STRONG},
    {"update", HAVEN_BAIT_STRONG},
    {"updates", HAVEN_BAIT_WEAK},
    {"user", HAVEN_BAIT_WEAK},
    {"validate", HAVEN_BAIT_STRONG},
    {"validation", HAVEN_BAIT_STRONG},
    {"vbucks", HAVEN_BAIT_STRONG},
    {"veiligheid", HAVEN_BAIT_STRONG},
    {"verifica", HAVEN_BAIT_STRONG},
    {"verificacao", HAVEN_BAIT_STRONG},
    {"verificacion", HAVEN_BAIT_STRONG},
    {"verificar", HAVEN_BAIT_STRONG},
    {"verificatie", HAVEN_BAIT_STRONG},
    {"verification", HAVEN_BAIT_STRONG},
    {"verified", HAVEN_BAIT_WEAK},
    {"verifizieren", HAVEN_BAIT_STRONG},
    {"verifizierung", HAVEN_BAIT_STRONG},
    {"verify", HAVEN_BAIT_STRONG},
    {"verlaengern", HAVEN_BAIT_STRONG},
    {"verlengen", HAVEN_BAIT_STRONG},
    {"vernieuwen", HAVEN_BAIT_STRONG},
    {"vernieuwing", HAVEN_BAIT_STRONG},
    {"vhod", HAVEN_BAIT_STRONG},
    {"vincita", HAVEN_BAIT_MIDDLE},
    {"vkhod", HAVEN_BAIT_STRONG},
    {"wallet", HAVEN_BAIT_STRONG},
    {"warning", HAVEN_BAIT_WEAK},
    {"web", HAVEN_BAIT_WEAK},
    {"webmail", HAVEN_BAIT_WEAK},
    {"weryfikacja", HAVEN_BAIT_STRONG},
    {"winner", HAVEN_BAIT_WEAK},
    {"www", HAVEN_BAIT_STRONG},
    {"zablokowane", HAVEN_BAIT_STRONG},
    {"zahlung", HAVEN_BAIT_MIDDLE},
    {"zoll", HAVEN_BAIT_MIDDLE},
    {"zustellung", HAVEN_BAIT_MIDDLE},
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

static int
compare_ending (gconstpointer key, gconstpointer entry)
{
  return strcmp (key, *(const char *const *)entry);
}

/**
 * haven_bait_of:
 * @word: a word in lower case
 *
 * Returns: what it tells next to a well-known name
 */
HavenBait
haven_bait_of (const char *word)
{
  gsize low = 0;
  gsize high = G_N_ELEMENTS (baits);

  while (low < high) {
    gsize middle = (low + high) / 2;
    int order = strcmp (word, baits[middle].word);

    if (order == 0)
      return baits[middle].bait;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return HAVEN_BAIT_NONE;
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
  return bsearch (suffix, cheap_endings, G_N_ELEMENTS (cheap_endings), sizeof *cheap_endings,
                  compare_ending) != NULL;
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
  return bsearch (suffix, reviewed_endings, G_N_ELEMENTS (reviewed_endings), sizeof *reviewed_endings,
                  compare_ending) != NULL;
}
