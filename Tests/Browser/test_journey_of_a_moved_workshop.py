"""A workshop is moved: the difference is shown, applied, and the ledger is right about who was told, and told anew."""

import json
import re

import pytest

from browser import Look
from hand import Hand
from house import COURSE, house as build
from people import ADMINISTRATOR

SESSION = f"/courses/{COURSE}/sessions/workshop-1/onsdag"


def furnish(house) -> None:
    house.set_up()
    house.run_through("2026-12-01", "2027-03-10")               # the workshop's invitations have been sent
    house.sql(f"INSERT INTO administrator (email) VALUES ('{ADMINISTRATOR.address}')")


@pytest.fixture(scope="module")
def house():
    with build("journey-moving", furnish) as house:
        yield house


def test_a_workshop_is_moved(browser, house):
    browser.look_at(Look())
    ADMINISTRATOR.takes_the_chair(browser, house, "da")
    hand = Hand(browser, house.url)
    invited = sent(house, "workshop-1", "invitation")
    assert invited == 286

    # What the page is to show, the terminal says as well.
    said = house.program.run("reschedule", "--course", COURSE, "--module", "workshop-1", "--session", "onsdag",
                             "--start", "2027-04-21T09:00", "--dry-run")
    moved, unchanged, told = re.search(r"(\d+) moved, 0 withdrawn, (\d+) unchanged; (\d+) dates told", said).groups()

    hand.goes_to(f"/courses/{COURSE}/plan")
    hand.follows(hand.link_to(SESSION))
    hand.fills("Dato", "2027-04-21")
    hand.presses("Vis, hvad det ændrer")
    hand.sees("Det ændrer det", f"(ledere × beskeder): {told}.", f"Uændrede beskeder: {unchanged}.")
    assert hand.rows("Beskeder, der flyttes") == int(moved)
    assert start(house) == "2027-04-14 09:00:00"                # it was shown, and not done
    hand.presses("Gør det")
    assert start(house) == "2027-04-21 09:00:00"

    hand.goes_to(f"/courses/{COURSE}/plan")
    hand.sees("21. april 2027")

    # What leaves after it: one correction to each who was told the other date.
    house.run_through("2027-03-11", "2027-03-20")
    corrections = int(house.sql("SELECT count(*) FROM correction WHERE state = 'sent'"))
    assert corrections == invited

    ledger = json.loads(house.program.run("ledger", "--course", COURSE, "--format", "json"))["totals"]
    hand.goes_to(f"/courses/{COURSE}/ledger")
    hand.sees(*(f"{label} {number(ledger[count])}" for label, count in
                (("Planlagt", "planned"), ("Sendt", "sent"), ("Afventer", "pending"), ("Sprunget over", "skipped"))))
    assert ledger["planned"] == ledger["sent"] + ledger["pending"] + ledger["failed"] + ledger["bounced"] + ledger["skipped"]


def start(house) -> str:
    return house.sql("SELECT starts FROM session WHERE module = 'workshop-1' AND key = 'onsdag'")


def sent(house, module: str, prompt: str) -> int:
    return int(house.sql(f"SELECT count(*) FROM letter_item WHERE module = '{module}' AND prompt = '{prompt}' AND state = 'sent'"))


def number(value: int) -> str:
    """As Danish sets it: 1.204."""
    return f"{value:,}".replace(",", ".")
