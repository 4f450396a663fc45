"""A house to walk through: a database, a service on a free port of loopback, a Maildir; gone at the end of a `with`."""

import os
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from letters import Letterbox, first_link
from program import Program, free_port

ROOT = Path(__file__).resolve().parents[2]
MATERIAL = ROOT / "Deploy" / "course"

COURSE = "digital-ledelse-2027"
TRIAL = "trial"
COURSE_FILE = MATERIAL / "digital-ledelse.yaml"
LISTS = {"albertslund": MATERIAL / "albertslund.csv", "glostrup": MATERIAL / "glostrup.csv"}

ADMINISTRATOR = "kursus@tandem.example"
COORDINATORS = {"albertslund": "mette.holm@albertslund.example", "glostrup": "karim.lund@glostrup.example"}


@dataclass(frozen=True, eq=False)
class House:
    program: Program
    database: str
    folder: Path
    url: str
    letters: Letterbox

    def things(self) -> dict[str, str]:
        """What stands in the paths of pages: the course, and numbers of rows that there are something to see of."""
        return {"course": COURSE, "trial": TRIAL} | things(self)

    def sql(self, statement: str) -> str:
        """The one value that a statement gives, as the cluster's superuser: to find what a page is about, not to change it."""
        return psql(self.database, statement)

    def add_administrator(self, address: str = ADMINISTRATOR) -> str:
        """Makes an administrator as a terminal does, and returns the sign-in link that is printed."""
        return first_link(self.program.run("administrator", "add", address))

    def set_up(self) -> None:
        """Imports the demonstration's course and enrols its leaders."""
        self.program.run("course", "import", str(COURSE_FILE))
        for municipality, file in LISTS.items():
            self.program.run("enrol", "--course", COURSE, "--municipality", municipality, str(file))

    def run_through(self, first: str, last: str) -> None:
        """Lets a stretch of the course pass, with its letters."""
        self.program.run("simulate", "--course", COURSE, "--from", first, "--to", last,
                         "--mail", f"maildir:{self.folder}/past")


# Each the number of a row, found when it is first needed.
THINGS = {
    "leader": "SELECT id FROM leader WHERE email = 'lone.kjaer@albertslund.example'",
    "group": "SELECT leader_group FROM leader WHERE email = 'lone.kjaer@albertslund.example'",
    "dated": "SELECT leader_group FROM leader WHERE email = 'lise.christensen@albertslund.example'",
    "planned": "SELECT p.id FROM planned_prompt p JOIN municipality m ON m.id = p.municipality "
               "WHERE m.key = 'albertslund' AND module = 'kick-off' AND prompt = 'invitation'",
    "letter": "SELECT i.letter FROM letter_item i JOIN leader l ON l.id = i.leader "
              "WHERE l.email = 'lone.kjaer@albertslund.example' AND module = 'kick-off' AND prompt = 'invitation'",
    "waiting": "SELECT p.id FROM planned_prompt p JOIN municipality m ON m.id = p.municipality "
               "WHERE m.key = 'albertslund' AND module = 'workshop-1' AND prompt = 'invitation' ORDER BY p.id LIMIT 1",
    "message": "SELECT max(id) FROM message",
    "queued": "SELECT min(q.id) FROM letter q JOIN leader l ON l.id = q.leader JOIN municipality m ON m.id = l.municipality "
              "WHERE m.key = 'albertslund'",
    "corrected": "SELECT (extract(epoch FROM min(released_at)) * 1000000)::bigint FROM correction k "
                 "JOIN municipality m ON m.id = k.municipality WHERE m.key = 'albertslund'",
    "day": "SELECT day FROM planned_prompt p JOIN municipality m ON m.id = p.municipality "
           "WHERE m.key = 'albertslund' AND module = 'film-1' AND prompt = 'link' AND leader_group IS NULL",
}


@lru_cache(maxsize=None)
def things(house: House) -> dict[str, str]:
    return {name: house.sql(statement) for name, statement in THINGS.items()}


@contextmanager
def house(name: str, set_up=lambda house: None):
    """Builds a house on the cluster of this test run; `set_up` comes before the service starts."""
    binary = Path(os.environ["TANDEM_TEST_PROGRAM"])
    psql("postgres", (ROOT / "Schema" / "roles.sql").read_text())
    psql("postgres", f'CREATE DATABASE "{name}" OWNER tandem_owner')
    with tempfile.TemporaryDirectory(prefix=f"{name}-") as folder:
        folder = Path(folder)
        port = free_port()
        url = f"http://localhost:{port}"
        program = Program(binary, folder, {
            "TANDEM_LISTEN": f"127.0.0.1:{port}", "TANDEM_ADDRESS": url, "TANDEM_SENDER": "Tandem <post@tandem.example>",
            "TANDEM_DATABASE": conninfo(name, "tandem_service"), "TANDEM_OWNER": conninfo(name, "tandem_owner"),
            "TANDEM_MAIL": f"maildir:{folder}/mail", "TANDEM_JOURNAL": f"{folder}/journal", "TANDEM_QUIET": "none",
        })
        program.run("migrate")
        built = House(program, name, folder, url, Letterbox(folder / "mail"))
        set_up(built)
        service = program.serve(port)
        try:
            yield built
        finally:
            service.stop()
            psql("postgres", f'DROP DATABASE "{name}" WITH (FORCE)')


def conninfo(database: str, user: str) -> str:
    return f"host={os.environ['TANDEM_TEST_CLUSTER']}/run dbname={database} user={user}"


def psql(database: str, statements: str) -> str:
    return subprocess.run(
        ["psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1",
         "--dbname", conninfo(database, "postgres")],
        input=statements, text=True, check=True, capture_output=True, timeout=60).stdout.strip()
