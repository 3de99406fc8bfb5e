"""(w) A hall of phones on a real server: sixty follow the workshop and write during a minute.

`python -m benchmarks.phones` serves a site of its own on the loopback as `atelier serve` does, sets
sixty simulated phones, a projected screen and a desk on it, and prints what they waited. Phones
ask every three seconds and write a card every ten; the facilitator shows the cards as they come.
"""

import argparse
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter, defaultdict
from http.client import HTTPConnection
from urllib.parse import urlencode


ATELIER = [sys.executable, "-m", "atelier.manage"]
PATIENCE = 60.0
ASK_SECONDS, WRITE_SECONDS = 3.0, 10.0
SCREEN_SECONDS, DESK_SECONDS = 2.0, 3.0

PREPARED = """
import json
from datetime import date
import django
django.setup()
from django.test import Client
from atelier.accounts.models import Organisation, OrganisationKind, Person
from atelier.demarches.models import Demarche, DemarcheKind, Mandate, Role
from atelier.workshops.actions import conduct, preparation
from atelier.workshops.models import ActivityKind, ActivityStatus
from atelier.workshops.models import Participant
from atelier.workshops.tokens import drawn, hashed

pilot = Person.objects.create_user(email="banc@exemple.invalid")
body = Organisation.objects.create(name="CCAS du banc", kind=OrganisationKind.CCAS)
demarche = Demarche.objects.create(
    name="Banc", kind=DemarcheKind.ABS_OBLIGATOIRE, organisation=body, level="commune",
    code="00000", territory_name="Banc")
Mandate.objects.create(demarche=demarche, person=pilot, role=Role.PILOTE)
shop = preparation.prepare_workshop(
    by=pilot, demarche=demarche, title="Banc", held_on=date.today(), trame="representations")
writing = shop.activities.get(kind=ActivityKind.REPRESENTATIONS)
conduct.set_activity_status(by=pilot, activity=writing, status=ActivityStatus.OPEN)
tokens = [drawn() for _ in range({phones})]
for token in tokens:
    Participant.objects.create(workshop=shop, token_hash=hashed(token))
client = Client()
client.force_login(pilot)
print(json.dumps({{
    "code": shop.code, "activity": writing.pk, "tokens": tokens,
    "session": client.cookies["maillage"].value,
    "team": f"/demarches/{{demarche.pk}}/ateliers/{{shop.pk}}",
}}))
"""


class Hall:
    """What every simulated device needs, and what each waited."""

    def __init__(self, port: int, known: dict, until: float) -> None:
        self.port = port
        self.known = known
        self.until = until
        self.waits: dict[str, list[float]] = defaultdict(list)
        self.answers: Counter[tuple[str, int]] = Counter()
        self.lock = threading.Lock()

    def is_over(self) -> bool:
        return time.monotonic() > self.until

    def ask(
        self, name: str, path: str, headers: dict[str, str], body: str | None = None
    ) -> tuple[int, dict[str, str], str]:
        """One request on a connection of its own, timed to the last byte."""
        start = time.perf_counter()
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("POST" if body else "GET", path, body=body, headers=headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        with self.lock:
            self.waits[name].append(time.perf_counter() - start)
            self.answers[name, answer.status] += 1
        return answer.status, dict(answer.getheaders()), text


def phone(hall: Hall, token: str) -> None:
    """A phone: follows the room, writes a card now and then."""
    base = f"/a/{hall.known['code']}"
    csrf = "x" * 32
    cookies = {"Cookie": f"maillage-atelier={token}; maillage-formulaire={csrf}"}
    etag = ""
    next_card = time.monotonic() + random.uniform(0, WRITE_SECONDS)  # noqa: S311
    while not hall.is_over():
        status, headers, _ = hall.ask(
            "moment", f"{base}/moment", {**cookies, "If-None-Match": etag}
        )
        etag = headers.get("ETag", etag) if status == 200 else etag
        if time.monotonic() >= next_card:
            next_card += WRITE_SECONDS
            _write(hall, base, cookies, csrf)
        time.sleep(ASK_SECONDS * random.uniform(0.85, 1.15))  # noqa: S311


def _write(hall: Hall, base: str, cookies: dict[str, str], csrf: str) -> None:
    """A card, sent twice once in five as after a dropped connection."""
    sent = {"uid": str(uuid.uuid4()), "text": "Une carte du banc", "csrfmiddlewaretoken": csrf}
    headers = {
        **cookies,
        "X-Atelier-Queue": "1",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    path = f"{base}/activites/{hall.known['activity']}/carte"
    for _ in range(2 if random.random() < 0.2 else 1):  # noqa: S311
        hall.ask("card", path, headers, urlencode(sent))


def follow(hall: Hall, name: str, path: str, pace: float) -> None:
    """The projected screen, or the desk."""
    cookies = {"Cookie": f"maillage={hall.known['session']}"}
    etag = ""
    while not hall.is_over():
        headers = {**cookies, "If-None-Match": etag}
        status, received, _ = hall.ask(name, hall.known["team"] + path, headers)
        etag = received.get("ETag", etag) if status == 200 else etag
        time.sleep(pace)


def run(phones: int, seconds: float, workers: int) -> dict[str, object]:
    """Serve, simulate, count; returns the figures."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "ATELIER_FOLDER": folder, "PYTHONWARNINGS": "ignore"}
        environment.setdefault("DJANGO_SETTINGS_MODULE", "atelier.config.settings")
        subprocess.run([*ATELIER, "migrate", "--no-input", "-v0"], env=environment, check=True)
        code = PREPARED.format(phones=phones)
        known = json.loads(_python(code, environment).splitlines()[-1])
        port = _free_port()
        words = ["serve", "--port", str(port), "--workers", str(workers), "--without-worker"]
        served = subprocess.Popen([*ATELIER, *words], env=environment, stdout=subprocess.DEVNULL)
        try:
            _wait(port)
            hall = Hall(port, known, time.monotonic() + seconds)
            _simulate(hall)
        finally:
            served.terminate()
            served.wait(timeout=PATIENCE)
        cards = _python(
            "import django; django.setup()\n"
            "from atelier.workshops.models import Card\nprint(Card.objects.count())",
            environment,
        )
    return {"hall": hall, "cards": int(cards), "seconds": seconds, "phones": phones}


def _simulate(hall: Hall) -> None:
    devices = [threading.Thread(target=phone, args=(hall, token)) for token in hall.known["tokens"]]
    pages = (("screen", "/ecran/vue", SCREEN_SECONDS), ("desk", "/regie/suivi", DESK_SECONDS))
    devices += [threading.Thread(target=follow, args=(hall, *page)) for page in pages]
    for device in devices:
        device.start()
    for device in devices:
        device.join()


def report(found: dict[str, object]) -> list[str]:
    """One line for each page: how many, how long (median, p95, longest), which answers."""
    hall: Hall = found["hall"]  # type: ignore[assignment]
    lines = []
    for name, waits in sorted(hall.waits.items()):
        waits.sort()
        p95 = waits[min(len(waits) - 1, int(len(waits) * 0.95))]
        answers = {code: count for (page, code), count in hall.answers.items() if page == name}
        lines.append(
            f"{name:7} {len(waits):5} demandes  médiane {statistics.median(waits) * 1000:6.1f} ms"
            f"  p95 {p95 * 1000:6.1f} ms  max {waits[-1] * 1000:6.1f} ms  {answers}"
        )
    return lines


def _python(code: str, environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nothing answers on port {port}")


def main() -> None:
    """Read the options, run, print."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.phones", description=__doc__)
    asked.add_argument("--phones", type=int, default=60)
    asked.add_argument("--seconds", type=float, default=60.0)
    asked.add_argument("--workers", type=int, default=1)
    options = asked.parse_args()
    found = run(options.phones, options.seconds, options.workers)
    print(f"{options.phones} téléphones, {options.seconds:.0f} s, {options.workers} processus")
    print("\n".join(report(found)))
    hall: Hall = found["hall"]  # type: ignore[assignment]
    sent = hall.answers["card", 200]
    print(f"cartes gardées : {found['cards']} pour {sent} envois (les répétés comptent une fois)")


if __name__ == "__main__":
    main()
