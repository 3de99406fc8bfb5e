"""(f) The data of a portrait from a built store: the first one, then the next."""

import os
import time


COMMUNE = "38185"


def cold(store: str) -> float:
    """The first portrait of a process: geography and cards are read too."""
    os.environ["MAILLAGE_DATA"] = store
    from maillage import portrait

    start = time.perf_counter()
    portrait(COMMUNE).to_dict()
    return time.perf_counter() - start


def warm(store: str) -> float:
    """The median of five more portraits."""
    cold(store)
    from maillage import portrait

    seconds = []
    for _ in range(5):
        start = time.perf_counter()
        portrait(COMMUNE).to_dict()
        seconds.append(time.perf_counter() - start)
    return sorted(seconds)[2]
