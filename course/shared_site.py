"""One site for many districts: the course, and for each district its numbers and its cards."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from pathlib import Path

from course.checks import search_words
from course.checks.base import Base
from course.checks.context import Context
from course.checks.district import needed_contacts
from course.checks.rules import RULES
from course.compile import Checked, Shared, check_loaded, make_site, page_maker
from course.memo import Memo
from course.models.base import Id
from course.models.course import Course
from course.models.language import TRANSLATIONS
from course.models.role_course import RoleCourse, Tailored
from course.offer import offered
from course.read.district_files import DistrictFiles
from course.read.loader import load, load_settings_over
from course.recent import Recent
from course.render.district_list import ListedDistrict
from course.render.district_pages import district_pages, districts_page
from course.render.page_maker import PageMaker
from course.search.district_file import district_file
from course.site import Page, Site
from course.tailor import tailor
from course.today import current_day

MOST_PAGES = 100
"""How many pages are kept: more than a district has."""
RULES_OF_DISTRICTS = tuple(rule for rule in RULES if rule not in search_words.RULES)
"""What staff type leads to the same places everywhere."""
RULES_FOR_ALL = tuple(rule for rule in RULES if rule is not needed_contacts)
"""What is missing for all may be in each district."""


class SharedSite:
    """The site of a course, with pages for one district after the other."""

    def __init__(
        self,
        folder: Path,
        memo: Memo,
        today: date | None = None,
        for_all: Path | None = None,
    ) -> None:
        """Read and check the course in `folder`, as it is without any district.

        `for_all` is a folder like a district's, which is written over the course for all of them.
        """
        self._folder, self._memo = folder, memo
        self._for_all = DistrictFiles(for_all, folder) if for_all else None
        self._today = today or current_day()
        self._shared = Shared(bodies=Recent(MOST_PAGES), has_site=True)
        loaded = load(folder, memo, for_all)
        tailored = tailor(loaded.course) if loaded.course else Tailored({}, {})
        context = loaded.course and Context(loaded.course, tailored, self._today, memo)
        self._base = Base(context) if context else None
        rules = RULES_FOR_ALL if for_all else RULES
        problems = check_loaded(loaded, tailored, memo, self._today, rules, self._base)
        self.course = Checked(loaded, tailored, problems)

    def check(self, district: Path) -> Checked:
        """The course with the settings of a district, which change no role's course."""
        course, memo, tailored = self.course.loaded, self._memo, self.course.tailored
        loaded = load_settings_over(course, self._folder, memo, district, self._for_all)
        rules = RULES_OF_DISTRICTS
        problems = check_loaded(loaded, tailored, memo, self._today, rules, self._base)
        return Checked(loaded, tailored, problems)

    def site(self, site_url: str = "") -> Site:
        """Everything but what districts have themselves. The course must have no errors.

        `site_url` is as for `make_site`.
        """
        loaded, tailored = self.course.loaded, self.course.tailored
        translations = self._folder / TRANSLATIONS
        return make_site(loaded, tailored, translations, self._memo, site_url, self._shared)

    def pages(self, district_id: Id, checked: Checked) -> Iterator[Page]:
        """The pages of a district without errors."""
        assert checked.course is not None, "it has no errors"
        return district_pages(district_id, checked.course, self._roles, self._maker)

    def search_file(self, checked: Checked) -> str:
        """What the search finds in a district without errors, beside the course."""
        assert checked.course is not None, "it has no errors"
        return district_file(checked.course, self._maker.markdown)

    def list_page(self, districts: Iterable[ListedDistrict]) -> Page:
        """The page that leads to all districts."""
        return districts_page(districts, self._maker)

    @cached_property
    def _maker(self) -> PageMaker:
        return page_maker(self._offered, self._folder / TRANSLATIONS, self._memo, self._shared)

    @cached_property
    def _roles(self) -> tuple[RoleCourse, ...]:
        return (*tailor(self._offered).by_role.values(),)

    @cached_property
    def _offered(self) -> Course:
        course = self.course.course
        assert course is not None, "it has no errors"
        return offered(course)
