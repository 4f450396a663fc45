"""Who looks at pages: one person for each role, with a session at the door."""

import secrets
from dataclasses import dataclass
from functools import lru_cache

from browser import Browser
from house import House

SESSION, LANGUAGE = "__Host-session", "__Host-language"


@dataclass(frozen=True)
class Person:
    """Somebody, by the name of the role and an address; nobody has none."""

    name: str
    address: str | None

    def takes_the_chair(self, browser: Browser, house: House, language: str) -> None:
        """Has the browser be this person's, who reads that language."""
        cookies = {LANGUAGE: language}
        if self.address:
            cookies[SESSION] = session(house, self.address)
        ours = {"path": "/", "domain": "localhost", "secure": True, "httpOnly": True, "sameSite": "Lax"}
        browser.become([{"name": name, "value": value} | ours for name, value in cookies.items()])


@lru_cache(maxsize=None)
def session(house: House, address: str) -> str:
    """The token of a session, as signing in leaves one. (That is tested for itself; its limits are not for walkers.)"""
    token = secrets.token_urlsafe(32)
    house.sql(f"INSERT INTO sign_in_session (token, email, idle, ends_at) "
              f"VALUES (sha256('{token}'), '{address}', interval '1 day', now() + interval '1 day')")
    return token


NOBODY = Person("nobody", None)
SOMEBODY = Person("somebody", "nobody.in.particular@tandem.example")       # signed in, and part of nothing
ADMINISTRATOR = Person("administrator", "kursus@tandem.example")
COORDINATOR = Person("coordinator", "mette.holm@albertslund.example")
OTHER_COORDINATOR = Person("other-coordinator", "karim.lund@glostrup.example")
BOTH = Person("both-parts", "begge.dele@tandem.example")                    # an administrator, and coordinator of the trial
CHAIR = Person("chair", "helle.hansen@albertslund.example")
LEADER = Person("leader", "lone.kjaer@albertslund.example")
HELPER = Person("helper", "hjaelper@albertslund.example")
STAFF = (ADMINISTRATOR, COORDINATOR)
