"""Packages for learning management systems, as files."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from posixpath import dirname, join, normpath
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from babel.support import NullTranslations

from course.memo import Memo
from course.models.course import Course
from course.models.language import TRANSLATIONS
from course.packaged import Packages
from course.publish.scorm import LAUNCH, MANIFEST, Standard, scorm_package
from course.read.loader import load
from course.render.script_messages import script_messages
from tests.conftest import SMALL_COURSE

ROOT = Path(__file__).parents[2]
ROLE = "bus-driver"
KIB = 1024
MOST_BYTES = 400 * KIB


@pytest.fixture(scope="module")
def packages(this_course: Course) -> Packages:
    return Packages(this_course, ROOT / TRANSLATIONS, Memo())


@pytest.fixture(scope="module")
def archive(packages: Packages) -> bytes:
    return scorm_package(packages.package(ROLE), Standard.SCORM_12)


@pytest.fixture(scope="module")
def files(archive: bytes) -> dict[str, bytes]:
    return contents(archive)


def contents(archive: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(archive)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


class Links(HTMLParser):
    """The addresses and the anchors of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.anchors = {""}
        self.feed(html)

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.addresses += filter(None, (named.get("href"), named.get("src")))
        self.anchors.add(named.get("id") or "")


def dead_links(files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Every link of a page that leads to no file, or to no place in it."""
    pages = {name: Links(it.decode()) for name, it in files.items() if name.endswith(".html")}
    for name, page in pages.items():
        for address in page.addresses:
            if re.match(r"[a-z]+:", address):
                continue
            path, _, anchor = address.partition("#")
            target = normpath(join(dirname(name), path.partition("?")[0])) if path else name
            if target not in files or (target in pages and anchor not in pages[target].anchors):
                yield name, address


@pytest.mark.slow
@pytest.mark.parametrize("standard", Standard)
def test_archive_is_the_same_every_time(packages: Packages, standard: Standard) -> None:
    module = next(iter(packages.course.modules))
    made = [scorm_package(packages.package(ROLE, module), standard) for _ in range(2)]
    assert made[0] == made[1]


def test_bus_drivers_package_is_small(archive: bytes) -> None:
    assert len(archive) <= MOST_BYTES


def test_messages_are_those_that_the_scripts_ask_for(files: dict[str, bytes]) -> None:
    scripts = "".join(it.decode() for name, it in files.items() if name.endswith(".js"))
    quoted = set(re.findall(r'"([a-z-]+)"', scripts))
    beginnings = tuple(re.findall(r"`([a-z]+-)\$\{", scripts))
    assert "lms-" in beginnings
    [file] = (it for name, it in files.items() if name.endswith("/messages.json"))
    messages = json.loads(file).keys()
    assert [it for it in messages if it not in quoted and not it.startswith(beginnings)] == []
    assert (script_messages(NullTranslations()).keys() - messages) & quoted == set()


def test_every_link_leads_somewhere_in_the_package(files: dict[str, bytes]) -> None:
    assert list(dead_links(files)) == []


def test_package_of_one_module_has_no_dead_link(packages: Packages) -> None:
    package = packages.package(ROLE, "noticing")
    files = contents(scorm_package(package, Standard.SCORM_2004_4TH))
    assert list(dead_links(files)) == []
    assert list(package.modules) == ["noticing"]


def test_systems_need_not_know_folders_or_kinds_of_script(files: dict[str, bytes]) -> None:
    for name, content in files.items():
        assert not name.endswith((".mjs", "/"))
        if name.endswith(".html"):
            ends = [it.split("#")[0] for it in Links(content.decode()).addresses]
            own = [it for it in ends if not it.startswith("https:")]
            assert [it for it in own if it.endswith(("/", ".mjs", ".."))] == []


def test_help_cards_topics_and_tools_travel_along(
    files: dict[str, bytes], this_course: Course
) -> None:
    expected = {"help", "topics", "evidence", "glossary", "privacy", "record", f"{ROLE}/now"}
    assert {f"{name}/index.html" for name in expected} <= files.keys()
    topics = Links(files["topics/index.html"].decode()).anchors
    assert this_course.topics.keys() <= topics


def test_nothing_of_other_jobs_trainers_or_the_web_is_in_it(files: dict[str, bytes]) -> None:
    tops = {name.split("/")[0] for name in files}
    assert tops & {"trainers", "posters", "now", "offline", "worker.js", "sitemap.xml"} == set()
    assert not tops & {"front-office", "nutrition", "principal"}
    everything = b"".join(files.values())
    assert b"serviceWorker.register" not in everything
    assert b"Different job" not in everything
    assert b"leaves your device" not in everything


@pytest.mark.parametrize("standard", Standard)
def test_manifest_names_one_piece_and_every_file(packages: Packages, standard: Standard) -> None:
    package = packages.package(ROLE, "noticing")
    files = contents(scorm_package(package, standard))
    root = ElementTree.fromstring(files.pop(MANIFEST))
    assert [it.text for it in root.iter() if it.tag.endswith("schemaversion")] == [standard.value]
    [resource] = (it for it in root.iter() if it.tag.endswith("resource"))
    assert resource.get("href") == LAUNCH
    listed = [it.get("href") for it in resource if it.tag.endswith("file")]
    assert sorted(map(str, listed)) == sorted(files)
    [item] = (it for it in root.iter() if it.tag.endswith("item"))
    assert item.get("identifierref") == resource.get("identifier")
    kinds = [value for name, value in resource.items() if name.lower().endswith("scormtype")]
    assert kinds == ["sco"]
    assert b"mastery" not in files.get(MANIFEST, b"")
    identifiers = {it.get("identifier") for it in root.iter()} - {None}
    assert all(str(it).startswith("whole-staff.bus-driver.noticing") for it in identifiers)


def test_package_of_a_renamed_job_is_known_by_its_first_id(packages: Packages) -> None:
    roles = packages.course.roles
    renamed = roles[ROLE].model_copy(update={"was": ("chauffeur", "driver")})
    course = packages.course.model_copy(update={"roles": {**roles, ROLE: renamed}})
    package = Packages(course, ROOT / TRANSLATIONS, Memo()).package(ROLE, "noticing")
    assert package.package_id == "whole-staff.chauffeur.noticing"


def test_page_around_the_course_may_frame_only_the_package(files: dict[str, bytes]) -> None:
    page = files[LAUNCH].decode()
    assert "frame-src 'self'" in page
    assert "default-src 'none'" in page
    inside = files[f"{ROLE}/index.html"].decode()
    assert "frame-src" not in inside


@pytest.mark.parametrize(
    ("module", "optional"),
    [(None, {"first-steps": False, "more-words": True}), ("more-words", {"more-words": False})],
)
def test_package_of_only_what_is_optional_is_not_finished_when_it_opens(
    module: str | None, optional: dict[str, bool]
) -> None:
    course = load(SMALL_COURSE).course
    assert course
    package = Packages(course, ROOT / TRANSLATIONS, Memo()).package("teacher", module)
    page = contents(scorm_package(package, Standard.SCORM_12))[LAUNCH].decode()
    found = re.search(r'id="?_contents"?[^>]*>(.*?)</script>', page)
    assert found
    modules = json.loads(found[1])["modules"]
    shown = {it["id"]: it["isOptional"] for it in modules}
    assert {name: shown[name] for name in optional} == optional
