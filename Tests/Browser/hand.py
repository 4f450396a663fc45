"""What a person does on a page, by the words that are on it: labels, buttons, links, headings; never by how the page is built."""

from pathlib import Path

from browser import Browser
from program import until

# Finds what can be seen, by its kind and its words: the same words first, then words that begin so, then words that are among others.
FIND = """
const [kind, words, near] = arguments;
const plain = text => (text || '').replace(/\\s+/g, ' ').trim();
const shown = element => element.checkVisibility({visibilityProperty: true});
const kinds = {
  field: 'input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=image]), select, textarea',
  button: 'button, input[type=submit], input[type=button], [role=button], summary', link: 'a[href]',
};
const named = element => {
  const by = (element.getAttribute('aria-labelledby') || '').split(' ').map(id => document.getElementById(id)).filter(Boolean);
  if (by.length) return plain(by.map(one => one.textContent).join(' '));
  if (element.getAttribute('aria-label')) return plain(element.getAttribute('aria-label'));
  if (kind === 'field') {
    return plain([...(element.labels || [])].map(label => {
      const copy = label.cloneNode(true);
      copy.querySelectorAll('select, textarea, input, option').forEach(one => one.remove());
      return copy.textContent;
    }).join(' '));
  }
  return plain(element.localName === 'input' ? element.value : element.textContent);
};
const places = !near ? [document] : [...document.querySelectorAll('tr, li, fieldset, form, article, section, dl, details')]
  .filter(place => plain(place.textContent).includes(near)).reverse();
const all = [];
for (const place of places) {
  const candidates = [...place.querySelectorAll(kinds[kind])].filter(shown).map(element => [element, named(element)]);
  for (const fits of [name => name === words, name => name.startsWith(words), name => name.includes(words)]) {
    const found = candidates.filter(([, name]) => fits(name));
    if (found.length) return {found: found[0][0], many: found.length};
  }
  all.push(...candidates.map(([, name]) => name));
}
return {found: null, names: [...new Set(all)]};
"""


class Hand:
    """A person at the page that is open."""

    def __init__(self, browser: Browser, house_url: str):
        self.browser = browser
        self.url = house_url

    def goes_to(self, path: str) -> None:
        self.browser.open(self.url + path)

    def find(self, kind: str, words: str, near: str | None = None):
        """A field, button or link by its words; `near` is what else stands in its row, list item or part of the page."""
        outcome = self.browser.run(FIND, kind, words, near)
        if outcome["found"] is None:
            around = f" near “{near}”" if near else ""
            raise AssertionError(f"{self.where()} shows no {kind} “{words}”{around}; it shows {outcome['names']}")
        return outcome["found"]

    def has(self, kind: str, words: str, near: str | None = None) -> bool:
        return self.browser.run(FIND, kind, words, near)["found"] is not None

    def fills(self, label: str, value: str, near: str | None = None) -> None:
        """Replaces what a field holds. Dates and times are given as YYYY-MM-DD, HH:MM and YYYY-MM-DDTHH:MM, whatever the browser shows."""
        self._set(self.find("field", label, near), value)

    def _set(self, field, value: str) -> None:
        if field.tag_name == "select":
            self.browser.run("arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change', {bubbles: true}))",
                             field, value)
            assert field.get_attribute("value") == value, f"{self.where()} offers no {value}"
        elif field.get_attribute("type") in ("date", "time", "datetime-local"):
            self.browser.run("arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}));"
                             "arguments[0].dispatchEvent(new Event('change', {bubbles: true}))", field, value)
        else:
            field.clear()
            field.send_keys(value)

    def attaches(self, file: Path) -> None:
        """Chooses a file in the only field for one."""
        fields = self.browser.driver.find_elements("css selector", "input[type=file]")
        assert len(fields) == 1, f"{self.where()} has {len(fields)} fields for files"
        fields[0].send_keys(str(file))

    def chooses(self, label: str, option: str, near: str | None = None) -> None:
        """Chooses in a list by the option's words, or ticks a box or radio button by its label."""
        field = self.find("field", label, near)
        if field.tag_name != "select":
            raise AssertionError(f"“{label}” is no list to choose from")
        options = {one.text.strip(): one for one in field.find_elements("tag name", "option")}
        match = [words for words in options if words == option] or [words for words in options if option in words]
        assert match, f"“{label}” offers {list(options)}, not “{option}”"
        options[match[0]].click()

    def ticks(self, label: str, near: str | None = None) -> None:
        field = self.find("field", label, near)
        if not field.is_selected():
            field.click()

    def presses(self, button: str, near: str | None = None) -> None:
        """Presses a button and waits for the page that comes."""
        self.clicks(self.find("button", button, near))

    def presses_anyway(self, button: str) -> None:
        """Presses a button of a form that the browser itself would not send as it is filled in; not every browser minds."""
        element = self.find("button", button)
        self.browser.run("arguments[0].form.noValidate = true", element)
        self.clicks(element)

    # For walkers, who are on a page in either language: fields by the names that they are sent under.

    def fills_in(self, **values: str) -> None:
        for name, value in values.items():
            field = self.browser.driver.find_element("name", name)
            if field.get_attribute("type") == "file":
                field.send_keys(value)
            else:
                self._set(field, value)

    def sends(self, action: str) -> None:
        """Sends the form that goes to a path, whatever its browser thinks of it."""
        button = self.browser.run(
            "const form = document.querySelector(`main form[method=post][action='${arguments[0]}']`);"
            "if (!form) return null;"
            "form.noValidate = true; return form.querySelector('button, input[type=submit]')", action)
        assert button, f"{self.where()} has no form that goes to {action}"
        self.clicks(button)

    def submits(self, action: str, fields: dict[str, str]) -> None:
        """Sends a form of the site's own that the page does not show."""
        self._awaits_a_page(lambda: self.browser.run(
            "const form = document.createElement('form'); form.method = 'post'; form.action = arguments[0];"
            "for (const [name, value] of Object.entries(arguments[1])) {"
            "  const field = document.createElement('input'); [field.type, field.name, field.value] = ['hidden', name, value];"
            "  form.append(field) }"
            "document.body.append(form); HTMLFormElement.prototype.submit.call(form)", action, fields))

    def follows(self, link: str, near: str | None = None) -> None:
        """Follows a link and waits for the page that comes."""
        self.clicks(self.find("link", link, near))

    def clicks(self, element) -> None:
        self.browser.run("arguments[0].scrollIntoView({block: 'center'})", element)
        self._awaits_a_page(element.click)

    def _awaits_a_page(self, act) -> None:
        self.browser.run("window.isBeforeTheClick = true")
        act()
        until("another page comes", lambda: self.browser.run(
            "return !window.isBeforeTheClick && document.readyState === 'complete'"))

    def reads(self) -> str:
        """The words of the page that can be seen, each run of blanks as one."""
        return " ".join(self.browser.run("return document.body.innerText").split())

    def rows(self, name: str) -> int:
        """How many rows a table has below its headings, by the name of the region that it is in."""
        count = self.browser.run("""
            const region = [...document.querySelectorAll('[role=region]')].find(one => one.getAttribute('aria-label') === arguments[0]);
            return region ? region.querySelectorAll('tbody tr').length : null""", name)
        assert count is not None, f"{self.where()} has no table “{name}”"
        return count

    def column(self, name: str, number: int) -> int:
        """The sum of a table's column, counted from 0, by the name of the region that the table is in."""
        cells = self.browser.run("""
            const region = [...document.querySelectorAll('[role=region]')].find(one => one.getAttribute('aria-label') === arguments[0]);
            return region && [...region.querySelectorAll('tbody tr')].map(row => row.cells[arguments[1]].textContent.trim())""", name, number)
        assert cells is not None, f"{self.where()} has no table “{name}”"
        return sum(int(cell.replace(".", "") or 0) for cell in cells)

    def link_to(self, path: str) -> str:
        """The words of the link that leads to a path."""
        words = self.browser.run("""
            const link = [...document.links].find(one => one.getAttribute('href') === arguments[0]);
            return link && link.textContent.trim()""", path)
        assert words, f"{self.where()} has no link to {path}"
        return words

    def sees(self, *words: str) -> None:
        """Fails unless the page was found (200) and shows these words."""
        text = self.reads()
        assert self.browser.status == 200, f"{self.where()} answered {self.browser.status}: {text[:300]}"
        for one in words:
            assert one in text, f"{self.where()} does not say “{one}”: {text[:1500]}"

    def arrives(self, path: str) -> None:
        """Waits for a page by its path."""
        until(f"the page {path}", lambda: self.path() == path and self._is_complete())

    def leaves(self, path: str) -> None:
        """Waits for another page than this."""
        until(f"another page than {path}", lambda: self.path() != path and self._is_complete())

    def waits_for(self, words: str) -> None:
        """Waits for words that the page that is open does not show yet."""
        until(f"“{words}”", lambda: self._is_complete() and words in self.reads())

    def _is_complete(self) -> bool:
        return self.browser.run("return document.readyState === 'complete'")

    def path(self) -> str:
        return self.browser.driver.current_url.removeprefix(self.url)

    def where(self) -> str:
        """The page for a sentence; what follows a question mark may be a secret."""
        return f"the page {self.path().split('?')[0]}"
