"""Who looks at a demonstration comes in by its links, is one and then another, and moves the course on by the clock on the page."""

import re
import signal

import pytest

from browser import Look
from demonstration import demonstration
from hand import Hand
from house import COURSE
from program import until


@pytest.fixture(scope="module")
def shown():
    with demonstration() as shown:
        yield shown


def test_a_guest_sees_the_course_go_on(browser, shown):
    browser.look_at(Look())
    browser.become([])
    links = shown.links()
    assert list(links) == ["demo", "administrator", "albertslund", "glostrup", "chair", "leader", "helper"]
    hand = Hand(browser, shown.url)
    browser.open(links["leader"])
    hand.presses("Log ind som")
    hand.sees("tirsdag den 1. december 2026")
    assert hand.path() == "/my"

    # To the next letter, from the page where one is and back to it.
    hand.presses("Til næste brev")
    assert hand.path() == "/my"
    arrives(hand, "/my", "mandag den 7. december 2026 kl. 8.00")
    first = sent(hand, links)
    assert first > 100                                          # Albertslund's invitations; Glostrup sends later

    # A month on, and nothing that is due on the way is left.
    hand.goes_to(f"/courses/{COURSE}")
    hand.presses("En måned frem")
    assert hand.path() == f"/courses/{COURSE}"
    arrives(hand, f"/courses/{COURSE}", "torsdag den 7. januar 2027 kl. 8.00")
    assert sent(hand, links) > first

    # Another is let in, and the one before is not.
    hand.follows("Vær en anden")
    assert hand.path() == "/demo"
    hand.presses("Log ind som hjælper")
    assert hand.path() == "/bookings"
    hand.goes_to(f"/courses/{COURSE}")
    assert browser.status == 404

    assert shown.service.stop() == 0
    assert shown.service.process.returncode != -signal.SIGTERM
    assert "How to go on:" in shown.output.read_text("utf-8")


def arrives(hand: Hand, path: str, moment: str) -> None:
    def is_there() -> bool:
        hand.goes_to(path)
        return moment in hand.reads() and "uret er på vej" not in hand.reads()
    until(f"the clock shows {moment}", is_there, seconds=120)


def sent(hand: Hand, links: dict[str, str]) -> int:
    """How many shares of letters the ledger says were sent, to an administrator."""
    hand.browser.open(links["administrator"])
    hand.presses("Log ind som")
    hand.goes_to(f"/courses/{COURSE}/ledger")
    return int(re.search(r"Sendt ([\d.]+)", hand.reads())[1].replace(".", ""))
