"""Reads of the chain: what rests on what, in both directions."""

from django.db.models import Count, Prefetch, Q, QuerySet

from atelier.demarches.models import Demarche
from atelier.diagnosis.figures import as_json
from atelier.diagnosis.models import (
    Evidence,
    EvidenceKind,
    Finding,
    FindingEvidence,
    FindingStatus,
    Hypothesis,
    HypothesisEvidence,
    StudyFinding,
    Testimony,
    Validation,
)
from atelier.diagnosis.rules import (
    FALLEN,
    TOLD_FINDINGS,
    Weighed,
    is_silent,
    subject_of,
    written_on,
)
from atelier.meetings.models import Decision, DecisionKind
from atelier.portraits.places import Place
from atelier.workshops.models import Group


FOR = ("supports", "qualifies")
ORIGINS = ("study_finding__study", "testimony", "offer_fact", "partner_figure__organisation")


def hypotheses(demarche: Demarche, **filters: str) -> QuerySet[Hypothesis]:
    """The register, in order of number. Filters: status, theme, public; empty ones are ignored."""
    kept = {name: value for name, value in filters.items() if value}
    return (
        demarche.hypotheses.filter(**kept)
        .annotate(
            supports=Count("links", filter=Q(links__stance__in=FOR) & ~silent("links__evidence__")),
            contradicts=Count(
                "links", filter=Q(links__stance="contradicts") & ~silent("links__evidence__")
            ),
        )
        .order_by("number")
    )


def hypothesis(demarche: Demarche, hypothesis_id: int) -> Hypothesis | None:
    """One hypothesis with its groups, cards, evidence and constats."""
    links = HypothesisEvidence.objects.select_related(
        "evidence", *(f"evidence__{origin}" for origin in ORIGINS)
    ).order_by("stance", "pk")
    return (
        demarche.hypotheses.filter(pk=hypothesis_id)
        .select_related("written_by")
        .prefetch_related(
            Prefetch("links", queryset=links),
            Prefetch("groups", queryset=Group.objects.select_related("workshop").order_by("pk")),
            "groups__cards",
            Prefetch("findings", queryset=Finding.objects.order_by("number")),
        )
        .first()
    )


def waiting_groups(demarche: Demarche) -> list[Group]:
    """Groups of représentations that no hypothesis has taken up yet, most voted first."""
    found = (
        Group.objects.filter(workshop__demarche=demarche, hypotheses=None)
        .select_related("workshop")
        .annotate(cards_count=Count("cards", distinct=True))
        .order_by("workshop__held_on", "position", "pk")
    )
    return list(found)


def born_of(demarche: Demarche, workshop_id: int) -> list[tuple[int, Hypothesis]]:
    """The groups of a workshop with the hypotheses that come from each, in order of number."""
    through = Hypothesis.groups.through.objects.filter(
        hypothesis__demarche=demarche, group__workshop=workshop_id
    )
    found = through.select_related("hypothesis").order_by("hypothesis__number")
    return [(one.group_id, one.hypothesis) for one in found]


def groups(demarche: Demarche) -> QuerySet[Group]:
    """Every group of représentations of the démarche."""
    return (
        Group.objects.filter(workshop__demarche=demarche)
        .select_related("workshop")
        .order_by("workshop__held_on", "position", "pk")
    )


def evidence(demarche: Demarche) -> QuerySet[Evidence]:
    """Every piece of evidence, latest first, with how much rests on it."""
    return (
        demarche.evidence.select_related("pinned_by", *ORIGINS)
        .annotate(
            hypotheses_count=Count("hypothesis_links", distinct=True),
            findings_count=Count("finding_links", distinct=True),
        )
        .order_by("-pinned_at", "-pk")
    )


def one_evidence(demarche: Demarche, evidence_id: int) -> Evidence | None:
    """One piece of evidence, and what rests on it."""
    return (
        demarche.evidence.filter(pk=evidence_id)
        .select_related("pinned_by", *ORIGINS)
        .prefetch_related(
            Prefetch("hypotheses", queryset=Hypothesis.objects.order_by("number")),
            "hypotheses__groups__workshop",
            Prefetch("findings", queryset=Finding.objects.order_by("number")),
        )
        .first()
    )


def resting_on(demarche: Demarche, decision_id: int) -> QuerySet[Finding]:
    """The constats a decision validates, validated one day, or is about."""
    about = Q(pk__in=_subject_of(demarche, decision_id))
    validated = Q(validations__decision=decision_id) | Q(validated_in=decision_id)
    return demarche.findings.filter(about | validated).distinct().order_by("number")


def validated_in(demarche: Demarche, meeting_id: int) -> QuerySet[Finding]:
    """The constats validated in a meeting, or validated there one day."""
    held = Q(validations__decision__meeting=meeting_id) | Q(validated_in__meeting=meeting_id)
    return demarche.findings.filter(held).distinct().order_by("number")


def _subject_of(demarche: Demarche, decision_id: int) -> list[int]:
    """The constat a decision names as its subject."""
    named = demarche.decisions.filter(pk=decision_id, subject__startswith="finding:")
    numbers = (one.removeprefix("finding:") for one in named.values_list("subject", flat=True))
    return [int(one) for one in numbers if one.isdecimal()]


def to_look_at_again(demarche: Demarche) -> list[Evidence]:
    """Evidence that newer figures changed, and that the pilote has not seen yet."""
    return list(
        demarche.evidence.filter(is_acknowledged=False)
        .exclude(verdict="")
        .prefetch_related(Prefetch("findings", queryset=Finding.objects.order_by("number")))
        .order_by("-reviewed_at", "pk")
    )


def findings(demarche: Demarche, *, drafts: bool, **filters: str) -> QuerySet[Finding]:
    """The register of constats; without `drafts`, the validated ones and those to look at again."""
    public = filters.pop("public", "")
    kept = {name: value for name, value in filters.items() if value}
    found = demarche.findings.filter(**kept)
    if public:  # SQLite cannot look inside a list
        lists = found.values_list("pk", "publics")
        found = found.filter(pk__in=[pk for pk, publics in lists if public in publics])
    if not drafts:
        found = found.filter(status__in=TOLD_FINDINGS)
    return (
        found.select_related("validated_in__instance", "written_by")
        .prefetch_related(_weighed_links())
        .order_by("number")
    )


def finding(demarche: Demarche, finding_id: int) -> Finding | None:
    """One constat with everything it rests on."""
    return (
        demarche.findings.filter(pk=finding_id)
        .select_related("validated_in__instance", "validated_in__meeting", "written_by")
        .prefetch_related(
            _weighed_links(),
            Prefetch("hypotheses", queryset=Hypothesis.objects.order_by("number")),
            "hypotheses__groups__workshop",
            "path_breaks",
            Prefetch(
                "validations",
                queryset=Validation.objects.select_related("decision__instance").order_by("-pk"),
            ),
        )
        .first()
    )


def _weighed_links() -> Prefetch:
    links = FindingEvidence.objects.select_related(
        "evidence", *(f"evidence__{origin}" for origin in ORIGINS)
    )
    return Prefetch("links", queryset=links.order_by("stance", "pk"))


def weighed(link: FindingEvidence | HypothesisEvidence) -> Weighed:
    """A piece of evidence as `rules.proof_of` sees it."""
    one = link.evidence
    return Weighed(
        kind=EvidenceKind(one.kind),
        stance=link.stance,
        source=_source(one),
        is_frail=_is_frail(one),
        is_silent=is_silent(one),
        is_fallen=one.verdict in FALLEN,
        voice=one.testimony.kind if one.testimony else None,
    )


def validations(finding: Finding) -> QuerySet[Decision]:
    """Adopted validations of this constat, since it was written: what may validate it."""
    return (
        finding.demarche.decisions.filter(
            kind=DecisionKind.VALIDATION,
            is_approved=True,
            instance__is_deciding=True,
            subject=subject_of(finding),
            decided_on__gte=written_on(finding),
        )
        .exclude(validations__in=finding.validations.exclude(reopened_on=None))
        .select_related("instance")
        .order_by("-decided_on", "-number")
    )


def study_findings_together(demarche: Demarche) -> dict[tuple[str, str], list[StudyFinding]]:
    """What several studies say of the same theme and public; one study alone is not listed."""
    found = (
        StudyFinding.objects.filter(study__demarche=demarche)
        .select_related("study")
        .order_by("theme", "public", "study__year", "pk")
    )
    together: dict[tuple[str, str], list[StudyFinding]] = {}
    for one in found:
        together.setdefault((one.theme, one.public), []).append(one)
    return {
        about: said
        for about, said in together.items()
        if len({one.study_id for one in said}) > 1 and about[0]
    }


def testimonies(demarche: Demarche) -> list[Testimony]:
    """What people said, E2 before E10, with the evidence made of it."""
    found = demarche.testimonies.prefetch_related("evidence").order_by("code", "pk")
    return sorted(found, key=lambda one: (one.code[:1], len(one.code), one.code))


def pinned_indicators(demarche: Demarche, place: Place) -> dict[str, set[int]]:
    """Indicators already pinned for this territory, with the years of their figures."""
    found = demarche.evidence.filter(kind=EvidenceKind.INDICATOR, place=as_json(place))
    pinned: dict[str, set[int]] = {}
    for indicator, year in found.values_list("indicator", "frozen__year"):
        pinned.setdefault(indicator, set()).add(year)
    return pinned


def silent(path: str = "") -> Q:
    """`rules.is_silent` for the database: figures without a value.

    path  the way to the evidence, « links__evidence__ »
    """
    return Q(
        **{f"{path}kind": EvidenceKind.INDICATOR, f"{path}frozen__value": None},
    ) | Q(**{f"{path}partner_figure__isnull": False, f"{path}partner_figure__value": None})


def counts(demarche: Demarche) -> dict[str, int]:
    """How many hypotheses, pieces of evidence, constats, constats validated."""
    found = demarche.findings.aggregate(
        findings=Count("pk"), validated=Count("pk", filter=Q(status=FindingStatus.VALIDATED))
    )
    return {
        **found,
        "hypotheses": demarche.hypotheses.count(),
        "evidence": demarche.evidence.exclude(silent()).count(),
    }


def _source(one: Evidence) -> str:
    if one.kind == EvidenceKind.INDICATOR:
        return str(one.frozen.get("source_id") or one.frozen.get("source") or "")
    if one.partner_figure:
        return f"partner:{one.partner_figure.organisation_id or one.partner_figure.source}"
    return one.offer_fact.source if one.offer_fact else ""


def _is_frail(one: Evidence) -> bool:
    if one.kind != EvidenceKind.INDICATOR:
        return False
    return one.frozen.get("reliability") == "caution"
