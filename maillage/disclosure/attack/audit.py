"""The audit: which hidden cells of published tables can be recovered, exactly or too closely.

It knows only what a reader knows: the published values, the sums, the hierarchies, and that nobody
counts for less than zero. Who protected the tables, and how, does not enter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from maillage.base.errors import RefusedFile
from maillage.disclosure.attack.bounds import Contradiction, Unknowns, unknowns
from maillage.disclosure.attack.equations import Key, Space, State, space
from maillage.disclosure.attack.insiders import told_by, units
from maillage.disclosure.attack.intervals import Intervals, Progress, intervals
from maillage.disclosure.attack.lattice import Children
from maillage.disclosure.attack.releases import Release
from maillage.disclosure.regimes import Regime


MOST_EXACT = 3_000
EXACT = 1e-6
USUAL_COUNT = 11


@dataclass(frozen=True)
class Finding:
    """What can be deduced of one cell.

    kind  "exact", "narrow", "undecided" (the solver did not prove it safe), "latent" (a cell never
          published, deduced by difference), "insider" (told exactly to the one contributor of
          another hidden cell), "loose" (narrow, and nothing says that it is sensitive) or "safe"
    by    the cell of that insider
    """

    key: Key
    lower: float
    upper: float
    kind: str
    by: Key = ()

    @property
    def leaks(self) -> bool:
        """Whether the cell may not stay as it is."""
        return self.kind not in {"safe", "loose"}

    def to_dict(self, dims: Sequence[str]) -> dict[str, object]:
        """One line of the JSON answer."""
        line: dict[str, object] = {
            "cell": dict(zip(dims, self.key, strict=True)),
            "lower": _limited(self.lower),
            "upper": _limited(self.upper),
            "kind": self.kind,
        }
        if self.by:
            line["by"] = dict(zip(dims, self.by, strict=True))
        return line


def _limited(value: float) -> float | None:
    return value if np.isfinite(value) else None


@dataclass(frozen=True)
class Audit:
    """The answer on a set of releases.

    hidden      how many cells are hidden
    findings    one per hidden cell, and one per cell never published that is deduced exactly
    equations   how many sums tie the cells together
    whole       whether every value is a whole number, which a reader uses too
    """

    releases: tuple[str, ...]
    dims: tuple[str, ...]
    hidden: int
    findings: tuple[Finding, ...]
    equations: int
    whole: bool

    @property
    def leaks(self) -> tuple[Finding, ...]:
        """The cells that can be recovered, exact ones first."""
        order = {"exact": 0, "latent": 1, "insider": 2, "narrow": 3, "undecided": 4}
        found = [one for one in self.findings if one.leaks]
        return tuple(sorted(found, key=lambda one: (order[one.kind], one.key)))

    @property
    def loose(self) -> tuple[Finding, ...]:
        """Cells of a table of amounts that are narrow, and sensitive or not: nobody says."""
        return tuple(one for one in self.findings if one.kind == "loose")

    @property
    def is_safe(self) -> bool:
        """Whether nothing leaks."""
        return not self.leaks

    def to_dict(self) -> dict[str, object]:
        """The answer as written in JSON; an end without limit is null."""
        return {
            "files": list(self.releases),
            "dimensions": list(self.dims),
            "hidden": self.hidden,
            "equations": self.equations,
            "safe": self.is_safe,
            "leaks": [one.to_dict(self.dims) for one in self.leaks],
            "intervals": [one.to_dict(self.dims) for one in self.findings],
        }


@dataclass(frozen=True)
class Knowledge:
    """What the protector of a table knows and a reader does not.

    claims  the sensitive cells → what a reader must not rule out (smallest bound at most this,
            largest at least that)
    others  whether the other hidden cells must stay as open as the regime asks of any cell; if
            not, they may only not be deduced exactly
    named   sensitive cells of which no more is said: they must stay as open as any cell
    alone   the cells that rest on one contributor, who knows its own value: an insider
    """

    claims: Mapping[Key, tuple[float, float]]
    others: bool
    named: frozenset[Key] = frozenset()
    alone: frozenset[Key] = frozenset()


def audit_releases(
    releases: Sequence[Release],
    *,
    hierarchies: Mapping[str, Children] | None = None,
    regime: Regime | None = None,
    knowledge: Knowledge | None = None,
    strict: bool = False,
    progress: Progress = lambda done, total: None,
) -> Audit:
    """Audit these releases together.

    hierarchies  dimension → {parent: children}
    regime       what it allows: without it, only exact deductions are refused. Under one that
                 rounds cells one by one (Cnaf), shown values are intervals, margins need not add up
    knowledge    which hidden cells are sensitive; without it, any may be
    strict       whether a cell of a table of amounts that is narrow leaks even when nothing says
                 that it is sensitive. A regime with a rule on contributions promises that of
                 sensitive cells alone: the others are only never deduced exactly.

    Raises RefusedFile when the margins do not add up or the files contradict each other.
    """
    rounding = 0 if regime is None or regime.rounding is None else regime.rounding
    made = space(releases, hierarchies or {}, rounding=rounding)
    system = unknowns(made)
    targets = np.ones(system.cells.size, dtype=bool)
    keys = [made.keys[one] for one in system.cells]
    limits = limits_of(regime, made.decimals).told(knowledge, keys)
    amounts = regime is not None and regime.ranks > 0 and made.decimals > 0
    lenient = amounts and knowledge is None and not strict
    enough = limits.are_wide if targets.sum() > MOST_EXACT else None
    try:
        found = intervals(system, targets, enough=enough, progress=progress)
    except Contradiction as problem:
        raise _contradiction(releases) from problem
    findings = _findings(made, system.cells, found, limits)
    if lenient:
        findings = tuple(
            replace(one, kind="loose") if one.kind == "narrow" else one for one in findings
        )
    if knowledge is not None and knowledge.alone:
        moving = found.seen_high - found.seen_low > limits.grain + EXACT
        told = _insiders(made, system, moving, knowledge)
        findings = tuple(_told(one, told) for one in findings)
    return Audit(
        releases=tuple(release.name for release in releases),
        dims=made.dims,
        hidden=int(made.masked.sum()),
        findings=findings,
        equations=made.matrix.shape[0],
        whole=system.whole,
    )


@dataclass(frozen=True)
class Limits:
    """What a regime allows a reader to deduce.

    share    a cell must stay open by this part of itself on both sides (0.1: ±10 %), if asked
    small    a cell under this count is secret; None: any cell may be
    counts   whether only small counts are secret (no rule on contributions)
    grain    below this width, an interval is a value
    low, high  what must not be ruled out of each sensitive cell, NaN for the others; when known
    asked    which of the other cells must stay open too
    """

    share: float | None
    small: float | None
    counts: bool
    grain: float
    low: np.ndarray | None = None
    high: np.ndarray | None = None
    asked: np.ndarray | None = None

    def told(self, knowledge: Knowledge | None, keys: Sequence[Key]) -> "Limits":
        """The limits of one who knows which cells are sensitive."""
        if knowledge is None:
            return self
        none = (np.nan, np.nan)
        pairs = np.array([knowledge.claims.get(key, none) for key in keys]).reshape(-1, 2)
        asked = np.array([knowledge.others or key in knowledge.named for key in keys], dtype=bool)
        return replace(self, low=pairs[:, 0], high=pairs[:, 1], asked=asked)

    def are_wide(self, positions: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
        """Which intervals leave enough doubt."""
        return ~self.are_exact(low, high) & ~self.are_narrow(positions, low, high)

    def are_exact(self, low: np.ndarray, high: np.ndarray) -> np.ndarray:
        """Which intervals hold one value only."""
        with np.errstate(invalid="ignore"):
            width = high - low
        return width <= np.maximum(self.grain, EXACT * np.abs(np.nan_to_num(high, posinf=0.0)))

    def are_narrow(self, positions: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
        """Which intervals no value has its margin in: (1 + share) × low > (1 − share) × high."""
        if self.share is None:
            return np.zeros(low.shape, dtype=bool)
        narrow = (1 + self.share) * low > (1 - self.share) * high + self.grain
        if self.counts and self.small is not None:
            narrow &= low < self.small
        if self.low is None or self.high is None or self.asked is None:
            return np.asarray(narrow)
        least, most = self.low[positions], self.high[positions]
        near = self.grain + EXACT * np.abs(np.nan_to_num(most))
        missed = (low > least + near) | (high < most - near)
        return np.where(np.isnan(least), narrow & self.asked[positions], missed)


def limits_of(regime: Regime | None, decimals: int) -> Limits:
    """The limits of a regime; without one, only exact deductions are refused."""
    grain = 0.0 if decimals == 0 else 10 * 10.0**-decimals
    if regime is None:
        return Limits(share=None, small=USUAL_COUNT, counts=False, grain=grain)
    return Limits(
        share=regime.protection / 100,
        small=regime.minimum_count,
        counts=regime.ranks == 0 and decimals == 0,
        grain=grain,
    )


def _findings(
    made: Space, cells: np.ndarray, found: Intervals, limits: Limits
) -> tuple[Finding, ...]:
    positions = np.arange(cells.size)
    lower, upper = found.lower, found.upper
    if cells.size > MOST_EXACT:
        # Cells seen wide enough were left there: what is proved is what tables really reach.
        lower, upper = found.doubt(positions, whole=made.decimals == 0)
    exact = limits.are_exact(lower, upper)
    narrow = limits.are_narrow(positions, lower, upper)
    listed = []
    known = made.states == State.SHOWN
    known[cells[exact]] = True
    worth = np.where(np.isnan(made.values), 0.0, made.values)
    worth[cells[exact]] = lower[exact]
    above = _wholes_of_known(made, known & (worth > EXACT))
    for position, cell in enumerate(cells):
        low, high = lower[position] + 0.0, upper[position] + 0.0
        kind = _kind(bool(exact[position]), bool(narrow[position]), bool(found.certain[position]))
        if made.states[cell] == State.LATENT:
            if kind != "exact" or above[cell] or not _is_small(low, limits):
                continue
            kind = "latent"
        listed.append(Finding(made.keys[cell], float(low), float(high), kind))
    shown = np.nonzero(made.masked & (made.states == State.SHOWN))[0]
    for cell in shown:
        value = float(made.values[cell])
        listed.append(Finding(made.keys[cell], value, value, "exact"))
    return tuple(listed)


def _insiders(
    made: Space, system: Unknowns, moving: np.ndarray, knowledge: Knowledge
) -> dict[Key, Key]:
    """Sensitive cells that an insider deduces → the insider's cell."""
    sensitive = knowledge.named | set(knowledge.claims)
    filled = (made.states != State.SHOWN) | (made.values > 0)
    alone = np.array([key in knowledge.alone for key in made.keys])
    unit = units(made.matrix, filled, alone)[system.cells]
    keys = [made.keys[one] for one in system.cells]
    claimed = np.array([one for one, key in enumerate(keys) if key in sensitive], dtype=int)
    return {keys[cell]: keys[by] for by, cell in told_by(system.matrix, moving, unit, claimed)}


def _told(one: Finding, told: Mapping[Key, Key]) -> Finding:
    if one.key in told and not (one.leaks and one.kind != "undecided"):
        return replace(one, kind="insider", by=told[one.key])
    return one


def _wholes_of_known(made: Space, known: np.ndarray) -> np.ndarray:
    """The cells with a known part that is not empty: knowing the sum then tells nothing new."""
    parts = made.matrix.minimum(0)
    rows = abs(parts) @ known.astype(float) > 0
    return np.asarray((made.matrix.maximum(0).T @ rows.astype(float)) > 0)


def _kind(exact: bool, narrow: bool, certain: bool) -> str:
    if exact:
        return "exact"
    if narrow:
        return "narrow"
    return "safe" if certain else "undecided"


def _is_small(value: float, limits: Limits) -> bool:
    """A cell nobody published is a leak only when the few people in it would be secret."""
    return value > EXACT and (limits.small is None or value < limits.small)


def _contradiction(releases: Sequence[Release]) -> RefusedFile:
    names = " et ".join(f"« {one.name} »" for one in releases)
    return RefusedFile(
        f"{names} : aucun tableau de valeurs positives ne redonne ces marges.",
        todo="Vérifiez les totaux, les signes et la hiérarchie ; des marges arrondies une à une ne "
        "s’additionnent plus. Si une colonne contient plusieurs niveaux (communes et "
        "intercommunalités), donnez-les par --hierarchy.",
    )
