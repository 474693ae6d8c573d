#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""usage: test-languages.py HAVEN

Shows that how something is said is understood in each language that packs are written for: a pack of one word and one
rule a context reads each sentence with the language packs of this tree.
"""
import json
import os
import subprocess
import sys
import tempfile

CONTEXTS = ("negated", "quoted", "reported", "asked", "conditional", "about-me", "about-third", "past-other", "playful",
            "naming", "opposed", "titled", "to-you")
WORDS = {
    "de": ["vollidiot", "vollidioten"],
    "es": ["idiota", "idiotas"],
    "fr": ["crétin", "crétins"],
    "it": ["cretino", "cretini"],
    "nl": ["sukkel", "sukkels"],
    "pl": ["debil", "debilem", "debile"],
    "pt": ["idiota", "idiotas"],
    "ru": ["дебил", "дебилом", "дебилы"],
}
# language, how it is said, what is said, contexts that hold, contexts that do not
ROWS = [
    ("de", "said to you", "du bist ein Vollidiot", "to-you", "negated quoted reported asked playful opposed titled"),
    ("de", "not", "du bist kein Vollidiot", "negated", ""),
    ("de", "no diacritics, shortened", "du bist nich der Vollidiot", "negated", ""),
    ("de", "not only", "du bist nicht nur ein Vollidiot", "", "negated"),
    ("de", "not in another clause", "ich will nicht, Vollidiot", "", "negated"),
    ("de", "two cancel", "du bist nie kein Vollidiot", "", "negated"),
    ("de", "told by a third", "er hat gesagt du bist ein Vollidiot", "reported", ""),
    ("de", "told to me", "mein Chef hat mir gestern gesagt ich sei ein Vollidiot", "reported", ""),
    ("de", "I was called", "ich wurde Vollidiot genannt", "", "to-you"),
    ("de", "told by me", "ich hab dir gesagt du bist ein Vollidiot", "", "reported"),
    ("de", "honestly", "ehrlich gesagt bist du ein Vollidiot", "", "reported"),
    ("de", "reported behind it", "du Vollidiot, schrie er", "", "negated"),
    ("de", "reported behind it, one clause", "du Vollidiot sagte sie zu mir", "reported", ""),
    ("de", "in quotation marks", "er schrieb „du Vollidiot“ an die Wand", "quoted reported", ""),
    ("de", "in inverted marks", "er schrieb »du Vollidiot« an die Wand", "quoted", ""),
    ("de", "in half marks", "er schrieb ‚du Vollidiot‘ an die Wand", "quoted", ""),
    ("de", "asked", "bist du ein Vollidiot?", "asked", ""),
    ("de", "wondered", "ich frage mich ob er ein Vollidiot ist", "asked conditional", ""),
    ("de", "if", "wenn du ein Vollidiot bist, geh", "conditional", ""),
    ("de", "about oneself", "ich bin so ein Vollidiot", "about-me", "to-you"),
    ("de", "about a third", "mein Nachbar ist ein Vollidiot", "about-third", "to-you"),
    ("de", "with laughing", "du Vollidiot haha", "playful", ""),
    ("de", "a joke", "du Vollidiot, war nur spaß", "playful", ""),
    ("de", "no joke", "du Vollidiot, das ist kein Scherz", "", "playful"),
    ("de", "as a word", "das Wort Vollidiot ist alt", "naming", ""),
    ("de", "what it means", "Vollidiot bedeutet Trottel", "naming", ""),
    ("de", "spoken against", "es ist verletzend jemanden Vollidiot zu nennen", "", "to-you"),
    ("de", "a book", "hast du den Roman Vollidiot gelesen", "titled", ""),
    ("de", "years ago", "vor jahren war er ein Vollidiot", "past-other", ""),
    ("es", "said to you", "tú eres un idiota", "to-you", "negated quoted reported asked playful opposed titled"),
    ("es", "not", "no eres un idiota", "negated", ""),
    ("es", "not with a clitic", "no te veo idiota", "negated", ""),
    ("es", "two that go together", "nunca nadie fue tan idiota", "negated", ""),
    ("es", "not only", "no solo eres un idiota", "", "negated"),
    ("es", "told", "mi jefe me dijo que soy un idiota", "reported", ""),
    ("es", "told by nobody named", "me dijeron idiota", "reported", ""),
    ("es", "reported behind it", "eres idiota me dijo", "reported", ""),
    ("es", "in quotation marks", "me escribió «idiota» otra vez", "quoted reported", ""),
    ("es", "asked", "¿eres idiota?", "asked", ""),
    ("es", "wondered", "me pregunto si es idiota", "asked conditional", ""),
    ("es", "about a third", "mi vecino es un idiota", "about-third", "to-you"),
    ("es", "with laughing", "idiota jajaja", "playful", ""),
    ("es", "a joke", "idiota es broma", "playful", ""),
    ("es", "as a word", "la palabra idiota viene del griego", "naming", ""),
    ("es", "spoken against", "es machista llamar idiota a una mujer", "opposed", ""),
    ("es", "a film", "la película el idiota es buena", "", "to-you"),
    ("es", "a book", "estoy leyendo la novela El Idiota", "titled", ""),
    ("es", "years ago", "hace años era un idiota", "past-other", ""),
    ("fr", "said to you", "tu es un crétin", "to-you", "negated quoted reported asked playful opposed titled"),
    ("fr", "not", "t'es pas un crétin", "negated", ""),
    ("fr", "not in two words", "tu n'es pas un crétin", "negated", ""),
    ("fr", "two words far apart", "je ne dirai jamais que c'est un crétin", "negated", ""),
    ("fr", "nobody", "personne n'est un crétin ici", "negated", ""),
    ("fr", "not behind it", "un crétin pas du tout", "negated", ""),
    ("fr", "told", "il a dit que t'es un crétin", "reported", ""),
    ("fr", "called", "il m'a traité de crétin", "reported", ""),
    ("fr", "I was called", "on m'a traité de crétin", "reported", ""),
    ("fr", "in quotation marks", "il a écrit « crétin » sur le mur", "quoted reported", ""),
    ("fr", "asked", "t'es un crétin ?", "asked", ""),
    ("fr", "wondered", "je me demande si c'est un crétin", "asked conditional", ""),
    ("fr", "about oneself", "je suis un crétin", "about-me", "to-you"),
    ("fr", "about a third", "mon voisin est un crétin", "about-third", "to-you"),
    ("fr", "with laughing", "crétin mdr", "playful", ""),
    ("fr", "a joke", "crétin, je rigole", "playful", ""),
    ("fr", "as a word", "le mot crétin est vieux", "naming", ""),
    ("fr", "spoken against", "c'est insultant de dire crétin", "opposed", ""),
    ("fr", "a film", "j'ai vu le film Crétin", "titled", ""),
    ("it", "said to you", "tu sei un cretino", "to-you", "negated quoted reported asked playful opposed titled"),
    ("it", "not", "non sei un cretino", "negated", ""),
    ("it", "two that go together", "non sei mai stato un cretino", "negated", ""),
    ("it", "nobody", "nessuno è un cretino qui", "negated", ""),
    ("it", "told", "mi ha detto che sono un cretino", "reported", ""),
    ("it", "called", "mi hanno dato del cretino", "reported", ""),
    ("it", "reported behind it", "sei un cretino mi ha scritto", "reported", ""),
    ("it", "in quotation marks", "ha scritto «cretino» sul muro", "quoted reported", ""),
    ("it", "asked", "sei un cretino?", "asked", ""),
    ("it", "wondered", "mi chiedo se è un cretino", "asked conditional", ""),
    ("it", "about oneself", "io sono un cretino", "about-me", "to-you"),
    ("it", "about a third", "mio fratello è un cretino", "about-third", "to-you"),
    ("it", "with laughing", "cretino ahahah", "playful", ""),
    ("it", "as a word", "la parola cretino è vecchia", "naming", ""),
    ("it", "spoken against", "è offensivo dire cretino", "opposed", ""),
    ("it", "a film", "ho visto il film Cretino", "titled", ""),
    ("nl", "said to you", "jij bent een sukkel", "to-you", "negated quoted reported asked playful opposed titled"),
    ("nl", "not", "je bent geen sukkel", "negated", ""),
    ("nl", "not behind it", "een sukkel ben je niet", "negated", ""),
    ("nl", "not only", "je bent niet alleen een sukkel", "", "negated"),
    ("nl", "told", "hij zei dat ik een sukkel ben", "reported", ""),
    ("nl", "called", "hij noemde me een sukkel", "reported", ""),
    ("nl", "told by me", "ik zei je bent een sukkel", "", "reported"),
    ("nl", "reported behind it", "sukkel riep hij", "reported", ""),
    ("nl", "in quotation marks", "hij appte \"sukkel\" naar mij", "quoted reported", ""),
    ("nl", "asked", "ben je een sukkel?", "asked", ""),
    ("nl", "about oneself", "ik ben zo een sukkel", "about-me", "to-you"),
    ("nl", "about a third", "mijn baas is een sukkel", "about-third", "to-you"),
    ("nl", "a joke", "sukkel, grapje", "playful", ""),
    ("nl", "as a word", "het woord sukkel is oud", "naming", ""),
    ("nl", "spoken against", "het is kwetsend om iemand sukkel te noemen", "", "to-you"),
    ("nl", "a film", "ik heb de film Sukkel gekeken", "titled", ""),
    ("pl", "said to you", "ty jesteś debilem", "to-you", "negated quoted reported asked playful opposed titled"),
    ("pl", "not", "nie jesteś debilem", "negated", ""),
    ("pl", "two that go together", "nigdy nie byłeś debilem", "negated", ""),
    ("pl", "three that go together", "nikt nigdy nie był debilem", "negated", ""),
    ("pl", "not only", "nie tylko jesteś debilem", "", "negated"),
    ("pl", "told", "powiedział że jestem debilem", "reported", ""),
    ("pl", "called", "szef nazwał mnie debilem", "reported", ""),
    ("pl", "reported behind it", "ty debilu debil jesteś krzyczał", "reported", ""),
    ("pl", "in quotation marks", "napisał „debil” na ścianie", "quoted reported", ""),
    ("pl", "asked", "czy jesteś debilem", "asked", ""),
    ("pl", "about a third", "mój brat to debil", "about-third", "to-you"),
    ("pl", "with laughing", "debil hehe", "playful", ""),
    ("pl", "as a word", "słowo debil jest stare", "naming", ""),
    ("pl", "what it means", "debil oznacza głupka", "naming", ""),
    ("pl", "a film", "widziałem film Debil", "titled", ""),
    ("pt", "said to you", "você é um idiota", "to-you", "negated quoted reported asked playful opposed titled"),
    ("pt", "not", "vc nao é um idiota", "negated", ""),
    ("pt", "two that go together", "ninguém nunca foi tão idiota", "negated", ""),
    ("pt", "told", "ele disse que eu sou idiota", "reported", ""),
    ("pt", "called", "meu chefe me chamou de idiota", "reported", ""),
    ("pt", "reported behind it", "idiota ela gritou", "reported", ""),
    ("pt", "in quotation marks", "ele escreveu \"idiota\" na parede", "quoted reported", ""),
    ("pt", "asked", "vc é idiota?", "asked", ""),
    ("pt", "about oneself", "eu sou um idiota", "about-me", "to-you"),
    ("pt", "about a third", "meu vizinho é um idiota", "about-third", "to-you"),
    ("pt", "with laughing", "idiota kkkk", "playful", ""),
    ("pt", "a joke", "idiota, brincadeira", "playful", ""),
    ("pt", "as a word", "a palavra idiota vem do grego", "naming", ""),
    ("pt", "spoken against", "é machismo chamar alguém de idiota", "opposed", ""),
    ("pt", "a book", "li o livro O Idiota", "titled", ""),
    ("ru", "said to you", "ты дебил", "to-you", "negated quoted reported asked playful opposed titled"),
    ("ru", "not", "ты не дебил", "negated", ""),
    ("ru", "two that go together", "ты никогда не был дебилом", "negated", ""),
    ("ru", "not only", "ты не только дебил", "", "negated"),
    ("ru", "told", "он сказал что я дебил", "reported", ""),
    ("ru", "called", "сосед назвал меня дебилом", "reported", ""),
    ("ru", "told by me", "я тебе сказал ты дебил", "", "reported"),
    ("ru", "reported behind it", "дебил крикнула она", "reported", ""),
    ("ru", "in quotation marks", "он написал «дебил» на стене", "quoted reported", ""),
    ("ru", "asked", "ты дебил?", "asked", ""),
    ("ru", "about oneself", "какой же я дебил", "about-me", "to-you"),
    ("ru", "about a third", "мой брат дебил", "about-third", "to-you"),
    ("ru", "with laughing", "дебил ахаха", "playful", ""),
    ("ru", "a joke", "дебил, шучу", "playful", ""),
    ("ru", "as a word", "слово дебил обидное", "naming", ""),
    ("ru", "what it means", "дебил означает глупый", "naming", ""),
    ("ru", "a film", "смотрел фильм Дебил", "titled", ""),
]


def write_pack(folder, language):
    rules = [{"id": context, "title": "A context", "match": "@bad", "only": [context],
              "examples": {"yes": ["x"], "no": ["y"]}} for context in CONTEXTS]
    pack = {"haven": 1, "id": "t-" + language, "title": "t", "language": language, "version": "1", "kind": "harassment",
            "category": "insult", "concepts": {"bad": WORDS[language]}, "rules": rules}
    with open(os.path.join(folder, language + ".json"), "w", encoding="utf-8") as file:
        json.dump(pack, file)


def held(haven, folder):
    """For each row the contexts that held, by the rules of its language."""
    messages = "\n".join(json.dumps({"text": row[2]}) for row in ROWS)
    answer = subprocess.run([haven, "scan", "--profile", "everything", "--packs", folder], input=messages, text=True,
                            capture_output=True, check=True)
    for row, line in zip(ROWS, answer.stdout.splitlines(), strict=True):
        yield {found["rule"] for found in json.loads(line)["findings"] if found["pack"] == "t-" + row[0]}


def main():
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for language in WORDS:
            write_pack(folder, language)
        print("1..%d" % len(ROWS))
        for number, (row, contexts) in enumerate(zip(ROWS, held(sys.argv[1], folder)), 1):
            language, how, text, holds, not_held = row
            wrong = [c for c in holds.split() if c not in contexts] + ["no " + c for c in not_held.split() if c in contexts]
            failed = failed or bool(wrong)
            print("%s %d - %s: %s" % ("not ok" if wrong else "ok", number, language, how))
            if wrong:
                print("# %s must be %s" % (text, ", ".join(wrong)))
    return failed


if __name__ == "__main__":
    sys.exit(main())
