"""The web server and the worker, kept alive and stopped together."""

import os
import signal
import socket
import sys
import threading
import time

import pytest

from atelier.config import serving


SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


def leave(status: int, after: float = 0) -> list[str]:
    return [sys.executable, "-c", f"import sys, time; time.sleep({after}); sys.exit({status})"]


def test_taken_port_says_which_one_to_try():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(serving.PortTaken, match=f"make demo PORT={port + 1}"):
            serving.check_port("127.0.0.1", port)


def test_free_port_passes():
    serving.check_port("127.0.0.1", 0)


def test_supervisor_ends_with_the_status_of_the_web_server():
    supervisor = serving.Supervisor(web=leave(3), worker=SLEEP)

    assert supervisor.run() == 3
    assert supervisor.children["worker"].poll() is not None


def test_supervisor_starts_a_fallen_worker_again(tmp_path):
    file = tmp_path / "starts"
    fall = [sys.executable, "-c", f"open({str(file)!r}, 'a').write('x')"]

    serving.Supervisor(web=leave(0, after=3.5), worker=fall).run()

    assert len(file.read_text()) >= 2


def test_supervisor_stops_both_when_asked():
    supervisor = serving.Supervisor(web=SLEEP, worker=SLEEP)

    def ask() -> None:
        while len(supervisor.children) < 2:
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=ask).start()

    assert supervisor.run() == 0
    assert all(child.poll() is not None for child in supervisor.children.values())
