"""By keyboard alone, from signing in over an enrolment to a moved workshop."""

import pytest

from browser import Look
from house import COURSE, COURSE_FILE, LISTS, house as build
from typist import Typist

SESSION = f"/courses/{COURSE}/sessions/workshop-1/onsdag"


@pytest.fixture(scope="module")
def house():
    with build("journey-keyboard", lambda house: house.program.run("course", "import", str(COURSE_FILE))) as house:
        yield house


def test_nobody_needs_a_mouse(browser, house):
    browser.look_at(Look())
    browser.become([])
    typist = Typist(browser, house.url)
    browser.open(house.add_administrator())
    typist.presses("Log ind")

    typist.follows("Digital ledelse")
    typist.follows("Ledere")
    assert typist.path().startswith(f"/courses/{COURSE}/people")
    typist.follows(typist.link_to(f"/courses/{COURSE}/enrolment/albertslund"))
    typist.attaches(LISTS["albertslund"])
    typist.presses("Sammenlign")
    typist.sees("Række for række")
    typist.presses("Anvend listen, som den er vist")
    rows = len(LISTS["albertslund"].read_bytes().splitlines()) - 1
    assert house.sql("SELECT count(*) FROM leader") == str(rows)

    typist.follows("Plan")
    typist.follows(typist.link_to(SESSION))
    typist.fills("Dato", "2027-04-21")
    typist.presses("Vis, hvad det ændrer")
    typist.sees("Det ændrer det")
    assert start(house) == "2027-04-14 09:00:00"                # it was shown, and not done
    typist.presses("Gør det")
    assert start(house) == "2027-04-21 09:00:00"
    typist.presses("Log ud")
    typist.goes_to(f"/courses/{COURSE}")
    assert typist.path().startswith("/sign-in")


def start(house) -> str:
    return house.sql("SELECT starts FROM session WHERE module = 'workshop-1' AND key = 'onsdag'")
