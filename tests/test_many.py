"""Many districts from one repository: each gets what it would get alone."""

import json
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from course.cli.main import main
from course.compile import Checked, check_folder, make_site
from course.many import LIST, Districts, Slice, slices
from course.memo import Memo
from course.models.language import TRANSLATIONS
from course.recent import Recent
from course.report import MOST_CAUSES
from course.site import WORKER, Site
from tests.conftest import SMALL_COURSE, lay
from tests.publish.conftest import contents

pytestmark = pytest.mark.slow

SPECIMEN = Path(__file__).parents[1] / "examples" / "specimen"
TODAY = date(2026, 11, 28)
PLAIN = "name: {}\nstate: Texas\n"
SENTENCES = (
    "Wait {}.",
    "A seizure, and the nurse {}.",
    "Look at [@few-words] {}.",
    "Nobody knows [@unknown-claim] {}.",
    "A [link](https://example.org) {}.",
    "{} " + "and so on " * 40,
)
FEW, MANY = 6, 200


def made(site: Site) -> dict[str, object]:
    """Every page and file of a site."""
    pages = {address: output.make() for address, output in site.pages.items()}
    files = {address: output.make() for address, output in site.files.items()}
    return {**pages, **files, "404": site.not_found()}


def alone(course: Path, district: Path) -> tuple[Checked, Site | None]:
    """What a district gets when it is the only one."""
    checked = check_folder(course, TODAY, district=district)
    if checked.course is None or checked.has_errors:
        return checked, None
    return checked, make_site(checked.loaded, checked.tailored, course / TRANSLATIONS, Memo())


def assert_as_alone(many: Districts, course: Path, district: Path) -> bool:
    """Whether the district has a site."""
    checked = many.check(district)
    checked_alone, site = alone(course, district)
    assert checked.problems == checked_alone.problems
    if site is not None:
        shared = made(many.site(checked))
        assert shared == made(site)
    return site is not None


def texts_in(data: Any, keys: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The keys that lead to each text of two or more words."""
    for key, value in data.items():
        if isinstance(value, dict):
            yield from texts_in(value, (*keys, key))
        elif isinstance(value, str) and " " in value.strip():
            yield (*keys, key)


def write_over(course: Path, district: Path, random: Random) -> None:
    """Write a district that says something else in some places."""
    calls = {
        name: {"call": f"555-555-{random.randint(0, 9999):04}", "verified-on": "2026-11-20"}
        for name, contact in _read(course / "reference" / "contacts.yml").items()
        if contact.get("local") and random.random() < 0.7
    }
    settings = {
        "name": f"District {random.randint(0, 9)}",
        "state": "Texas",
        "draft": random.choice(["yes", "no"]),
        "contacts": calls,
    }
    if random.random() < 0.5:
        jobs = sorted(_read(course / "reference" / "roles.yml")["roles"])
        settings["offer"] = {"jobs": random.sample(jobs, 1)}
    if random.random() < 0.5:
        settings["title"] = "Fish & chips"
    _write(district / "district.yml", settings)
    for path in random.sample(sorted(course.rglob("*.yml")), random.randint(0, 2)):
        name = path.relative_to(course)
        if name.name not in ("overrides.yml", "contacts.yml", "course.yml"):
            over: dict[str, Any] = {}
            places = list(texts_in(_read(path)))
            for *parents, key in random.sample(places, min(len(places), random.randint(1, 2))):
                inner = over
                for parent in parents:
                    inner = inner.setdefault(parent, {})
                inner[key] = random.choice(SENTENCES).format(random.randint(0, 99))
            _write(district / name, over)


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)


def _write(path: Path, data: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8", newline="\n")


@pytest.mark.parametrize("count", [FEW, pytest.param(MANY, marks=pytest.mark.nightly)])
@pytest.mark.parametrize("course", [SMALL_COURSE, SPECIMEN], ids=["small course", "specimen"])
def test_random_district_gets_the_same_among_many_as_alone(
    course: Path, count: int, tmp_path: Path
) -> None:
    random = Random(5)
    many = Districts(course, Memo(), TODAY)
    built = 0
    for number in range(count):
        district = tmp_path / f"d{number}"
        write_over(course, district, random)
        built += assert_as_alone(many, course, district)
    assert count / 4 < built < count


OWN: Mapping[str, Mapping[str, Any]] = {
    "a-number": {"contacts": {"office": {"call": "555-555-2134", "verified-on": "2026-11-20"}}},
    "an-own-contact": {
        "contacts": {
            "desk": {
                "new": "yes",
                "name": "The <desk>",
                "use-for": "All.",
                "call": "555-555-2135",
                "verified-on": "2026-11-20",
            }
        }
    },
    "another-title": {"title": "Fish & chips", "summary": "Ours.", "report-to": "mailto:a@b.org"},
    "sample": {"sample": "yes", "hand-in": "To the office."},
    "draft": {"draft": "yes", "index": "yes", "language": "es"},
}


def test_every_setting_is_on_its_own_districts_pages_only(tmp_path: Path) -> None:
    many = Districts(SMALL_COURSE, Memo(), TODAY)
    for name, settings in [*OWN.items(), *reversed([*OWN.items()])]:
        district = tmp_path / name
        _write(district / "district.yml", {"name": name, "state": "Texas", **settings})
        assert assert_as_alone(many, SMALL_COURSE, district), name


def test_districts_with_the_same_texts_share_all_pages_and_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = Districts(SMALL_COURSE, Memo(), TODAY)
    for name in ("first", "second"):
        lay(tmp_path, {f"{name}/district.yml": PLAIN.format(name)})
    made(many.site(many.check(tmp_path / "first")))
    first_made = set[object]()
    original = Recent.get_or_make

    def counting(self: Recent[Any], key: Any, make: Any) -> Any:
        def make_and_count() -> Any:
            first_made.add(key)
            return make()

        return original(self, key, make_and_count)

    monkeypatch.setattr(Recent, "get_or_make", counting)
    pages = made(many.site(many.check(tmp_path / "second")))
    assert first_made == set()
    assert "second, Texas" in str(pages["help/"])


def districts_of(tmp_path: Path) -> Path:
    """Two districts that can be built, and one that cannot."""
    folder = tmp_path / "districts"
    lay(
        folder,
        {
            "lakeview/district.yml": PLAIN.format("Lakeview") + "address: https://lake.example/\n",
            "ash/district.yml": PLAIN.format("zu Ash"),
            "wrong/district.yml": PLAIN.format("Wrong") + "offer:\n  jobs: [pilot]\n",
            "README.md": "Ours.",
            ".git/HEAD": "ref",
        },
    )
    return folder


def run(tmp_path: Path, *arguments: str) -> int:
    """A command for the districts of the small course."""
    course = tmp_path / "course"
    if not course.exists():
        shutil.copytree(SMALL_COURSE, course)
    districts = ("--districts", str(tmp_path / "districts"))
    return main([*arguments, "--folder", str(course), *districts])


def test_one_command_builds_all_and_a_mistake_stops_only_its_own_district(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = districts_of(tmp_path)
    output = tmp_path / "site"
    assert run(tmp_path, "build", "--output", str(output)) == 1
    shown = capsys.readouterr()
    assert "lakeview: built, 15 pages, nothing is wrong\n" in shown.out
    assert "Built 2 of 3 districts" in shown.out
    assert "wrong: not built, 1 problem" in shown.err
    assert f"{folder.as_posix()}/wrong/district.yml:4:10" in shown.err
    assert not (output / "wrong").exists()
    assert not (output / "index.html").exists()
    own = ("--district", str(folder / "lakeview"), "--output", str(tmp_path / "alone"))
    assert main(["build", "--folder", str(tmp_path / "course"), "--no-guide", *own]) == 0
    assert contents(output / "lakeview") == contents(tmp_path / "alone")


def test_check_tells_all_problems_once_and_builds_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    districts_of(tmp_path)
    lay(tmp_path, {"districts/Lake View/district.yml": PLAIN.format("Twice")})
    assert run(tmp_path, "check") == 1
    shown = capsys.readouterr()
    assert "ash: nothing is wrong\n" in shown.out
    assert 'cannot be called "Lake View"' in shown.err
    assert shown.err.count('no job "pilot"') == 1
    assert not (tmp_path / "site").exists()


def test_many_problems_of_a_district_are_all_printed_if_somebody_asks(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    contacts = "".join(
        f"  desk-{number}: {{call: 555-555-0134, verified-on: 2026-11-20}}\n"
        for number in range(25)
    )
    settings = f"{PLAIN.format('Ash')}contacts:\n{contacts}"
    lay(tmp_path, {"districts/ash/district.yml": settings})
    assert run(tmp_path, "check") == 1
    districts = (tmp_path / "districts").as_posix()
    folder = (tmp_path / "course").as_posix()
    command = f"python3 build_course.py check --all --folder {folder} --districts {districts}\n"
    shown = capfd.readouterr()
    assert shown.err.count("ash/district.yml:") == MOST_CAUSES
    assert f"To see all: {command}" in shown.err
    assert "ash: 25 problems\n" in shown.out
    assert run(tmp_path, "check", "--all") == 1
    shown = capfd.readouterr()
    assert shown.err.count("ash/district.yml:") == 25
    assert "To see all" not in shown.err


def test_all_below_one_address_are_listed_in_alphabetical_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    districts_of(tmp_path)
    output = tmp_path / "site"
    lay(output, {f"closed/{WORKER}": "//\n", "notes/index.html": "Ours.\n"})
    below = ("--below", "https://county.example/course", "--output", str(output))
    assert run(tmp_path, "build", *below) == 1
    told = capsys.readouterr().err
    assert "closed: " in told, "it was built when there was a district of this name"
    assert "notes: " not in told
    page = (output / "index.html").read_text(encoding="utf-8")
    assert f'<base href="{LIST}/">' in page
    assert page.index('href="../lakeview/">Lakeview<') < page.index('href="../ash/">zu Ash<')
    assert "wrong" not in page
    assert (output / LIST / "css" / "course.css").is_file()
    gone = (output / "404.html").read_text(encoding="utf-8")
    assert f'<base href="/course/{LIST}/">' in gone
    of_one = (output / "lakeview" / "404.html").read_text(encoding="utf-8")
    assert '<base href="/course/lakeview/">' in of_one


def test_slices_of_a_matrix_build_everything_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    districts_of(tmp_path)
    assert run(tmp_path, "build", "--list-slices", "2") == 0
    parts = json.loads(capsys.readouterr().out)
    assert parts == ["1/2", "2/2"]
    output = tmp_path / "site"
    below = ("--below", "https://county.example/", "--output", str(output))
    statuses = [run(tmp_path, "build", "--slice", part, *below) for part in parts]
    assert statuses == [1, 0]
    assert sorted(path.name for path in output.glob("*/worker.js") for path in [path.parent]) == [
        LIST,
        "ash",
        "lakeview",
    ]


def test_slices_are_as_many_as_a_matrix_may_have_and_leave_no_district_out() -> None:
    assert len(slices(13_000, 1_000)) == 256
    assert slices(2, 10) == ["1/2", "2/2"]
    folders = [Path(str(number)) for number in range(10)]
    parts = [Slice(number, 3).of(folders) for number in (1, 2, 3)]
    assert sorted(path for part in parts for path in part) == sorted(folders)
    assert [*map(len, parts)] == [4, 3, 3]


@pytest.mark.parametrize("part", ["0/3", "4/3", "three", "1/0"])
def test_slice_that_does_not_exist_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], part: str
) -> None:
    districts_of(tmp_path)
    assert run(tmp_path, "build", "--slice", part) == 2
    assert 'Write "3/10"' in capsys.readouterr().err


def test_folder_without_districts_says_what_it_needs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "districts").mkdir()
    assert run(tmp_path, "build") == 1
    assert "Each district needs one" in capsys.readouterr().err


def test_folder_that_is_no_site_is_left_alone_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    districts_of(tmp_path)
    lay(tmp_path, {"site/ash/own.txt": "Ours."})
    assert run(tmp_path, "build", "--output", str(tmp_path / "site")) == 1
    assert "ash: not written." in capsys.readouterr().err
    assert (tmp_path / "site" / "lakeview" / "index.html").is_file()
    assert [*contents(tmp_path / "site" / "ash")] == ["own.txt"]


def test_list_that_cannot_be_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay(tmp_path, {"districts/ash/district.yml": PLAIN.format("Ash"), f"site/{LIST}/own.txt": "."})
    below = ("--below", "https://county.example/")
    assert run(tmp_path, "build", "--output", str(tmp_path / "site"), *below) == 1
    shown = capsys.readouterr()
    assert f"{LIST}: not written." in shown.err
    assert "Built 1 of 1 district" in shown.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "--slice", "1/2"],
        ["build", "--below", "https://county.example/"],
        ["build", "--list-slices", "2"],
        ["check", "--slice", "1/2"],
    ],
)
def test_options_for_many_districts_are_refused_without_them(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert main(arguments) == 2
    assert f"{arguments[1]} is only for --districts." in capsys.readouterr().err


def test_options_for_one_district_are_refused_for_many(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = districts_of(tmp_path)
    only_shared = "is only for --districts with --shared"
    for command, option, value, why in [
        ("build", "--district", str(folder / "ash"), only_shared),
        ("check", "--district", str(folder / "ash"), only_shared),
        ("check", "--format", "json", "is not for --districts."),
        ("build", "--workshop", "--shared", "is not for --districts."),
        ("build", "--workshop", "--no-guide", "is not for --districts."),
    ]:
        assert run(tmp_path, command, option, value) == 2
        assert f"{option} {why}" in capsys.readouterr().err


def test_second_district_with_the_same_address_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, address = tmp_path / "districts", "address: https://lake.example/\n"
    for name in ("ash", "birch"):
        lay(folder, {f"{name}/district.yml": PLAIN.format(name) + address})
    assert run(tmp_path, "check") == 1
    shown = capsys.readouterr()
    assert 'birch/district.yml:3:10: The district "ash" has this address, too' in shown.err
    assert "ash/district.yml:3" not in shown.err
    assert "birch: 1 problem" in shown.out


def test_folder_one_too_high_is_told_which_one_is_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay(tmp_path, {"districts/county/ash/district.yml": PLAIN.format("Ash")})
    lay(tmp_path, {"districts/README.md": "Ours."})
    assert run(tmp_path, "check") == 1
    assert f"Did you mean {(tmp_path / 'districts' / 'county').as_posix()}?" in (
        capsys.readouterr().err
    )


def test_course_that_cannot_be_read_is_told_once_and_nothing_is_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    districts_of(tmp_path)
    shutil.copytree(SMALL_COURSE, tmp_path / "course")
    lay(tmp_path / "course", {"course.yml": ""})
    output = tmp_path / "site"
    below = ("--below", "https://county.example/", "--output", str(output))
    assert run(tmp_path, "build", *below) == 1
    shown = capsys.readouterr()
    assert shown.err.count("course.yml:1:1: The file is missing.") == 1
    assert "Built 0 of 3 districts" in shown.out
    assert not output.exists()
