"""A coordinator tries the other municipality's pages: there are none for her, and her own show nothing of theirs."""

import re

import pytest

import walk
from browser import Look
from hand import Hand
from house import COURSE
from people import COORDINATOR, OTHER_COORDINATOR
from signing_in import comes_in

# Pages that are about a row of Albertslund's.
OF_ALBERTSLUND = [page for page in walk.PAGES if COORDINATOR in page.people and not page.by
                  and re.search(r"^[^?]*(\{(leader|group|dated|planned|letter|waiting|queued|message)\}|/albertslund\b)"
                                r"|[?&]municipality=albertslund\b", page.path)]
OWN = [page for page in walk.PAGES if COORDINATOR in page.people and page not in OF_ALBERTSLUND and not page.by]

# What those pages would do, by the forms that they send.
DEEDS = [
    "people/{leader}", "people/{leader}/withdrawal", "people/{leader}/return", "people/{leader}/succession",
    "people/{leader}/missed/workshop-1/invitation", "groups/{group}", "groups/{group}/meetings/meeting-1", "letters/{letter}/hold",
    "letters/{letter}/copy", "letters/{queued}/hold", "letters/{queued}/cancellation", "letters/{queued}/retry",
    "messages/{message}/cancellation",
    "settings/albertslund", "settings/albertslund/closed", "enrolment/albertslund/application",
    "words/workshop-1/invitation?municipality=albertslund", "words/workshop-1/invitation/reset?municipality=albertslund",
    "preview/{leader}/{day}/copy",
]


@pytest.fixture
def hand(browser, house):
    browser.look_at(Look())
    OTHER_COORDINATOR.takes_the_chair(browser, house, "da")
    return Hand(browser, house.url)


def test_she_comes_in_by_letter_and_finds_no_way_there(browser, house):
    browser.look_at(Look())
    hand = comes_in(browser, house, OTHER_COORDINATOR.address)
    hand.follows("Digital ledelse")
    pages = {hand.path()} | set(links(browser))
    assert f"/courses/{COURSE}/people" in pages
    for path in sorted(page for page in pages if page.startswith(f"/courses/{COURSE}") and "." not in page):
        hand.goes_to(path)
        assert browser.status == 200, path
        assert shown_of_theirs(browser, house) == [], path
        assert [link for link in links(browser) if "albertslund" in link] == [], path


def test_there_are_such_pages():
    assert len(OF_ALBERTSLUND) >= 12 and len(OWN) >= 8


@pytest.mark.parametrize("page", OF_ALBERTSLUND, ids=lambda page: page.name)
def test_the_other_municipality_s_page_is_not_there(browser, house, hand, page):
    hand.goes_to(page.path.format_map(house.things()))
    assert browser.status == 404
    assert "Siden findes ikke" in hand.reads()
    assert shown_of_theirs(browser, house) == []


@pytest.mark.parametrize("page", OWN, ids=lambda page: page.name)
def test_own_page_shows_nobody_of_the_other_municipality(browser, house, hand, page):
    hand.goes_to(page.path.format_map(house.things()))
    assert browser.status == (422 if "{leader}" in page.path else 200)     # a filter by somebody who is not there is refused
    assert shown_of_theirs(browser, house) == []


@pytest.mark.parametrize("deed", DEEDS)
def test_nothing_of_theirs_can_be_done(browser, house, hand, deed):
    hand.goes_to(f"/courses/{COURSE}")
    before = rows(house)
    hand.submits(f"/courses/{COURSE}/{deed}".format_map(house.things()), {"form": "f3b6a3a0-0000-4000-8000-000000000000", "sure": "yes"})
    assert browser.status == 404
    assert shown_of_theirs(browser, house) == []
    assert rows(house) == before


def links(browser) -> list[str]:
    """The addresses of this site that the page leads to, forms included."""
    return browser.run("""
        return [...document.querySelectorAll('a[href^="/"], form[action^="/"]')].map(one =>
          one.getAttribute('href') || one.getAttribute('action'))""")


def rows(house) -> str:
    """What those deeds would change."""
    return house.sql("""
        SELECT (SELECT md5(string_agg(l::text, '|' ORDER BY id)) FROM leader l),
               (SELECT md5(string_agg(g::text, '|' ORDER BY id)) FROM leader_group g),
               (SELECT md5(string_agg(m::text, '|' ORDER BY id)) FROM municipality m),
               (SELECT md5(string_agg(q::text, '|' ORDER BY id)) FROM letter q),
               (SELECT count(*) FROM meeting), (SELECT count(*) FROM prompt_words), (SELECT count(*) FROM audit_entry)""")


def shown_of_theirs(browser, house) -> list[str]:
    """What stands in the page of Albertslund's leaders and groups: addresses, and names that are nobody's in Glostrup."""
    words = house.sql("""
        WITH theirs AS (
            SELECT m.key, unnest(ARRAY[l.name, l.email]) AS word FROM leader l JOIN municipality m ON m.id = l.municipality
            UNION SELECT m.key, g.name FROM leader_group g JOIN municipality m ON m.id = g.municipality)
        SELECT word FROM theirs WHERE key = 'albertslund' EXCEPT SELECT word FROM theirs WHERE key = 'glostrup'""")
    source = browser.driver.page_source
    return [word for word in words.splitlines() if word in source]
