"""Letters of the demonstration: the people are invented, so a letter is one line where one watches.

Its address is kept, since it opens what the letter was sent for; the rest is read on the site.
"""

import re
import sys
from collections.abc import Sequence
from typing import TextIO

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


LINK = re.compile(r"https?://\S+")


class EmailBackend(BaseEmailBackend):
    """Prints « Lettre de la démonstration à …, « … » : http://… », and sends nothing."""

    def __init__(self, *args: object, stream: TextIO | None = None, **options: object) -> None:
        super().__init__(*args, **options)
        self.stream = stream or sys.stdout

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """One line each; how many."""
        for one in email_messages:
            self.stream.write(f"{line(one)}\n")
        self.stream.flush()
        return len(email_messages)


def line(letter: EmailMessage) -> str:
    """To whom, about what, and the address it gives if it gives one."""
    told = f"Lettre de la démonstration à {', '.join(letter.to)}, « {letter.subject} »"
    found = LINK.search(letter.body)
    return f"{told} : {found[0]}" if found else told
