"""Coming in and going, in a real browser: by a letter's link and by its code, with and without scripts, and by keyboard."""

import pytest

from browser import Look
from hand import Hand
from letters import code_in, link_in
from people import CHAIR, LEADER, OTHER_COORDINATOR
from signing_in import asks, comes_in, is_in, letter_for, opens

# An address gets five letters an hour, so that these tests need several.
LISE, PETER, FRANK = ("lise.christensen@albertslund.example", "peter.dahl@albertslund.example", "frank.hansen@albertslund.example")


@pytest.fixture
def hand(browser, house):
    browser.look_at(Look())
    browser.become([])
    return Hand(browser, house.url)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_letter_s_link_opens_the_door_once(browser, house, hand, scripts):
    browser.runs_scripts(scripts)
    try:
        link = link_in(letter_for(house, hand, LEADER.address))
        for _ in range(2):                                      # a mail server looks at links; that uses none up
            browser.open(link)
            hand.sees("Ét tryk mere, så er du inde.")
        assert not is_in(hand, LEADER.address)
        opens(hand, link)
        assert is_in(hand, LEADER.address)
        browser.become([])
        browser.open(link)
        assert "Brevet er brugt" in hand.reads()
    finally:
        browser.runs_scripts(True)


def test_its_code_opens_the_door_by_keyboard_alone(browser, house, hand):
    before = house.letters.names()
    hand.goes_to("/sign-in")
    tab_to(browser, "Mailadresse")
    browser.type(CHAIR.address)
    browser.press("Enter")
    hand.arrives("/sign-in/code")
    code = code_in(house.letters.next_letter_to(CHAIR.address, before))
    tab_to(browser, "Koden i brevet")
    browser.type(f"{int(code) ^ 1:06}")
    browser.press("Enter")
    hand.waits_for("Det er ikke koden fra det nyeste brev.")
    tab_to(browser, "Koden i brevet")
    browser.run("document.activeElement.select()")
    browser.type(code)
    browser.press("Enter")
    hand.leaves("/sign-in/code")
    assert is_in(hand, CHAIR.address)


def test_nobody_hears_whose_address_is_known(browser, house, hand):
    asks(hand, LISE)
    known = hand.reads()
    before = house.letters.names()
    asks(hand, "ukendt@albertslund.example")
    assert hand.reads() == known
    letter_for(house, hand, OTHER_COORDINATOR.address)          # comes after any letter that the question before had sent
    assert house.letters.letters_to("ukendt@albertslund.example", before) == []


def test_what_is_no_address_is_said_at_the_field(browser, house, hand):
    hand.goes_to("/sign-in")
    hand.fills("Mailadresse", "lone kjær")
    hand.presses_anyway("Send mig et brev")
    assert browser.status == 422
    assert "Det ligner ikke en mailadresse." in hand.reads()
    field = hand.find("field", "Mailadresse")
    assert field.get_attribute("value") == "lone kjær"
    assert field.get_attribute("aria-invalid") == "true"
    described = field.get_attribute("aria-describedby").split()
    assert any("Det ligner ikke en mailadresse." in browser.run("return document.getElementById(arguments[0]).textContent", one)
               for one in described)


def test_signing_out_is_for_this_browser_or_for_all(browser, house, hand):
    comes_in(browser, house, PETER)
    first = browser.cookies()
    comes_in(browser, house, PETER)
    assert is_in(hand, PETER)
    hand.presses("Log ud")
    assert not is_in(hand, PETER)
    browser.become(first)
    assert is_in(hand, PETER)
    comes_in(browser, house, PETER)
    hand.goes_to("/sign-out/everywhere")
    hand.presses("Log ud alle steder")
    browser.become(first)
    assert not is_in(hand, PETER)


def test_an_administrator_comes_in_by_the_terminal_s_link(browser, house, hand):
    link = house.add_administrator("ny@tandem.example")
    opens(hand, link)
    assert is_in(hand, "ny@tandem.example")


def test_the_language_is_chosen_on_any_page(browser, house, hand):
    hand.goes_to("/sign-in")
    hand.presses("English")
    hand.sees("Send me a letter")
    hand.goes_to("/sign-in")
    hand.presses("Dansk")
    hand.sees("Send mig et brev")


def test_another_site_cannot_have_a_browser_sign_somebody_out(browser, house, hand):
    comes_in(browser, house, FRANK)
    browser.open(f"http://127.0.0.1:{house.url.rsplit(':', 1)[1]}/sign-in")        # another site than localhost
    browser.run("const form = document.createElement('form'); form.method = 'post'; form.action = arguments[0];"
                "document.body.append(form); HTMLFormElement.prototype.submit.call(form)", house.url + "/sign-out")
    assert is_in(hand, FRANK)


def tab_to(browser, label: str) -> None:
    """Presses Tab until a field has the focus."""
    browser.run("if (document.activeElement) document.activeElement.blur()")
    for _ in range(30):
        browser.press("Tab")
        if browser.run("return [...(document.activeElement.labels || [])].some(one => one.textContent.includes(arguments[0]))",
                       label):
            return
    raise AssertionError(f"Tab does not reach the field “{label}”")
