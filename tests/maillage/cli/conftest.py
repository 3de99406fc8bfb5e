"""Running a command as a person does, on the small fictitious world."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from maillage.cli.app import main
from maillage.store import Store


@dataclass(frozen=True)
class Answer:
    """What a command printed, and how it ended."""

    code: int
    out: bytes
    error: str

    @property
    def text(self) -> str:
        """What was printed, with ordinary spaces."""
        return self.out.decode().replace("\u202f", " ").replace("\u00a0", " ")


Run = Callable[..., Answer]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """`run("portrait", "01001", store=…)`: no store of this machine is ever touched."""

    def command(*arguments: str, store: Store | str) -> Answer:
        address = store if isinstance(store, str) else store.address
        monkeypatch.setenv("MAILLAGE_DATA", address)
        try:
            main(list(arguments))
            code = 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        printed = capfdbinary.readouterr()
        return Answer(code, printed.out, printed.err.decode())

    return command
