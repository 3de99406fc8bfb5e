"""Coded excerpts as a table, and texts of a table as a project ready to be coded elsewhere."""

from collections.abc import Sequence

import polars as pl

from maillage.qualitative.coding.model import Codebook, Project, Source, new_guid, same


def excerpts_table(project: Project) -> pl.DataFrame:
    """One row per code given to an excerpt: source, start, end, text, code, path, coder.

    path  the codes above it, « Logement > Loyers »; an excerpt without code has an empty code
    """
    paths = {same(code.guid): (*above, code.name) for above, code in project.codebook.walk()}
    people = {same(one.guid): one.name or one.id for one in project.people}
    rows = []
    for source in project.sources:
        for excerpt in source.excerpts:
            slice_ = source.text[excerpt.start : excerpt.end]
            place = (source.name, excerpt.start, excerpt.end, slice_)
            for coding in excerpt.codings:
                path = paths[same(coding.code)]
                coder = people.get(same(coding.trace.created_by), "")
                rows.append((*place, path[-1], " > ".join(path), coder))
            if not excerpt.codings:
                rows.append((*place, "", "", ""))
    names = ("source", "start", "end", "text", "code", "path", "coder")
    schema = {name: pl.Int64 if name in {"start", "end"} else pl.String for name in names}
    return pl.DataFrame(rows, schema=schema, orient="row")


def project_of_texts(name: str, texts: Sequence[str], codebook: Codebook) -> Project:
    """Texts and a codebook as a project another tool can open; nothing is coded yet."""
    width = len(str(len(texts)))
    sources = tuple(
        Source(new_guid(name, place, text), f"Texte {place:0{width}}", text)
        for place, text in enumerate(texts, start=1)
    )
    return Project(name, codebook=codebook, sources=sources)
