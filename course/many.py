"""Compiles the sites of many districts. What they have in common is made once."""

from datetime import UTC, date, datetime
from pathlib import Path

from course.checks.base import Base
from course.checks.context import Context
from course.compile import TRANSLATIONS, Checked, Shared, check_folder, make_site
from course.memo import Memo
from course.read.loader import Reader
from course.recent import Recent
from course.search.entries import SharedSearch
from course.site import Site
from course.tailor import tailor

MOST_PIECES = 5_000
"""How many modules, tools and cards of roles are kept: more than the course has."""
MOST_PAGES = 1_000
"""How many pages are kept: twice as many as the course has."""


class Districts:
    """Checks and compiles one district after the other."""

    def __init__(self, folder: Path, memo: Memo, today: date | None = None) -> None:
        """Read the course in `folder`, without any district."""
        self._folder, self._memo = folder, memo
        self._today = today or datetime.now(UTC).date()
        reader = Reader(folder, memo)
        course = reader.read().course
        pieces = Recent[object](MOST_PIECES)
        context = course and Context(course, tailor(course, pieces), self._today, memo)
        self._shared = Shared(
            models=reader.models,
            pieces=pieces,
            base=Base(context) if context else None,
            bodies=Recent(MOST_PAGES),
            search=SharedSearch(),
        )

    def check(self, district: Path) -> Checked:
        """The course with what a district has written over it."""
        return check_folder(self._folder, self._today, self._memo, district, self._shared)

    def site(self, checked: Checked) -> Site:
        """The site of a district whose course has no errors."""
        translations = self._folder / TRANSLATIONS
        return make_site(checked.loaded, checked.tailored, translations, self._memo, self._shared)
