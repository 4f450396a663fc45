"""Every page of the site: one table, which axe, the keyboard and the screenshots walk through.

A new page is a row in one of the lists: a name, its path, for whom, and the template that it shows where that has another name.
In a path stands `{course}` or another name of `house.things()`. A page that only a form leads to has `by`, which goes there from
the path as a person would. A template that no row shows fails test_walk.py.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from browser import Browser
from hand import Hand
from house import COURSE_FILE, LISTS, ROOT, House
from people import ADMINISTRATOR, BOTH, CHAIR, COORDINATOR, HELPER, LEADER, NOBODY, SOMEBODY, STAFF, Person

TEMPLATES = ROOT / "Sources" / "CourseWeb" / "Templates"
LANGUAGES = ["da", "en"]


@dataclass(frozen=True)
class Page:
    """A page as somebody sees it."""

    name: str
    path: str
    people: tuple[Person, ...]
    by: Callable[[Hand, House], None] | None = None
    status: int = 200
    shows: str | None = None                    # the template's name; that of the page, where none is given
    in_demonstration: bool = False

    @property
    def template(self) -> str:
        return self.shows or self.name

    def visit(self, browser: Browser, house: House, person: Person, language: str) -> None:
        """Shows the page to somebody."""
        person.takes_the_chair(browser, house, language)
        browser.open(house.url + self.path.format_map(house.things()))
        if self.by:
            self.by(Hand(browser, house.url), house)
        if browser.status != self.status:
            raise AssertionError(f"{self.name} answers {browser.status} to {person.name}, not {self.status}")
        if browser.run("return document.body.dataset.page") != self.template:
            raise AssertionError(f"{self.name} shows the template {browser.run('return document.body.dataset.page')}, not {self.template}")


def rows(*words: str) -> list[tuple[Page, Person, str]]:
    """The table with a row for each person and language; only those whose page or person has one of these words in its name."""
    return [(page, person, language) for page in PAGES for person in page.people for language in LANGUAGES
            if not words or any(word in page.name or word in person.name for word in words)]


def page_templates() -> set[str]:
    """The templates that are pages by themselves; the others are parts of these."""
    return {file.stem for file in TEMPLATES.glob("*.mustache") if "{{<layout}}" in file.read_text("utf-8")}


# Ways to pages that no address of their own leads to. They go by what is the same in both languages.

def refused_address(hand: Hand, house: House) -> None:
    hand.fills_in(address="ingen adresse")
    hand.sends("/sign-in")


def terminal_link(hand: Hand, house: House) -> None:
    hand.browser.open(house.add_administrator(ADMINISTRATOR.address))


Way = Callable[[Hand, House], None]


def sent_with(action: str, **values: str) -> Way:
    """Fills the fields of the page in, by their names, and sends the form that goes to a path."""
    def by(hand: Hand, house: House) -> None:
        hand.fills_in(**{name.replace("_", "-"): value for name, value in values.items()})
        hand.sends(action.format_map(house.things()))
    return by


def outdated(action: str, **carried: str) -> Way:
    """Has the form that goes to a path say that it was made from something older, as where somebody else has been quicker."""
    def by(hand: Hand, house: House) -> None:
        things = house.things()
        for name, value in carried.items():
            changed = hand.browser.run(
                "const field = document.querySelector(`main form[action='${arguments[0]}'] input[type=hidden][name='${arguments[1]}']`);"
                "if (field) field.value = arguments[2]; return field !== null",
                action.format_map(things), name.replace("_", "-").format_map(things), value)
            assert changed, f"{hand.where()} has no form to {action} that carries {name}"
    return by


def pressed(name: str) -> Way:
    """Presses the first button of that name, where a page has several forms that go to the same path."""
    def by(hand: Hand, house: House) -> None:
        button = hand.browser.run("return document.querySelector(`main button[name='${arguments[0]}']`)", name)
        assert button, f"{hand.where()} has no button {name}"
        hand.clicks(button)
    return by


def ticked(name: str) -> Way:
    """Ticks the first box of that name."""
    def by(hand: Hand, house: House) -> None:
        box = hand.browser.driver.find_element("name", name)
        hand.browser.run("arguments[0].scrollIntoView({block: 'center'})", box)
        box.click()
    return by


def posted(action: str, **fields: str) -> Way:
    """Sends a form that the page does not show any more, as who had it open before."""
    def by(hand: Hand, house: House) -> None:
        hand.submits(action.format_map(house.things()), fields)
    return by


def in_turn(*ways: Way) -> Way:
    def by(hand: Hand, house: House) -> None:
        for way in ways:
            way(hand, house)
    return by


def upload(municipality: str) -> Way:
    """Uploads the list of a municipality, as it was enrolled."""
    return sent_with(f"/courses/{{course}}/enrolment/{municipality}", list=str(LISTS[municipality]))


def longer_list(hand: Hand, house: House) -> None:
    """Uploads the list of Albertslund with a leader more."""
    text = LISTS["albertslund"].read_bytes()
    heading, first = text.decode("utf-8-sig").splitlines()[:2]
    separator = max(";,\t", key=heading.count)
    fields = first.split(separator)
    fields = [f"ny.{field}" if "@" in field else field for field in fields]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "albertslund.csv"
        file.write_bytes(text.rstrip() + b"\n" + separator.join(fields).encode() + b"\n")
        sent_with("/courses/{course}/enrolment/albertslund", list=str(file))(hand, house)


def message_looked_through(hand: Hand, house: House) -> None:
    """Writes a message to the first of those whom one may write to."""
    hand.browser.run("const list = document.querySelector('select[name=audience]'); list.value = list.options[1].value")
    sent_with("/courses/{course}/messages/new", subject="Husk kaffen", text="Vi ses på onsdag.")(hand, house)


def words_taken_back(hand: Hand, house: House) -> None:
    """Saves words of one's own, and takes them back at once."""
    path = "/courses/{course}/words/workshop-2/invitation"
    sent_with(f"{path}?municipality=albertslund", text="Kom til {title}.")(hand, house)
    sent_with(f"{path}/reset?municipality=albertslund")(hand, house)


def other_part(hand: Hand, house: House) -> None:
    """Presses the button in the course's header to see it in the other of one's parts."""
    hand.clicks(hand.browser.driver.find_element("css selector", "form.capacity button"))


def let_in_as(guest: str, path: str) -> Way:
    """Is somebody of the demonstration, and goes to a page there."""
    def by(hand: Hand, house: House) -> None:
        hand.sends(f"/demo/guests/{guest}")
        hand.goes_to(path.format_map(house.things()))
    return by


FOYER = [
    Page("front", "/", (SOMEBODY,)),
    Page("no-such-page", "/no/such/page", (ADMINISTRATOR,), status=404, shows="fault"),
    Page("too-late", "/courses/{course}/letters/{letter}", STAFF,
         by=posted("/courses/{course}/letters/{letter}/hold"), status=409, shows="fault"),
]

DEMONSTRATION = [
    Page("demo", "/demo", (NOBODY,), in_demonstration=True),
    Page("demo-guest", "/demo/guests/chair", (NOBODY,), shows="demo", in_demonstration=True),
    Page("demo-overview", "/demo", (NOBODY,), by=let_in_as("administrator", "/courses/{course}"), shows="courses-overview",
         in_demonstration=True),
    Page("demo-leader", "/demo", (NOBODY,), by=let_in_as("leader", "/my"), shows="leader", in_demonstration=True),
    Page("demo-helper", "/demo", (NOBODY,), by=let_in_as("helper", "/bookings"), shows="bookings", in_demonstration=True),
]

SIGN_IN = [
    Page("sign-in", "/sign-in", (NOBODY,)),
    Page("sign-in-refused", "/sign-in", (NOBODY,), by=refused_address, status=422, shows="sign-in"),
    Page("sign-in-code", "/sign-in/code", (NOBODY,)),
    Page("sign-in-code-refused", "/sign-in/code", (NOBODY,), by=sent_with("/sign-in/code", code="12"), status=422,
         shows="sign-in-code"),
    Page("sign-in-link", "/sign-in", (NOBODY,), by=terminal_link),
    Page("sign-in-code-beside-another", "/sign-in/code", (SOMEBODY,), shows="sign-in-code"),
    Page("sign-in-link-beside-another", "/", (SOMEBODY,), by=terminal_link, shows="sign-in-link"),
    Page("sign-in-spent", "/sign-in/link/none", (NOBODY,), status=410),
    Page("sign-out-everywhere", "/sign-out/everywhere", (SOMEBODY,)),
]

SETTINGS = "/courses/{course}/settings/albertslund"
CLOSING_DAYS = f"{SETTINGS}/closed"
EASTER = {"from_0": "2027-04-01", "to_0": "2027-04-09"}

COURSES = [
    Page("courses", "/courses", STAFF, shows="courses-list"),
    Page("new-course", "/courses/new", (ADMINISTRATOR,), shows="courses-file"),
    Page("new-course-refused", "/courses/new", (ADMINISTRATOR,), by=sent_with("/courses/new", file=str(LISTS["glostrup"])), status=422,
         shows="courses-file"),
    Page("new-course-difference", "/courses/new", (ADMINISTRATOR,), by=sent_with("/courses/new", file=str(COURSE_FILE)),
         shows="courses-check"),
    Page("new-course-outdated", "/courses/new", (ADMINISTRATOR,),
         by=in_turn(sent_with("/courses/new", file=str(COURSE_FILE)), outdated("/courses/new", version="0"), sent_with("/courses/new")),
         status=409, shows="courses-check"),
    Page("successor", "/courses/{course}/successor", (ADMINISTRATOR,), shows="courses-successor"),
    Page("successor-refused", "/courses/{course}/successor", (ADMINISTRATOR,),
         by=sent_with("/courses/{course}/successor", title="", key="Æ", start=""), status=422, shows="courses-successor"),
    Page("successor-check", "/courses/{course}/successor", (ADMINISTRATOR,), by=sent_with("/courses/{course}/successor"),
         shows="courses-successor-check"),
    Page("successor-outdated", "/courses/{course}/successor", (ADMINISTRATOR,),
         by=in_turn(sent_with("/courses/{course}/successor"), outdated("/courses/{course}/successor", version="0"),
                    sent_with("/courses/{course}/successor")),
         status=409, shows="courses-successor-check"),
    Page("overview", "/courses/{course}", STAFF, shows="courses-overview"),
    Page("overview-outdated", "/courses/{course}", (COORDINATOR,), by=posted("/courses/{course}/agreement", version="0"), status=409,
         shows="courses-overview"),
    Page("overview-of-both-parts", "/courses/{trial}", (BOTH,), shows="courses-overview"),
    Page("overview-in-the-other-part", "/courses/{trial}", (BOTH,), by=other_part, shows="courses-overview"),
    Page("live", "/courses/{course}/live", (ADMINISTRATOR,), shows="courses-live"),
    Page("live-outdated", "/courses/{course}/live", (ADMINISTRATOR,),
         by=posted("/courses/{course}/live", version="0", without="yes"), status=409, shows="courses-live"),
    Page("settings", "/courses/{course}/settings", STAFF, shows="courses-settings"),
    Page("settings-municipality", SETTINGS, STAFF, shows="courses-municipality"),
    Page("settings-municipality-refused", SETTINGS, STAFF,
         by=sent_with(SETTINGS, signed="", contact_email="ingen adresse"), status=422,
         shows="courses-municipality"),
    Page("settings-municipality-outdated", SETTINGS, STAFF,
         by=in_turn(outdated(SETTINGS, was_signed="De andre"),
                    sent_with(SETTINGS, signed="Kursusteamet, hele holdet")),
         status=409, shows="courses-municipality"),
    Page("send-at-difference", SETTINGS, STAFF, by=sent_with(SETTINGS, send_at="10:15"), shows="courses-send-at-check"),
    Page("send-at-outdated", SETTINGS, STAFF,
         by=in_turn(sent_with(SETTINGS, send_at="10:15"), outdated(SETTINGS, version="0"), sent_with(SETTINGS)), status=409,
         shows="courses-send-at-check"),
    Page("closing-days", CLOSING_DAYS, STAFF, shows="courses-closed"),
    Page("closing-days-refused", CLOSING_DAYS, STAFF, by=sent_with(CLOSING_DAYS, from_0="2027-04-09", to_0="2027-04-01"), status=422,
         shows="courses-closed"),
    Page("closing-days-difference", CLOSING_DAYS, STAFF, by=sent_with(CLOSING_DAYS, **EASTER), shows="courses-closed-check"),
    Page("closing-days-outdated", CLOSING_DAYS, STAFF,
         by=in_turn(sent_with(CLOSING_DAYS, **EASTER), outdated(CLOSING_DAYS, version="0"), sent_with(CLOSING_DAYS)), status=409,
         shows="courses-closed-check"),
]

SITTING = "/courses/{course}/sessions/workshop-1/onsdag"

PLAN = [
    Page("plan-board", "/courses/{course}/plan", STAFF),
    Page("plan-reasons", "/courses/{course}/plan/{planned}", STAFF, shows="plan-prompt"),
    Page("session", SITTING, (ADMINISTRATOR,), shows="plan-session"),
    Page("session-refused", SITTING, (ADMINISTRATOR,), by=sent_with(f"{SITTING}/difference", date="", end="07:00", place=""), status=422,
         shows="plan-session"),
    Page("session-difference", SITTING, (ADMINISTRATOR,),
         by=sent_with(f"{SITTING}/difference", date="2027-04-21", place="Musikteatret"), shows="plan-session"),
    Page("session-outdated", SITTING, (ADMINISTRATOR,),
         by=in_turn(sent_with(f"{SITTING}/difference", date="2027-04-21"), outdated(SITTING, version="0"), sent_with(SITTING)),
         status=409, shows="plan-session"),
]

RECORD = "/courses/{course}/people/{leader}"
GROUP = "/courses/{course}/groups/{group}"
MEETING = f"{GROUP}/meetings/meeting-1"
DATED_MEETING = "/courses/{course}/groups/{dated}/meetings/meeting-1"
DATE = {"day": "2027-03-15", "start": "10:00", "end": "12:00", "place": "Mødelokale 2"}
ENROLMENT = "/courses/{course}/enrolment/albertslund"

PEOPLE = [
    Page("people", "/courses/{course}/people", STAFF, shows="people-list"),
    Page("people-for-printing", "/courses/{course}/people?sheet=yes", STAFF, shows="people-sheet"),
    Page("enrolment", ENROLMENT, STAFF, shows="people-upload"),
    Page("enrolment-refused", ENROLMENT, STAFF, by=sent_with(ENROLMENT, list=str(COURSE_FILE)), status=422, shows="people-upload"),
    Page("enrolment-doubted", ENROLMENT, STAFF, by=sent_with(ENROLMENT, list=str(LISTS["glostrup"])), status=422, shows="people-upload"),
    Page("enrolment-difference", ENROLMENT, STAFF, by=upload("albertslund"), shows="people-difference"),
    Page("enrolment-outdated", ENROLMENT, STAFF,
         by=in_turn(longer_list, outdated(f"{ENROLMENT}/application", seal="før"), sent_with(f"{ENROLMENT}/application")), status=409,
         shows="people-difference"),
    Page("leader-edit", RECORD, STAFF, shows="people-leader"),
    Page("leader-edit-refused", RECORD, STAFF, by=sent_with(RECORD, name="", email="ingen adresse"), status=422, shows="people-leader"),
    Page("leader-edit-overtaken", RECORD, STAFF,
         by=in_turn(outdated(RECORD, was_title="Konsulent", was_name="Lone"), sent_with(RECORD, title="Leder af dagtilbud")), status=409,
         shows="people-leader"),
    Page("withdrawal", f"{RECORD}/withdrawal", STAFF, shows="people-withdrawal"),
    Page("succession", f"{RECORD}/succession", STAFF, shows="people-succession"),
    Page("succession-refused", f"{RECORD}/succession", STAFF,
         by=sent_with(f"{RECORD}/succession", name="", email="ingen adresse"), status=422, shows="people-succession"),
    Page("groups", "/courses/{course}/groups", STAFF, shows="people-groups"),
    Page("group", GROUP, STAFF, shows="people-group"),
    Page("group-refused", GROUP, STAFF, by=sent_with(GROUP, name=""), status=422, shows="people-group"),
    Page("group-overtaken", GROUP, STAFF, by=in_turn(outdated(GROUP, was_name="Før"), sent_with(GROUP, name="Efter")), status=409,
         shows="people-group"),
    Page("meeting-date", MEETING, STAFF, shows="people-meeting"),
    Page("meeting-date-refused", MEETING, STAFF, by=sent_with(MEETING, day="", start=""), status=422, shows="people-meeting"),
    Page("meeting-date-overtaken", MEETING, STAFF,
         by=in_turn(outdated(MEETING, was_start="2027-03-16T09:00", was_end="2027-03-16T11:00"), sent_with(MEETING, **DATE)), status=409,
         shows="people-meeting"),
    Page("meeting-date-difference", MEETING, STAFF, by=sent_with(MEETING, **DATE), shows="people-meeting-difference"),
    Page("meeting-date-outdated", MEETING, STAFF,
         by=in_turn(sent_with(MEETING, **DATE), outdated(MEETING, seal="før"), sent_with(MEETING)), status=409,
         shows="people-meeting-difference"),
    Page("meeting-with-a-date", DATED_MEETING, STAFF, shows="people-meeting"),
    Page("meeting-date-removal", DATED_MEETING, STAFF, by=pressed("remove"), shows="people-meeting-difference"),
    Page("meeting-date-removal-outdated", DATED_MEETING, STAFF,
         by=in_turn(pressed("remove"), outdated(DATED_MEETING, seal="før"), sent_with(DATED_MEETING)), status=409,
         shows="people-meeting-difference"),
]

SEATS = "/courses/{course}/seats/workshop-1"

SEATING = [
    Page("seats", "/courses/{course}/seats", STAFF, shows="workshops-modules"),
    Page("seats-of-a-workshop", SEATS, STAFF, shows="workshops-seats"),
    Page("seats-of-nobody", f"{SEATS}?q=ingen+hedder+dette", STAFF, shows="workshops-seats"),
    Page("seats-refused", f"{SEATS}?group={{group}}", STAFF, by=sent_with(SEATS, session="torsdag"), status=422, shows="workshops-seats"),
    Page("seats-without-a-sitting", f"{SEATS}?group={{group}}", STAFF,
         by=in_turn(ticked("everybody"), sent_with(SEATS, table="bord 7")), status=422, shows="workshops-seats"),
    Page("seats-overtaken", f"{SEATS}?group={{group}}", STAFF,
         by=in_turn(ticked("everybody"), outdated(SEATS, **{"was-{leader}": "torsdag"}), sent_with(SEATS, session="torsdag")),
         status=409, shows="workshops-seats"),
]

WORDS = "/courses/{course}/words/workshop-1/invitation"
OWN_WORDS = f"{WORDS}?municipality=albertslund"

LETTERS = [
    Page("preview", "/courses/{course}/preview?leader={leader}", STAFF, shows="letters-preview"),
    Page("preview-of-a-municipality", "/courses/{course}/preview?municipality=albertslund&from=2027-03-01&to=2027-03-07", STAFF,
         shows="letters-preview"),
    Page("preview-of-a-letter", "/courses/{course}/preview/{leader}/{day}", STAFF, shows="letters-letter"),
    Page("words", "/courses/{course}/words", STAFF, shows="words-list"),
    Page("words-of-a-prompt", WORDS, STAFF, shows="words-edit"),
    Page("words-refused", OWN_WORDS, STAFF, by=sent_with(OWN_WORDS, text="Kom til {nix}."), status=422, shows="words-edit"),
    Page("words-overtaken", OWN_WORDS, STAFF,
         by=in_turn(outdated(OWN_WORDS, was_text="Kom før de andre."), sent_with(OWN_WORDS, text="Kom til {title}.")), status=409,
         shows="words-edit"),
    Page("words-taken-back", "/courses/{course}/words/workshop-2/invitation?municipality=albertslund", STAFF, by=words_taken_back,
         shows="words-edit"),
]

MESSAGES = [
    Page("messages", "/courses/{course}/messages", STAFF),
    Page("new-message", "/courses/{course}/messages/new", STAFF, shows="message-form"),
    Page("new-message-refused", "/courses/{course}/messages/new", STAFF,
         by=sent_with("/courses/{course}/messages/new", subject="", text=""), status=422, shows="message-form"),
    Page("new-message-looked-through", "/courses/{course}/messages/new", STAFF, by=message_looked_through, shows="message-preview"),
    Page("message", "/courses/{course}/messages/{message}", STAFF),
    Page("cancelling-a-message", "/courses/{course}/messages/{message}", STAFF,
         by=sent_with("/courses/{course}/messages/{message}/cancellation"), shows="stop-question"),
]

LEDGER = [
    Page("ledger", "/courses/{course}/ledger", STAFF),
    Page("ledger-of-a-prompt", "/courses/{course}/ledger/{planned}", STAFF, shows="ledger-prompt"),
    Page("correction", "/courses/{course}/ledger/corrections/albertslund/{corrected}", STAFF, shows="ledger-correction"),
    Page("cancelling-a-prompt", "/courses/{course}/ledger/{waiting}", (ADMINISTRATOR,),
         by=sent_with("/courses/{course}/prompts/workshop-1/invitation/cancellation"), shows="stop-question"),
    Page("letter", "/courses/{course}/letters/{letter}", STAFF, shows="ledger-letter"),
    Page("waiting-letter", "/courses/{course}/letters/{queued}", STAFF, shows="ledger-letter"),
    Page("cancelling-a-letter", "/courses/{course}/letters/{queued}", STAFF,
         by=sent_with("/courses/{course}/letters/{queued}/cancellation"), shows="stop-question"),
    Page("audit", "/audit", (ADMINISTRATOR,), shows="ledger-audit"),
]

MY = [
    Page("my", "/my", (LEADER, CHAIR), shows="leader"),
    Page("my-course", "/my/{course}", (LEADER, CHAIR), shows="leader"),
    Page("bookings", "/bookings", (HELPER,)),
]

PAGES = FOYER + DEMONSTRATION + SIGN_IN + COURSES + PLAN + PEOPLE + SEATING + LETTERS + MESSAGES + LEDGER + MY
