"""What the tests share: one Chromium, one house to look at, and a way into it for everybody."""

import os
import signal
import tempfile
from pathlib import Path

import pytest

from browser import Browser
from house import house as build


def pytest_configure(config):
    # Whatever ends the run ends it as an exception does: the service is stopped and Chromium quits.
    signal.signal(signal.SIGTERM, lambda *_: pytest.exit("stopped", returncode=143))
    without_proxies()


def without_proxies() -> None:
    """Selenium would ask a proxy for its own driver, which listens on this machine."""
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            del os.environ[name]


@pytest.fixture(scope="session")
def browser():
    with tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True) as folder:
        browser = Browser(Path(folder))
        try:
            yield browser
        finally:
            browser.quit()


def furnish(house) -> None:
    """What a walk through the house is to find: a course under way, somebody of each role, and a little of everything."""
    house.set_up()
    house.run_through("2026-12-01", "2027-02-15")
    house.sql("INSERT INTO administrator (email) VALUES ('kursus@tandem.example')")
    house.sql("INSERT INTO helper (municipality, name, email) SELECT id, 'Hjalte Holm', 'hjaelper@albertslund.example' "
              "FROM municipality WHERE key = 'albertslund'")


@pytest.fixture(scope="session")
def house():
    with build("walk", furnish) as house:
        yield house
