"""A portrait as a notebook shows it: what distinguishes the territory, then its known figures."""

from collections.abc import Mapping
from html import escape
from typing import Any

from maillage.base.french import plural, with_unit


def as_html(content: Mapping[str, Any]) -> str:
    """The dictionary of a portrait as a piece of HTML, without style or script.

    Nothing is computed here: the values and sentences are those that were released.
    """
    territory = content["territory"]
    known = [one for one in content["indicators"] if one["value"] is not None]
    fictitious = "<p><strong>Territoire fictif : aucun chiffre n’est réel.</strong></p>"
    said = "".join(f"<li>{escape(one['sentence'])}</li>" for one in content["highlights"])
    rows = "".join(_row(one) for one in known if one["first"] or one["key"])
    unknown = plural(len(content["unknowns"]), "indicateur reste", "indicateurs restent")
    return (
        f"<h3>{escape(territory['name'])}</h3>{fictitious if territory['fictitious'] else ''}"
        f"<ul>{said}</ul><table><caption>Repères</caption><thead><tr><th>Indicateur</th>"
        f"<th>Valeur</th><th>Année</th><th>Source</th></tr></thead><tbody>{rows}</tbody></table>"
        f'<p>{unknown} à connaître : <code>portrait(…).to_dict()["unknowns"]</code>.</p>'
    )


def _row(one: Mapping[str, Any]) -> str:
    cells = (one["label"], with_unit(one["value"], one["unit"]), str(one["year"]), one["source"])
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
