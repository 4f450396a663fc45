"""Coming in by a letter, as people do."""

from browser import Browser
from hand import Hand
from house import House
from letters import link_in


def asks(hand: Hand, address: str) -> None:
    """Asks for a letter, and is told to look for it."""
    hand.goes_to("/sign-in")
    hand.fills("Mailadresse", address)
    hand.presses("Send mig et brev")
    hand.sees("Se i din indbakke")


def letter_for(house: House, hand: Hand, address: str):
    """Asks for a letter and waits for it."""
    before = house.letters.names()
    asks(hand, address)
    return house.letters.next_letter_to(address, before)


def opens(hand: Hand, link: str) -> None:
    """Opens a letter's link and presses its button."""
    hand.browser.open(link)
    hand.sees("Ét tryk mere, så er du inde.")
    hand.presses("Log ind")


def comes_in(browser: Browser, house: House, address: str) -> Hand:
    """Signs somebody in at a browser where nobody is."""
    browser.become([])
    hand = Hand(browser, house.url)
    opens(hand, link_in(letter_for(house, hand, address)))
    return hand


def is_in(hand: Hand, address: str) -> bool:
    """Whether somebody is signed in: there is a page that only who is has."""
    hand.goes_to("/sign-out/everywhere")
    return hand.path() == "/sign-out/everywhere" and address in hand.reads()
