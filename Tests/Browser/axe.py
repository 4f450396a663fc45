"""axe-core in the page that is open: WCAG 2.1, levels A and AA."""

from functools import cache
from importlib.metadata import distribution

from browser import Browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]

# What a theme can change. (A theme of ours is other colours and nothing else: test_walk.py holds the stylesheet to that.)
OF_COLOURS = ["color-contrast", "link-in-text-block"]

RUN = """
const done = arguments[arguments.length - 1];
const [type, values] = arguments;
axe.run(document, {runOnly: {type, values}, resultTypes: ['violations']}).then(
  results => done(results.violations.flatMap(rule => rule.nodes.map(node =>
    `${rule.id} at ${node.target.flat(9).join(' ')}: ${rule.help}` +
    (node.any[0] && node.any[0].message ? ` (${node.any[0].message})` : '')))),
  error => done([`axe did not run: ${error}`]))
"""


@cache
def source() -> str:
    """The script of axe-core that a package brings along."""
    return distribution("axe-playwright-python").locate_file("axe_playwright_python/axe.min.js").read_text("utf-8")


def violations(browser: Browser) -> list[str]:
    """What axe-core has against the page, a line each: the rule, where, and what would help."""
    return run(browser, "tag", TAGS)


def violations_of_colours(browser: Browser) -> list[str]:
    """The same, of what another theme can have made wrong."""
    return run(browser, "rule", OF_COLOURS)


def run(browser: Browser, kind: str, values: list[str]) -> list[str]:
    if not browser.run("return typeof axe === 'object'"):
        browser.run(source())
    return browser.driver.execute_async_script(RUN, kind, values)
