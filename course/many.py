"""Compiles the sites of many districts. What they have in common is made once."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from course.checks.base import Base
from course.checks.context import Context
from course.compile import Checked, Shared, check_folder, list_site, make_site
from course.memo import Memo
from course.models.base import ID_PATTERN
from course.models.language import TRANSLATIONS
from course.problems import Finding, Position, Problem
from course.read.codes import DISTRICT_FILES
from course.read.district_files import SETTINGS, DistrictFiles
from course.read.loader import Reader
from course.recent import Recent
from course.render.district_list import ListedDistrict
from course.search.files import SharedSearch
from course.site import Site
from course.tailor import tailor
from course.today import current_day

MOST_PIECES = 5_000
"""How many modules, tools and cards of roles are kept: more than the course has."""
MOST_PAGES = 1_000
"""How many pages are kept: twice as many as the course has."""
MOST_ASSETS = 10
"""For how many languages, or sets of colors, what pages load is kept."""
LIST = "all-districts"
"""The folder of the site that leads to those of all districts, next to them."""
MOST_ROWS = 256
"""How many jobs GitHub runs for one matrix."""


class Districts:
    """Checks and compiles one district after the other."""

    def __init__(self, folder: Path, memo: Memo, today: date | None = None) -> None:
        """Read the course in `folder`, as it is without any district."""
        self._folder, self._memo = folder, memo
        self._today = today or current_day()
        reader = Reader(folder, memo)
        course = self._course = reader.read().course
        pieces = Recent[Any](MOST_PIECES)
        context = course and Context(course, tailor(course, pieces), self._today, memo)
        self._shared = Shared(
            models=reader.models,
            pieces=pieces,
            base=Base(context) if context else None,
            bodies=Recent(MOST_PAGES),
            search=SharedSearch(),
            assets=Recent(MOST_ASSETS),
        )

    def check(self, district: Path) -> Checked:
        """The course with what a district has written over it."""
        return check_folder(self._folder, self._today, self._memo, district, self._shared)

    def site(self, checked: Checked, site_url: str = "") -> Site:
        """The site of a district whose course has no errors.

        `site_url` is as for `make_site`.
        """
        translations, shared = self._folder / TRANSLATIONS, self._shared
        loaded, tailored = checked.loaded, checked.tailored
        return make_site(loaded, tailored, translations, self._memo, site_url, shared)

    def list_site(self, districts: Iterable[ListedDistrict]) -> Site | None:
        """The site that leads to those of all districts. None if the course cannot be read."""
        translations = self._folder / TRANSLATIONS
        if self._course is None:
            return None
        return list_site(districts, self._course.outline, translations)


@dataclass(frozen=True)
class Slice:
    """The part of all districts that one job builds."""

    number: int = 1
    """From 1."""
    total: int = 1

    def of(self, districts: list[Path]) -> list[Path]:
        """The districts in this part. Parts differ by at most one in their size."""
        return districts[self.number - 1 :: self.total]


def districts_in(folder: Path) -> list[Path]:
    """The folders of districts, in alphabetical order. Each needs settings, or it is reported."""
    return sorted(path for path in folder.iterdir() if path.is_dir() and path.name[0] != ".")


def districts_below(folder: Path) -> Path | None:
    """The folder that contains districts, if it is in this one, which contains none itself."""
    inside = districts_in(folder)
    if any((path / SETTINGS).is_file() for path in inside):
        return None
    return next((path for path in inside if next(path.glob(f"*/{SETTINGS}"), None)), None)


def same_address(districts: Iterable[Path], folder: Path) -> dict[Path, Problem]:
    """A problem for each district whose site would replace that of another one before it."""
    first: dict[str, str] = {}
    problems = {}
    for district in districts:
        settings = DistrictFiles(district, folder).settings
        data = settings.data if settings else None
        address = data.get("address") if isinstance(data, dict) else None
        if settings is None or not isinstance(address, str):
            continue
        other = first.setdefault(address.rstrip("/").lower(), district.name)
        if other != district.name:
            finding = Finding(
                settings.path,
                ("address",),
                f'The district "{other}" has this address, too: one site would replace the other.',
                "Write where this district's site is published, or leave `address:` out.",
                rule=DISTRICT_FILES,
            )
            problems[district] = settings.problem(finding)
    return problems


def folder_problem(district: Path) -> Problem | None:
    """What is wrong with the name of a district's folder, which is part of an address."""
    if re.fullmatch(ID_PATTERN, district.name) and district.name != LIST:
        return None
    return Problem(
        district.as_posix(),
        Position(),
        f'A district\'s folder cannot be called "{district.name}": its name is its address.',
        f'Use lowercase letters, digits and hyphens, such as "lakeview". "{LIST}" is taken.',
        rule=DISTRICT_FILES,
    )


def listed(districts: Iterable[Path], folder: Path) -> Iterator[ListedDistrict]:
    """These districts for the list of all, if they say their name."""
    for district in districts:
        settings = DistrictFiles(district, folder).settings
        data = settings.data if settings else None
        if isinstance(data, dict) and "name" in data:
            yield ListedDistrict(district.name, str(data["name"]), str(data.get("state", "")))


def slices(total: int, most: int) -> list[str]:
    """The parts of so many districts for the rows of a matrix, such as `3/10`."""
    rows = min(total, most, MOST_ROWS)
    return [f"{number}/{rows}" for number in range(1, rows + 1)]
