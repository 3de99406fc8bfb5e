"""A restitution in words: every element with its one message, its proofs, its source.

Slides and papers print this and nothing else. Numbers come from the evidence as it was frozen the
day it was pinned; none is typed again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from atelier.demarches.queries import presentations
from atelier.diagnosis.models import Evidence, EvidenceKind, Finding, FindingStatus, Verdict
from atelier.diagnosis.presenters import chain
from atelier.diagnosis.presenters import evidence as proofs
from atelier.diagnosis.rules import is_silent
from atelier.meetings import presenters as meetings
from atelier.meetings.models import Decision
from atelier.portraits.places import FICTITIOUS
from atelier.restitution.models import Element, ElementKind, Restitution
from atelier.restitution.rules import DRAFTS, GONE, UNVALIDATED, Council, council_of
from atelier.restitution.writing import checks
from atelier.restitution.writing.thread import Knot, thread_of
from atelier.ui.dates import day


SPOKEN = "Paroles recueillies par la démarche, citées avec l’accord de leurs auteurs."
SINCE = "Relu depuis"
NOTICE = "Territoire fictif : aucun de ces chiffres ne décrit un lieu réel."


# How a decision that validates a constat begins.
VALIDATED = "Validé"


@dataclass(frozen=True)
class Bar:
    """A territory and its value; no value when it is hidden, its word in `text`."""

    label: str
    value: float | None
    text: str
    is_own: bool = False


@dataclass(frozen=True)
class Figure:
    """A number as pinned, beside its references."""

    value: str
    label: str
    where: str
    unit: str
    bars: tuple[Bar, ...] = ()
    is_hidden: bool = False


@dataclass(frozen=True)
class Drawing:
    """A map or a trend; a trend has its points, so that a slide can draw it again."""

    title: str
    svg: str
    alternative: str
    twin: tuple[tuple[str, ...], ...]
    points: tuple[Mapping[str, Any], ...] = ()
    unit: str = ""


@dataclass(frozen=True)
class Proof:
    """What a constat rests on."""

    stance: str
    text: str
    source: str
    is_said: bool = False


@dataclass(frozen=True)
class Item:
    """One element, told.

    title   the one message
    flag    « Non validé » on what no instance has validated
    state   « Validé en COPIL du 1er mars 2027 »
    label   what it is, when its kind does not say enough: « Constat C5 », « Étude antérieure »
    since   what a newer vintage did to a figure; empty when it confirms it, or when none came
    """

    kind: ElementKind
    title: str
    text: str = ""
    flag: str = ""
    state: str = ""
    source: str = ""
    said: str = ""
    cautions: tuple[str, ...] = ()
    proofs: tuple[Proof, ...] = ()
    figure: Figure | None = None
    drawing: Drawing | None = None
    element: int | None = None
    label: str = ""
    since: str = ""

    @property
    def sourced(self) -> str:
        """Its source, and what newer data say of it: printed under a figure."""
        return f"{self.source}. {self.since}" if self.since else self.source


@dataclass(frozen=True)
class Content:
    """The whole restitution.

    assembly   who deliberates, as the démarche names it; `council`, by which texts
    others     the other bodies that are owed the same report
    left_out   what was chosen and is not printed, and why
    """

    title: str
    audience: str
    when: str
    instance: str
    message: str
    requests: tuple[str, ...]
    territory: str
    demarche: str
    organisation: str
    colour: str
    notice: str
    items: tuple[Item, ...]
    thread: tuple[Knot, ...] = ()
    left_out: tuple[str, ...] = ()
    assembly: str = ""
    council: Council = "assembly"
    others: tuple[str, ...] = ()
    logo: bytes = field(default=b"", repr=False)

    def of(self, *kinds: ElementKind) -> list[Item]:
        """The items of these kinds, in order."""
        return [one for one in self.items if one.kind in kinds]

    @property
    def has_drafts(self) -> bool:
        """Whether something is not validated."""
        return any(one.flag for one in self.items)

    @property
    def sources(self) -> list[str]:
        """Every source once, in the order met; constats and decisions rest on others."""
        numbers = self.of(ElementKind.EVIDENCE, ElementKind.MAP, ElementKind.TREND)
        rested = [proof for one in self.items for proof in one.proofs]
        met = [one.source for one in numbers]
        met += [proof.source for proof in rested if not proof.is_said]
        if self.of(ElementKind.WORDS) or any(proof.is_said for proof in rested):
            met.append(SPOKEN)
        return list(dict.fromkeys(one for one in met if one))

    def texts(self) -> Iterator[str]:
        """Every sentence that could name someone."""
        yield from (self.title, self.audience, self.message, *self.requests)
        for one in self.items:
            yield from (one.title, one.text, one.said, *(proof.text for proof in one.proofs))


def content_of(restitution: Restitution, *, drafts: bool = True) -> Content:
    """The restitution as it may be printed today. Raises Unprintable.

    drafts   False for whoever may not read constats that are not validated
    """
    demarche = restitution.demarche
    elements = list(restitution.elements.all())
    assembly = _assembly(restitution)
    refused = {one.pk: why for one in elements if (why := _refusal(one, drafts=drafts))}
    found = Content(
        title=restitution.title,
        audience=restitution.audience,
        when=day(restitution.held_on) if restitution.held_on else "",
        instance=restitution.instance.name if restitution.instance else "",
        message=restitution.message,
        requests=tuple(line.strip() for line in restitution.requests.splitlines() if line.strip()),
        territory=demarche.territory_name,
        demarche=demarche.name,
        organisation=demarche.organisation.name,
        colour=demarche.organisation.colour,
        notice=NOTICE if demarche.shelf == FICTITIOUS else "",
        items=tuple(item_of(one) for one in elements if one.pk not in refused),
        thread=thread_of(restitution),
        left_out=tuple(dict.fromkeys(refused.values())),
        assembly=assembly,
        council=council_of(demarche.kind, assembly),
        others=tuple(
            one.body for one in presentations(demarche) if one.required and one.body != assembly
        ),
        logo=_logo(demarche.organisation),
    )
    checks.check_names(checks.residents(demarche), found.texts())
    return found


def _assembly(restitution: Restitution) -> str:
    """The body owed the report that this restitution is for: its own instance if it is one of them,
    else the first that has not received it."""
    owed = list(presentations(restitution.demarche))
    own = restitution.instance.name if restitution.instance else ""
    ranked = sorted(owed, key=lambda one: (one.body != own, one.presented_on is not None))
    return ranked[0].body if ranked else ""


def item_of(element: Element) -> Item:
    """One element, told. Raises Unprintable."""
    told = TELLERS[ElementKind(element.kind)](element)
    given = {"title": element.message} if element.message else {}
    return Item(
        **{
            "kind": ElementKind(element.kind),
            "said": element.note,
            "element": element.pk,
            **told,
            **given,
        }
    )


def flag_of(finding: Finding) -> str:
    """« Non validé, proposé »; empty once validated."""
    if finding.status not in DRAFTS:
        return ""
    return f"{UNVALIDATED}, {finding.get_status_display().lower()}"


def proof_text(one: Evidence) -> str:
    """What evidence says on paper: words only if they may be quoted. Raises Unprintable."""
    if one.kind == EvidenceKind.INDICATOR:
        value = checks.value_text(one.frozen, one.title)
        if checks.is_hidden(one.frozen):
            return f"{one.frozen.get('label') or one.title} : {value}"
        return one.frozen.get("sentence") or f"{one.frozen.get('label') or one.title} : {value}"
    if one.partner_figure and checks.is_too_small(one.partner_figure):
        return checks.hidden_text(one.partner_figure)
    return proofs.title(one, reads_words=False)


def _refusal(element: Element, *, drafts: bool) -> str:
    """Why the element is not printed; empty when it is."""
    finding, words = element.finding, element.testimony
    if finding is not None and finding.status in GONE:
        return f"C{finding.number} a été retiré : il n’est plus montré."
    if finding is not None and finding.status != FindingStatus.VALIDATED and not drafts:
        return f"C{finding.number} n’est pas validé : il n’est pas montré ici."
    if words is not None and not words.may_quote:
        return f"{words.code} n’accepte plus d’être cité : ses paroles ne sont plus montrées."
    return ""


def _finding(element: Element) -> dict[str, Any]:
    one = element.finding
    weighed = chain.finding(one)
    return {
        "title": one.statement,
        "text": one.detail,
        "flag": flag_of(one),
        "state": chain.validated(one) if not flag_of(one) else "",
        "cautions": (weighed["proof"]["summary"],)
        + ((weighed["proof"]["agreement"],) if weighed["proof"]["contradicts"] else ()),
        "label": f"Constat C{one.number}",
        "proofs": tuple(
            Proof(
                link.get_stance_display(),
                proof_text(link.evidence),
                proofs.source(link.evidence),
                is_said=link.evidence.kind == EvidenceKind.TESTIMONY,
            )
            for link in one.links.all()
            if not is_silent(link.evidence)
        ),
    }


def _evidence(element: Element) -> dict[str, Any]:
    one = element.evidence
    told = {"title": proof_text(one), "source": proofs.source(one), "text": one.note}
    if one.kind != EvidenceKind.INDICATOR:
        return {**told, "label": one.get_kind_display(), "cautions": _limits(one)}
    return {
        **told,
        "figure": _figure(one.frozen, one.title),
        "since": " ".join(_newer(one)) if one.verdict != Verdict.CONFIRMED else "",
        "cautions": (*(one.frozen.get("cautions") or ()), *_newer(one)),
    }


def _limits(one: Evidence) -> tuple[str, ...]:
    figure = one.partner_figure
    return (figure.note,) if figure and figure.note else ()


def _newer(one: Evidence) -> tuple[str, ...]:
    """What a newer vintage says, so that the speaker knows."""
    change = proofs.change(one)
    return (f"{SINCE} : {change}.",) if change else ()


def _figure(frozen: Mapping[str, Any], title: str) -> Figure:
    """The pinned number and its references, hidden ones by their word."""
    unit = frozen.get("unit") or ""
    own = Bar(frozen.get("territory", ""), frozen.get("value"), "", is_own=True)
    others = [
        Bar(
            other["territory"],
            None if checks.is_hidden(other) else other["value"],
            checks.value_text({"unit": unit, **other}, title),
        )
        for other in frozen.get("comparisons") or ()
    ]
    value = checks.value_text(frozen, title)
    hidden = checks.is_hidden(frozen)
    return Figure(
        value=value,
        label=frozen.get("label") or title,
        where=", ".join(
            str(part) for part in (frozen.get("territory"), frozen.get("year")) if part
        ),
        unit=unit,
        bars=(
            Bar(own.label, None if hidden else own.value, value, is_own=True),
            *others,
        ),
        is_hidden=hidden,
    )


def _words(element: Element) -> dict[str, Any]:
    one = element.testimony
    who = " · ".join(part for part in (one.about, one.get_kind_display()) if part)
    return {"title": f"« {one.text} »", "source": f"{who} ({one.code})" if who else one.code}


def _decision(element: Element) -> dict[str, Any]:
    return decision_told(element.decision)


def decision_told(one: Decision) -> dict[str, Any]:
    """A decision, its instance and its day, without the name of whoever carries it."""
    told = meetings.decision(one)
    verb = VALIDATED if one.kind == "validation" else "Décidé"
    parts = (
        f"{verb} en {one.instance.name} du {day(one.decided_on)}",
        f"pour le {told['due']}" if told["due"] else "",
        one.get_status_display().lower(),
    )
    return {
        "title": one.text,
        "text": one.follow_up,
        "state": ", ".join(part for part in parts if part),
        "label": f"Décision D{one.number}",
    }


def _drawing(element: Element) -> dict[str, Any]:
    frozen = element.frozen
    points = tuple(
        {**one, "text": checks.value_text({**one, "unit": frozen["unit"]}, frozen["label"])}
        for one in frozen.get("points") or ()
    )
    return {
        "title": frozen["title"],
        "source": frozen["source"],
        "cautions": tuple(frozen.get("cautions") or ()),
        "drawing": Drawing(
            title=frozen["title"],
            svg=frozen["svg"],
            alternative=frozen["alternative"],
            twin=tuple(tuple(row) for row in frozen["twin"]),
            points=points,
            unit=frozen.get("unit", ""),
        ),
    }


def _logo(organisation: Any) -> bytes:
    """The logo as the site redrew it; nothing when there is none."""
    if not organisation.logo or not organisation.logo.storage.exists(organisation.logo.name):
        return b""
    with organisation.logo.open("rb") as kept:
        return kept.read()


TELLERS = {
    ElementKind.FINDING: _finding,
    ElementKind.EVIDENCE: _evidence,
    ElementKind.WORDS: _words,
    ElementKind.DECISION: _decision,
    ElementKind.MAP: _drawing,
    ElementKind.TREND: _drawing,
}
