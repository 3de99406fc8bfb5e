"""Which store a command works on: the real one, or the fictitious territory's."""

from typing import Annotated

import typer

from maillage.store import Store, default_store, demonstration_store


Demonstration = Annotated[
    bool, typer.Option("--demonstration", help="Le territoire fictif, dans son propre entrepôt.")
]


def chosen_store(*, demonstration: bool = False) -> Store:
    """The store of the fictitious territory, or the one of `MAILLAGE_DATA`."""
    return demonstration_store() if demonstration else default_store()


def fictitious_name() -> str:
    """What the manifest of the fictitious store says it holds."""
    from maillage.simulator import VALMEYRAC_EPCI  # the simulator loads slowly

    return f"Territoire fictif {VALMEYRAC_EPCI}"
