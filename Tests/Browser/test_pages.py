"""Every page, for everybody who may see it, in both languages: nothing that axe-core has a word against, and all of it by keyboard."""

import pytest

import axe
import keyboard
import page as any_page
import walk
from browser import ENLARGED, LOOKS, Look

ROWS = walk.rows()
NAMES = [f"{page.name}-{person.name}-{language}" for page, person, language in ROWS]
DANISH = [(page, person) for page, person, language in ROWS if language == "da"]


@pytest.mark.parametrize("page, person, language", ROWS, ids=NAMES)
def test_page_is_sound(browser, house, page, person, language):
    browser.look_at(Look())
    page.visit(browser, house, person, language)
    found = []
    for look in LOOKS:
        browser.look_at(look)
        found += [f"{look}: {fault}" for fault in any_page.faults(browser, language) + axe.violations(browser)]
    browser.look_at(ENLARGED)
    found += [f"{ENLARGED}: {fault}" for fault in any_page.faults(browser, language)]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("page, person", DANISH, ids=[f"{page.name}-{person.name}" for page, person in DANISH])
def test_page_needs_no_mouse(browser, house, page, person, width):
    browser.look_at(Look(width=width))
    page.visit(browser, house, person, "da")
    found = keyboard.faults(browser) + keyboard.skip_link_faults(browser)
    assert not found, "\n" + "\n".join(found)
