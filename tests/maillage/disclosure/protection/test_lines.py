"""Secondary suppression of large tables, line by line."""

import numpy as np

from maillage.disclosure.attack.audit import audit_releases
from maillage.disclosure.attack.equations import space
from maillage.disclosure.protection.lines import Lines
from maillage.disclosure.protection.needs import needs_of
from maillage.disclosure.regimes import regime
from tests.maillage.disclosure.attack.tables import crossing, release


def lines_of(cells):
    made = space([release(cells, [])], {})
    small = (made.values > 0) & (made.values < 10)
    reasons = np.where(small, "count", "").astype(object)
    needs = needs_of(made.values, reasons, regime("enquete_locale"), tops=[], whole=True)
    free = np.zeros(made.values.size, dtype=bool)
    return made, Lines(made, needs, made.values + 1.0, small.copy(), free)


def random_cells(seed):
    return crossing(
        "abcdef", "uvwxyz", np.random.default_rng(seed).integers(0, 60, (6, 6)).tolist()
    )


def test_no_line_keeps_a_lone_hidden_cell():
    made, lines = lines_of(random_cells(1))

    lines.close()

    counts = abs(made.matrix) @ lines.hidden.astype(float)
    assert (counts != 1).all()


def test_repaired_table_resists_the_audit():
    for seed in range(8):
        cells = random_cells(seed)
        made, lines = lines_of(cells)
        lines.close()

        assert lines.repair()

        hidden = [made.keys[one] for one in np.nonzero(lines.hidden)[0]]
        assert audit_releases([release(cells, hidden)], regime=regime("enquete_locale")).is_safe
