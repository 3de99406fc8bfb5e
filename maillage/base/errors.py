"""Errors that a person reads.

A `MaillageError` carries a French message made of what was found, what was expected and what to do.
Programming mistakes keep their ordinary Python exceptions.
"""


class MaillageError(Exception):
    """A problem the user can act upon.

    message   French, complete sentence(s): where, which rule, what was found
    todo      French, one sentence: what to do next
    """

    exit_code = 2

    def __init__(self, message: str, *, todo: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.todo = todo

    def __str__(self) -> str:
        return f"{self.message} {self.todo}".strip()


class WrongCall(MaillageError):
    """The command or function was called with something it cannot understand (exit code 2)."""


class NoData(MaillageError):
    """The call is right but the store holds nothing to answer with (exit code 3)."""

    exit_code = 3


class RefusedFile(MaillageError):
    """A file is not what it claims to be, or cannot be read safely."""


class CardError(Exception):
    """A YAML card is wrong. For developers and card writers: names the file and the field."""
