"""Who plays: people, organisations and rows of the story, found again by the names of the cards."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from atelier.accounts.models import Organisation, Person
from atelier.demarches.models import Demarche, Instance, Step
from atelier.demonstration import clock
from atelier.diagnosis.models import Evidence, Finding, Hypothesis
from atelier.meetings.models import Meeting
from atelier.workshops.models import Card, Group, Workshop


@dataclass
class Cast:
    """The story as far as it has been played.

    today     the day everything is counted from
    now       no scene is played after it
    communes  code by name, as the portrait of the territory gives them
    """

    today: date
    now: datetime
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    instances: dict[str, Instance] = field(default_factory=dict)
    steps: dict[str, Step] = field(default_factory=dict)
    workshops: dict[str, Workshop] = field(default_factory=dict)
    cards: dict[str, list[Card]] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    hypotheses: dict[str, Hypothesis] = field(default_factory=dict)
    findings: dict[str, Finding] = field(default_factory=dict)
    communes: dict[str, str] = field(default_factory=dict)
    demarche: Demarche | None = None

    @property
    def pilote(self) -> Person:
        """Who does what no card gives to another."""
        return self.people["nadia_ferrand"]

    def day(self, offset: int) -> date:
        """A working day, so many days from today."""
        return clock.working_day(self.today, offset)

    def plain_day(self, offset: int | None) -> date | None:
        """A day of the calendar, whatever day of the week; None stays None."""
        return None if offset is None else self.today + timedelta(days=offset)

    def day_of(self, meeting: Meeting) -> date:
        """The day a meeting is held."""
        return timezone.localdate(meeting.starts_at)

    @contextmanager
    def on(self, offset: int, hour: str = "10:00") -> Iterator[datetime]:
        """The scene of that day. One of today, not yet come, is played a moment ago."""
        then = clock.moment(self.day(offset), hour)
        then = min(then, self.now - timedelta(minutes=5))
        with clock.standing_at(then):
            yield then

    def codes(self, names: list[str]) -> list[str]:
        """Codes of communes; a name the portrait does not know is a mistake of the card."""
        return [self.communes[name] for name in names]

    def person_of(self, card: dict[str, Any], name: str = "by") -> Person:
        """Whoever the card names, the pilote by default."""
        return self.people[card[name]] if name in card else self.pilote
