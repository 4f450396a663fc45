"""From `tandem administrator add` to a live course with both lists enrolled, by browser alone, without scripts."""

import pytest

from browser import Look
from hand import Hand
from house import COORDINATORS, COURSE, COURSE_FILE, LISTS, house as build
from signing_in import comes_in, opens


@pytest.fixture(scope="module")
def empty_house():
    with build("journey-live") as house:
        yield house


def test_a_course_comes_to_life(browser, empty_house):
    house = empty_house
    browser.look_at(Look())
    browser.become([])
    browser.runs_scripts(False)
    try:
        hand = Hand(browser, house.url)
        opens(hand, house.add_administrator())
        administrator = browser.cookies()

        hand.goes_to("/courses")
        hand.follows("Nyt forløb fra en fil")
        hand.attaches(COURSE_FILE)
        hand.presses("Læs filen")
        hand.sees("Digital ledelse", "Albertslund", "Glostrup")
        assert house.sql("SELECT count(*) FROM course") == "0"  # it was shown, and not done
        hand.presses("Opret forløbet")
        hand.sees("Forløbet er oprettet som kladde.")
        assert hand.path() == f"/courses/{COURSE}"

        for municipality, file in LISTS.items():
            rows = len(file.read_bytes().splitlines()) - 1
            hand.goes_to(f"/courses/{COURSE}/enrolment/{municipality}")
            hand.attaches(file)
            hand.presses("Sammenlign")
            hand.sees("Række for række", str(rows))
            assert leaders(house, municipality) == 0            # it was shown, and not done
            hand.presses("Anvend listen, som den er vist")
            assert leaders(house, municipality) == rows
            hand.goes_to(f"/courses/{COURSE}/people?municipality={municipality}")
            hand.sees(str(rows))

        # Without both coordinators' word it takes a box to tick, which says so.
        hand.goes_to(f"/courses/{COURSE}/live")
        hand.presses("Lad forløbet gå i gang")
        assert browser.status == 422 and "Ikke alle har sagt ja" in hand.reads()
        assert state(house) == "draft"

        for address in COORDINATORS.values():
            coordinator = comes_in(browser, house, address)
            coordinator.goes_to("/courses")
            coordinator.follows("Digital ledelse")
            coordinator.presses("Sig ja til, at forløbet går i gang")
            coordinator.sees("Du har sagt ja til, at forløbet går i gang.")
            assert not coordinator.has("button", "Lad forløbet gå i gang")

        browser.become(administrator)
        hand.goes_to(f"/courses/{COURSE}")
        hand.follows("Lad forløbet gå i gang")
        assert not hand.has("field", "Gå i gang, selv om ikke alle koordinatorer har sagt ja")
        hand.presses("Lad forløbet gå i gang")
        hand.sees("Forløbet er i gang.", *(str(leaders(house, municipality)) for municipality in LISTS))
        assert state(house) == "live"

        # Who did what: both coordinators' word, and the administrator's two lists.
        hand.goes_to("/audit")
        hand.sees("kursus@tandem.example", *COORDINATORS.values())
        assert house.sql("SELECT count(*) FROM agreement") == "2"
    finally:
        browser.runs_scripts(True)


def state(house) -> str:
    return house.sql("SELECT state FROM course")


def leaders(house, municipality: str) -> int:
    return int(house.sql(f"SELECT count(*) FROM leader l JOIN municipality m ON m.id = l.municipality WHERE m.key = '{municipality}'"))
