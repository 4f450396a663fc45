"""`tandem demo` at work: an invented course with open doors and a clock on every page; gone at the end of a `with`."""

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

from house import COURSE, MATERIAL
from program import Program, Service, until


class Demonstration:
    """A demonstration that is served."""

    def __init__(self, service: Service, output: Path):
        self.service = service
        self.output = output
        self.url = self.links()["demo"].removesuffix("/demo")

    def links(self) -> dict[str, str]:
        """Where it says that one can begin: at its page, and by a link for everybody, by who one is there."""
        words = self.output.read_text("utf-8").replace(";", " ").split()
        links = [word for word in words if word.startswith("http://")]
        return {link.rsplit("/", 1)[1]: link for link in links}

    def things(self) -> dict[str, str]:
        return {"course": COURSE}


@contextmanager
def demonstration(day_lasts: str = "86400s"):
    """Begins a demonstration; its clock goes no faster than the world's unless told otherwise."""
    with tempfile.TemporaryDirectory(prefix="demonstration-") as folder:
        folder = Path(folder)
        folder.chmod(0o755)                                     # PostgreSQL refuses root, and its user must get in
        program = Program(Path(os.environ["TANDEM_TEST_PROGRAM"]), folder, {})
        output = folder / "output"
        service = Service(program, ["demo", "--serve", "--listen", "127.0.0.1:0", "--day-lasts", day_lasts,
                                    "--data", str(folder / "data"), "--course", str(MATERIAL)], output,
                          lambda: "/demo;" in output.read_text("utf-8"), seconds=120)
        try:
            yield Demonstration(service, output)
        finally:
            service.stop()
