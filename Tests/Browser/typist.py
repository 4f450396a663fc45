"""A person without a mouse: everything is reached by Tab, and done by a key."""

from hand import Hand


class Typist(Hand):
    """A person at the keyboard. What is looked for by its words is found on the page, and then gone to by Tab alone."""

    def clicks(self, element) -> None:
        """Presses Enter on a link or a button."""
        self.reaches(element)
        self._awaits_a_page(lambda: self.browser.press("Enter"))

    def reaches(self, element) -> None:
        """Presses Tab until the focus is at an element, and where it is can be seen."""
        for _ in range(400):
            if self.browser.run("return document.activeElement === arguments[0]", element):
                break
            self.browser.press("Tab")
        else:
            raise AssertionError(f"on {self.where()} Tab does not reach “{element.text or element.get_attribute('name')}”")
        box = self.browser.run(
            "const box = arguments[0].getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight", element)
        assert box, f"on {self.where()} the focus is out of sight"

    def ticks(self, label: str, near: str | None = None) -> None:
        field = self.find("field", label, near)
        if not field.is_selected():
            self.reaches(field)
            self.browser.press(" ")

    def attaches(self, file) -> None:
        """Opens the dialog for files by a key; what is in it is the system's, and it gives the file."""
        fields = self.browser.driver.find_elements("css selector", "input[type=file]")
        assert len(fields) == 1, f"{self.where()} has {len(fields)} fields for files"
        self.reaches(fields[0])
        fields[0].send_keys(str(file))

    def _set(self, field, value: str) -> None:
        self.reaches(field)
        if field.get_attribute("type") == "date":
            self._types_day(value)
            assert field.get_attribute("value") == value
        else:
            self.browser.run("arguments[0].select()", field)
            self.browser.type(value)

    def _types_day(self, value: str) -> None:
        """Types a day in the order in which this browser has its parts."""
        year, month, day = value.split("-")
        order = self.browser.run("return new Intl.DateTimeFormat().formatToParts().map(part => part.type)")
        for part in order:
            for digit in {"year": year, "month": month, "day": day}.get(part, ""):
                self.browser.press(digit)

