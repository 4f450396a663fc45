"""The instruments find what they are there to find: each page here has one fault, or none."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from selenium.common.exceptions import WebDriverException

import axe
import keyboard
from browser import ENLARGED, Look
from page import faults

SOUND = """<!doctype html><html lang=en><link rel=icon href="data:,"><title>Sound</title><meta name=viewport content="width=device-width">
<style>body { color: #222; background: #fff }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #111 } a { color: #9cf } }</style>
<a href="#main">Skip</a> <nav><a href="#elsewhere">Elsewhere</a></nav><main id=main tabindex=-1><h1>Sound</h1>%s</main>"""


class Shelf(BaseHTTPRequestHandler):
    """Serves one page, whatever is asked for."""

    page = ""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(Shelf.page.encode())

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def show(browser):
    """Shows a page with a body; without the link that skips to it, where that is asked for."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Shelf) as server:
        Thread(target=server.serve_forever, daemon=True).start()

        def show(body: str, look: Look = Look(), skips: bool = True) -> None:
            Shelf.page = SOUND % body if skips else (SOUND % body).replace('<a href="#main">Skip</a>', "")
            browser.look_at(look)
            browser.open(f"http://127.0.0.1:{server.server_port}/")

        yield show
        server.shutdown()


def test_a_sound_page_has_no_faults(browser, show):
    show("<form><label>Name <input></label> <label>Day <input type=date></label> <input type=radio name=r aria-label=a>"
                  "<input type=radio name=r aria-label=b checked> <details><summary>More</summary><a href='#x'>x</a></details>"
                  "<svg width=40 height=20 role=group aria-label=marks><a href='#y' aria-label=y><rect width=9 height=9 /></a></svg>"
                  "<button>Send</button></form>")
    for theme in ("light", "dark"):
        browser.look_at(Look(theme))
        assert axe.violations(browser) == []
    assert keyboard.faults(browser) == []
    assert faults(browser, "en") == []


@pytest.mark.parametrize("body, rule", [
    ("<input>", "label"),
    ("<p style='color: #bbb'>Pale</p>", "color-contrast"),
    ("<img src='data:,'>", "image-alt"),
    ("<p lang=xx-wrong>Words</p>", "valid-lang"),
])
def test_axe_finds(browser, show, body, rule):
    show(body)
    found = axe.violations(browser)
    assert len(found) == 1 and found[0].startswith(f"{rule} at "), found


def test_axe_sees_the_theme(browser, show):
    show("<p style='color: #666'>Fair on white, poor on black</p>", Look("light"))
    assert axe.violations(browser) == []
    browser.look_at(Look("dark"))
    assert [line.split(" ")[0] for line in axe.violations(browser)] == ["color-contrast"]


@pytest.mark.parametrize("body, fault", [
    ("<button style='outline: none'>Still</button>", "nothing shows that the focus is at <button> “Still”"),
    ("<a href='#x' style='position: absolute; left: -9999px'>Away</a>", "the focus at <a> “Away” is out of sight"),
    ("<button onkeydown='event.preventDefault()'>Stay</button> <button>Next</button>", "Tab does not reach <button> “Next”"),
    ("<button onfocus='this.blur()'>Shy</button> <button onfocus='a.focus()'>Next</button><button id=a onkeydown='return false'>A</button>"
     "<button>Last</button>", "Tab does not reach <button> “Last”"),
])
def test_the_keyboard_finds(browser, show, body, fault):
    show(body)
    assert fault in keyboard.faults(browser)


def test_the_skip_link_is_looked_for(browser, show):
    show("<button>Send</button>")
    assert keyboard.skip_link_faults(browser) == []
    show("<button>Send</button>", skips=False)
    assert keyboard.skip_link_faults(browser) == ["the first stop of Tab is no link to <main>"]


@pytest.mark.parametrize("body, look, fault", [
    ("<p style='width: 400px'>Wide</p>", Look(width=320), "wider than the window"),
    ("<p style='width: 800px'>Wide</p>", ENLARGED, "wider than the window"),
    ("<h1>Again</h1>", Look(), "2 headings of the first level"),
    ("<script>undefined.length</script>", Look(), "Uncaught TypeError"),
])
def test_a_page_is_found_to_be(browser, show, body, look, fault):
    show(body, look)
    assert any(fault in one for one in faults(browser, "en")), faults(browser, "en")


def test_a_page_in_another_language_is_found(browser, show):
    show("")
    assert faults(browser, "da") == ["the page says that it is in “en”, not “da”"]


def test_no_other_machine_has_an_address(browser):
    with pytest.raises(WebDriverException, match="ERR_NAME_NOT_RESOLVED"):
        browser.open("http://tandem.example/")
