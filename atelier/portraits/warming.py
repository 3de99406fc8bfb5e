"""Portraits made ready while someone is still choosing: who is writing a name will open it.

One thread, one waiting request: a busy server forgets the wish rather than queueing it.
"""

import logging
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from atelier.portraits import plates, queries
from atelier.portraits.places import Place
from atelier.portraits.presenters import places
from maillage.base.errors import MaillageError
from maillage.geography import Territory


logger = logging.getLogger(__name__)
_lock = threading.Lock()
_thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="maillage-warming")
_under_way: Future[None] | None = None


def prepare(found: Sequence[Territory], shelf: str) -> bool:
    """Make the portrait of the likeliest answer ready; False when nothing is begun."""
    global _under_way
    if not found or not queries.build_of(shelf):
        return False
    with _lock:
        if _under_way is not None and not _under_way.done():
            return False
        _under_way = _thread.submit(warm, places.of(found[0], shelf))
    return True


def warm(place: Place) -> None:
    """Read the portrait and draw its map; whatever goes wrong is told when the page is opened."""
    try:
        plates.main_plate(queries.portrait_of(place), place)
    except MaillageError:
        logger.debug("no portrait to warm for %s", place)
    except Exception:
        logger.exception("warming %s", place)


def libraries() -> None:
    """Load what the first map would wait for: seconds nobody should spend before a page."""
    import mapclassify

    logger.debug("maps are drawn with mapclassify %s", mapclassify.__version__)
