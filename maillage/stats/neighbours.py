"""Similar territories: the nearest on standardised variables that can be named and shown.

Each variable is centred on its median and divided by its median absolute deviation (× 1.4826), so
that a few very large cities do not flatten everybody else; the distance is Euclidean, divided by
the square root of the number of variables.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from maillage.base.french import join_words


# Feature column → what it is called, and whether its logarithm is compared.
FEATURES: dict[str, tuple[str, bool]] = {
    "population": ("nombre d’habitants", True),
    "densite": ("densité", True),
    "part_65_plus": ("part des 65 ans ou plus", False),
    "niveau_vie_median": ("niveau de vie médian", False),
}
COUNT = 20
MINIMUM = 5
# A variable only the communes of one partial file have would keep the search among them.
ENOUGH_OF_LEVEL = 0.1
# Size alone does not make two territories alike.
MINIMUM_VARIABLES = 2
MAD_TO_DEVIATION = 1.4826


@dataclass(frozen=True)
class Neighbours:
    """The nearest territories of one.

    nearest    code and distance, closest first
    variables  French names of the variables that could be used
    missing    French names of those that could not
    """

    nearest: tuple[tuple[str, float], ...]
    variables: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def explanation(self) -> str:
        """One sentence saying on what the resemblance rests."""
        if not self.nearest:
            return "Trop peu de données pour chercher des territoires semblables."
        used = join_words([f"leur {name}" for name in self.variables])
        text = f"Les {len(self.nearest)} territoires les plus proches par {used}."
        if self.missing:
            text += (
                f" Non disponible pour cette comparaison\u00a0: {join_words(list(self.missing))}."
            )
        return text


class Likeness:
    """The territories of one level, ready to be compared with one of them.

    features  code, then the columns of FEATURES (null when not shown), one row per territory

    Scaling every territory takes longer than finding the nearest of one: it is done once.
    """

    def __init__(self, features: pl.DataFrame) -> None:
        self.features = features
        self._scaled: dict[tuple[str, ...], tuple[pl.Series, np.ndarray]] = {}

    def nearest(self, code: str, *, count: int = COUNT) -> Neighbours:
        """The `count` territories nearest to `code` (fewer when there are fewer, none under five).

        A variable the territory lacks, or that under a tenth of the level has, is not used;
        territories lacking a used variable are left out.
        """
        usable = self._usable(code)
        missing = tuple(FEATURES[name][0] for name in FEATURES if name not in usable)
        if "population" not in usable or len(usable) < MINIMUM_VARIABLES:
            return Neighbours(nearest=(), variables=(), missing=missing)
        codes, scaled = self._scale(usable)
        place = codes.index_of(code)
        distance = np.sqrt(((scaled - scaled[place]) ** 2).sum(axis=1) / len(usable))
        found = _nearest(codes, distance, code, count)
        return Neighbours(found, tuple(FEATURES[name][0] for name in usable), missing)

    def _usable(self, code: str) -> tuple[str, ...]:
        features = self.features
        target = features.filter(pl.col("code") == code)
        known = [name for name in FEATURES if name in features.columns]
        usable = [name for name in known if target.height and target[name][0] is not None]
        fewest = max(MINIMUM, ENOUGH_OF_LEVEL * features.height)
        return tuple(name for name in usable if features[name].count() > fewest)

    def _scale(self, usable: tuple[str, ...]) -> tuple[pl.Series, np.ndarray]:
        if usable not in self._scaled:
            complete = self.features.drop_nulls(usable)
            columns = np.column_stack([_standardised(complete, name) for name in usable])
            self._scaled[usable] = complete["code"], columns
        return self._scaled[usable]


def _nearest(
    codes: pl.Series, distance: np.ndarray, code: str, count: int
) -> tuple[tuple[str, float], ...]:
    """The closest codes but one's own; at the same distance, in the order of the codes."""
    # The search of the farthest kept is linear: only those kept are sorted.
    last = min(count, len(distance) - 1)
    kept = np.flatnonzero(distance <= np.partition(distance, last)[last])
    pairs = zip(distance[kept].tolist(), codes.gather(kept).to_list(), strict=True)
    others = [(name, round(far, 3)) for far, name in sorted(pairs) if name != code]
    return tuple(others[:count])


def _standardised(frame: pl.DataFrame, name: str) -> np.ndarray:
    values = frame[name].to_numpy().astype(float)
    if FEATURES[name][1]:
        values = np.log(np.maximum(values, 1e-6))
    centre = np.median(values)
    spread = np.median(np.abs(values - centre)) * MAD_TO_DEVIATION
    scaled: np.ndarray = (values - centre) / (spread or 1.0)
    return scaled
