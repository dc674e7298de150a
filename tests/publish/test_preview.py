"""A preview shows each page from the current files, or the problems in them."""

import mimetypes
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import RemoteDisconnected
from pathlib import Path, PurePosixPath
from threading import Thread
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from course.checks.rules import RULES, check
from course.memo import Memo
from course.problems import Finding, Problem
from course.publish.offline import worker
from course.publish.preview import MOST_SKIPPED, Preview
from course.publish.preview_server import MEDIA_TYPES, PreviewServer, ServerError, watch
from course.site import (
    PREVIEW_EVENTS,
    PREVIEW_FACTS,
    PREVIEW_PLACES,
    PREVIEW_REMARKS,
    PREVIEW_SCRIPT,
    PREVIEW_STYLE,
    WORKSHOP,
    Output,
    Page,
    Site,
)
from tests.conftest import Files, lay

PAGE = "driver/first-steps/"
PATIENCE_S = 20
EDIT: Files = {"modules/first-steps.yml": {"change": "title: Few words", "to": "title: No words"}}
MISTAKE: Files = {"quizzes/first-steps.yml": {"change": "objective:", "to": "objectiv:"}}
UNKNOWN_CLAIM: Files = {
    "modules/first-steps.yml": {"change": "summary: |\n", "to": "summary: |\n  See [@nobody].\n"}
}
REMARK: Files = {"modules/first-steps.yml": {"change": "minutes: ", "to": "minutes: 9"}}


class Reports(list[tuple[Problem, ...]]):
    """The problems that were reported, in order."""


@pytest.fixture
def reports() -> Reports:
    return Reports()


@pytest.fixture
def folder(course_with: Callable[[Files], Path]) -> Path:
    return course_with({})


@pytest.fixture
def preview(folder: Path, reports: Reports) -> Preview:
    made = Preview(folder, reports.append, Memo())
    renew(made)
    return made


def renew(preview: Preview) -> None:
    """Update the preview as after a single saved change."""
    preview.refresh()
    preview.check(lambda: False)


def test_preview_has_the_pages_and_files_of_the_course(preview: Preview, reports: Reports) -> None:
    document = preview.document(PAGE)
    assert document
    assert "<title>First steps · Bus driver · Small Course</title>" in document
    label = preview.label(preview.version)
    assert f'src="../../{PREVIEW_SCRIPT}?version={label}"' in document
    assert "'unsafe-inline'" not in document
    assert preview.document("nowhere/") is None
    assert "This page is not here" in preview.not_found()
    assert (preview.file("search/driver.json") or b"").startswith(b"{")
    assert preview.file("nothing.json") is None
    assert preview.file("worker.js") == worker({}).encode()
    assert reports == [()]


def test_changed_file_is_shown(folder: Path, preview: Preview) -> None:
    lay(folder, EDIT)
    renew(preview)
    assert "No words" in (preview.document(PAGE) or "")
    assert preview.version.number == 2


@pytest.mark.parametrize("mistake", [MISTAKE, UNKNOWN_CLAIM], ids=["unreadable", "unknown claim"])
def test_mistake_is_shown_at_every_address_until_it_is_fixed(
    folder: Path, preview: Preview, reports: Reports, mistake: Files
) -> None:
    before = {name: (folder / name).read_text(encoding="utf-8") for name in mistake}
    lay(folder, mistake)
    renew(preview)
    [*_, problems] = reports
    assert problems
    for address in (PAGE, "", "nowhere/"):
        document = preview.document(address)
        assert document
        assert "The course has a problem" in document
        assert all(problem.position for problem in problems)
        assert f"{problems[0].path}:{problems[0].position.line}" in document
    assert preview.file("css/course.css")
    assert preview.file("search/driver.json") is None
    lay(folder, before)
    renew(preview)
    assert "Few words" in (preview.document(PAGE) or "")
    assert reports[-1] == ()


def test_remarks_are_listed_without_blocking_the_pages(
    folder: Path, preview: Preview, reports: Reports
) -> None:
    lay(folder, REMARK)
    renew(preview)
    assert "First steps" in (preview.document(PAGE) or "")
    [*_, remarks] = reports
    assert remarks
    assert all(remark.is_warning for remark in remarks)
    listed = preview.document(PREVIEW_REMARKS)
    assert listed
    assert "stop anything" in listed
    assert f"{remarks[0].path}:{remarks[0].position.line}" in listed


def test_blanks_are_marked_on_the_page_and_listed(folder: Path, preview: Preview) -> None:
    lay(folder, {"modules/first-steps.yml": {"change": "Few words", "to": '"TODO: a title"'}})
    renew(preview)
    document = preview.document(PAGE)
    assert document
    assert '<mark class="blank">TODO: a title</mark></h2>' in document
    assert 'Read again: <mark class="blank">TODO: a title</mark></a>' in document
    assert preview.version.site
    remarks = preview.document(PREVIEW_REMARKS)
    assert remarks
    assert "Still to write" in remarks
    assert "<code>modules/first-steps.yml:21</code> a title" in remarks


def test_page_that_cannot_be_rendered_waits_for_the_rules(
    folder: Path, preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page is rendered before the rules run, and only they explain why it cannot be."""
    lay(folder, UNKNOWN_CLAIM)
    seen: list[str | None] = []
    asking = Thread(target=lambda: seen.append(preview.document(PAGE)))

    def ask_first(*arguments: Any) -> Iterator[Finding]:
        asking.start()
        yield from check(*arguments)

    monkeypatch.setattr("course.compile.check", ask_first)
    renew(preview)
    asking.join()
    assert "The course has a problem" in (seen[0] or "")


def test_check_stops_when_a_newer_change_arrives(
    folder: Path, preview: Preview, reports: Reports
) -> None:
    lay(folder, UNKNOWN_CLAIM)
    preview.refresh()
    reports.clear()
    answers = iter([False, True])
    preview.check(lambda: next(answers))
    assert reports == []
    assert not preview.version.is_checked
    preview.check(lambda: False)
    assert preview.version.is_checked
    assert reports[0]


def test_check_reports_nothing_if_the_change_came_last(
    folder: Path, preview: Preview, reports: Reports
) -> None:
    """A change that comes during the last rule is newer than all that was found."""
    lay(folder, REMARK)
    preview.refresh()
    reports.clear()
    asked: list[None] = []

    def is_outdated() -> bool:
        asked.append(None)
        return len(asked) > len(RULES)

    preview.check(is_outdated)
    assert reports == []
    assert not preview.version.is_checked


@pytest.mark.parametrize("first", [EDIT, MISTAKE], ids=["text", "mistake"])
def test_first_of_two_quick_saves_is_neither_shown_nor_reported(
    folder: Path, preview: Preview, reports: Reports, first: Files
) -> None:
    before = preview.version
    reports.clear()
    lay(folder, first)
    preview.refresh(lambda: True)
    preview.check(lambda: True)
    assert preview.version is before
    assert reports == []


def test_course_that_changes_all_the_time_is_shown_at_last(folder: Path, preview: Preview) -> None:
    lay(folder, EDIT)
    for _ in range(MOST_SKIPPED):
        preview.refresh(lambda: True)
        assert "No words" not in (preview.document(PAGE) or "")
    preview.refresh(lambda: True)
    assert "No words" in (preview.document(PAGE) or "")


def test_page_whose_course_changes_while_it_is_made_is_made_again(
    folder: Path, preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = preview.version.site
    assert site
    make = site.pages[PAGE].make

    def make_and_save() -> Page:
        page = make()
        lay(folder, EDIT)
        saving = Thread(target=preview.refresh)
        saving.start()
        saving.join()
        return page

    slow = Output(make_and_save)
    monkeypatch.setitem(site.pages, PAGE, slow)
    assert "No words" in (preview.document(PAGE) or "")


@contextmanager
def served(preview: Preview) -> Iterator[str]:
    """Serve a preview, and yield its address."""
    server = PreviewServer(("127.0.0.1", 0), preview)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def address(preview: Preview) -> Iterator[str]:
    with served(preview) as at:
        yield at


def get(url: str) -> tuple[int, str, bytes]:
    try:
        with urlopen(url) as answer:
            return answer.status, answer.headers["Content-Type"], answer.read()
    except HTTPError as error:
        return error.code, error.headers["Content-Type"], error.read()


@pytest.mark.parametrize(
    ("path", "status", "media_type"),
    [
        ("", 200, "text/html"),
        (PAGE, 200, "text/html"),
        (f"{PAGE}?from=a-link", 200, "text/html"),
        ("nowhere/", 404, "text/html"),
        ("css/course.css", 200, "text/css"),
        ("search/driver.json", 200, "application/json"),
        ("assets/mark.svg", 200, "image/svg+xml"),
        (f"{PREVIEW_SCRIPT}?version=1", 200, "text/javascript"),
        (PREVIEW_STYLE, 200, "text/css"),
        (f"{PREVIEW_FACTS}{PAGE}", 200, "application/json"),
        (f"{PREVIEW_PLACES}{PAGE}", 200, "application/json"),
        (f"{PREVIEW_FACTS}nowhere/", 200, "application/json"),
        ("worker.js", 200, "text/javascript"),
    ],
)
def test_server_serves_pages_and_files(
    address: str, path: str, status: int, media_type: str
) -> None:
    actual_status, actual_type, content = get(address + path)
    assert (actual_status, actual_type) == (status, f"{media_type}; charset=utf-8")
    assert content


def test_server_serves_every_file_of_a_site(address: str, preview: Preview) -> None:
    site = preview.version.site
    assert site
    for name, file in site.files.items():
        assert get(address + name) == (200, MEDIA_TYPES[PurePosixPath(name).suffix], file.make())
    assert get(address + site.text_font)[1] == "font/woff2"


def test_error_of_the_server_is_printed(
    address: str,
    preview: Preview,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(path: str) -> str:
        raise RuntimeError(path)

    monkeypatch.setattr(preview, "document", fail)
    with pytest.raises(RemoteDisconnected):
        get(address + PAGE)
    assert f"RuntimeError: {PAGE}" in capsys.readouterr().err


def test_media_types_do_not_depend_on_the_computer(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows, `mimetypes` asks the registry, where other programs may have changed `.js`."""
    monkeypatch.setattr(mimetypes, "guess_type", lambda _: ("text/plain", None))
    assert get(f"{address}worker.js")[1] == "text/javascript; charset=utf-8"


def test_workshop_opens_the_newest_files_even_with_a_mistake(folder: Path) -> None:
    def workshop(site: Site) -> Mapping[str, bytes]:
        module = (folder / "modules" / "first-steps.yml").read_bytes()
        return {"index.html": site.title.encode(), "python.wasm": b"", "course.zip": module}

    preview = Preview(folder, Reports().append, Memo(), workshop=workshop)
    renew(preview)
    with served(preview) as address:
        title = preview.version.site.title if preview.version.site else ""
        assert get(f"{address}{WORKSHOP}")[::2] == (200, title.encode())
        assert get(f"{address}{WORKSHOP}python.wasm")[1] == "application/wasm"
        assert get(f"{address}{WORKSHOP}nothing.js")[0] == 404
        lay(folder, {**EDIT, **MISTAKE})
        renew(preview)
        assert preview.version.site is None
        assert get(f"{address}{WORKSHOP}")[::2] == (200, b"Preview")
        assert b"No words" in get(f"{address}{WORKSHOP}course.zip")[2]


def test_preview_without_a_workshop_has_no_page_for_it(address: str) -> None:
    assert get(f"{address}{WORKSHOP}")[0] == 404


def test_saved_change_reloads_the_browser(address: str, folder: Path, preview: Preview) -> None:
    watch(preview, folder, ())
    with urlopen(address + PREVIEW_EVENTS) as events:
        assert b'"version": ' in events.readline()
        lay(folder, EDIT)
        while b"No words" not in get(address + PAGE)[2]:
            events.readline()


def wait_until(is_so: Callable[[], bool]) -> None:
    latest = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < latest
        time.sleep(0.02)


def test_folders_that_are_made_again_or_later_are_watched(folder: Path) -> None:
    preview = Preview(folder, lambda _: None, Memo(), folder / "district")
    watch(preview, folder, (folder / "district",))
    modules = folder / "modules"
    files = {path.name: path.read_bytes() for path in modules.iterdir()}
    before = preview.version
    shutil.rmtree(modules)
    wait_until(lambda: preview.version.site is None)
    modules.mkdir()
    for name, content in files.items():
        (modules / name).write_bytes(content)
    wait_until(lambda: preview.version.site is not None)
    lay(folder, EDIT)
    wait_until(lambda: "No words" in (preview.document(PAGE) or ""))
    lay(folder, {"district/district.yml": "name: Lakeview\nstat: Texas\n"})
    wait_until(lambda: preview.version.problems != before.problems)
    assert 'Did you mean "state"?' in preview.version.problems[0].remedy


def test_page_of_an_earlier_preview_is_of_another_version(folder: Path, preview: Preview) -> None:
    later = Preview(folder, lambda _: None, Memo())
    renew(later)
    assert later.version.number == preview.version.number
    assert later.label(later.version) != preview.label(preview.version)


@pytest.mark.slow
def test_many_tabs_show_a_problem_at_once(folder: Path, preview: Preview) -> None:
    lay(folder, MISTAKE)
    renew(preview)
    with served(preview) as address, ThreadPoolExecutor(8) as tabs:
        answers = tabs.map(lambda name: get(address + name)[0], ["css/course.css", PAGE] * 20)
        assert set(answers) == {200}


def test_address_in_use_has_a_plain_message(preview: Preview) -> None:
    first = PreviewServer(("127.0.0.1", 0), preview)
    with pytest.raises(ServerError, match="Another program, such as another preview"):
        PreviewServer(("127.0.0.1", first.server_port), preview)
    first.server_close()
