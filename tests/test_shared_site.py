"""One site for many districts: what each has itself is as in a site of its own."""

import json
import re
import shutil
from datetime import date
from pathlib import Path
from random import Random

import pytest
import yaml

from course.checks.search_words import search_words_lead_somewhere
from course.cli.main import main
from course.compile import check_folder
from course.frontend.minified import minified
from course.memo import Memo
from course.problems import rule_code
from course.shared_site import SharedSite
from course.site import DISTRICTS, WORKER
from tests.conftest import lay
from tests.publish.conftest import contents

LAKE = """\
name: Lakeview Schools
state: Texas
report-to: mailto:help@lake.example
contacts:
  bus-office:
    call: 555-555-2134
    verified-on: 2026-11-20
  state-report-line:
    call: 555-555-2136
    verified-on: 2026-11-20
  desk:
    new: yes
    name: The family desk
    use-for: |
      A family needs clothes.
    call: 555-555-2135
    verified-on: 2026-11-20
"""
TODAY = date(2026, 11, 28)
PLAIN = "name: {}\nstate: Texas\ndraft: yes\n"
OWN_SITE = {
    "title": "Ours",
    "summary": "Ours.",
    "address": "https://lake.example/",
    "language": "es",
    "logo": "logo.svg",
    "accent": '"#1f4e79"',
    "hand-in": "To the office.",
    "offer": "{jobs: [bus-driver]}",
    "index": "yes",
}
"""Keys that a shared site cannot follow."""
MOST_OF_A_DISTRICT = 600_000
UNQUOTED = re.compile(r"""\s([a-z-]+)=([^\s"'>]+)""")
EXAMPLES = Path(__file__).parents[1] / "examples"
SPECIMEN = EXAMPLES / "specimen"


def districts_of(tmp_path: Path) -> Path:
    folder = tmp_path / "districts"
    lay(
        folder,
        {
            "lakeview/district.yml": LAKE,
            "ash/district.yml": PLAIN.format("zu Ash"),
            "edge/district.yml": PLAIN.format("Édge"),
            "new/district.yml": PLAIN.format("1st District"),
        },
    )
    return folder


FOR_ALL = """\
name: State Agency
state: Texas
title: Every Adult in Texas
address: https://state.example/
logo: logo.svg
accent: "#1f4e79"
offer: {jobs: [bus-driver, front-office]}
contacts:
  state-report-line:
    call: 555-555-2177
    verified-on: 2026-11-20
"""
"""What a state writes over the course for all its districts."""


def run(tmp_path: Path, *arguments: str) -> int:
    """A command for a site that the districts of the specimen share."""
    course = tmp_path / "course"
    if not course.exists():
        shutil.copytree(SPECIMEN, course)
    districts = ("--districts", str(tmp_path / "districts"), "--shared")
    return main([*arguments, "--folder", str(course), *districts])


def build(tmp_path: Path) -> int:
    return run(tmp_path, "build", "--output", str(tmp_path / "site"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that four districts share."""
    tmp_path = tmp_path_factory.mktemp("shared")
    districts_of(tmp_path)
    assert build(tmp_path) == 0
    return tmp_path / "site"


def page(site: Path, address: str) -> str:
    """A page as a minifier writes it, with the quotation marks that it leaves out.

    Pages of districts are minified, and those that all share are not.
    """
    html = minified("html", (site / address / "index.html").read_text(encoding="utf-8"))
    return re.sub(r"<[a-z][^>]*>", lambda tag: UNQUOTED.sub(r' \1="\2"', tag[0]), html)


@pytest.mark.slow
def test_course_itself_is_as_without_districts_but_for_the_way_to_them(
    site: Path, tmp_path: Path
) -> None:
    output = ("--output", str(tmp_path / "alone"))
    assert main(["build", "--folder", str(site.parent / "course"), "--no-guide", *output]) == 0
    alone, shared = contents(tmp_path / "alone"), contents(site)
    shared = {name: it for name, it in shared.items() if not name.startswith(DISTRICTS)}
    assert shared.keys() == alone.keys()
    way = (
        rb'<p class="district-way"><a [^>]*>[^<]*</a></p>'
        rb"|Its page has these numbers. Until you have them:"
        rb"|Your district has not filled these in yet. Until then:"
        rb"|<a href=[^>]*help/#[^>]*>See your district.{1,3}s page.</a>|no number yet."
        rb'| data-districts|<span id="_report">|</span>(?=</p>)|\n'
    )
    html = [name for name in alone if name.endswith(".html")]
    assert html
    for name in html:
        assert re.sub(way, b"", shared[name]) == re.sub(way, b"", alone[name]), name
        assert b"data-districts" in shared[name]
        assert b"data-districts" not in alone[name]


def test_home_page_leads_to_all_districts_in_alphabetical_order(site: Path) -> None:
    assert f'<a href="./{DISTRICTS}">Which district' in page(site, "")
    listed = page(site, DISTRICTS)
    assert re.findall(r'<a href="([a-z]+)/">([^<]+)', listed) == [
        ("new", "1st District, Texas"),
        ("edge", "Édge, Texas"),
        ("lakeview", "Lakeview Schools, Texas"),
        ("ash", "zu Ash, Texas"),
    ]
    letters = re.findall(r'<a href="#(_\d)">(.)</a>', listed)
    assert letters == re.findall(r'<h2 id="(_\d)">(.)</h2>', listed)
    assert [letter for _, letter in letters] == ["#", "E", "L", "Z"]


def test_district_has_its_own_numbers_and_the_others_have_not(site: Path) -> None:
    for address in ("d/lakeview/help/", "d/lakeview/bus-driver/now/"):
        assert "555-555-2134" in page(site, address), address
        assert "555-555-2134" not in page(site, address.replace("lakeview", "ash")), address
        assert "555-555-2134" not in page(site, address.removeprefix("d/lakeview/")), address
        assert "mailto:help@lake.example" in page(site, address), address
    assert "The family desk" in page(site, "d/lakeview/help/")
    not_yet = "Your district has not filled these in yet"
    assert not_yet in page(site, "d/ash/help/")
    assert not_yet not in page(site, "help/")
    assert "This is a draft" in page(site, "d/new/")
    assert "This is a draft" not in page(site, "d/lakeview/")
    found = json.loads((site / "d/lakeview/search.json").read_text(encoding="utf-8"))
    assert ["help/#desk", "The family desk", "A family needs clothes.", ""] in found


def test_help_and_cards_are_those_of_a_site_of_its_own(site: Path, tmp_path: Path) -> None:
    course, district = str(site.parent / "course"), str(site.parent / "districts/lakeview")
    output = ("--output", str(tmp_path / "alone"), "--no-guide")
    assert main(["build", "--folder", course, "--district", district, *output]) == 0
    alone = tmp_path / "alone"
    # Links differ only in how far it is to the top.
    shared_help = page(site, "d/lakeview/help/").replace("../../../", "../")
    inside = re.compile(r"<main[^>]*>(.*)</main>", re.DOTALL)
    assert inside.findall(shared_help) == inside.findall(page(alone, "help/"))
    parts = re.compile(r"<dl>.*?</dl>", re.DOTALL)
    for role in ("bus-driver", "front-office"):
        cards = page(site, f"d/lakeview/{role}/now/").replace("../../../../", "../../")
        assert len(parts.findall(cards)) > 2
        assert parts.findall(cards) == parts.findall(page(alone, f"{role}/now/"))


@pytest.mark.nightly
def test_district_of_this_course_fits_its_share_of_a_site(tmp_path: Path) -> None:
    """A host takes a site of 1 GB, so each of 1,000 districts has 0.6 MB. Drafts are longest."""
    lay(tmp_path / "districts", {"new/district.yml": PLAIN.format("New")})
    places = ("--districts", str(tmp_path / "districts"), "--output", str(tmp_path / "site"))
    assert main(["build", "--shared", "--no-guide", *places]) == 0
    files = (tmp_path / "site" / DISTRICTS / "new").rglob("*.*")
    assert sum(path.stat().st_size for path in files) <= MOST_OF_A_DISTRICT


@pytest.mark.slow
def test_random_settings_have_the_problems_of_a_site_of_its_own(tmp_path: Path) -> None:
    random = Random(3)
    shared = SharedSite(SPECIMEN, Memo(), TODAY)
    contacts = ("bus-office", "main-office", "state-report-line", "poison-help", "nobody")
    calls = ("555-555-2134", "555-555-0134", "555", "ask the office")
    days = ("2026-11-20", "2026-12-20", "2026-02-30", None)
    names = ("Dispatch", "The [line](https://example.org)", "See [@few-words]", "x" * 300)
    passing, count = 0, 20
    for number in range(count):
        settings = {
            "name": "Lakeview",
            "state": "Texas",
            "draft": random.choice(["yes", "no"]),
            "contacts": {
                contact: {
                    key: value
                    for key, value in {
                        "call": random.choice(calls[: random.choice([1, 1, 1, 4])]),
                        "verified-on": random.choice(days[: random.choice([1, 1, 1, 4])]),
                        "name": random.choice([*[None] * 12, *names]),
                        "new": "yes" if contact == "nobody" else None,
                        "use-for": "Anything." if contact == "nobody" else None,
                    }.items()
                    if value
                }
                for contact in random.sample(contacts, random.randint(1, 3))
            },
        }
        district = tmp_path / f"d{number}"
        lay(district, {"district.yml": yaml.safe_dump(settings, sort_keys=False)})
        found = shared.check(district)
        alone = check_folder(SPECIMEN, TODAY, district=district)
        # What staff type is in files that all districts share.
        of_search = rule_code(search_words_lead_somewhere)
        assert found.problems == tuple(it for it in alone.problems if it.rule != of_search)
        passing += found.passes
    assert count / 5 < passing < count * 4 / 5


def test_every_link_leads_somewhere_and_numbers_stay_in_the_district(site: Path) -> None:
    for path in (site / "d/lakeview").rglob("*.html"):
        links = re.findall(r'href="([^":]*)"', page(path.parent, ""))
        assert len(links) > 5
        for link in links:
            address, _, anchor = link.partition("#")
            target = (path.parent / address.split("?")[0]).resolve()
            assert target.exists(), (path, link)
            inside = target.relative_to(site.resolve()).as_posix()
            if inside.endswith(("help", "now")) and not anchor:
                assert inside.startswith("d/lakeview/"), (path, link)
            if anchor and target.is_dir():
                assert f'id="{anchor}"' in page(target, ""), (path, link)


def test_worker_does_not_list_what_districts_have(site: Path) -> None:
    assert "lakeview" not in (site / WORKER).read_text(encoding="utf-8")


@pytest.mark.parametrize("key", OWN_SITE)
def test_what_a_shared_site_cannot_follow_needs_a_site_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], key: str
) -> None:
    settings = PLAIN.format("Lakeview") + f"{key}: {OWN_SITE[key]}\n"
    lay(tmp_path, {"districts/lakeview/district.yml": settings})
    shutil.copy(EXAMPLES / "district/logo.svg", tmp_path / "districts/lakeview/logo.svg")
    assert run(tmp_path, "check") == 1
    shown = capsys.readouterr().err
    assert f"lakeview/district.yml:4:1: `{key}` is the same for all districts" in shown
    assert "a site of its own" in shown


def test_files_beside_the_settings_need_a_site_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay(
        tmp_path,
        {
            "districts/lakeview/district.yml": PLAIN.format("Lakeview"),
            "districts/lakeview/modules/noticing.yml": "title: Ours\n",
        },
    )
    assert run(tmp_path, "check") == 1
    assert "lakeview/modules:1:1: A district that shares" in capsys.readouterr().err


def test_mistakes_are_told_with_their_line_as_in_a_site_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = PLAIN.format("Lakeview") + "contacts:\n  ofice:\n    call: 555-0134\n"
    lay(tmp_path, {"districts/lakeview/district.yml": wrong})
    assert run(tmp_path, "check") == 1
    shared = capsys.readouterr().err
    assert 'The course has no "ofice"' in shared
    course, district = str(tmp_path / "course"), str(tmp_path / "districts/lakeview")
    assert main(["check", "--folder", course, "--district", district]) == 1
    alone = capsys.readouterr().err
    assert shared.strip()
    assert shared.strip() in alone


def test_district_with_a_mistake_keeps_its_last_good_pages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = districts_of(tmp_path)
    assert build(tmp_path) == 0
    help_page = page(tmp_path / "site", "d/lakeview/help/")
    lay(folder, {"lakeview/district.yml": LAKE + "logo: ours\n", "never/district.yml": "name: x\n"})
    assert build(tmp_path) == 1
    shown = capsys.readouterr()
    assert "lakeview: not built" in shown.err
    assert "with 3 of 5 districts" in shown.out
    assert page(tmp_path / "site", "d/lakeview/help/") == help_page
    assert "Lakeview Schools, Texas" in page(tmp_path / "site", DISTRICTS)
    assert not (tmp_path / "site/d/never").exists()
    assert "never/" not in page(tmp_path / "site", DISTRICTS)


def test_mistake_in_the_course_stops_everything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    districts_of(tmp_path)
    shutil.copytree(SPECIMEN, tmp_path / "course")
    lay(tmp_path, {"course/course.yml": "title: x\n"})
    assert build(tmp_path) == 1
    assert "Nothing was built" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


@pytest.fixture(scope="module")
def state_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that four districts share, with what their state writes over the course for all."""
    tmp_path = tmp_path_factory.mktemp("state")
    districts_of(tmp_path)
    lay(tmp_path, {"state/district.yml": FOR_ALL})
    shutil.copy(EXAMPLES / "district/logo.svg", tmp_path / "state/logo.svg")
    of_state = ("--district", str(tmp_path / "state"))
    assert run(tmp_path, "build", "--output", str(tmp_path / "site"), *of_state) == 0
    return tmp_path / "site"


def test_what_is_for_all_is_on_shared_pages_and_on_those_of_districts(state_site: Path) -> None:
    plain = ("", "help/", "bus-driver/", "d/", "d/ash/", "d/ash/help/", "d/ash/bus-driver/now/")
    for address in plain:
        html = page(state_site, address)
        assert '<img src="' in html.partition("brand--logo")[2][:200], address
        assert 'alt="State Agency"' in html, address
        assert "<span>Every Adult in Texas</span>" in html, address
    for address in ("help/", "d/ash/help/", "d/ash/bus-driver/now/"):
        assert "555-555-2177" in page(state_site, address), address
    own = page(state_site, "d/lakeview/help/")
    assert "555-555-2136" in own, "a district's own number counts"
    assert "555-555-2177" not in own
    home, of_district = page(state_site, ""), page(state_site, "d/ash/")
    assert "<p>State Agency, Texas</p>" in home
    assert "Which district do you work in?" in home
    assert "<p>zu Ash, Texas</p>" in of_district
    assert "<p>State Agency, Texas</p>" not in of_district
    assert "1f4e79" in "".join(it.read_text("utf-8") for it in state_site.rglob("*.css"))


def test_job_that_is_not_offered_has_no_page_anywhere(state_site: Path, site: Path) -> None:
    left_out = "teacher-secondary"
    assert (site / left_out).is_dir()
    assert (site / "d/lakeview" / left_out).is_dir()
    assert [*state_site.rglob(left_out)] == []
    assert f"/{left_out}/" not in page(state_site, "d/lakeview/")


def test_number_that_only_districts_have_is_looked_for_on_their_pages(site: Path) -> None:
    link = re.compile(r'<a href="[./]*help/#([a-z-]+)">See your district')
    links = link.findall(page(site, "bus-driver/now/"))
    assert links
    for contact in links:
        assert f'id="{contact}"' in page(site, "help/")
        assert f'id="{contact}"' in page(site, "d/ash/help/")
    assert link.findall(page(site, "d/ash/bus-driver/now/")) == []


def test_mistake_in_what_is_for_all_is_told_once_and_stops_everything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    districts_of(tmp_path)
    lay(tmp_path, {"state/district.yml": FOR_ALL})  # without its logo
    assert run(tmp_path, "check", "--district", str(tmp_path / "state")) == 1
    shown = capsys.readouterr().err
    assert shown.count("state/district.yml:5:7: There is no file") == 1
    assert "Nothing was built" in shown


def test_reports_tell_once_what_is_for_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = districts_of(tmp_path)
    old = FOR_ALL.replace("2026-11-20", "2020-01-01").replace("logo: logo.svg\n", "")
    lay(tmp_path, {"state/district.yml": old})
    many = ("--folder", str(SPECIMEN), "--districts", str(folder))
    of_state = ("--district", str(tmp_path / "state"))
    assert main(["aging", *many, *of_state]) == 0
    text = capsys.readouterr().out
    assert text.count("state/district.yml:10`") == 1
    assert "# State Agency (state)\n" in text
    assert main(["district", "--report", *many, *of_state]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()[1:6]]
    assert [row[0] for row in rows] == ["state", "ash", "edge", "lakeview", "new"]
    assert [row[3] for row in rows] == ["1", "0", "0", "0", "0"]


def test_options_for_separate_sites_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    districts_of(tmp_path)
    assert run(tmp_path, "build", "--below", "https://state.example/") == 2
    assert "--below is not for --shared." in capsys.readouterr().err
    assert main(["build", "--folder", str(SPECIMEN), "--shared"]) == 2
    assert "--shared is only for --districts." in capsys.readouterr().err
