"""What holds for every page, whatever it shows."""

from browser import Browser

LOOK_OVER = """
const main = document.querySelectorAll('main').length, first = document.querySelectorAll('h1').length;
return {language: document.documentElement.lang, title: document.title.trim(), main, first,
        wide: document.documentElement.scrollWidth - document.documentElement.clientWidth};
"""


def faults(browser: Browser, language: str) -> list[str]:
    """What is wrong with the page that is open, a line each."""
    page = browser.run(LOOK_OVER)
    found = []
    if page["language"] != language:
        found.append(f"the page says that it is in “{page['language']}”, not “{language}”")
    if not page["title"]:
        found.append("the page has no title")
    if page["main"] != 1:
        found.append(f"the page has {page['main']} elements <main>")
    if page["first"] != 1:
        found.append(f"the page has {page['first']} headings of the first level")
    if page["wide"] > 0:
        found.append(f"the page is {page['wide']} px wider than the window")
    return found + browser.complaints()
