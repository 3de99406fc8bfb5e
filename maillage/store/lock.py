"""One build at a time: a second one waits for the first, and says so, rather than undo its work.

Local stores only: a remote one has no lock, and must be built from one machine at a time. The lock
belongs to the process: a build that is killed frees it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from maillage.store.location import Store


try:
    import fcntl
except ImportError:  # Windows: builds are not kept apart
    fcntl = None  # type: ignore[assignment]

LOCK = ".build.lock"


@contextmanager
def one_build(store: Store, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the store for the time of a build.

    waiting  called once when another build holds it, before waiting for it to end
    """
    if fcntl is None or not store.is_local:
        yield
        return
    store.root.mkdir(parents=True, exist_ok=True)
    with (store.root / LOCK).open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
