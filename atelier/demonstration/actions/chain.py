"""From représentations to constats: written, given their evidence, concluded, proposed."""

from typing import Any

from atelier.demonstration import shelf
from atelier.demonstration.actions.cast import Cast
from atelier.diagnosis.actions import findings, hypotheses
from atelier.diagnosis.models import Finding, FindingStatus, Hypothesis, HypothesisStatus, Stance


STANCES = {
    "pour": Stance.SUPPORTS,
    "nuance": Stance.QUALIFIES,
    "contre": Stance.CONTRADICTS,
    "eclaire": Stance.CONTEXT,
}


def write(cast: Cast) -> None:
    """Every hypothesis, then every constat up to its proposal."""
    card = shelf.card("chaine")
    for key, one in card["hypotheses"].items():
        cast.hypotheses[key] = _suppose(cast, one)
    for key, one in card["findings"].items():
        cast.findings[key] = _find(cast, one)


def _suppose(cast: Cast, one: dict[str, Any]) -> Hypothesis:
    by = cast.person_of(one)
    names = ("statement", "theme", "public", "would_confirm", "would_refute")
    with cast.on(one["day"]):
        made = hypotheses.write_hypothesis(
            by=by,
            demarche=cast.demarche,
            groups=[cast.groups[key] for key in one.get("groups", ())],
            communes=cast.codes(one.get("communes", [])),
            **{name: one[name] for name in names},
        )
    _attach(cast, made, one["evidence"])
    if "status" in one:
        day, status = one["status"]
        _set(cast, made, day, status, "")
    for moment in ("set_aside", "concluded"):
        if moment in one:
            day, *status, reason = one[moment]
            _set(cast, made, day, status[0] if status else moment, reason)
    return made


def _attach(cast: Cast, hypothesis: Hypothesis, links: list[dict[str, str]]) -> None:
    """The day after the evidence came in, or the day after the hypothesis was written."""
    for link in links:
        proof = cast.evidence[link["key"]]
        seen = (max(proof.pinned_at, hypothesis.written_at).date() - cast.today).days
        with cast.on(min(seen + 1, -1), "16:00"):
            hypotheses.attach(
                by=cast.pilote,
                hypothesis=hypothesis,
                evidence=proof,
                stance=STANCES[link["stance"]],
                note=link.get("note", ""),
            )


def _set(cast: Cast, hypothesis: Hypothesis, day: int, status: str, reason: str) -> None:
    with cast.on(day):
        hypotheses.set_hypothesis_status(
            by=cast.pilote,
            hypothesis=hypothesis,
            status=HypothesisStatus(status),
            reason=reason,
        )


def _find(cast: Cast, one: dict[str, Any]) -> Finding:
    names = ("statement", "detail", "theme", "publics", "competent")
    with cast.on(one["day"]):
        made = findings.write_finding(
            by=cast.person_of(one),
            demarche=cast.demarche,
            hypotheses=[cast.hypotheses[key] for key in one.get("hypotheses", ())],
            communes=cast.codes(one.get("communes", [])),
            **{
                name: one[name].strip() if name == "detail" else one[name]
                for name in names
                if name in one
            },
        )
        for link in one.get("rests_on", ()):
            findings.rest_on(
                by=cast.person_of(one),
                finding=made,
                evidence=cast.evidence[link["key"]],
                stance=STANCES[link["stance"]],
            )
        if "breaks" in one:
            findings.set_path_breaks(by=cast.person_of(one), finding=made, breaks=one["breaks"])
    for moment, status in (
        ("proposed", FindingStatus.PROPOSED),
        ("withdrawn", FindingStatus.WITHDRAWN),
    ):
        if moment in one:
            with cast.on(one[moment]):
                findings.set_finding_status(by=cast.pilote, finding=made, status=status)
    return made
