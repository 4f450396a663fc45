"""Chromium, as one person at one machine has it: a theme, a width, a language, cookies; and no way out of this machine."""

import base64
import os
from dataclasses import dataclass
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

# No host but this machine has an address; what Chromium would like to tell or fetch by itself is off as well.
ARGUMENTS = [
    "--headless=new", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1", "--no-proxy-server",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps",
    "--disable-domain-reliability", "--disable-client-side-phishing-detection", "--disable-extensions", "--no-pings",
    "--no-first-run", "--no-default-browser-check", "--disable-breakpad", "--metrics-recording-only",
    "--disable-features=MediaRouter,OptimizationHints,Translate,AutofillServerCommunication,CertificateTransparencyComponentUpdater",
    "--disable-dev-shm-usage", "--disable-gpu", "--force-color-profile=srgb", "--hide-scrollbars=false",
    "--window-size=1280,900",
]


@dataclass(frozen=True)
class Look:
    """How a page is looked at."""

    theme: str = "light"
    width: int = 1280           # CSS pixels, as somebody's window has them at 100 %
    zoom: int = 100             # per cent; at 200 a window 1280 wide has 640 CSS pixels

    def __str__(self) -> str:
        return f"{self.theme}, {self.width} px" + (f" at {self.zoom} %" if self.zoom != 100 else "")


THEMES = ["light", "dark"]
WIDTHS = [320, 1280]
LOOKS = [Look(theme, width) for theme in THEMES for width in WIDTHS]
ENLARGED = Look("light", 1280, 200)


class Browser:
    """One Chromium; every page of a test run is looked at in it, since a start costs more than many pages."""

    def __init__(self, folder: Path):
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for argument in ARGUMENTS:
            options.add_argument(argument)
        options.add_argument(f"--user-data-dir={folder}/profile")
        if os.geteuid() == 0:
            options.add_argument("--no-sandbox")                # Chromium's sandbox gives root's rights up, and refuses root
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        # Their paths given, Selenium asks nobody where a driver may be had.
        service = Service("/usr/bin/chromedriver", log_output=str(folder / "chromedriver.log"))
        self.driver = webdriver.Chrome(options=options, service=service)
        self.driver.set_page_load_timeout(30)
        self.driver.set_script_timeout(60)
        self.look = None
        self.look_at(Look())

    def cdp(self, command: str, **parameters) -> dict:
        """A command of the Chrome DevTools Protocol."""
        return self.driver.execute_cdp_cmd(command, parameters)

    def look_at(self, look: Look) -> None:
        """Changes theme, width and zoom, also of the page that is open."""
        if look != self.look:
            self.cdp("Emulation.setEmulatedMedia", media="", features=[
                {"name": "prefers-color-scheme", "value": look.theme}, {"name": "prefers-reduced-motion", "value": "reduce"}])
            self._measure(look)
            self.look = look

    def _measure(self, look: Look, height: int | None = None) -> None:
        """Gives the window its size, in CSS pixels; 900 px tall at 100 % unless told otherwise."""
        self.cdp("Emulation.setDeviceMetricsOverride", width=look.width * 100 // look.zoom, height=height or 900 * 100 // look.zoom,
                 deviceScaleFactor=look.zoom / 100, mobile=False)

    def prefer(self, language: str) -> None:
        """What the browser says that its user reads."""
        self.cdp("Network.setExtraHTTPHeaders", headers={"Accept-Language": language})

    def runs_scripts(self, does: bool) -> None:
        """Whether pages' own scripts run, from the next page on. What the driver itself runs in a page runs all the same."""
        self.cdp("Emulation.setScriptExecutionDisabled", value=not does)

    def open(self, url: str) -> None:
        self.driver.get_log("browser")                          # what an earlier page complained of is not this one's
        self.driver.get(url)

    def run(self, script: str, *arguments):
        """Runs a function's body in the page. The page's own policy about scripts does not bind the driver."""
        return self.driver.execute_script(script, *arguments)

    @property
    def status(self) -> int:
        """The HTTP status of the page that is open."""
        return self.run("return performance.getEntriesByType('navigation')[0].responseStatus")

    def complaints(self) -> list[str]:
        """What the page said on its console since it was opened: its errors, and what its security policy refused."""
        # That this page itself was answered 404 or 422 is no complaint of the page.
        itself = self.driver.current_url + " - Failed to load resource"
        return [entry["message"] for entry in self.driver.get_log("browser")
                if entry["level"] in ("WARNING", "SEVERE") and not entry["message"].startswith(itself)]

    # Cookies: a person's session, put aside and taken up again.

    def cookies(self) -> list[dict]:
        return self.cdp("Storage.getCookies")["cookies"]

    def become(self, cookies: list[dict]) -> None:
        """Leaves whoever was signed in, and takes up another's session."""
        self.cdp("Storage.clearCookies")
        keep = ("name", "value", "domain", "path", "secure", "httpOnly", "sameSite", "expires")
        # A cookie with the prefix __Host- may name no domain; a host's address says the same.
        for cookie in cookies:
            wanted = {key: cookie[key] for key in keep if key in cookie and not (key == "expires" and cookie.get("session"))}
            if wanted["name"].startswith("__Host-"):
                wanted["url"] = f"https://{wanted.pop('domain')}/"
            if not self.cdp("Network.setCookie", **wanted)["success"]:
                raise AssertionError(f"Chromium did not take the cookie {wanted['name']}")

    def press(self, key: str, times: int = 1, shift: bool = False) -> None:
        """Presses a key as a keyboard does, wherever the focus is; several times by holding it down."""
        codes = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32}
        code = codes.get(key) or ord(key)
        event = {"key": key, "code": "Space" if key == " " else f"Digit{key}" if key.isdigit() else key,
                 "windowsVirtualKeyCode": code, "modifiers": 8 * shift}
        text = {"Enter": "\r"}.get(key) or (key if len(key) == 1 else None)
        for count in range(times):
            self.cdp("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", autoRepeat=count > 0,
                     **event, **({"text": text} if text else {}))
        self.cdp("Input.dispatchKeyEvent", type="keyUp", **event)

    def type(self, text: str) -> None:
        """Types into whatever has the focus."""
        self.cdp("Input.insertText", text=text)

    def photograph(self, file: Path, tallest: int = 8_000) -> None:
        """Writes the whole page as a PNG, no taller than so many CSS pixels.

        Meanwhile the window is as tall as the page: what is below its edge, as a letter in a frame, is not drawn until it is seen.
        """
        look = self.look
        size = self.cdp("Page.getLayoutMetrics")["cssContentSize"]
        height = min(size["height"], tallest)
        self._measure(look, height)
        try:
            self.driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
            picture = self.cdp("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip={
                "x": 0, "y": 0, "width": size["width"], "height": height, "scale": 1})
        finally:
            self._measure(look)
        file.write_bytes(base64.b64decode(picture["data"]))

    def quit(self) -> None:
        self.driver.quit()
