"""Who can reach what: travel times, floating catchments, nearest services.

Nothing here asks another machine: a matrix, coordinates or a road graph are given by the user.
"""

from maillage.accessibility.catchment import apl, three_step, two_step
from maillage.accessibility.decay import Decay, continuous, steps
from maillage.accessibility.matrix import Travel, travel_from_tables
from maillage.accessibility.nearest import nearest, share_beyond


__all__ = [
    "Decay",
    "Travel",
    "apl",
    "continuous",
    "nearest",
    "share_beyond",
    "steps",
    "three_step",
    "travel_from_tables",
    "two_step",
]
