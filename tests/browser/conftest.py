"""A built site, a small server, and pages of a real browser."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

ROOT = Path(__file__).parents[2]
PREFIXES = ("/repository/", "/elsewhere/")
"""As on a host where all sites of one owner share an origin. Both show the same site."""
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class _Handler(SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        for prefix in PREFIXES:
            if path.startswith(prefix):
                return super().translate_path(path.removeprefix(prefix.rstrip("/")))
        return str(Path(self.directory) / "outside")

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def build() -> Callable[[Path, Path], None]:
    """Builds the course in a folder into another, as a district would."""

    def run(folder: Path, site: Path) -> None:
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(site)],
            cwd=folder,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            check=True,
        )

    return run


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves a built site, and says at which address."""
    servers: list[ThreadingHTTPServer] = []

    def start(site: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
        servers.append(server)
        Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}{PREFIXES[0]}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, build: Callable[[Path, Path], None]) -> Path:
    """The folder of the built site, made once."""
    folder = tmp_path_factory.mktemp("site")
    build(ROOT, folder)
    return folder


@pytest.fixture(scope="session")
def address(site: Path, serve: Callable[[Path], str]) -> str:
    """Where the site stands."""
    return serve(site)


@pytest.fixture(scope="session")
def paths(site: Path) -> list[str]:
    """One role's pages and those that all share. The other roles' are made the same way."""
    every = sorted(
        path.parent.relative_to(site).as_posix() + "/" for path in site.rglob("index.html")
    )
    role = next(path.split("/")[0] for path in every if path.count("/") > 1)
    roles = {path.split("/")[0] for path in every if path.count("/") > 1}
    return [path for path in every if path.split("/")[0] not in roles - {role}]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("COURSE_BROWSER", "/usr/bin/chromium"), args=QUIET
        )
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages, each in a profile of its own.

    In the end, none may have complained (a policy that is broken is a complaint) or asked
    anybody but its own server.
    """
    contexts = []
    complaints: list[str] = []

    def start(*, may_complain: bool = False, **options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(5_000)
        page = context.new_page()
        if not may_complain:
            page.on("console", lambda message: complaints.append(message.text))
            page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", note_stranger)
        return page

    def note_stranger(request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme != "data" and url.hostname != "127.0.0.1":
            complaints.append(f"asked {request.url}")

    yield start
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page as on a phone."""
    return new_page(viewport={"width": 390, "height": 800})
