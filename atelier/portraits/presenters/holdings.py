"""What the store holds, source by source, and the next gesture for what is missing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from atelier.ui.dates import stamp
from atelier.work.queries import UNDER_WAY
from maillage.base.french import join_words, number, ordinal, plural


MEGABYTE = 1_000_000
MOST_YEARS = 4
MOST_THEMES = 3


def summary(sources: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Sources present and absent, and whether the store only has what Maillage carries."""
    rows = [_row(source) for source in sources]
    rows.sort(key=lambda row: (-row["serves"], row["label"]))
    present = [row for row in rows if row["is_present"]]
    absent = [row for row in rows if not row["is_present"]]
    to_fetch = [row for row in absent if row["is_published"]]
    completing = [row for row in to_fetch if not row["serves"]]
    unverified = [row for row in absent if row["can_fetch"] and not row["verified"]]
    return {
        "present": present,
        "to_fetch": [row for row in to_fetch if row["serves"]],
        "completing": completing,
        "completing_text": plural(
            len(completing),
            "autre fichier complète ou met à jour les premiers",
            "autres fichiers complètent ou mettent à jour les premiers",
        ),
        "to_ask": [row for row in absent if not row["is_published"]],
        "present_text": plural(len(present), "source présente", "sources présentes"),
        "absent_text": plural(len(absent), "source à obtenir", "sources à obtenir"),
        "newer": [row for row in present if row["newer"]],
        "unverified": unverified,
        "unverified_text": plural(
            len(unverified),
            "format pas encore vérifié sur un fichier réel",
            "formats pas encore vérifiés sur un fichier réel",
        ),
        "is_empty": not present,
        "is_complete": not absent,
        "is_embedded_only": all(row["is_embedded"] for row in present),
    }


def figures(extent: Mapping[str, int]) -> list[dict[str, str]]:
    """What the store knows, in three figures."""
    words = {"commune": "communes", "epci": "intercommunalités", "indicator": "indicateurs"}
    return [
        {"value": number(extent[name]), "words": word, "reference": ""}
        for name, word in words.items()
        if name in extent
    ]


def progress(state: Any) -> dict[str, Any]:
    """A download under way or just ended, in words and as a share."""
    size = f"{number(state.received / MEGABYTE, decimals=1)}\u00a0Mo" if state.received else ""
    if state.received and state.total:
        size += f" sur {number(state.total / MEGABYTE, decimals=1)}\u00a0Mo"
    return {
        "is_running": state.state == "running",
        "is_done": state.state == "done",
        "is_failed": state.state == "failed",
        "step": state.step,
        "size": size,
        "received": state.received,
        "total": state.total,
        "message": state.message,
        "todo": state.todo,
    }


def _row(source: Mapping[str, Any]) -> dict[str, Any]:
    """One source."""
    return {
        "name": source["name"],
        "label": source["label"],
        "publisher": ". ".join(filter(None, [source["publisher"], source["licence"]])),
        "page": source["page"],
        "is_present": source["is_present"],
        "is_embedded": source["is_embedded"],
        "years": years(sorted(source["years"])),
        "newer": newer(source),
        "fetched_on": _day(source["fetched_on"]),
        "can_fetch": bool(source["downloads"]),
        # A licence says that anyone may take it, be it by hand.
        "is_published": bool(source["downloads"] or source["licence"] or not source["ask"]),
        "serves": source["themes"].total(),
        "use": _use(source["themes"]),
        "ask": source["ask"],
        "verified": source["verified"],
    }


def newer(source: Mapping[str, Any]) -> str:
    """« 2023 »: the years the card knows how to download that are later than all those held."""
    if not source["is_present"] or not source["years"]:
        return ""
    offered = {int(year) for one in source["downloads"] for year in one.get("years") or ()}
    return ", ".join(str(year) for year in sorted(offered) if year > max(source["years"]))


def deposits(jobs: Iterable[Any]) -> list[dict[str, Any]]:
    """The last deposits: what was given, when, what became of it."""
    return [
        {
            "title": job.title,
            "names": ", ".join(job.payload.get("names", ())),
            "url": reverse("work:job", args=[job.pk]),
            "word": job.get_state_display(),
            "tone": DEPOSIT_TONES.get(job.state, "neutral"),
            "when": stamp(job.asked_at),
            "reason": job.message if job.state == "failed" else "",
            "discard_url": "" if job.state in UNDER_WAY else reverse("discard", args=[job.pk]),
        }
        for job in jobs
    ]


DEPOSIT_TONES = {"done": "good", "failed": "warning", "running": "info"}


def _use(themes: Counter[str]) -> str:
    """« 53 indicateurs : Logement et habitat, Mobilité et 3 autres thèmes »; empty for none."""
    if not themes:
        return ""
    names = [name for name, _ in themes.most_common()]
    shown, others = names[:MOST_THEMES], len(names) - MOST_THEMES
    listed = [*shown, plural(others, "autre thème", "autres thèmes")] if others > 0 else shown
    return f"{plural(themes.total(), 'indicateur')}\u00a0: {join_words(listed)}"


def _day(written: str) -> str:
    """« 2026-11-22 » → « 22 novembre 2026 »."""
    if not written:
        return ""
    day = date.fromisoformat(written[:10])
    return f"{ordinal(1) if day.day == 1 else day.day} {date_format(day, 'F Y')}"


def years(known: list[int]) -> str:
    """« 2018, 2021 »; « 1876 à 2018, 37 années » when they are many."""
    if len(known) <= MOST_YEARS:
        return ", ".join(str(year) for year in known)
    span = f"{known[0]} à {known[-1]}"
    if known[-1] - known[0] == len(known) - 1:
        return span
    return f"{span}, {plural(len(known), 'année')}"
