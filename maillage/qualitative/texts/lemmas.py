"""From forms to dictionary words: « logements » → « logement ».

simplemma by default: a dictionary, fast and always there. spaCy, when installed, reads the sentence
and is slower. People often type without accents: a form without accent joins the accented one that
the same texts hold (« laicite » → « laïcité »), when there is only one and it is in the dictionary.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from importlib.util import find_spec

import simplemma

from maillage.base.definitions import definitions_root, read_card
from maillage.base.errors import WrongCall
from maillage.qualitative.texts.words import is_tool, without_accents, words


LANGUAGE = "fr"
SPACY_MODEL = "fr_core_news_sm"
# Text in, (form, dictionary word) of each of its words out.
Lemmatiser = Callable[[str], list[tuple[str, str]]]
NAMES = ("simplemma", "spacy", "none")


def lemmatiser(name: str) -> Lemmatiser:
    """The lemmatiser of that name. Raises WrongCall, saying what to install, when it is absent."""
    makers: Mapping[str, Callable[[], Lemmatiser]] = {
        "simplemma": lambda: _by_dictionary,
        "spacy": _spacy,
        "none": lambda: _as_written,
    }
    if name not in makers:
        raise WrongCall(f"Lemmatisation « {name} » inconnue.", todo=f"Choix : {', '.join(NAMES)}.")
    return makers[name]()


@lru_cache(maxsize=200_000)
def dictionary_word(form: str) -> str:
    """The entry of the dictionary for a form; the form itself when there is none."""
    corrected = corrections().get(form)
    if corrected is not None:
        return corrected
    found: str = simplemma.lemmatize(form, lang=LANGUAGE)
    return found.lower()


@cache
def corrections() -> Mapping[str, str]:
    """Forms the dictionary attaches to the wrong word (`definitions/texts/lemmes.yaml`)."""
    return read_card(definitions_root() / "texts" / "lemmes.yaml")


@lru_cache(maxsize=200_000)
def _is_known(form: str) -> bool:
    return bool(simplemma.is_known(form, lang=LANGUAGE))


def _by_dictionary(text: str) -> list[tuple[str, str]]:
    return [(one.form, dictionary_word(one.form)) for one in words(text)]


def _as_written(text: str) -> list[tuple[str, str]]:
    return [(one.form, one.form) for one in words(text)]


def _spacy() -> Lemmatiser:
    if find_spec("spacy") is None or find_spec(SPACY_MODEL) is None:
        raise WrongCall(
            "La lemmatisation par spaCy demande deux paquets absents de cette machine.",
            todo="Installez « maillage[texte] », ou gardez simplemma, qui n’a besoin de rien.",
        )
    import spacy  # slow to load, and optional

    model = spacy.load(SPACY_MODEL, disable=["parser", "ner"])

    def read(text: str) -> list[tuple[str, str]]:
        found = model(text.replace("’", "'"))
        return [
            (token.lower_.rstrip("'"), token.lemma_.lower()) for token in found if _is_word(token)
        ]

    return read


def _is_word(token: object) -> bool:
    letters = str(token).replace("'", "").replace("-", "")
    return letters.isalpha()


def content_words(texts: Iterable[str], lemmatise: Lemmatiser) -> list[list[tuple[str, str]]]:
    """For each text, the (form, dictionary word) of its words, tool words left out."""
    found = [[pair for pair in lemmatise(text) if not is_tool(*pair)] for text in texts]
    accents = _missing_accents({pair for each in found for pair in each})
    if not accents:
        return found
    return [[(form, accents.get(form, lemma)) for form, lemma in each] for each in found]


def _missing_accents(pairs: set[tuple[str, str]]) -> dict[str, str]:
    """Forms typed without accent → the dictionary word of the accented form of the same texts."""
    accented: dict[str, set[str]] = defaultdict(set)
    for form, lemma in pairs:
        if not form.isascii() and _is_known(form):
            accented[without_accents(form)].add(lemma)
    return {
        form: next(iter(accented[form]))
        for form, _ in pairs
        if len(accented.get(form, ())) == 1 and not _is_known(form)
    }
