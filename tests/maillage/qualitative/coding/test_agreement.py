"""Agreement: the published examples, and a slow twin."""

from itertools import permutations

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from maillage.base.errors import NoData, RefusedFile, WrongCall
from maillage.qualitative.coding.agreement import agreement_table, cohen, krippendorff
from maillage.sources.own_tables import OwnTable


# Krippendorff (2011), data of parts A, B and C: binary, nominal, four observers with missing codes.
PART_A = list(zip("0100000010", "1110010000", strict=True))
PART_B = list(zip("aabbdcccedda", "babbbcccedda"[:11] + "d", strict=True))
PART_C = [
    [None if code == "." else code for code in unit]
    for unit in zip("123321412...", "1233224125.3", ".3332342251.", "12332441251.", strict=True)
]


def test_binary_example_of_krippendorff():
    assert krippendorff(PART_A).value == pytest.approx(0.095, abs=5e-4)


def test_nominal_example_of_krippendorff():
    assert krippendorff(PART_B).value == pytest.approx(0.692, abs=5e-4)


@pytest.mark.parametrize(
    ("level", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_example_with_missing_codes_of_krippendorff(level, published):
    found = krippendorff(PART_C, level=level)

    assert found.value == pytest.approx(published, abs=5e-4)
    # One of the twelve units was coded by one person only.
    assert found.units == 11


def test_kappa_of_the_textbook_table():
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: observed 0.7, expected 0.5, κ 0.4.
    first = ["oui"] * 25 + ["non"] * 25
    second = ["oui"] * 20 + ["non"] * 5 + ["oui"] * 10 + ["non"] * 15

    found = cohen(first, second)

    assert (found.observed, found.expected) == pytest.approx((0.7, 0.5))
    assert found.value == pytest.approx(0.4)


def test_kappa_leaves_out_what_one_of_them_did_not_code():
    assert cohen(["a", "b", None, "a"], ["a", "b", "b", None]).units == 2


@given(st.lists(st.lists(st.sampled_from([1, 2, 3, None]), min_size=3, max_size=3), min_size=2))
def test_alpha_is_one_minus_the_ratio_of_disagreements(units):
    paired = [[one for one in unit if one is not None] for unit in units]
    paired = [unit for unit in paired if len(unit) > 1]
    assume(paired)
    everything = [one for unit in paired for one in unit]
    total = len(everything)
    observed = (
        sum(
            sum((a - b) ** 2 for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in paired
        )
        / total
    )
    expected = sum((a - b) ** 2 for a, b in permutations(everything, 2)) / (total * (total - 1))

    found = krippendorff(units, level="interval")

    if expected == 0:
        assert found.value is None
    else:
        assert found.value == pytest.approx(1 - observed / expected)


def test_always_the_same_code_has_no_agreement_to_measure():
    assert krippendorff([["a", "a"]] * 5).value is None
    assert cohen(["a", "a"], ["a", "a"]).value is None


def test_nothing_in_common_is_told():
    with pytest.raises(NoData, match="en commun"):
        cohen(["a", None], [None, "b"])
    with pytest.raises(NoData, match="deux personnes au moins"):
        krippendorff([["a", None], [None, "b"]])


def test_words_on_an_interval_scale_are_refused():
    with pytest.raises(WrongCall, match="« beaucoup » n’est pas un nombre"):
        krippendorff([["1", "beaucoup"]], level="interval")
    with pytest.raises(WrongCall, match="nominal, ordinal, interval"):
        krippendorff([["1", "2"]], level="ratio")


def coded(*rows: tuple[str, str, str]) -> OwnTable:
    frame = pl.DataFrame(rows, schema=["unit", "coder", "code"], orient="row")
    return OwnTable("C.csv", frame, pl.Series("line", range(2, len(rows) + 2)))


def test_table_gives_every_pair_then_all_together():
    found = agreement_table(
        coded(
            ("1", "Ali", "a"),
            ("1", "Eve", "a"),
            ("2", "Ali", "b"),
            ("2", "Eve", "a"),
            ("3", "Zoé", "a"),
        )
    )

    assert found["measure"].to_list() == ["kappa", "kappa", "kappa", "alpha"]
    assert found["units"].to_list() == [2, 0, 0, 2]
    assert found["value"].null_count() == 2


def test_code_given_twice_by_one_person_is_told():
    with pytest.raises(RefusedFile, match="figure déjà ligne 2"):
        agreement_table(coded(("1", "Ali", "a"), ("1", "Ali", "b"), ("1", "Eve", "a")))


def test_single_coder_is_told():
    with pytest.raises(RefusedFile, match="une seule personne"):
        agreement_table(coded(("1", "Ali", "a"), ("2", "Ali", "b")))
