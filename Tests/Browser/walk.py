"""Every page of the site: one table, which axe, the keyboard and the screenshots walk through.

A new page is a row in one of the lists: a name, its path, and for whom. In a path stands `{course}` or another name of
`house.things()`. A page that only a form leads to has `by`, which goes there from the path as a person would.
"""

from collections.abc import Callable
from dataclasses import dataclass

from browser import Browser
from hand import Hand
from house import COURSE_FILE, LISTS, House
from people import ADMINISTRATOR, CHAIR, HELPER, LEADER, NOBODY, SOMEBODY, STAFF, Person

LANGUAGES = ["da", "en"]


@dataclass(frozen=True)
class Page:
    """A page as somebody sees it."""

    name: str
    path: str
    people: tuple[Person, ...]
    by: Callable[[Hand, House], None] | None = None
    status: int = 200

    def visit(self, browser: Browser, house: House, person: Person, language: str) -> None:
        """Shows the page to somebody."""
        person.takes_the_chair(browser, house, language)
        browser.open(house.url + self.path.format_map(house.things()))
        if self.by:
            self.by(Hand(browser, house.url), house)
        if browser.status != self.status:
            raise AssertionError(f"{self.name} answers {browser.status} to {person.name}, not {self.status}")


def rows(*words: str) -> list[tuple[Page, Person, str]]:
    """The table with a row for each person and language; only those whose page or person has one of these words in its name."""
    return [(page, person, language) for page in PAGES for person in page.people for language in LANGUAGES
            if not words or any(word in page.name or word in person.name for word in words)]


# Ways to pages that no address of their own leads to. They go by what is the same in both languages.

def refused_address(hand: Hand, house: House) -> None:
    hand.fills_in(address="ingen adresse")
    hand.sends("/sign-in")


def terminal_link(hand: Hand, house: House) -> None:
    hand.browser.open(house.add_administrator(ADMINISTRATOR.address))


def sent_with(action: str, **values: str) -> Callable[[Hand, House], None]:
    """Fills the fields of the page in, by their names, and sends the form that goes to a path."""
    def by(hand: Hand, house: House) -> None:
        hand.fills_in(**{name.replace("_", "-"): value for name, value in values.items()})
        hand.sends(action.format_map(house.things()))
    return by


def upload(municipality: str) -> Callable[[Hand, House], None]:
    """Uploads the list of a municipality, as it was enrolled."""
    return sent_with(f"/courses/{{course}}/enrolment/{municipality}", list=str(LISTS[municipality]))


def message_looked_through(hand: Hand, house: House) -> None:
    """Writes a message to the first of those whom one may write to."""
    hand.browser.run("const list = document.querySelector('select[name=audience]'); list.value = list.options[1].value")
    sent_with("/courses/{course}/messages/new", subject="Husk kaffen", text="Vi ses på onsdag.")(hand, house)


FOYER = [
    Page("front", "/", (SOMEBODY,)),
    Page("no-such-page", "/no/such/page", (ADMINISTRATOR,), status=404),
]

SIGN_IN = [
    Page("sign-in", "/sign-in", (NOBODY,)),
    Page("sign-in-refused", "/sign-in", (NOBODY,), by=refused_address, status=422),
    Page("sign-in-code", "/sign-in/code", (NOBODY,)),
    Page("sign-in-link", "/sign-in", (NOBODY,), by=terminal_link),
    Page("sign-in-spent", "/sign-in/link/none", (NOBODY,), status=410),
    Page("sign-out-everywhere", "/sign-out/everywhere", (SOMEBODY,)),
]

COURSES = [
    Page("courses", "/courses", STAFF),
    Page("new-course", "/courses/new", (ADMINISTRATOR,)),
    Page("new-course-refused", "/courses/new", (ADMINISTRATOR,), by=sent_with("/courses/new", file=str(LISTS["glostrup"])), status=422),
    Page("new-course-difference", "/courses/new", (ADMINISTRATOR,), by=sent_with("/courses/new", file=str(COURSE_FILE))),
    Page("successor", "/courses/{course}/successor", (ADMINISTRATOR,)),
    Page("successor-refused", "/courses/{course}/successor", (ADMINISTRATOR,),
         by=sent_with("/courses/{course}/successor", title="", key="Æ", start=""), status=422),
    Page("overview", "/courses/{course}", STAFF),
    Page("live", "/courses/{course}/live", (ADMINISTRATOR,)),
    Page("settings", "/courses/{course}/settings", STAFF),
    Page("settings-municipality", "/courses/{course}/settings/albertslund", STAFF),
    Page("settings-municipality-refused", "/courses/{course}/settings/albertslund", STAFF,
         by=sent_with("/courses/{course}/settings/albertslund", signed="", contact_email="ingen adresse"), status=422),
    Page("closing-days", "/courses/{course}/settings/albertslund/closed", STAFF),
    Page("closing-days-refused", "/courses/{course}/settings/albertslund/closed", STAFF,
         by=sent_with("/courses/{course}/settings/albertslund/closed", from_0="2027-04-09", to_0="2027-04-01"), status=422),
    Page("closing-days-difference", "/courses/{course}/settings/albertslund/closed", STAFF,
         by=sent_with("/courses/{course}/settings/albertslund/closed", from_0="2027-04-01", to_0="2027-04-09")),
]

PLAN = [
    Page("plan-board", "/courses/{course}/plan", STAFF),
    Page("plan-reasons", "/courses/{course}/plan/{planned}", STAFF),
    Page("session", "/courses/{course}/sessions/workshop-1/onsdag", (ADMINISTRATOR,)),
    Page("session-refused", "/courses/{course}/sessions/workshop-1/onsdag", (ADMINISTRATOR,),
         by=sent_with("/courses/{course}/sessions/workshop-1/onsdag/difference", date="", end="07:00", place=""), status=422),
    Page("session-difference", "/courses/{course}/sessions/workshop-1/onsdag", (ADMINISTRATOR,),
         by=sent_with("/courses/{course}/sessions/workshop-1/onsdag/difference", date="2027-04-21", place="Musikteatret")),
]

PEOPLE = [
    Page("people", "/courses/{course}/people", STAFF),
    Page("people-for-printing", "/courses/{course}/people?sheet=yes", STAFF),
    Page("enrolment", "/courses/{course}/enrolment/albertslund", STAFF),
    Page("enrolment-refused", "/courses/{course}/enrolment/albertslund", STAFF,
         by=sent_with("/courses/{course}/enrolment/albertslund", list=str(COURSE_FILE)), status=422),
    Page("enrolment-difference", "/courses/{course}/enrolment/albertslund", STAFF, by=upload("albertslund")),
    Page("leader-edit", "/courses/{course}/people/{leader}", STAFF),
    Page("leader-edit-refused", "/courses/{course}/people/{leader}", STAFF,
         by=sent_with("/courses/{course}/people/{leader}", name="", email="ingen adresse"), status=422),
    Page("withdrawal", "/courses/{course}/people/{leader}/withdrawal", STAFF),
    Page("succession", "/courses/{course}/people/{leader}/succession", STAFF),
    Page("succession-refused", "/courses/{course}/people/{leader}/succession", STAFF,
         by=sent_with("/courses/{course}/people/{leader}/succession", name="", email="ingen adresse"), status=422),
    Page("groups", "/courses/{course}/groups", STAFF),
    Page("group", "/courses/{course}/groups/{group}", STAFF),
    Page("group-refused", "/courses/{course}/groups/{group}", STAFF,
         by=sent_with("/courses/{course}/groups/{group}", name=""), status=422),
    Page("meeting-date", "/courses/{course}/groups/{group}/meetings/meeting-1", STAFF),
    Page("meeting-date-refused", "/courses/{course}/groups/{group}/meetings/meeting-1", STAFF, by=sent_with("/courses/{course}/groups/{group}/meetings/meeting-1", day="", start=""), status=422),
    Page("meeting-date-difference", "/courses/{course}/groups/{group}/meetings/meeting-1", STAFF,
         by=sent_with("/courses/{course}/groups/{group}/meetings/meeting-1", day="2027-03-15", start="10:00", end="12:00", place="Mødelokale 2")),
]

LETTERS = [
    Page("preview", "/courses/{course}/preview?leader={leader}", STAFF),
    Page("preview-of-a-municipality", "/courses/{course}/preview?municipality=albertslund&from=2027-03-01&to=2027-03-07", STAFF),
    Page("preview-of-a-letter", "/courses/{course}/preview/{leader}/{day}", STAFF),
    Page("words", "/courses/{course}/words", STAFF),
    Page("words-of-a-prompt", "/courses/{course}/words/workshop-1/invitation", STAFF),
    Page("words-refused", "/courses/{course}/words/workshop-1/invitation?municipality=albertslund", STAFF,
         by=sent_with("/courses/{course}/words/workshop-1/invitation?municipality=albertslund", text="Kom til {nix}."), status=422),
]

MESSAGES = [
    Page("messages", "/courses/{course}/messages", STAFF),
    Page("new-message", "/courses/{course}/messages/new", STAFF),
    Page("new-message-refused", "/courses/{course}/messages/new", STAFF,
         by=sent_with("/courses/{course}/messages/new", subject="", text=""), status=422),
    Page("new-message-looked-through", "/courses/{course}/messages/new", STAFF, by=message_looked_through),
]

LEDGER = [
    Page("ledger", "/courses/{course}/ledger", STAFF),
    Page("ledger-of-a-prompt", "/courses/{course}/ledger/{planned}", STAFF),
    Page("letter", "/courses/{course}/letters/{letter}", STAFF),
    Page("audit", "/audit", (ADMINISTRATOR,)),
]

MY = [
    Page("my", "/my", (LEADER, CHAIR)),
    Page("my-course", "/my/{course}", (LEADER, CHAIR)),
    Page("bookings", "/bookings", (HELPER,)),
]

# Every list above whose pages are built.
PAGES = FOYER + SIGN_IN + COURSES + PLAN + PEOPLE + LETTERS + MESSAGES + LEDGER + MY
