"""The table of pages leaves none out, and what is looked at in one theme alone is the same in the other."""

import re

import walk
from house import ROOT


def test_every_page_is_walked():
    missing = walk.page_templates() - {page.template for page in walk.PAGES}
    assert not missing, f"no row in walk.py shows {', '.join(sorted(missing))}"


def test_every_row_shows_a_page_that_there_is():
    unknown = {page.template for page in walk.PAGES} - walk.page_templates()
    assert not unknown, f"no template is a page {', '.join(sorted(unknown))}"


def test_every_row_has_a_name_of_its_own():
    names = [page.name for page in walk.PAGES]
    assert len(names) == len(set(names))


def test_the_dark_theme_is_other_colours_and_nothing_else():
    sheet = (ROOT / "Sources" / "CourseWeb" / "Assets" / "tandem.css").read_text("utf-8")
    themes = re.findall(r"@media[^{]*prefers-color-scheme[^{]*\{\s*([^{]*)\{([^{}]*)\}\s*\}", sheet)
    assert len(themes) == sheet.count("prefers-color-scheme") == 1
    selector, body = themes[0]
    assert selector.strip() == ":root"
    for declaration in filter(None, map(str.strip, body.split(";"))):
        assert re.fullmatch(r"--[a-z-]+: #[0-9a-f]{6}", declaration), declaration
