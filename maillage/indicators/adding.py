"""Sums of bundles of components, added up into territories; null when a component is missing.

Bundles times territories is a sparse matrix: one product adds up many names at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.sparse import csr_array

from maillage.indicators.passages import COMPLETE
from maillage.indicators.queries import COUNT_SUFFIX, ROW_KEYS


BUNDLE = ["geography_year", "bundle", "year"]
PRESENT_SUFFIX = "__present"
COVERAGE_DECIMALS = 3
SUM_DECIMALS = 9


@dataclass(frozen=True)
class Adding:
    """What bundles of components add up to, and the territories they are parts of.

    bundles      BUNDLE, one column per name and how many components have it
    territories  ROW_KEYS, exact, expected: one line per territory and year, in order
    expected     the same as in `territories`, not rounded
    share        part of each bundle that counts in each territory
    unit         weight of each component of a bundle in the completeness of each territory
    """

    bundles: pl.DataFrame
    territories: pl.DataFrame
    expected: np.ndarray
    share: csr_array
    unit: csr_array

    def up(self, names: Sequence[str]) -> pl.DataFrame:
        """Each name and its `<name>__present`, line by line of `territories`.

        A name no component has in a year has a null `present`.
        """
        counts = [self.bundles[name + COUNT_SUFFIX].to_numpy().astype(float) for name in names]
        held = np.column_stack(counts)
        totals = self.share @ self.bundles.select(pl.col(names).fill_null(0.0)).to_numpy()
        present = self.unit @ held
        known = self._parts() @ held > 0
        complete = present >= self.expected[:, None] - COMPLETE
        coverage = np.where(known, present.round(COVERAGE_DECIMALS), np.nan)
        numbers = [
            pl.from_numpy(np.where(complete & known, totals, np.nan), list(names)),
            pl.from_numpy(coverage, [name + PRESENT_SUFFIX for name in names]),
        ]
        return pl.concat(numbers, how="horizontal").fill_nan(None)

    def _parts(self) -> csr_array:
        ones = np.ones(self.unit.nnz)
        return csr_array((ones, self.unit.indices, self.unit.indptr), shape=self.unit.shape)


def adding(bundles: pl.DataFrame, lines: pl.DataFrame) -> Adding:
    """The sums of bundles, ready to be added up.

    lines  those of `Passages.sums` for the geography years of the bundles
    """
    names = [name for name in bundles.columns if not name.endswith(COUNT_SUFFIX)]
    # Engines add in any order: the noise goes before it reaches a digit that is kept.
    rounded = pl.col([name for name in names if name not in BUNDLE]).round(SUM_DECIMALS)
    found = (
        bundles.select(BUNDLE)
        .with_row_index("line")
        .join(lines, on=["geography_year", "bundle"])
        .select("line", *ROW_KEYS, "share", "unit", "exact", "expected")
    )
    territories = found.group_by(ROW_KEYS).agg(pl.col("exact").min(), pl.col("expected").max())
    territories = territories.sort(ROW_KEYS).with_row_index("territory")
    pairs = found.join(territories.select("territory", *ROW_KEYS), on=ROW_KEYS)
    place = (pairs["territory"].to_numpy(), pairs["line"].to_numpy())
    shape = (territories.height, bundles.height)
    share, unit = (csr_array((pairs[name].to_numpy(), place), shape) for name in ("share", "unit"))
    return Adding(
        bundles=bundles.with_columns(rounded),
        territories=territories.drop("territory").with_columns(
            pl.col("expected").round(COVERAGE_DECIMALS)
        ),
        expected=territories["expected"].to_numpy(),
        share=share,
        unit=unit,
    )
