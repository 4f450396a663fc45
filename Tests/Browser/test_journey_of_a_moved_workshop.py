"""A workshop is moved: the difference is shown, applied, and the ledger is right about who was told, and told anew."""

import json
import re

import pytest

from browser import Look
from hand import Hand
from house import COURSE, house as build
from letters import Letterbox
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
    hand.goes_to(f"/courses/{COURSE}/ledger")
    before = figures(hand)
    balances(house, before)
    delivered = Letterbox(house.folder / "past")
    told_before = len(delivered.names())
    assert told_before == int(house.sql("SELECT count(*) FROM letter_history WHERE outcome = 'sent'"))

    # What the page is to show, the terminal says as well.
    said = house.program.run("reschedule", "--course", COURSE, "--module", "workshop-1", "--session", "onsdag",
                             "--start", "2027-04-21T09:00", "--dry-run")
    moved, unchanged = re.search(r"(\d+) moved, 0 withdrawn, (\d+) unchanged", said).groups()

    hand.goes_to(f"/courses/{COURSE}/plan")
    hand.follows(hand.link_to(SESSION))
    hand.fills("Dato", "2027-04-21")
    hand.presses("Vis, hvad det ændrer")
    hand.sees("Det ændrer det", f"{invited} ledere har fået en dato at vide, som nu bliver en anden. De får hver ét brev med rettelsen.",
              f"Uændrede beskeder: {unchanged}.")
    past = re.search(r"ikke længere har betydning: (\d+)", hand.reads())
    assert hand.rows("Beskeder, der flyttes") + int(past[1] if past else 0) == int(moved)
    assert start(house) == "2027-04-14 09:00:00"                # it was shown, and not done
    hand.presses("Gør det")
    assert start(house) == "2027-04-21 09:00:00"

    hand.goes_to(f"/courses/{COURSE}/plan")
    hand.sees("21. april 2027")

    # What leaves after it: to each who was told the other date one letter that says so, and what was due anyway.
    assert int(house.sql("SELECT count(*) FROM correction")) == 0
    house.run_through("2027-03-11", "2027-03-20")
    corrections = int(house.sql("SELECT count(*) FROM correction WHERE state = 'sent'"))
    assert corrections == invited
    assert house.sql("SELECT count(*), count(DISTINCT leader), count(DISTINCT letter) FROM correction") == "286|286|286"

    hand.goes_to(f"/courses/{COURSE}/ledger")
    after = figures(hand)
    balances(house, after)
    assert hand.column("Rettelser", 3) == corrections           # “I alt”, over both municipalities
    assert after["Sendt"] - before["Sendt"] == int(house.sql(   # what the ledger counts besides those who were reminded if needed
        "SELECT count(*) FILTER (WHERE NOT i.discreet) + (SELECT count(*) FROM correction WHERE state = 'sent') "
        "FROM letter_item i JOIN letter_history h ON h.id = i.letter WHERE h.released_at >= '2027-03-11' AND i.state = 'sent'"))

    # And not a letter more: those in the Maildir are those of the history.
    left = len(delivered.names()) - told_before
    assert left == int(house.sql("SELECT count(*) FROM letter_history WHERE released_at >= '2027-03-11' AND outcome = 'sent'"))
    assert left >= corrections


def figures(hand) -> dict[str, int]:
    """The ledger's figures as they stand above its table, the first of them what was planned."""
    pairs = hand.browser.run("""
        return [...document.querySelector('dl.figures').children].map(one =>
          [one.querySelector('dt').textContent.trim(), one.querySelector('dd').textContent.trim()])""")
    return {label: int(value.replace(".", "")) for label, value in pairs}


def balances(house, shown: dict[str, int]) -> None:
    """The page says what the terminal says, and what was planned is somewhere to the last share."""
    totals = json.loads(house.program.run("ledger", "--course", COURSE, "--format", "json"))["totals"]
    assert list(shown.values()) == [totals[count] for count in ("planned", "sent", "pending", "skipped", "failed", "bounced")]
    planned, *others = shown.values()
    assert planned == sum(others) > 0


def start(house) -> str:
    return house.sql("SELECT starts FROM session WHERE module = 'workshop-1' AND key = 'onsdag'")


def sent(house, module: str, prompt: str) -> int:
    return int(house.sql(f"SELECT count(*) FROM letter_item WHERE module = '{module}' AND prompt = '{prompt}' AND state = 'sent'"))
