"""The built `tandem`, run as people do: with nothing in its environment but what is given."""

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

# What the program must not outlive: us. (The flag is the kernel's; a killed test run leaves no server behind.)
WITH_US = ["setpriv", "--pdeathsig", "TERM", "--"]


class Refused(Exception):
    """A command ended with something else than 0."""


class Program:
    """`tandem` in a folder of its own, on one database."""

    def __init__(self, binary: Path, folder: Path, environment: dict[str, str]):
        self.binary = binary
        self.folder = folder
        self.environment = {"PATH": os.environ["PATH"], "TMPDIR": os.environ.get("TMPDIR", "/tmp"), **environment}

    def run(self, *arguments: str) -> str:
        """Runs a command to its end, and returns what it wrote to standard output."""
        outcome = subprocess.run([self.binary, *arguments], cwd=self.folder, env=self.environment, text=True,
                                 stdin=subprocess.DEVNULL, capture_output=True, timeout=300)
        if outcome.returncode:
            raise Refused(f"tandem {' '.join(arguments)} ended with {outcome.returncode}:\n{outcome.stderr}{outcome.stdout}")
        return outcome.stdout

    def serve(self, port: int) -> "Service":
        """Starts `tandem serve` and returns when it answers."""
        return Service(self, ["serve"], self.folder / "serve.log", lambda: answers(port))


class Service:
    """A command that goes on until it is stopped."""

    def __init__(self, program: Program, arguments: list[str], log: Path, is_ready, seconds: float = 30):
        self.name = f"tandem {arguments[0]}"
        self.log = log
        with open(self.log, "wb") as output:
            self.process = subprocess.Popen([*WITH_US, program.binary, *arguments],
                                            cwd=program.folder, env=program.environment, stdin=subprocess.DEVNULL,
                                            stdout=output, stderr=subprocess.STDOUT)
        try:
            until(f"{self.name} is ready", lambda: self._is_alive() and is_ready(), seconds)
        except BaseException:
            self.stop()
            raise

    def _is_alive(self) -> bool:
        if self.process.poll() is not None:
            raise Refused(f"{self.name} ended with {self.process.returncode}:\n{self.log.read_text()}")
        return True

    def stop(self) -> int:
        """Asks it to stop, and returns how it ended."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        return self.process.returncode


def answers(port: int) -> bool:
    """Whether a service answers that it is well."""
    try:
        # No proxy stands between this machine and itself.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        return opener.open(f"http://127.0.0.1:{port}/health", timeout=5).status == 200
    except (OSError, urllib.error.URLError):
        return False


def free_port() -> int:
    """A port on loopback that nobody listens on at the moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def until(what: str, is_so, seconds: float = 30):
    """Waits for something that another process brings about, and returns it; never longer than `seconds`."""
    end = time.monotonic() + seconds
    while not (found := is_so()):
        if time.monotonic() > end:
            raise TimeoutError(f"not in {seconds:.0f} seconds: {what}")
        time.sleep(0.02)
    return found
