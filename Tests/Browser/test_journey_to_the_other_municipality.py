"""A coordinator tries the other municipality's pages: there are none for her, and her own show nothing of theirs."""

import re

import pytest

import walk
from browser import Look
from hand import Hand
from people import COORDINATOR, OTHER_COORDINATOR

# Pages that are about a row of Albertslund's.
OF_ALBERTSLUND = [page for page in walk.PAGES if COORDINATOR in page.people and not page.by
                  and re.search(r"^[^?]*(\{(leader|group|planned|letter)\}|/albertslund\b)|[?&]municipality=albertslund\b", page.path)]
OWN = [page for page in walk.PAGES if COORDINATOR in page.people and page not in OF_ALBERTSLUND and not page.by]


@pytest.fixture
def hand(browser, house):
    browser.look_at(Look())
    OTHER_COORDINATOR.takes_the_chair(browser, house, "da")
    return Hand(browser, house.url)


@pytest.mark.parametrize("page", OF_ALBERTSLUND, ids=lambda page: page.name)
def test_the_other_municipality_s_page_is_not_there(browser, house, hand, page):
    hand.goes_to(page.path.format_map(house.things()))
    assert browser.status == 404
    assert "Siden findes ikke" in hand.reads()
    assert addresses_shown(browser, house) == []


@pytest.mark.parametrize("page", OWN, ids=lambda page: page.name)
def test_own_page_shows_nobody_of_the_other_municipality(browser, house, hand, page):
    hand.goes_to(page.path.format_map(house.things()))
    assert browser.status == 200 or "{leader}" in page.path     # a filter by somebody else's row finds nothing, or is not there
    assert addresses_shown(browser, house) == []


def addresses_shown(browser, house) -> list[str]:
    """Addresses of Albertslund's leaders that stand anywhere in the page. (A name may be somebody's here as well.)"""
    addresses = house.sql("SELECT l.email FROM leader l JOIN municipality m ON m.id = l.municipality WHERE m.key = 'albertslund'")
    source = browser.driver.page_source
    return [address for address in addresses.split() if address in source]
