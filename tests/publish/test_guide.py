"""The guide is built beside the course, only when it has changed, and keeps to the same policy."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

from course.checks.roles import RESERVED
from course.cli.main import main
from course.publish import guide
from course.publish.folder import replacing
from course.publish.guide import CONFIG, SOURCES, GuideError, guide_key, write_guide
from course.site import GUIDE, WORKER
from tests.conftest import SMALL_COURSE, Files, lay, with_guide
from tests.publish.conftest import ROOT, contents, read_pages
from tests.publish.shown import Shown

pytestmark = pytest.mark.slow

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
MISTAKES: Mapping[str, tuple[Files, str]] = {
    "a link to a page that is missing": (
        {"docs/index.md": "# Guide\n\n[Gone](gone.md)\n"},
        "Doc file 'index.md' contains a link 'gone.md', but the target is not found",
    ),
    "a configuration that is not YAML": (
        {CONFIG: "theme: [\n"},
        "MkDocs encountered an error parsing the configuration file",
    ),
    "a page that is not UTF-8": (
        {"docs/index.md": {"bytes": "ff"}},
        "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff",
    ),
    "a template that is not valid": (
        {f"{SOURCES[1]}/main.html": "{% if %}"},
        "TemplateSyntaxError: Expected an expression",
    ),
}


def addresses(folder: Path) -> set[str]:
    """The addresses of the pages that the documents of a project become."""
    return {
        (path.parent if path.stem in {"index", "README"} else path.with_suffix(""))
        .relative_to(folder / "docs")
        .as_posix()
        for path in (folder / "docs").rglob("*.md")
    }


def write(folder: Path, site: Path) -> None:
    """Writes a site that only consists of a guide."""
    with replacing(site) as writer:
        writer.write(WORKER, b"")
        write_guide(folder, writer, guide_key(folder))


def build(folder: Path, site: Path, *options: str) -> int:
    return main(["build", "--folder", str(folder), "--output", str(site), *options])


@pytest.fixture(scope="module")
def site(guide_project: Path) -> Path:
    """The site of a course with the whole guide, as `build` makes it; read-only."""
    return guide_project / "site"


@pytest.fixture(scope="module")
def pages(site: Path) -> Mapping[str, Shown]:
    """The pages of the guide."""
    return read_pages(site / GUIDE)


@pytest.fixture
def small_project(tmp_path: Path) -> Path:
    """A project to edit, with a guide of one page."""
    folder = tmp_path / "project"
    with_guide(SMALL_COURSE, folder)
    shutil.rmtree(folder / "docs")
    lay(folder, {"docs/index.md": "# Guide\n\nWelcome.\n"})
    config = folder / CONFIG
    text, count = re.subn(r"^nav:\n(?: .*\n)+", "", config.read_text("utf-8"), flags=re.MULTILINE)
    assert count
    config.write_text(text, encoding="utf-8")
    return folder


def test_every_document_is_a_page_of_the_guide(pages: Mapping[str, Shown]) -> None:
    expected = addresses(ROOT)
    assert {".", "authoring", "how-to", "decisions/01-compiler-not-plugin"} < expected
    assert pages.keys() == expected


def test_pages_have_a_policy_that_blocks_other_origins_and_are_not_for_search_engines(
    site: Path, pages: Mapping[str, Shown]
) -> None:
    for address, page in pages.items():
        [policy] = page.policies
        assert dict(rule.split(" ", 1) for rule in policy.split("; ")) == POLICY, address
        html = (site / GUIDE / address / "index.html").read_text("utf-8")
        assert html.count('content="noindex"') == 1
        before = html.split('http-equiv="Content-Security-Policy"')[0]
        assert not re.search("<(?:script|link|base|style)", before)


def test_pages_have_nothing_that_the_policy_blocks(site: Path, pages: Mapping[str, Shown]) -> None:
    """The only script inside a page is data, which is not run."""
    for address, page in pages.items():
        assert page.inline == ["script"], address
        html = (site / GUIDE / address / "index.html").read_text("utf-8")
        [data] = re.findall(r'<script id="__config" type="application/json">(.*?)</script>', html)
        assert json.loads(data)["base"]


def test_every_file_that_a_page_requests_is_in_the_site(
    site: Path, pages: Mapping[str, Shown]
) -> None:
    for address, page in pages.items():
        assert len(page.requested) >= 5
        for requested in page.requested:
            path = site / GUIDE / address / requested
            assert (path / "index.html" if path.is_dir() else path).is_file(), requested


def test_pages_link_to_the_course(site: Path, pages: Mapping[str, Shown]) -> None:
    for address, page in pages.items():
        targets = {(site / GUIDE / address / link).resolve() for link in page.links}
        assert site.resolve() in targets, address


def test_course_does_not_know_the_guide(site: Path) -> None:
    """Neither the files that are saved for offline reading, nor any page."""
    assert GUIDE not in (site / WORKER).read_text("utf-8")
    for address, page in read_pages(site).items():
        if not f"{address}/".startswith(GUIDE):
            assert not [link for link in page.links if GUIDE in link], address
    assert not list((site / GUIDE).glob("sitemap*"))


def test_no_role_can_have_the_address_of_the_guide() -> None:
    assert GUIDE.rstrip("/") in RESERVED


def test_sources_are_those_of_the_configuration() -> None:
    config = yaml.load((ROOT / CONFIG).read_text("utf-8"), yaml.BaseLoader)
    assert (config["docs_dir"], config["theme"]["custom_dir"]) == SOURCES


@pytest.mark.nightly
def test_two_builds_are_identical(
    guide_project: Path, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert build(guide_project, tmp_path / "site") == 0
    assert contents(tmp_path / "site" / GUIDE) == contents(site / GUIDE)


def test_unchanged_guide_is_not_built_again(
    small_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(small_project, tmp_path / "site")
    before = contents(tmp_path / "site")
    monkeypatch.setattr(guide, "_build", lambda _: {})
    write(small_project, tmp_path / "site")
    assert contents(tmp_path / "site") == before
    assert f"{GUIDE}index.html" in before


def change_a_page(project: Path, site: Path, patch: pytest.MonkeyPatch) -> None:
    lay(project, {"docs/index.md": "# Guide\n\nHello.\n"})


def add_a_page(project: Path, site: Path, patch: pytest.MonkeyPatch) -> None:
    lay(project, {"docs/more.md": "# More\n"})


def change_the_configuration(project: Path, site: Path, patch: pytest.MonkeyPatch) -> None:
    lay(project, {CONFIG: {"change": "Whole Staff guide", "to": "Handbook"}})


def change_the_theme(project: Path, site: Path, patch: pytest.MonkeyPatch) -> None:
    lay(project, {f"{SOURCES[1]}/assets/guide.css": "body {}\n"})


def renew_a_library(project: Path, site: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(guide, "version", lambda _: "99")


def change_the_site_by_hand(project: Path, site: Path, patch: pytest.MonkeyPatch) -> None:
    (site / GUIDE / "index.html").write_text("changed")


@pytest.mark.parametrize(
    "change",
    [
        change_a_page,
        add_a_page,
        change_the_configuration,
        change_the_theme,
        renew_a_library,
        change_the_site_by_hand,
    ],
)
def test_guide_is_built_again_after(
    change: Callable[[Path, Path, pytest.MonkeyPatch], None],
    small_project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(guide, "_build", lambda _: {f"{GUIDE}index.html": b"first"})
    write(small_project, tmp_path / "site")
    change(small_project, tmp_path / "site", monkeypatch)
    monkeypatch.setattr(guide, "_build", lambda _: {f"{GUIDE}index.html": b"second"})
    write(small_project, tmp_path / "site")
    assert contents(tmp_path / "site")[f"{GUIDE}index.html"] == b"second"


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistake_has_a_message_without_a_traceback(mistake: str, small_project: Path) -> None:
    files, message = MISTAKES[mistake]
    lay(small_project, files)
    with pytest.raises(GuideError) as caught:
        guide._build(small_project)
    assert message in str(caught.value)
    for noise in ("Traceback", "INFO", "Aborted", '  File "'):
        assert noise not in str(caught.value)


def build_quickly(folder: Path) -> Mapping[str, bytes]:
    """Takes the place of `_build` where only matters when a guide is built: its text as it is."""
    return {f"{GUIDE}index.html": (folder / SOURCES[0] / "index.md").read_bytes()}


def test_mistake_in_the_guide_keeps_the_last_site(
    small_project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    site = tmp_path / "site"
    with monkeypatch.context() as patch:
        patch.setattr(guide, "_build", build_quickly)
        assert build(small_project, site) == 0
    before = contents(site)
    lay(small_project, {"docs/index.md": "[Gone](gone.md)\n"})
    assert build(small_project, site) == 1
    assert "'gone.md', but the target is not found" in capfd.readouterr().err
    assert contents(site) == before


def test_guide_can_be_left_out(
    small_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the last build of the same course had one, or had none."""
    monkeypatch.setattr(guide, "_build", build_quickly)
    for options, has_guide in ((), True), (("--no-guide",), False), ((), True):
        assert build(small_project, tmp_path / "site", *options) == 0
        assert (tmp_path / "site" / GUIDE).exists() == has_guide
    (small_project / CONFIG).unlink()
    assert build(small_project, tmp_path / "site") == 0
    assert not (tmp_path / "site" / GUIDE).exists()


def test_changed_guide_of_an_unchanged_course_is_published(
    small_project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(guide, "_build", build_quickly)
    site = tmp_path / "site"
    for text, answer in ("Hi.", "Built "), ("Hi.", "Nothing has changed "), ("Ho.", "Built "):
        lay(small_project, {"docs/index.md": f"# Guide\n\n{text}\n"})
        assert build(small_project, site) == 0
        assert answer in capfd.readouterr().out
        assert f"\n{text}\n" in (site / GUIDE / "index.html").read_text("utf-8")


@pytest.mark.nightly
def test_zensical_builds_the_guide_with_the_same_policy(
    guide_project: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(guide_project, tmp_path / "project"))
    command = shutil.which("zensical", path=str(Path(sys.executable).parent))
    assert command is not None
    done = subprocess.run(
        [command, "build", "--strict", "--config-file", CONFIG],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    built = folder / "site" / GUIDE
    pages = {path.parent.relative_to(built).as_posix(): path for path in built.rglob("index.html")}
    assert pages.keys() == addresses(folder)
    for path in pages.values():
        html = path.read_text("utf-8")
        [policy] = re.findall('<meta http-equiv="Content-Security-Policy" content="(.*?)">', html)
        assert dict(rule.split(" ", 1) for rule in policy.split("; ")) == POLICY
        inline = re.findall("<script(?! src=).*?>|<style|<[^>]* style=.*?>", html)
        assert inline == ['<script id="__config" type="application/json">'], path
