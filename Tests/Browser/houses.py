"""The houses that are walked through, each built when it is first entered."""

import re
import urllib.parse
import urllib.request
import uuid
from contextlib import ExitStack
from functools import cached_property

from demonstration import Demonstration, demonstration
from house import COURSE, COURSE_FILE, TRIAL, House, house as build
from people import ADMINISTRATOR, BOTH, CHAIR, COORDINATOR, HELPER, SESSION, session

# Some who come on either day to the first workshop, at a table or at none yet; nobody else has a seat there.
SEATS = [
    ("onsdag", "bord 4", [CHAIR.address, "louise.nielsen@glostrup.example"]),
    ("torsdag", None, ["lise.christensen@albertslund.example", "frank.hansen@albertslund.example"]),
]


class Houses:
    """A house with a course under way, and a demonstration."""

    def __init__(self, name: str, stack: ExitStack):
        self.name = name
        self.stack = stack

    @cached_property
    def ordinary(self) -> House:
        house = self.stack.enter_context(build(self.name, furnish))
        write_a_message(house)
        return house

    @cached_property
    def demonstration(self) -> Demonstration:
        return self.stack.enter_context(demonstration())

    def of(self, page) -> House | Demonstration:
        """Where a page is."""
        return self.demonstration if page.in_demonstration else self.ordinary


def furnish(house: House) -> None:
    """What a walk through the house is to find: a course under way, somebody of each role, and a little of everything."""
    house.set_up()
    # Those who have been told of the kick-off are told of another hour, in a letter each.
    house.run_through("2026-12-01", "2027-01-04")
    house.program.run("reschedule", "--course", COURSE, "--module", "kick-off", "--start", "2027-01-18T13:30",
                      "--end", "2027-01-18T16:00")
    house.run_through("2027-01-05", "2027-02-15")
    house.program.run("meeting", "set", "--course", COURSE, "--module", "meeting-1", "--municipality", "albertslund",
                      "--group", "Ledergruppen Dagtilbud 2", "--start", "2027-03-30T09:00", "--place", "Mødelokale 1")
    for session, table, leaders in SEATS:
        house.program.run("seat", "set", "--course", COURSE, "--module", "workshop-1", "--session", session,
                          *(["--table", table] if table else []), *leaders)
    for administrator in (ADMINISTRATOR, BOTH):
        house.sql(f"INSERT INTO administrator (email) VALUES ('{administrator.address}')")
    import_the_trial(house)
    house.sql(f"INSERT INTO helper (municipality, name, email) SELECT id, 'Hjalte Holm', '{HELPER.address}' "
              "FROM municipality WHERE key = 'albertslund'")


def import_the_trial(house: House) -> None:
    """Imports a course of two other municipalities, which an administrator coordinates."""
    text = COURSE_FILE.read_text("utf-8").replace(COURSE, TRIAL).replace("albertslund", "vestby").replace("glostrup", "oestby")
    file = house.folder / "trial.yaml"
    file.write_text(re.sub("coordinator: .*", f"coordinator: {BOTH.address}", text), "utf-8")
    house.program.run("course", "import", str(file))


def write_a_message(house: House) -> None:
    """Has the coordinator write to the leaders of her municipality. The course's clock stands, so these letters wait."""
    fields = {"form": str(uuid.uuid4()), "audience": "municipality:albertslund", "subject": "Husk kaffen",
              "text": "Vi ses på onsdag.", "send": "yes"}
    request = urllib.request.Request(
        f"{house.url}/courses/{COURSE}/messages/new", data=urllib.parse.urlencode(fields).encode(),
        headers={"Cookie": f"{SESSION}={session(house, COORDINATOR.address)}"})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=60) as answer:
        assert re.search(r"/messages/\d+$", answer.url), f"the message was not sent: {answer.url}"
