"""One build at a time."""

import threading

from maillage.store import Store
from maillage.store.lock import one_build


def test_lone_build_does_not_wait(tmp_path):
    told = []

    with one_build(Store(str(tmp_path / "entrepot")), lambda: told.append("attente")):
        pass

    assert told == []


def test_second_build_says_it_waits_then_takes_its_turn(tmp_path):
    store, waits, order = Store(str(tmp_path)), threading.Event(), []

    def second():
        with one_build(store, waits.set):
            order.append("second")

    thread = threading.Thread(target=second)
    with one_build(store, lambda: order.append("attente")):
        thread.start()
        assert waits.wait(timeout=10)
        order.append("premier")
    thread.join(timeout=10)

    assert order == ["premier", "second"]


def test_failed_build_frees_the_store(tmp_path):
    store, told = Store(str(tmp_path)), []
    try:
        with one_build(store, lambda: told.append("attente")):
            raise ValueError
    except ValueError:
        pass

    with one_build(store, lambda: told.append("attente")):
        assert told == []


def test_remote_store_is_not_locked():
    with one_build(Store("memory://sans-verrou"), lambda: None):
        pass
