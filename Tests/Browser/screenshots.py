"""Writes a picture of every page to a folder, and an index.html to look through them. Run by Deploy/screenshots."""

import sys
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from html import escape
from pathlib import Path

import walk
from browser import LOOKS, Browser
from conftest import without_proxies
from houses import Houses

STYLE = """body { font: 16px/1.5 sans-serif; margin: 2rem; background: #fff; color: #222 }
section div { display: flex; flex-wrap: wrap; gap: 1rem }
figure { margin: 0; max-width: 19rem }
img { max-width: 100%; max-height: 22rem; border: 1px solid #999; object-fit: cover; object-position: top }
figcaption { font-size: 0.85rem }"""


def main(folder: Path, words: list[str]) -> int:
    """Photographs the pages; returns how many could not be had."""
    rows = walk.rows(*words)
    pictures, missing = defaultdict(list), []
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True) as scratch, ExitStack() as stack:
        houses = Houses("screenshots", stack)
        browser = Browser(Path(scratch))
        try:
            for page, person, language in rows:
                try:
                    browser.look_at(LOOKS[-1])
                    page.visit(browser, houses.of(page), person, language)
                except AssertionError as fault:
                    missing.append(f"{fault}")
                    continue
                for look in LOOKS:
                    browser.look_at(look)
                    file = Path(person.name) / f"{page.name}.{language}.{look.theme}.{look.width}.png"
                    (folder / file.parent).mkdir(exist_ok=True)
                    browser.photograph(folder / file)
                    pictures[person.name, page.name].append((file, f"{language}, {look}"))
                print(f"{person.name}: {page.name} ({language})", flush=True)
        finally:
            browser.quit()
    (folder / "index.html").write_text(index(pictures, missing), "utf-8")
    for line in missing:
        print(line, file=sys.stderr)
    print(f"{sum(map(len, pictures.values()))} pictures of {len(pictures)} pages: {folder / 'index.html'}")
    return len(missing)


def index(pictures: dict, missing: list[str]) -> str:
    sections = [
        f"<section><h2>{escape(page)}, as seen by {escape(person)}</h2><div>" + "".join(
            f'<figure><a href="{file}"><img src="{file}" loading="lazy" alt=""></a><figcaption>{escape(caption)}</figcaption></figure>'
            for file, caption in views) + "</div></section>"
        for (person, page), views in sorted(pictures.items())]
    lacking = f"<h2>Not to be had</h2><ul>{''.join(f'<li>{escape(line)}</li>' for line in missing)}</ul>" if missing else ""
    return (f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Tandem: every page</title><style>{STYLE}</style>'
            f"<h1>Every page</h1>{''.join(sections)}{lacking}</html>\n")


if __name__ == "__main__":
    without_proxies()
    sys.exit(1 if main(Path(sys.argv[1]), sys.argv[2:]) else 0)
