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
// What tells a reader where the focus is: an outline of two pixels and more around the element, or around its shape in a drawing.
const isPlain = colour => colour !== 'transparent' && !/, 0\\)$/.test(colour);
const lines = element => [element, ...(element.ownerSVGElement ? element.querySelectorAll('*') : [])].map(one => {
  const style = getComputedStyle(one);
  const outline = style.outlineStyle === 'auto' ||
    style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && isPlain(style.outlineColor);
  const stroke = one !== element && style.stroke !== 'none' && parseFloat(style.strokeWidth) >= 2 && isPlain(style.stroke);
  return (outline ? style.outlineStyle + style.outlineWidth + style.outlineColor : '') + '|' + (stroke ? style.strokeWidth + style.stroke : '');
});
const shows = (now, rest) => now.some((one, index) => one !== '|' && one !== rest[index]);
const stops = [...document.querySelectorAll(interactive)].filter(reachable);
const atRest = new Map(stops.map(element => [element, lines(element)]));
const seen = [];
if (window.tabWalk) document.removeEventListener('focusin', tabWalk.watch, true);
const watch = event => {
  const element = event.target;
  const box = element.getBoundingClientRect();
  seen.push({
    stop: stops.indexOf(element), name: name(element),
    shows: atRest.has(element) ? shows(lines(element), atRest.get(element)) : true,
    inside: box.width > 1 && box.height > 1 && box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight,
  });
};
document.addEventListener('focusin', watch, true);
window.tabWalk = {stops, seen, name, watch};
return stops.map(name);
"""

# As it is when a page has just come: the next press of Tab goes to the first thing that it can go to.
REWIND = """
if (document.activeElement) document.activeElement.blur();
getSelection().removeAllRanges();
document.body.tabIndex = -1;
document.body.focus({preventScroll: true});
document.body.blur();
document.body.removeAttribute('tabindex');
scrollTo(0, 0);
"""

FIRST = """
const element = document.activeElement;
const target = element.localName === 'a' && (element.getAttribute('href') || '').startsWith('#') &&
  document.getElementById(element.getAttribute('href').slice(1));
return target ? target.localName : '';
"""


def faults(browser: Browser) -> list[str]:
    """What stands in the way of somebody without a mouse, a line each."""
    browser.run(REWIND)
    expected = browser.run(WATCH)
    seen = walk(browser, len(expected))
    found = [f"Tab does not reach {expected[stop]}" for stop in range(len(expected)) if stop not in {one["stop"] for one in seen}]
    if found and len({one["name"] for one in seen[-6:]}) <= 2 and len(seen) > 2:
        found.append(f"Tab does not get past {seen[-1]['name']}")
    told = set()
    for one in seen:
        if one["name"] not in told and not one["shows"]:
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
    # A page that says what is wrong with a form begins there itself, behind all menus.
    begins = browser.run("""
        const summary = document.querySelector('main .error-summary[tabindex]');
        return summary && (document.activeElement === summary || window.hasBegun) ? 'in main' : summary ? 'elsewhere' : ''""")
    browser.run("window.hasBegun = true")
    if begins == "elsewhere":
        return ["the focus does not begin at what is wrong with the form"]
    browser.run(REWIND)
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
