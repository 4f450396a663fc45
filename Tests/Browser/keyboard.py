"""Whether the page that is open can be used with a keyboard alone: Tab reaches everything, shows where it is, and gets out again."""

from browser import Browser

# Before the first press: what there is to reach, and how each looks while it has no focus.
WATCH = """
const interactive = 'a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex], ' +
  '[contenteditable=""], [contenteditable=true], audio[controls], video[controls]';
const shown = element => element.checkVisibility({visibilityProperty: true}) && element.getClientRects().length > 0;
const reachable = element => element.tabIndex >= 0 && !element.matches(':disabled') && !element.closest('[inert]') && shown(element) &&
  (element.localName !== 'summary' || element === element.parentElement.querySelector(':scope > summary')) &&
  // Of a group of radio buttons Tab goes to one; the arrows go to the others.
  (element.type !== 'radio' || !element.name || (group => element === (group.find(one => one.checked) || group[0]))(
    [...document.getElementsByName(element.name)].filter(one => one.type === 'radio' && one.form === element.form && !one.disabled)));
const name = element => {
  const label = element.labels && element.labels[0];
  const words = (element.getAttribute('aria-label') || (label && label.textContent) ||
    element.textContent || element.name || '').trim().replace(/\\s+/g, ' ').slice(0, 50);
  return `<${element.localName}${element.type && element.localName === 'input' ? ' ' + element.type : ''}> “${words}”`;
};
// What can tell a reader where the focus is, on the element itself or on what it frames (a shape in a link of an SVG, a label).
const around = element => [element, ...[...element.querySelectorAll('*')].slice(0, 8), ...(element.labels || [])];
const looks = element => around(element).map(one => {
  const style = getComputedStyle(one);
  const outline = style.outlineStyle === 'none' || style.outlineWidth === '0px' ? '' :
    style.outlineStyle + style.outlineWidth + style.outlineColor;
  return [outline, style.boxShadow, style.borderColor, style.borderWidth, style.backgroundColor, style.color, style.textDecorationLine,
          style.textDecorationThickness, style.stroke, style.strokeWidth, style.fill].join('|');
}).join(';');
if (document.activeElement) document.activeElement.blur();
getSelection().removeAllRanges();
const stops = [...document.querySelectorAll(interactive)].filter(reachable);
const atRest = new Map(stops.map(element => [element, looks(element)]));
const seen = [];
window.tabWalk = {stops, seen, name};
document.addEventListener('focusin', event => {
  const element = event.target;
  const box = element.getBoundingClientRect();
  seen.push({
    stop: stops.indexOf(element), name: name(element),
    changes: atRest.has(element) ? looks(element) !== atRest.get(element) : true,
    inside: box.width > 1 && box.height > 1 && box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight,
  });
}, true);
return stops.map(name);
"""

FIRST = """
const element = document.activeElement;
const target = element.localName === 'a' && (element.getAttribute('href') || '').startsWith('#') &&
  document.getElementById(element.getAttribute('href').slice(1));
return target ? target.localName : '';
"""


def faults(browser: Browser) -> list[str]:
    """What stands in the way of somebody without a mouse, a line each."""
    expected = browser.run(WATCH)
    seen = walk(browser, len(expected))
    found = [f"Tab does not reach {expected[stop]}" for stop in range(len(expected)) if stop not in {one["stop"] for one in seen}]
    if found and len({one["name"] for one in seen[-6:]}) <= 2 and len(seen) > 2:
        found.append(f"Tab does not get past {seen[-1]['name']}")
    told = set()
    for one in seen:
        if one["name"] not in told and not one["changes"]:
            found.append(f"nothing shows that the focus is at {one['name']}")
        elif one["name"] not in told and not one["inside"]:
            found.append(f"the focus at {one['name']} is out of sight")
        told.add(one["name"])
    return found


def walk(browser: Browser, expected: int) -> list[dict]:
    """Presses Tab until it comes round, and returns where it has been."""
    seen, pressed = [], 0
    while pressed < 3 * expected + 60:                          # a date has a stop for its day, its month and its year
        batch = min(20, expected + 2)
        browser.press("Tab", batch)
        pressed += batch
        seen = browser.run("return tabWalk.seen")
        stops = [one["stop"] for one in seen if one["stop"] >= 0]
        if len(set(stops)) == expected or len(stops) > len(set(stops)) and stops[-1] == stops[0]:
            break
        if not expected:
            break
    return seen


def skip_link_faults(browser: Browser) -> list[str]:
    """Whether the first press of Tab offers to skip to what the page is about, and whether that does it."""
    browser.run("if (document.activeElement) document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)")
    browser.driver.refresh()
    # A page that says what is wrong with a form begins there itself, behind all menus.
    if browser.run("return document.activeElement.matches('main .error-summary')"):
        return []
    browser.press("Tab")
    if browser.run(FIRST) != "main":
        return ["the first stop of Tab is no link to <main>"]
    browser.press("Enter")
    browser.press("Tab")
    is_inside = browser.run("""
        const main = document.querySelector('main');
        return main.contains(document.activeElement) ||
          !main.querySelector('a[href], button, input:not([type=hidden]), select, textarea, summary')""")
    return [] if is_inside else ["after the skip link Tab is not in <main>"]
