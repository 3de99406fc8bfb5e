"""From the communes of any year to those of today: who became whom, and in what proportion.

Steps are followed backwards from today, so that the list of communes of each year is known with
their shares. A split gives each piece a share of the reference population of today's communes it
ended in: an estimate, unless all the pieces ended in the same one.
"""

from collections import defaultdict
from collections.abc import Mapping

from maillage.geography.transitions import Transition


Shares = Mapping[str, float]


def passages(
    current: Mapping[str, float | None], steps: list[Transition], years: list[int]
) -> dict[int, Mapping[str, Shares]]:
    """For each year, today's shares of each commune of the COG of 1 January.

    current  today's communes and their reference population
    steps    transitions up to today
    """
    by_date: defaultdict[str, list[Transition]] = defaultdict(list)
    for step in steps:
        by_date[step.date].append(step)
    shares: dict[str, Shares] = {code: {code: 1.0} for code in current}
    pending = sorted(by_date)
    found: dict[int, Mapping[str, Shares]] = {}
    for year in sorted(years, reverse=True):
        while pending and pending[-1] > f"{year}-01-01":
            _go_back(shares, by_date[pending.pop()], current)
        found[year] = dict(shares)
    return found


def _go_back(
    shares: dict[str, Shares], steps: list[Transition], population: Mapping[str, float | None]
) -> None:
    """Turn the shares into what they were on the eve of a date."""
    successors: defaultdict[str, set[str]] = defaultdict(set)
    origins: defaultdict[str, set[str]] = defaultdict(set)
    for step in steps:
        successors[step.before].add(step.after)
        origins[step.after].add(step.before)
    eve: dict[str, Shares] = {}
    for code in sorted(successors):
        if code not in successors[code] and origins.get(code, set()) - {code}:
            continue  # came and went the same day: it did not exist on the eve
        settled = _settled(code, successors, shares)
        if len(settled) == 1 and len(origins[settled[0]]) > 1 and code in shares[settled[0]]:
            # Merged that day, re-established later under its own code: it is the same commune.
            eve[code] = {code: 1.0}
        elif settled:
            eve[code] = _combine([shares[piece] for piece in settled], population)
    for code in origins:
        shares.pop(code, None)
    shares.update(eve)


def _settled(
    code: str, successors: Mapping[str, set[str]], shares: Mapping[str, Shares]
) -> list[str]:
    """Where a code stands after a date, following steps of that day that do not settle at once."""
    settled, seen, waiting = set(), {code}, sorted(successors[code])
    while waiting:
        piece = waiting.pop()
        if piece in shares:
            settled.add(piece)
        elif piece in successors and piece not in seen:
            seen.add(piece)
            waiting += sorted(successors[piece])
    return sorted(settled)


def _combine(pieces: list[Shares], population: Mapping[str, float | None]) -> Shares:
    """Add up the pieces, each weighted by the inhabitants of the communes it ended in."""
    targets = sorted({code for piece in pieces for code in piece})
    if len(targets) == 1:
        return {targets[0]: 1.0}
    weights = [_weight(piece, population) for piece in pieces]
    if not sum(weights):
        weights = [1.0] * len(pieces)
    total = sum(weights)
    return {
        code: sum(
            weight * piece.get(code, 0.0) for weight, piece in zip(weights, pieces, strict=True)
        )
        / total
        for code in targets
    }


def _weight(piece: Shares, population: Mapping[str, float | None]) -> float:
    """Inhabitants of a piece; a commune of unknown population weighs nothing in a split."""
    known = ((share, population.get(code)) for code, share in piece.items())
    return sum(share * people for share, people in known if people is not None)
