"""The workshop as it is published, with stand-ins for its programs (the engines have real ones)."""

import ast
import json
import re
import shutil
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from threading import Barrier, BrokenBarrierError
from zipfile import ZipFile

import pytest

from course.compile import compile_site
from course.publish import workshop
from course.publish.folder import replacing
from course.publish.static import write_site
from course.publish.workshop import (
    LIBRARIES,
    REQUIREMENTS,
    WorkshopError,
    library_files,
    write_workshop,
)
from course.workshop.published import STAMP
from tests.conftest import Files
from tests.publish.conftest import ROOT, contents
from tests.publish.shown import Shown

PROGRAMS = {"app.js": b"1", "python.js": b"2", "libraries.zip": b"3", "pyodide/pyodide.mjs": b"4"}


@pytest.fixture
def without_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "programs", lambda: PROGRAMS)


@pytest.fixture
def without_results(without_programs: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process of its own finds them out, which takes a while."""
    monkeypatch.setattr(workshop, "results", lambda *_: ())


def built(folder: Path, target: Path, district: Path | None = None) -> Mapping[str, bytes]:
    """The files of a course's site with the workshop."""
    site = compile_site(folder)
    with replacing(target) as writer:
        write_site(site, writer, lambda: None)
        write_workshop(folder, district, site, writer)
    return contents(target)


@pytest.mark.slow
@pytest.mark.usefixtures("without_programs")
def test_the_course_is_in_it_and_nothing_else_leads_there(
    course_with: Callable[[Files], Path], tmp_path: Path
) -> None:
    files = built(course_with({}), tmp_path / "site")
    with ZipFile(BytesIO(files["workshop/course.zip"])) as archive:
        names = set(archive.namelist())
    assert {"course.yml", "modules/first-steps.yml", "reference/claims.yml"} <= names
    with ZipFile(BytesIO(files["workshop/results.zip"])) as archive:
        assert f"{STAMP}/yaml.json" in archive.namelist()
    for name, content in files.items():
        if not name.startswith("workshop/"):
            assert b"workshop/" not in content, f"{name} leads to the workshop"


@pytest.mark.usefixtures("without_results")
def test_a_districts_files_are_in_it_under_their_usual_name(
    course_with: Callable[[Files], Path], tmp_path: Path
) -> None:
    district = tmp_path / "ours"
    district.mkdir()
    (district / "district.yml").write_text("name: Ours\n", encoding="utf-8")
    files = built(course_with({}), tmp_path / "site", district)
    with ZipFile(BytesIO(files["workshop/course.zip"])) as archive:
        assert archive.read("district/district.yml") == b"name: Ours\n"


@pytest.mark.slow
@pytest.mark.usefixtures("without_programs")
def test_the_same_course_makes_the_same_files(
    course_with: Callable[[Files], Path], tmp_path: Path
) -> None:
    folder = course_with({})
    first, second = built(folder, tmp_path / "a"), built(folder, tmp_path / "b")
    of_workshop = {name for name in first if name.startswith("workshop/")}
    assert of_workshop
    for name in of_workshop:
        assert first[name] == second[name], name


@pytest.mark.usefixtures("without_results")
def test_its_page_has_a_policy_of_its_own(
    course_with: Callable[[Files], Path], tmp_path: Path
) -> None:
    built(course_with({}), tmp_path / "site")
    page = Shown(tmp_path / "site" / "workshop" / "index.html")
    (policy,) = page.policies
    assert "script-src 'self' 'wasm-unsafe-eval'; " in policy
    assert "unsafe-inline" not in policy
    assert "'unsafe-eval'" not in policy
    assert "https:" not in policy
    assert page.inline == []
    assert "{{" not in (tmp_path / "site" / "workshop" / "index.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("without_results")
def test_titles_are_escaped(course_with: Callable[[Files], Path], tmp_path: Path) -> None:
    title = {"course.yml": {"change": "title: Small Course", "to": "title: 'A & B <b>'"}}
    built(course_with(title), tmp_path / "site")
    page = (tmp_path / "site" / "workshop" / "index.html").read_text(encoding="utf-8")
    assert "<title>Workshop · A &amp; B &lt;b&gt;</title>" in page


@pytest.mark.usefixtures("without_results")
def test_its_worker_knows_every_file(course_with: Callable[[Files], Path], tmp_path: Path) -> None:
    files = built(course_with({}), tmp_path / "site")
    worker = files["workshop/worker.js"].decode()
    found = re.match(r"const manifest=(.*);\n", worker)
    assert found
    names = {name.removeprefix("workshop/") for name in files if name.startswith("workshop/")}
    assert set(json.loads(found[1])) == names - {"worker.js"}


def test_without_npm_it_says_what_to_do(
    course_with: Callable[[Files], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("course.publish.workshop.CACHE", tmp_path / "cache")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(WorkshopError, match="needs npm"):
        built(course_with({}), tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_programs_that_were_copied_only_in_part_are_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make(_: Path, made: Path) -> None:
        made.mkdir()
        (made / "app.js").write_bytes(b"1")

    def move_in_part(_: Path, to: Path) -> None:
        to.mkdir()
        raise KeyboardInterrupt

    monkeypatch.setattr(workshop, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(workshop, "_make_programs", make)
    with monkeypatch.context() as interrupted:
        interrupted.setattr(shutil, "move", move_in_part)
        with pytest.raises(KeyboardInterrupt):
            workshop.programs()
    assert workshop.programs() == {"app.js": b"1"}
    assert len([*(tmp_path / "cache").iterdir()]) == 1


def test_a_file_beside_the_programs_is_in_nobodys_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make(_: Path, made: Path) -> None:
        made.mkdir()
        (made / "app.js").write_bytes(b"1")

    monkeypatch.setattr(workshop, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(workshop, "_make_programs", make)
    (tmp_path / "cache" / "of-before").mkdir(parents=True)
    (tmp_path / "cache" / ".DS_Store").write_bytes(b"as a Mac writes it")
    assert workshop.programs() == {"app.js": b"1"}
    assert not (tmp_path / "cache" / "of-before").exists()


def test_build_waits_for_the_programs_that_another_one_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = Barrier(2)
    makers = list[Path]()

    def make(work: Path, made: Path) -> None:
        makers.append(work)
        with suppress(BrokenBarrierError):
            both.wait(timeout=0.2)  # in vain, unless the second build makes them at the same time
        made.mkdir()
        (made / "app.js").write_bytes(b"1")

    monkeypatch.setattr(workshop, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(workshop, "_make_programs", make)
    with ThreadPoolExecutor(2) as pool:
        found = [*pool.map(lambda _: workshop.programs(), range(2))]
    assert found == [{"app.js": b"1"}] * 2
    assert len(makers) == 1


def test_libraries_are_python_alone() -> None:
    names = {name for name, _ in library_files()}
    assert {f"{name}/__init__.py" for name in LIBRARIES} - names <= {
        "typing_extensions/__init__.py"
    }
    assert {Path(name).suffix for name in names} <= {".py", ".csv", ".dat"}
    assert {"minify.py", "resvg_py.py", "babel/locale-data/en.dat"} <= names


def test_the_generator_in_it_is_source_alone_and_asks_for_no_versions() -> None:
    """In a browser, libraries lack the metadata that installed ones have."""
    files = dict(workshop._generator())
    assert "course/render/templates/layout.html.jinja" in files
    assert not [name for name in files if "__pycache__" in name]
    # A browser gets a stamp from outside, and makes neither a guide nor a workshop.
    asking = {name for name, content in files.items() if b"importlib.metadata" in content}
    assert asking == {"course/memo.py", "course/publish/guide.py", "course/publish/workshop.py"}


def test_the_part_of_pydantic_is_of_the_same_version() -> None:
    found = {
        re.findall(r"^pydantic-core==(\S+)", (ROOT / name).read_text(encoding="utf-8"), re.M)[0]
        for name in ("requirements.txt", REQUIREMENTS)
    }
    assert len(found) == 1


def test_versions_are_those_that_the_engines_check() -> None:
    def dependencies(name: str, key: str) -> dict[str, str]:
        text = (ROOT / name / "package.json").read_text(encoding="utf-8")
        found: dict[str, str] = json.loads(text)[key]
        return found

    own = dependencies("course/frontend/workshop", "dependencies")
    checked = dependencies("tests/engines", "devDependencies")
    assert {name: checked[name] for name in own if name != "pyodide"} == {
        name: version for name, version in own.items() if name != "pyodide"
    }


@pytest.mark.parametrize(("name", "user"), [("minify", "minified.py"), ("resvg_py", "pictures.py")])
def test_stand_in_has_whatever_is_asked_of_its_library(name: str, user: str) -> None:
    frontend = ROOT / "course" / "frontend"
    tree = ast.parse((frontend / user).read_text(encoding="utf-8"))
    stand_in = ast.parse((frontend / f"workshop/stand_ins/{name}.py").read_text(encoding="utf-8"))
    asked = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == name
    }
    offered = {node.name for node in stand_in.body if isinstance(node, ast.FunctionDef)}
    assert asked
    assert asked <= offered
