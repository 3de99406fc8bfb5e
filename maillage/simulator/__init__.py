"""A fictitious territory simulated person by person, and its files in the official formats.

« Communauté de communes de Valmeyrac (territoire fictif) » and the département around it exist so
that every page can be shown full without a real inhabitant in it. Same seed, same bytes.
The model is told in `docs/methodes/simulateur.md`. Nothing here is an estimate of a real place.
"""

from maillage.simulator.files.writing import write_official_files
from maillage.simulator.world import DEFAULT_SEED, VALMEYRAC_EPCI, World, simulate


__all__ = ["DEFAULT_SEED", "VALMEYRAC_EPCI", "World", "simulate", "write_official_files"]
