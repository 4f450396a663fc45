"""What the tests share: one Chromium, one house to look at, and a way into it for everybody."""

import os
import signal
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from browser import Browser
from houses import Houses


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


@pytest.fixture(scope="session")
def houses():
    with ExitStack() as stack:
        yield Houses("walk", stack)


@pytest.fixture(scope="session")
def house(houses):
    return houses.ordinary
