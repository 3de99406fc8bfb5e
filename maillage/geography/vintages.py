"""Which year a national list of communes is of, when the file does not say.

The number of communes on 1 January tells one year from another (Insee, « Code officiel
géographique »). The lists of 2025 and 2026 are the same, so the later one is a right answer.
"""

import re


COMMUNES_ON_1_JANUARY = {
    2015: 36658,
    2016: 35885,
    2017: 35416,
    2018: 35357,
    2019: 34970,
    2020: 34968,
    2021: 34965,
    2022: 34955,
    2023: 34945,
    2024: 34935,
    2025: 34875,
    2026: 34875,
}
# Paris, Lyon and Marseille counted by arrondissement: 45 instead of 3.
EXTRA_BOROUGHS = 42
YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")


def year_of_list(count: int, *texts: str) -> int | None:
    """The year of a list of `count` communes, else the last one written in the texts, else None."""
    written = [int(year) for text in texts for year in YEAR.findall(text)]
    counted = [
        year
        for year, communes in COMMUNES_ON_1_JANUARY.items()
        if count in {communes, communes + EXTRA_BOROUGHS}
    ]
    if set(counted) & set(written):
        return max(set(counted) & set(written))
    return max(counted) if counted else (written[-1] if written else None)
