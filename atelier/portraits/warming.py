"""Portraits made ready while someone is still choosing: who is writing a name will open it.

One thread, a few wishes waiting: a busy server forgets the others rather than queueing them.
"""

import gc
import logging
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from atelier.portraits import plates, queries
from atelier.portraits.places import FICTITIOUS, REAL, Place
from atelier.portraits.presenters import places
from maillage.base.errors import MaillageError
from maillage.geography import Territory


logger = logging.getLogger(__name__)
MOST_WAITING = 4
# Part of a name after which its owner is probably the one looked for.
ENOUGH_OF_NAME = 0.6
_lock = threading.Lock()
_thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="maillage-warming")
_waiting: set[Place] = set()


def prepare(text: str, found: Sequence[Territory], shelf: str) -> Future[None] | None:
    """Make the portrait of the likeliest answer ready; None when nothing is begun."""
    if not is_likely(text, found) or not queries.build_of(shelf):
        return None
    place = places.of(found[0], shelf)
    with _lock:
        if place in _waiting or len(_waiting) >= MOST_WAITING:
            return None
        _waiting.add(place)
    return _thread.submit(_warmed, place)


def is_likely(text: str, found: Sequence[Territory]) -> bool:
    """Whether the first answer is probably the one: the only one, or most of its name written."""
    if not found:
        return False
    return len(found) == 1 or len(text) >= ENOUGH_OF_NAME * len(found[0].name)


def _warmed(place: Place) -> None:
    warm(place)
    with _lock:
        _waiting.discard(place)


def warm(place: Place) -> None:
    """Read the portrait and draw its map; whatever goes wrong is told when the page is opened."""
    try:
        plates.main_plate(queries.portrait_of(place), place)
    except MaillageError:
        logger.debug("no portrait to warm for %s", place)
    except Exception:
        logger.exception("warming %s", place)


def open_stores() -> None:
    """Read what the first visitor would wait for: libraries of maps, territories, look-alikes."""
    import mapclassify

    logger.debug("maps are drawn with mapclassify %s", mapclassify.__version__)
    for shelf in (REAL, FICTITIOUS):
        try:
            held = queries.open_named(shelf)
            _first_reading(shelf, held.geography.territories("epci")[:1])
        except MaillageError:
            logger.debug("nothing to read yet in %s", shelf)
        except Exception:
            logger.exception("reading %s", shelf)
    # What is read once stays: the collector need not look at it again at each page.
    gc.collect()
    gc.freeze()


def _first_reading(shelf: str, found: Sequence[Territory]) -> None:
    for one in found:
        queries.search_quietly(one.name, shelf=shelf)
        warm(places.of(one, shelf))


def in_background() -> threading.Thread:
    """Open the stores while the server already answers."""
    thread = threading.Thread(target=open_stores, daemon=True, name="maillage-open-stores")
    thread.start()
    return thread
