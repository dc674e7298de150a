"""A build that reuses results of earlier builds gives the same site, byte for byte."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from course.compile import check_folder, make_site
from course.memo import Memo
from course.models.language import TRANSLATIONS
from course.publish.folder import replacing
from course.publish.static import key_at, write_site
from course.site import POSTERS
from tests.conftest import SMALL_COURSE
from tests.publish.conftest import contents

pytestmark = pytest.mark.slow

SPECIMEN = Path(__file__).parents[2] / "examples" / "specimen"
FEW_EDITS, MANY_EDITS = 5, 50
SITE_URL = "https://school.example/staff/"


def build(folder: Path, target: Path, memo: Memo) -> bool:
    """Whether there is a new site. A course with mistakes keeps the last one."""
    checked = check_folder(folder, memo=memo)
    if checked.has_errors:
        return False
    site = make_site(checked.loaded, checked.tailored, folder / TRANSLATIONS, memo, SITE_URL)
    with replacing(target) as writer:
        write_site(site, writer, on_page=lambda: None)
    memo.save()
    return True


class Editor:
    """Changes texts of a course at random, or restores the original content of a file."""

    def __init__(self, folder: Path, random: Random) -> None:
        self.random = random
        self.first = {path: path.read_text(encoding="utf-8") for path in folder.rglob("*.yml")}
        self.last = self.first.copy()

    def edit(self) -> None:
        """Change one file."""
        self.last = {path: path.read_text(encoding="utf-8") for path in self.first}
        path = self.random.choice(sorted(self.first))
        if self.random.random() < 0.2:
            path.write_text(self.first[path], encoding="utf-8")
            return
        data = yaml.load(self.last[path], yaml.CBaseLoader)
        change = self.random.choice(list(changes_of(data)))
        change(f"{self.random.choice(['Wait', 'Look', 'Listen'])} {self.random.randint(0, 99)}.")
        text = yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
        path.write_text(text, encoding="utf-8")

    def undo(self) -> None:
        """Undo the last change."""
        for path, text in self.last.items():
            path.write_text(text, encoding="utf-8")


def changes_of(data: Any) -> Iterator[Callable[[str], None]]:
    """Setters for each text of two or more words in YAML data."""
    inner = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in inner:
        if isinstance(value, str) and " " in value.strip():
            yield partial(data.__setitem__, key)
        elif isinstance(value, dict | list):
            yield from changes_of(value)


@pytest.mark.parametrize("edits", [FEW_EDITS, pytest.param(MANY_EDITS, marks=pytest.mark.nightly)])
@pytest.mark.parametrize(
    "course",
    [
        pytest.param(SMALL_COURSE, id="small course"),
        pytest.param(SPECIMEN, id="specimen", marks=pytest.mark.nightly),
    ],
)
def test_incremental_build_equals_a_clean_build_after_random_edits(
    course: Path, edits: int, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(course, tmp_path / "course"))
    editor = Editor(folder, Random(3))
    built = 0
    for number in range(edits):
        if build(folder, tmp_path / "site", Memo(tmp_path / "memo")):
            clean = tmp_path / f"clean-{number}"
            assert build(folder, clean, Memo())
            assert contents(tmp_path / "site") == contents(clean)
            problems = check_folder(folder, memo=Memo(tmp_path / "memo")).problems
            assert problems == check_folder(folder).problems
            shutil.rmtree(clean)
            built += 1
        else:
            editor.undo()
        editor.edit()
    assert built > edits / 3


def test_unchanged_pages_are_not_rendered_again(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SMALL_COURSE, tmp_path / "course"))
    build(folder, tmp_path / "site", Memo())
    module = folder / "modules" / "more-words.yml"
    text = module.read_text(encoding="utf-8")
    module.write_text(text.replace("title: More words", "title: Other words"), encoding="utf-8")
    checked = check_folder(folder)
    site = make_site(checked.loaded, checked.tailored, folder / TRANSLATIONS, Memo(), SITE_URL)
    with replacing(tmp_path / "site") as writer:
        unchanged = {
            address
            for address, page in site.pages.items()
            if writer.reusable(f"{address}index.html", key_at(SITE_URL, page.key))
        }
        write_site(site, writer, on_page=lambda: None)
    assert {"help/", "glossary/", "practice/", "tools/two-lines/"} <= unchanged
    assert not unchanged & {"driver/", "driver/more-words/", "driver/first-steps/", "evidence/"}


def test_no_page_of_a_site_that_has_moved_shows_its_last_address(tmp_path: Path) -> None:
    checked, memo = check_folder(SPECIMEN), Memo()
    for url in (SITE_URL, "https://other.example/"):
        site = make_site(checked.loaded, checked.tailored, SPECIMEN / TRANSLATIONS, memo, url)
        with replacing(tmp_path / "site") as writer:
            write_site(site, writer, on_page=lambda: None)
    shown = contents(tmp_path / "site")
    assert b"other.example" in shown[f"{POSTERS}bus-driver/index.html"]
    assert [name for name, content in shown.items() if b"school.example" in content] == []


def test_manually_changed_page_is_rendered_again(tmp_path: Path) -> None:
    target = tmp_path / "site"
    build(SMALL_COURSE, target, Memo())
    before = contents(target)
    (target / "help" / "index.html").write_text("changed by hand", encoding="utf-8")
    (target / "glossary" / "index.html").unlink()
    build(SMALL_COURSE, target, Memo())
    assert contents(target) == before


@pytest.mark.parametrize(
    "record", ["", "{", "[]", '{"index.html": 1}', '{"index.html": ["a", "b"]}']
)
def test_damaged_build_record_is_ignored(tmp_path: Path, record: str) -> None:
    target = tmp_path / "site"
    build(SMALL_COURSE, target, Memo())
    before = contents(target)
    (tmp_path / ".site.build" / "record.json").write_text(record, encoding="utf-8")
    build(SMALL_COURSE, target, Memo())
    assert contents(target) == before


def test_changed_generator_renders_everything_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "site"
    build(SMALL_COURSE, target, Memo())
    monkeypatch.setattr("course.memo.generator_stamp", lambda: "other")
    checked = check_folder(SMALL_COURSE)
    site = make_site(
        checked.loaded, checked.tailored, SMALL_COURSE / TRANSLATIONS, Memo(), SITE_URL
    )
    with replacing(target) as writer:
        assert not [
            address
            for address, page in site.pages.items()
            if writer.reusable(f"{address}index.html", key_at(SITE_URL, page.key))
        ]
        write_site(site, writer, on_page=lambda: None)
