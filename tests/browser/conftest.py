"""Fixtures: a built site, a small server, and pages in a real browser."""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect, sync_playwright

from course.compile import check_folder, make_site
from course.gc_pause import gc_frozen, gc_paused
from course.inputs import district_in
from course.memo import Memo
from course.models.language import TRANSLATIONS
from course.publish.folder import replacing
from course.publish.static import write_site
from course.read.loader import load
from course.render.document import Documents
from course.site import NOW, POSTERS, TOOLS, TOPICS, TRAINERS
from course.tailor import tailor
from tests.browser.actions import Press, ready
from tests.browser.device import (
    EMPTY_DAY,
    EMPTY_PAGE,
    ONE_PAGE,
    PATIENCE_MS,
    PHONE,
    QUIET,
    WITHOUT_WORKER,
    Profile,
    watch,
)
from tests.browser.server import PREFIXES, Server, start_server
from tests.browser.sites import EVERY_KIND, MODULE, ROOT, SPECIMEN, paths_in, scripts_of
from tests.conftest import build_once
from tests.cpu_time import UNCOUNTED, cpu_seconds
from tests.nightly import at_night

BESIDE = (POSTERS, TOOLS, TOPICS, TRAINERS)
"""Pages at the depth of modules that are not modules."""
SITE_URL = f"https://district.example{PREFIXES[0]}"
NOTHING = "nothing/"
"""An address at which no site has a page."""
SOURCES = ("modules", "quizzes", "reference", "translations", "course.yml")
"""The source folders and files of a course."""


def pytest_itemcollected(item: pytest.Item) -> None:
    item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def build() -> Callable[[Path, Path], None]:
    """Builds the course in one folder into another, as `build_course.py build` does.

    `tests/publish/test_outputs.py` compares the pages with those of other outputs.
    """

    def run(folder: Path, site: Path) -> None:
        memo = Memo()
        checked = check_folder(folder, memo=memo, district=district_in(folder))
        assert checked.course
        assert checked.problems == ()
        translations = folder / TRANSLATIONS
        made = make_site(checked.loaded, checked.tailored, translations, memo, SITE_URL)
        with gc_frozen(), replacing(site) as writer:
            write_site(made, writer, on_page=lambda: None)

    return run


@pytest.fixture(scope="session")
def render_again() -> Callable[[Path, Path, Iterable[str]], None]:
    """Writes some files of an edited course into a folder, as a build would write them.

    The course must be readable. This takes a tenth of the time of a build.
    """
    memo = Memo()

    @gc_paused()
    def run(folder: Path, site: Path, names: Iterable[str]) -> None:
        loaded = load(folder, memo)
        assert loaded.course
        assert loaded.problems == ()
        made = make_site(loaded, tailor(loaded.course), folder / TRANSLATIONS, memo, SITE_URL)
        documents = Documents(made)
        for name in names:
            if name in made.pages:
                text = documents.document(made.pages[name].make())
                (site / name / "index.html").write_text(text, encoding="utf-8", newline="\n")
            else:
                (site / name).write_bytes(made.files[name].make())

    return run


@pytest.fixture(scope="session")
def asked() -> list[str]:
    """The addresses of all requests that reached a server. Tests may clear it."""
    return []


@pytest.fixture(scope="session")
def serve(asked: list[str]) -> Iterator[Callable[[Path], str]]:
    """Serves a built site and returns its address."""
    servers: list[Server] = []

    def start(site: Path) -> str:
        servers.append(start_server(site, asked))
        return servers[-1].address

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def site(shared_folder: Path, build: Callable[[Path, Path], None]) -> Path:
    """The folder of the built site, built once by the first process that needs it.

    `COURSE_SITE` names a site that is built already.
    """
    if built := os.environ.get("COURSE_SITE"):
        return Path(built)
    return build_once(shared_folder / "site", ROOT, build)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy of the course to edit."""
    folder = tmp_path / "course"
    folder.mkdir()
    for name in SOURCES:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def specimen_site(shared_folder: Path, build: Callable[[Path, Path], None]) -> Path:
    """The folder of the specimen's site, which contains everything that an author may write."""
    return build_once(shared_folder / "specimen-site", SPECIMEN, build)


@pytest.fixture(scope="session")
def address(site: Path, serve: Callable[[Path], str]) -> str:
    """The root address of the site."""
    return serve(site)


@pytest.fixture(scope="session")
def specimen_address(specimen_site: Path, serve: Callable[[Path], str]) -> str:
    """The root address of the specimen's site."""
    return serve(specimen_site)


@pytest.fixture(scope="session")
def bfcache_address(site: Path, asked: list[str]) -> Iterator[str]:
    """The root address of the site on a server that permits the back/forward cache."""
    server = start_server(site, asked)
    server.page_cache = "no-cache"
    yield server.address
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def every_path(site: Path) -> list[str]:
    """The addresses of all pages of all roles."""
    return paths_in(site)


@pytest.fixture(scope="session")
def modules(every_path: list[str]) -> list[str]:
    """The module pages of all roles."""
    return [
        path
        for path in every_path
        if path.count("/") == 2 and not path.startswith(BESIDE) and not path.endswith(f"/{NOW}")
    ]


@pytest.fixture(scope="session")
def paths(every_path: list[str], modules: list[str]) -> list[str]:
    """The pages of one role and the shared pages. Pages of other roles use the same templates."""
    role = modules[0].split("/")[0]
    others = {path.split("/")[0] for path in modules} - {role}
    sessions = {path for path in every_path if path.startswith(TRAINERS)} - {TRAINERS}
    sessions -= {f"{TRAINERS}{MODULE}"}
    posters = {path for path in every_path if path.startswith(POSTERS)} - {POSTERS}
    posters -= {path for path in posters if path.startswith(f"{POSTERS}{role}/")}
    left_out = sessions | posters
    return [
        path for path in every_path if path.split("/")[0] not in others and path not in left_out
    ]


@pytest.fixture(scope="session")
def kinds(paths: list[str]) -> list[str]:
    """One page of each kind: of a role, for trainers, and of each kind of listed item."""
    first: dict[tuple[str, ...], str] = {}
    for path in sorted(paths, key=lambda path: path != MODULE):
        top, *rest = path.split("/")
        is_now = path.endswith(f"/{NOW}")
        first.setdefault((top, str(len(rest)), str(is_now)), path)
    return list(first.values())


@pytest.fixture(scope="session")
def words(site: Path) -> dict[str, str]:
    """The messages of the scripts, by name."""
    file = scripts_of(site) / "messages.json"
    found: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="session")
def browser(pytestconfig: pytest.Config) -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        # With the back/forward cache, as in every user's browser.
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("COURSE_BROWSER", "/usr/bin/chromium"),
            args=QUIET,
            ignore_default_args=["--disable-back-forward-cache"],
        )
        yield chromium
        spent = cpu_seconds()
        chromium.close()
    pytestconfig.stash[UNCOUNTED] = max(0.0, spent - cpu_seconds())


@pytest.fixture(scope="session")
def empty_page(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]
) -> Iterator[Page]:
    """An empty page of a site with the sources of all scripts, on the day `EMPTY_DAY`."""
    site = tmp_path_factory.mktemp("empty")
    (site / "index.html").write_text(EMPTY_PAGE, encoding="utf-8")
    (site / "js").mkdir()
    (site / "js" / "source").symlink_to(ROOT / "course" / "frontend" / "js")
    page = browser.new_page()
    page.clock.set_fixed_time(f"{EMPTY_DAY}T10:00:00")
    page.goto(serve(site))
    yield page
    page.close()


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """Console errors, including violations of the policy, and requests to other origins.

    There must be none at the end of the test.
    """
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture(scope="session")
def profile(browser: Browser, address: str) -> Iterator[Callable[..., Profile]]:
    """Returns the browser profile with this name and these options.

    Tests use a profile one after the other, and open their own pages in it, which is much faster
    than in a new one.
    """
    profiles: dict[str, Profile] = {}

    def find(name: str, **options: Any) -> Profile:
        key = f"{name} {options}"
        if key not in profiles:
            first = browser.new_context(**{**WITHOUT_WORKER, **options}).new_page()
            first.goto(f"{address}{NOTHING}")
            profiles[key] = Profile(first)
        return profiles[key]

    yield find
    for used in profiles.values():
        used.context.close()


@pytest.fixture
def new_page(
    profile: Callable[..., Profile], complaints: list[str], request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Opens pages in a second profile, which has stored nothing."""
    used: set[Profile] = set()

    def start(
        *, may_complain: bool = False, viewport: ViewportSize | None = None, **options: Any
    ) -> Page:
        found = profile("new page", **options)
        used.add(found)
        page = found.context.new_page()
        if viewport:
            page.set_viewport_size(viewport)
        watch(page, complaints, may_complain=may_complain)
        on_one_page(page, request)
        return page

    yield start
    for it in used:
        it.clear()


@pytest.fixture(scope="session")
def phone(profile: Callable[..., Profile]) -> Profile:
    """The profile of `page`."""
    return profile("page", viewport=PHONE)


@pytest.fixture
def page(phone: Profile, complaints: list[str], request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page on a phone, in a profile that has stored nothing."""
    page = phone.context.new_page()
    watch(page, complaints)
    on_one_page(page, request)
    yield page
    phone.clear()


@pytest.fixture(scope="session")
def page_to_look_at(profile: Callable[..., Profile]) -> Iterator[Callable[[str], Page]]:
    """Opens a page for tests that only look at it and change nothing. Each address is opened once.

    Such a page is ready and shows all steps of a module.
    """
    opened: dict[str, Page] = {}
    complaints: list[str] = []

    def find(url: str) -> Page:
        if url not in opened:
            page = profile("pages to look at", viewport=PHONE).context.new_page()
            watch(page, complaints)
            page.add_init_script(ONE_PAGE)
            page.goto(url)
            ready(page)
            opened[url] = page
        return opened[url]

    yield find
    assert complaints == []


def on_one_page(page: Page, request: pytest.FixtureRequest) -> None:
    """With the mark `one_page`, modules show all steps, as for readers who have chosen that."""
    if request.node.get_closest_marker("one_page"):
        page.add_init_script(ONE_PAGE)


@pytest.fixture
def module(page: Page, address: str) -> Page:
    """The module page, enhanced by its scripts."""
    page.goto(address + MODULE)
    ready(page)
    return page


@pytest.fixture
def every_kind(page: Page, specimen_address: str) -> Page:
    """The specimen's module, enhanced by its scripts."""
    page.goto(specimen_address + EVERY_KIND)
    ready(page)
    return page


@pytest.fixture(params=["keyboard", *at_night("mouse")])
def press(request: pytest.FixtureRequest) -> Press:
    """Activates a control by keyboard. At night by mouse, too, which other tests use."""
    if request.param == "mouse":
        return lambda control: control.click()

    def by_keyboard(control: Locator) -> None:
        # How Tab reaches each control is tested with all that has to do with the focus.
        is_box = control.get_attribute("type") in ("checkbox", "radio")
        control.press("Space" if is_box else "Enter")

    return by_keyboard
