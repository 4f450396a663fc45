"""The letters that the service has put into its Maildir."""

import email
import email.policy
import re
from email.message import EmailMessage
from pathlib import Path

from program import until


class Letterbox:
    """A Maildir, read as a mail program would."""

    def __init__(self, folder: Path):
        self.folder = folder

    def names(self) -> set[str]:
        try:
            return {file.name for file in (self.folder / "new").iterdir()}
        except FileNotFoundError:
            return set()

    def read(self, name: str) -> EmailMessage:
        return email.message_from_bytes((self.folder / "new" / name).read_bytes(), policy=email.policy.default)

    def letters_to(self, address: str, beside: set[str] = frozenset()) -> list[EmailMessage]:
        """All letters to an address but those whose names are given, in the order of their arrival."""
        return [letter for letter in map(self.read, sorted(self.names() - beside)) if address in letter["To"]]

    def next_letter_to(self, address: str, beside: set[str]) -> EmailMessage:
        """Waits for a letter to an address that is not among those whose names are given."""
        return until("a letter arrives", lambda: self.letters_to(address, beside))[-1]


def text_of(letter: EmailMessage) -> str:
    return letter.get_body(("plain",)).get_content()


def link_in(letter: EmailMessage) -> str:
    """The first link in a letter's text."""
    return first_link(text_of(letter))


def code_in(letter: EmailMessage) -> str:
    """The six digits of a sign-in letter; a letter may set them as 123 456."""
    return re.search(r"(?<!\d)(\d{3}) ?(\d{3})(?!\d)", text_of(letter)).expand(r"\1\2")


def first_link(text: str) -> str:
    return re.search(r"https?://[^\s<>\"]+", text)[0]
