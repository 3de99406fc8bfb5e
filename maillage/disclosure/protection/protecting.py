"""From a table to what may be published: primary rules, secondary suppression, audit.

Nothing is returned that our own attack has not failed to open. Small tables are searched for the
fewest hidden cells; large ones are closed line by line and repaired. When neither holds, everything
but the widest margins is hidden rather than anything unsafe shown.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import highspy
import numpy as np

from maillage.base.errors import RefusedFile
from maillage.base.french import plural
from maillage.disclosure.attack.audit import Audit, Knowledge, audit_releases
from maillage.disclosure.attack.bounds import unknowns
from maillage.disclosure.attack.equations import Space, State, space
from maillage.disclosure.attack.insiders import told_by, units
from maillage.disclosure.attack.lattice import TOTAL, Children
from maillage.disclosure.attack.programs import linear_program
from maillage.disclosure.attack.releases import Release
from maillage.disclosure.protection.argus import proposal
from maillage.disclosure.protection.lines import Lines
from maillage.disclosure.protection.needs import Needs, needs_of
from maillage.disclosure.protection.patterns import ROUNDS, Pattern, Unprotectable, improved
from maillage.disclosure.protection.primary import primary_reasons
from maillage.disclosure.protection.tables import Key, Table
from maillage.disclosure.regimes import Regime


SMALL = 2_000
MOST_AUDITS = 12
ROUNDS_AGAIN = 2
WORTH_ASKING = 200
ENGINE_SECONDS = 120.0
SECONDARY = "secondary"
# Below this width, an interval is a value.
MOVES = 1e-6
Say = Callable[[str, int, int], None]


def _quiet(step: str, done: int, total: int) -> None:
    del step, done, total


@dataclass(frozen=True)
class Protected:
    """The answer.

    tables     as given
    published  for each, the cells to publish, None where hidden
    reasons    for each, hidden cells → "count", "dominance" or "secondary"
    intervals  for each, hidden cells → what our attack deduces of them
    audit      what our attack makes of it
    method     how secondary cells were chosen, in French
    others_may_be_narrow  whether secondary cells are only proved not to be deduced exactly
    ignored    how many rest on one contributor, when that was not asked
    exposed    how many sensitive cells such a contributor then deduces exactly
    insiders   how many sensitive cells rest on one contributor, against whom the rest holds too
    """

    tables: tuple[Table, ...]
    published: tuple[Release, ...]
    reasons: tuple[Mapping[Key, str], ...]
    intervals: tuple[Mapping[Key, tuple[float, float]], ...]
    audit: Audit
    method: str
    regime: Regime
    others_may_be_narrow: bool = False
    insiders: int = 0
    ignored: int = 0
    exposed: int = 0


def protect(
    tables: Sequence[Table],
    regime: Regime,
    *,
    hierarchies: Mapping[str, Children] | None = None,
    say: Say = _quiet,
    seed: int = 0,
    insiders: bool = True,
) -> Protected:
    """Protect tables under a regime, linked ones together: a cell they share is hidden in each.

    insiders  whether the one contributor of a cell, who knows its own value, may deduce no other
              sensitive cell either. Without it, the record says how many it deduces.

    Raises RefusedFile when its margins do not add up.
    """
    links = hierarchies or {}
    made = with_some_table(space([table.release for table in tables], links))
    reasons, needs = _primary(tables, made, regime)
    if _promises_less(tables, made, regime):
        needs = replace(needs, share=0.0)
    if insiders:
        needs = replace(needs, unit=units(made.matrix, made.values > 0, _alone(tables, made)))
    work = _Work(tuple(tables), made, reasons, needs, regime, links, say, seed)
    for attempt in (work.searched, work.closed, work.coarse):
        hidden, method = attempt()
        answer = work.answer(hidden, method) if hidden is not None else None
        if answer is not None:
            return answer
    raise RefusedFile(
        "Ce tableau ne peut pas être protégé : même ses marges désignent trop peu d’unités.",
        todo="Ne le publiez pas ; regroupez des modalités ou des territoires.",
    )


def _promises_less(tables: Sequence[Table], made: Space, regime: Regime) -> bool:
    """Whether the other hidden cells may only not be deduced exactly: a table of amounts.

    A reader of whole numbers cannot tell them from counts: there, every hidden cell stays open.
    """
    if all(table.are_counts for table in tables):
        return False
    return regime.ranks > 0 and made.decimals > 0


def _alone(tables: Sequence[Table], made: Space) -> np.ndarray:
    """The cells that rest on one contributor."""
    alone = np.zeros(len(made.keys), dtype=bool)
    for table, places in zip(tables, made.places, strict=True):
        alone[[places[key] for key, count in table.counts.items() if count == 1]] = True
    return alone


def with_some_table(made: Space) -> Space:
    """Cells that the file does not have get some value that its margins allow.

    Raises RefusedFile when the margins allow none.
    """
    if not (made.states == State.LATENT).any():
        return made
    system = unknowns(made)
    program = linear_program(
        system.matrix.tocsc(), (system.least, system.most), (system.lower, system.upper)
    )
    program.run()
    if program.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RefusedFile(
            "Les marges de ce tableau ne correspondent à aucun tableau de valeurs positives.",
            todo="Vérifiez les totaux et le fichier de hiérarchie.",
        )
    values = made.values.copy()
    values[system.cells] = np.asarray(program.getSolution().col_value)
    return replace(made, values=values)


def _primary(tables: Sequence[Table], made: Space, regime: Regime) -> tuple[np.ndarray, Needs]:
    for table in tables:
        _refuse_unknown_ranks(table, regime)
    counts = np.zeros(len(made.keys))
    tops = np.zeros((regime.ranks, len(made.keys)))
    for table, places in zip(tables, made.places, strict=True):
        for key, number in places.items():
            counts[number] = table.counts[key]
            for rank, largest in enumerate(table.tops[: regime.ranks]):
                tops[rank, number] = largest[key]
    ranked = list(tops) if any(table.tops for table in tables) else []
    reasons = primary_reasons(made.values, counts, ranked, regime)
    whole = made.decimals == 0
    return reasons, needs_of(made.values, reasons, regime, tops=ranked, whole=whole)


def _refuse_unknown_ranks(table: Table, regime: Regime) -> None:
    """Raises RefusedFile when a rule looks at contributions that were not given.

    Dominance of one contributor alone is left unchecked, and said so, when none are given.
    """
    given = len(table.tops)
    if table.are_counts or given >= regime.ranks or regime.ranks == 1:
        return
    raise RefusedFile(
        f"« {table.release.name} » : la règle regarde les {regime.ranks} plus grosses "
        f"contributions de chaque case, dont {plural(given, 'donnée')} ici.",
        todo="Répétez --max, une colonne par rang (la plus grosse, la deuxième…), ou donnez un "
        "fichier d’une ligne par contribution.",
    )


@dataclass
class _Work:
    """The tables on the bench."""

    tables: tuple[Table, ...]
    made: Space
    reasons: np.ndarray
    needs: Needs
    regime: Regime
    links: Mapping[str, Children]
    say: Say
    seed: int

    @property
    def free(self) -> np.ndarray:
        """The cells that the file does not have."""
        return np.asarray(self.made.states == State.LATENT)

    @property
    def insiders(self) -> np.ndarray:
        """The sensitive cells that rest on one contributor, if one minds."""
        unit = self.needs.unit
        return (
            np.zeros(len(self.made.keys), dtype=bool)
            if unit is None
            else ((unit >= 0) & (self.reasons != ""))
        )

    def searched(self) -> tuple[np.ndarray | None, str]:
        """The fewest hidden cells found by search; nothing for a large table."""
        if len(self.made.keys) > SMALL:
            return None, ""
        try:
            best, done = self._improved(self.needs, self._hint())
        except Unprotectable:
            return None, ""
        method = "recherche du plus petit nombre de cases (programmes linéaires)"
        if not done:
            method += ", arrêtée parce qu’elle durait trop : plus grossière, propre à cette machine"
        return best.hidden, method

    def _improved(self, needs: Needs, hint: np.ndarray | None) -> tuple[Pattern, bool]:
        """The search. Against lone contributors of amounts, it starts from what hides the rest.

        Meeting both needs from nothing hid a quarter more cells on the tables tried; searching on
        after that, for more rounds than a few, none fewer.
        """
        ended, rounds = True, ROUNDS
        if needs.unit is not None and not all(table.are_counts for table in self.tables):
            first, ended = self._improved(replace(needs, unit=None), hint)
            hint, rounds = first.hidden, ROUNDS_AGAIN
        best, done = improved(
            lambda costs: Pattern(self.made.matrix, self.made.values, needs, costs, self.free),
            np.ones(self.made.values.size),
            seed=self.seed,
            hint=hint,
            rounds=rounds,
            progress=lambda done, total: self.say("Recherche", done, total),
        )
        return best, done and ended

    def _hint(self) -> np.ndarray | None:
        """What τ-Argus would hide, for a single table worth asking about."""
        if len(self.tables) > 1 or len(self.made.keys) < WORTH_ASKING:
            return None
        release, places = self.tables[0].release, self.made.places[0]
        sensitive = [key for key, number in places.items() if self.reasons[number]]
        self.say("τ-Argus", 0, 1)
        found = proposal(release, sensitive, self.links, seconds=ENGINE_SECONDS)
        if found is None:
            return None
        hint = np.zeros(len(self.made.keys), dtype=bool)
        hint[[places[key] for key in found if key in places]] = True
        return hint

    def closed(self) -> tuple[np.ndarray | None, str]:
        """Every line closed, then what the attack opens is repaired."""
        lines = self._lines(self.reasons != "")
        lines.close()
        if not lines.repair(lambda done, total: self.say("Fermeture des lignes", done, total)):
            return None, ""
        return lines.hidden, "fermeture des lignes, puis réparation de ce que l’attaque ouvrait"

    def coarse(self) -> tuple[np.ndarray | None, str]:
        """Only margins are left, the finest that hold."""
        depth = np.array([sum(code != TOTAL for code in key) for key in self.made.keys])
        for kept in range(len(self.made.dims) - 1, -1, -1):
            lines = self._lines((self.reasons != "") | ((depth > kept) & (self.made.values > 0)))
            lines.close()
            if lines.repair():
                return lines.hidden, f"réponse de repli : rien de plus fin que {kept} dimensions"
        return None, ""

    def _lines(self, hidden: np.ndarray) -> Lines:
        cost = self.made.values + 1.0
        return Lines(self.made, self.needs, cost, hidden | self.free, self.free)

    def answer(self, hidden: np.ndarray, method: str) -> Protected | None:
        """The protected table once our attack fails on it; more cells hidden until it does."""
        lines = self._lines(hidden)
        self._part(lines)
        for _ in range(MOST_AUDITS):
            found = self._audit(lines.hidden)
            if found.is_safe:
                return self._protected(lines.hidden, found, method)
            places = {key: number for number, key in enumerate(self.made.keys)}
            before = int(lines.hidden.sum())
            for leak in found.leaks:
                if leak.key in places:
                    lines.accompany(places[leak.key])
            lines.close()
            if int(lines.hidden.sum()) == before:
                return None
        return None

    def _part(self, lines: Lines) -> None:
        """Hide more until no lone contributor tells a cell: far quicker than one attack for each.

        What cannot be told apart so is left to the attack, which decides.
        """
        if self.needs.unit is None:
            return
        for _ in range(MOST_AUDITS):
            cells = np.nonzero(lines.hidden)[0]
            told = self._told(cells, np.ones(cells.size, dtype=bool), self.needs.unit)
            if not told:  # closing lines would hide cells that a careful search left shown
                return
            before = cells.size
            for cell in told:
                lines.accompany(cell)
            lines.close()
            if int(lines.hidden.sum()) == before:
                return

    def _told(self, cells: np.ndarray, moving: np.ndarray, unit: np.ndarray) -> list[int]:
        """The sensitive ones of these hidden cells that the one contributor of another deduces."""
        sensitive = np.nonzero(self.reasons[cells] != "")[0]
        pairs = told_by(self.made.matrix[:, cells].tocsr(), moving, unit[cells], sensitive)
        return sorted({int(cells[cell]) for _, cell in pairs})

    def _published(self, hidden: np.ndarray) -> tuple[Release, ...]:
        return tuple(
            replace(
                table.release,
                cells={
                    key: None if hidden[places[key]] else value
                    for key, value in table.release.cells.items()
                },
            )
            for table, places in zip(self.tables, self.made.places, strict=True)
        )

    def _audit(self, hidden: np.ndarray) -> Audit:
        claims = {
            self.made.keys[one]: (float(self.needs.low[one]), float(self.needs.high[one]))
            for one in np.nonzero(self.reasons != "")[0]
        }
        told = frozenset(self.made.keys[one] for one in np.nonzero(self.insiders)[0])
        return audit_releases(
            self._published(hidden),
            hierarchies=self.links,
            regime=self.regime,
            knowledge=Knowledge(claims, others=self.needs.share > 0, alone=told),
            progress=lambda done, total: self.say("Audit", done, total),
        )

    def _exposed(self, hidden: np.ndarray, deduced: Mapping[Key, tuple[float, float]]) -> int:
        """How many sensitive cells the one contributor of another deduces, when not asked."""
        if self.needs.unit is not None:
            return 0
        cells = np.nonzero(hidden | self.free)[0]
        ends = [deduced.get(self.made.keys[one], (0.0, np.inf)) for one in cells]
        moving = np.array([high - low > MOVES for low, high in ends], dtype=bool)
        unit = units(self.made.matrix, self.made.values > 0, _alone(self.tables, self.made))
        return len(self._told(cells, moving, unit))

    def _protected(self, hidden: np.ndarray, found: Audit, method: str) -> Protected:
        deduced = {one.key: (one.lower, one.upper) for one in found.findings}
        keys = self.made.keys
        masked = [
            {key: number for key, number in places.items() if hidden[number]}
            for places in self.made.places
        ]
        return Protected(
            self.tables,
            self._published(hidden),
            tuple(
                {key: str(self.reasons[number]) or SECONDARY for key, number in one.items()}
                for one in masked
            ),
            tuple({key: deduced[keys[number]] for key, number in one.items()} for one in masked),
            found,
            method,
            self.regime,
            self.needs.share == 0,
            int(self.insiders.sum()),
            int((_alone(self.tables, self.made) & (self.reasons != "")).sum())
            if self.needs.unit is None
            else 0,
            self._exposed(hidden, deduced),
        )
