"""Every page, for everybody who may see it, in both languages: nothing that axe-core has a word against, and all of it by keyboard."""

import pytest

import axe
import keyboard
import page as any_page
import walk
from browser import ENLARGED, LOOKS, THEMES, WIDTHS, Look

ROWS = walk.rows()
NAMES = [f"{page.name}-{person.name}-{language}" for page, person, language in ROWS]
DANISH = [(page, person) for page, person, language in ROWS if language == "da"]


@pytest.mark.parametrize("page, person, language", ROWS, ids=NAMES)
def test_page_is_sound(browser, houses, page, person, language):
    browser.look_at(LOOKS[0])
    page.visit(browser, houses.of(page), person, language)
    found = []
    for look in LOOKS:
        browser.look_at(look)
        violations = axe.violations if look.theme == THEMES[0] else axe.violations_of_colours
        found += [f"{look}: {fault}" for fault in any_page.faults(browser, language) + violations(browser)]
    browser.look_at(ENLARGED)
    found += [f"{ENLARGED}: {fault}" for fault in any_page.faults(browser, language)]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("page, person", DANISH, ids=[f"{page.name}-{person.name}" for page, person in DANISH])
def test_page_needs_no_mouse(browser, houses, page, person):
    browser.look_at(Look())
    page.visit(browser, houses.of(page), person, "da")
    found = []
    for width in WIDTHS[::-1]:
        browser.look_at(Look(width=width))
        found += [f"{width} px: {fault}" for fault in keyboard.skip_link_faults(browser) + keyboard.faults(browser)]
    assert not found, "\n" + "\n".join(found)
