"""The committed method sheets are those the code writes today."""

import pytest

from tests.spec.__main__ import sheets
from tests.spec.sheets import Page, Sheet


@pytest.mark.parametrize("sheet", sheets(), ids=lambda sheet: sheet.name)
def test_committed_sheet_is_the_one_the_code_writes(sheet: Sheet) -> None:
    assert sheet.is_up_to_date(), f"python -m tests.spec {sheet.name}"


def test_sheet_runs_its_sections_in_order() -> None:
    sheet = Sheet("essai", "Essai", "À essayer.")

    @sheet.section("Un")
    def one(page: Page) -> None:
        page.text("Premier.")
        page.table(["a", "b"], [[1, 2]])

    @sheet.section("Deux")
    def two(page: Page) -> None:
        page.code("maillage --help")

    written = sheet.render()

    assert written.index("## Un") < written.index("| 1 | 2 |") < written.index("## Deux")
