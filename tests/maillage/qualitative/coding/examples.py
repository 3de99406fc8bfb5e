"""A small coded project, invented, with all that may be lost on the way."""

from maillage.qualitative.coding.model import (
    Code,
    Codebook,
    CodeSet,
    Coding,
    Excerpt,
    Person,
    Project,
    Source,
    Trace,
    new_guid,
)


NADIA = "AD68FBE7-E1EE-4A82-A279-23CC698C89EB"
LOYERS = "{0d62985d-b147-5d01-a9b5-cae5dcd98342}"
TEXT = "😀 Le loyer est trop cher.\r\nLe bus manque le soir 👩‍👧.\r\n"
CASE = "876dca5e-0703-4e92-952c-3dcff3e8461f"
WHO = Trace(NADIA, "2026-03-02T10:00:00Z")

BOOK = Codebook(
    codes=(
        Code(
            new_guid("logement"),
            "Logement",
            "#B0512F",
            "Tout ce qui touche au « toit » & à <l’abri>",
            is_codable=False,
            children=(Code(LOYERS, "Loyers", "#fff"), Code(new_guid("etat"), "État du bâti")),
        ),
        Code(new_guid("bus"), "Mobilité 🚌"),
    ),
)
SETS = (CodeSet(new_guid("ensemble"), "Urgent", "À traiter", (LOYERS,)),)


def at(text: str) -> tuple[int, int]:
    start = TEXT.index(text)
    return start, start + len(text)


def excerpt(text: str, code: str, *, trace: Trace = WHO) -> Excerpt:
    coding = Coding(new_guid(text, code), code, Trace(trace.created_by, trace.created_on))
    return Excerpt(new_guid(text), *at(text), name=text, codings=(coding,), trace=trace)


PROJECT = Project(
    name="Entretiens d’été",
    people=(Person(NADIA, "Nadia", "NB"),),
    codebook=BOOK,
    sources=(
        Source(
            new_guid("entretien"),
            "Entretien 1",
            TEXT,
            "Au marché",
            excerpts=(
                excerpt("loyer est trop cher", LOYERS),
                excerpt("bus manque le soir 👩‍👧", new_guid("bus")),
            ),
            codings=(Coding(new_guid("tout"), new_guid("bus"), WHO, (new_guid("note"),)),),
            trace=Trace(NADIA, "2026-03-01T10:00:00Z", NADIA, "2026-03-02T11:00:00Z"),
            notes=(new_guid("note"),),
        ),
    ),
    notes=(Source(new_guid("note"), "À vérifier", "Un mémo\ncourt", inline=True),),
    description="Première vague",
    attributes=(("origin", "Maillage"), ("creatingUserGUID", NADIA)),
    about=(new_guid("note"),),
    kept=(
        (
            "Cases",
            f'<Cases xmlns="urn:QDA-XML:project:1.0"><Case guid="{CASE}" name="Femme"/></Cases>',
        ),
    ),
    files={"sources/876dca5e-0703-4e92-952c-3dcff3e8461f.png": b"\x89PNG"},
)
