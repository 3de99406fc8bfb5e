"""Write text tables exactly as published: separator, quotes, end of line, byte order mark."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Style:
    """How a publisher writes its tables."""

    separator: str = ";"
    line_end: str = "\n"
    mark: bool = False
    quoted: bool = False
    encoding: str = "utf-8"


INSEE = Style()
INSEE_WINDOWS = Style(line_end="\r\n", mark=True)
COMMA_WINDOWS = Style(separator=",", line_end="\r\n")
PORTAL = Style(line_end="\r\n", mark=True)  # data.caf.fr, data.education.gouv.fr…
WINDOWS = Style(line_end="\r\n")
MARKED = Style(mark=True)
QUOTED = Style(separator=",", quoted=True)
QUOTED_WINDOWS = Style(separator=",", quoted=True, line_end="\r\n")


def write_table(
    path: Path, header: Sequence[str], rows: Iterable[Sequence[object]], style: Style = INSEE
) -> Path:
    """One file: the header, then the rows; None is an empty cell."""
    with path.open("w", encoding=style.encoding, newline="") as file:
        if style.mark:
            file.write("\ufeff")
        writer = csv.writer(
            file,
            delimiter=style.separator,
            lineterminator=style.line_end,
            quoting=csv.QUOTE_NONNUMERIC if style.quoted else csv.QUOTE_MINIMAL,
        )
        if header:
            writer.writerow(header)
        writer.writerows(rows)
    return path


def plain(value: float) -> str:
    """A census count: whole when it is whole, a decimal point otherwise."""
    rounded = round(float(value), 9)
    return str(int(rounded)) if rounded == int(rounded) else repr(rounded)


def comma(value: float, decimals: int = 1) -> str:
    """A French decimal: `12,5`."""
    return f"{value:.{decimals}f}".replace(".", ",")
