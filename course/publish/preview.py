"""The preview for authors: each page from the current files, or what is wrong with them."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Condition, Lock

from course.checks.causes import problems_of_files
from course.checks.context import Rule
from course.checks.rules import RULES
from course.compile import check_loaded, make_site, problem_site
from course.edit_links import EditLinks
from course.gc_pause import gc_paused
from course.memo import Memo
from course.models.language import TRANSLATIONS
from course.models.role_course import Tailored
from course.page_facts import Json, PageFacts
from course.problems import Problem
from course.publish.guide import CONFIG
from course.publish.offline import worker
from course.read.loaded import Loaded
from course.read.loader import Reader
from course.render.document import Documents
from course.render.marked_blanks import with_marked_blanks
from course.site import PREVIEW_REMARKS, PREVIEW_SCRIPT, WORKER, WORKSHOP, Page, Site
from course.tailor import tailor

MOST_SKIPPED = 5
"""How many outdated versions in a row are not shown. If changes never end, as when a program writes
next to the course all the time, an outdated version is better than none."""


@dataclass(frozen=True)
class Version:
    """The course as it was at one moment."""

    number: int
    """Increases with every change that pages must show."""
    site: Site | None
    """None while problems keep the course from being built."""
    problems: tuple[Problem, ...] = ()
    is_checked: bool = True
    """Whether all rules have run. Pages are shown before that, so that authors need not wait."""
    facts: PageFacts | None = None
    """What authors are told about each page. None without a site."""


class Preview:
    """The newest version of a course. Pages and files are made when a browser requests them.

    One thread calls `refresh`, once at first and after every change, and `check` when it has time.
    Other threads may call the rest, which waits until there is something to show.
    """

    def __init__(
        self,
        folder: Path,
        report: Callable[[tuple[Problem, ...]], None],
        memo: Memo,
        district: Path | None = None,
        links: EditLinks | None = None,
        workshop: Callable[[Site], Mapping[str, bytes]] | None = None,
    ) -> None:
        """`report` is given all problems and remarks once the rules have run.

        `district` is the folder of what a district writes over the course, which may be made while
        the preview runs. `links` say where its files can be edited. `workshop` makes the files of
        the workshop of a site, if it has one.
        """
        self._make_workshop, self._making_workshop = workshop, Lock()
        self._workshop: tuple[int, Mapping[str, bytes]] = (0, {})
        self._links = links or EditLinks(folder)
        self._folder, self._report, self._memo = folder, report, memo
        self._district, self._has_district = district, False
        self._reader = Reader(folder, memo)
        self._changed = Condition()
        self._rendering = Lock()
        self._making_problems = Lock()
        self._of_problems: tuple[Version | None, dict[str, Site]] = (None, {})
        self._started = time.time_ns()
        self._version = Version(0, None)
        self._unchecked: tuple[Loaded, Tailored] | None = None
        self._skipped = 0

    @property
    def version(self) -> Version:
        """The newest version."""
        with self._changed:
            self._changed.wait_for(lambda: self._version.number > 0)
            return self._version

    def label(self, version: Version) -> str:
        """What tells a version from all others, also from those of an earlier preview."""
        return f"{self._started}.{version.number}"

    def wait_for_change(self, known: Version, timeout_s: float) -> Version:
        """The newest version, once it differs from the known one or the timeout has passed."""
        with self._changed:
            self._changed.wait_for(lambda: self._version is not known, timeout_s)
            return self._version

    @gc_paused()
    def refresh(self, is_outdated: Callable[[], bool] = lambda: False) -> None:
        """Read the course again, and show it as soon as possible.

        Shows nothing if it is outdated by then: a newer change follows, and will be shown instead.
        """
        loaded = self._read()
        self._unchecked = None
        if self._skipped < MOST_SKIPPED and is_outdated():
            self._skipped += 1
            return
        self._skipped = 0
        if loaded.course is None or _has_errors(loaded.problems):
            self._show(None, problems_of_files(loaded))
            return
        tailored = tailor(loaded.course)
        site = make_site(loaded, tailored, self._folder / TRANSLATIONS, self._memo)
        self._unchecked = loaded, tailored
        has_guide = (self._folder / CONFIG).is_file()
        facts = PageFacts(loaded, tailored, site, self._links, has_guide=has_guide)
        self._show(site, is_checked=False, facts=facts)

    def _read(self) -> Loaded:
        has_district = self._district is not None and self._district.is_dir()
        if has_district != self._has_district:
            self._has_district = has_district
            known = self._district if has_district else None
            self._reader = Reader(self._folder, self._memo, known, self._reader.models)
        return self._reader.read()

    @gc_paused()
    def check(self, is_outdated: Callable[[], bool]) -> None:
        """Check the version that is shown. Stops between two rules once it is outdated."""
        if self._unchecked is None:
            return
        try:
            rules = _until(is_outdated)
            problems = check_loaded(*self._unchecked, self._memo, rules=rules)
        except _OutdatedError:
            return
        if is_outdated():
            return
        self._unchecked = None
        if _has_errors(problems):
            self._show(None, problems)
        else:
            self._finish(problems)

    def document(self, address: str) -> str | None:
        """The whole page at an address. None if there is none.

        At `PREVIEW_REMARKS` it is the list of all remarks.
        """
        if self._make_workshop and address == WORKSHOP:
            return None  # a file, which also opens when the course has mistakes
        version, document = self._newest(address)
        while self._version.number != version.number:
            version, document = self._newest(address)
        return document

    def _newest(self, address: str) -> tuple[Version, str | None]:
        """The newest version, and a page of it, which is outdated if that changed meanwhile."""
        version = self.version
        try:
            return version, self._document(version, address)
        except Exception:
            # Before the rules have run, a page may need something that does not exist. If so, the
            # rules report it.
            with self._changed:
                self._changed.wait_for(
                    lambda: self._version.is_checked or self._version is not version
                )
            if self._version.number == version.number:
                raise
            return self._version, self._document(self._version, address)

    def not_found(self) -> str:
        """The page that a host shows where there is none, from the top of the site."""
        version = self.version
        site = version.site or self._problem_site(version, "")
        return self._render(version, site, site.not_found, base="/")

    def file(self, name: str) -> bytes | None:
        """The content of another file than a page. None where there is none."""
        if name == WORKER:
            return worker({}).encode()  # a preview changes all the time, so it is not saved
        version = self.version
        site = version.site or self._problem_site(version, "")
        if self._make_workshop and name.startswith(WORKSHOP):
            return self._of_workshop(version, site, name.removeprefix(WORKSHOP) or "index.html")
        file = site.files.get(name)
        with self._rendering:
            return file.make() if file else None

    def _of_workshop(self, version: Version, site: Site, name: str) -> bytes | None:
        """A file of the workshop, which opens the files as they are in this version."""
        assert self._make_workshop is not None, "the preview has a workshop"
        with self._making_workshop:  # for seconds, in which pages can be made
            if self._workshop[0] != version.number:
                self._workshop = version.number, self._make_workshop(site)
            return self._workshop[1].get(name)

    def facts(self, address: str, *, is_on_this_computer: bool) -> Json | None:
        """What authors are told about the page at an address. None if there is no such page."""
        version = self.version
        if not (version.site and version.facts and address in version.site.pages):
            return None
        facts = version.facts.about(
            address, version.problems, is_on_this_computer=is_on_this_computer
        )
        return {**facts, "checked": version.is_checked}

    def places(self, address: str, *, is_on_this_computer: bool) -> Json | None:
        """Where each piece of the page at an address is written. None if there is no such page."""
        version = self.version
        if not (version.site and version.facts and address in version.site.pages):
            return None
        return version.facts.places(address, is_on_this_computer=is_on_this_computer)

    def _document(self, version: Version, address: str) -> str | None:
        site = None if address == PREVIEW_REMARKS else version.site
        site = site or self._problem_site(version, address)
        page = site.pages.get(address)
        return self._render(version, site, page.make) if page else None

    def _render(
        self, version: Version, site: Site, render: Callable[[], Page], base: str = ""
    ) -> str:
        documents = Documents(site, f"{PREVIEW_SCRIPT}?version={self.label(version)}")
        with self._rendering:
            return with_marked_blanks(documents.document(render(), base))

    def _problem_site(self, version: Version, address: str) -> Site:
        with self._making_problems:
            if self._of_problems[0] is not version:
                self._of_problems = version, {}
            sites = self._of_problems[1]
            if address not in sites:
                translations = self._folder / TRANSLATIONS
                sites[address] = problem_site(version.problems, [address], translations)
            return sites[address]

    def _show(
        self,
        site: Site | None,
        problems: tuple[Problem, ...] = (),
        is_checked: bool = True,
        facts: PageFacts | None = None,
    ) -> None:
        with self._changed:
            self._version = Version(self._version.number + 1, site, problems, is_checked, facts)
            self._changed.notify_all()
        if is_checked:
            self._report(problems)

    def _finish(self, problems: tuple[Problem, ...]) -> None:
        with self._changed:
            self._version = replace(self._version, problems=problems, is_checked=True)
            self._changed.notify_all()
        self._report(problems)


class _OutdatedError(Exception):
    """The course has changed, so findings no longer matter."""


def _until(is_outdated: Callable[[], bool]) -> Iterator[Rule]:
    for rule in RULES:
        if is_outdated():
            raise _OutdatedError
        yield rule


def _has_errors(problems: tuple[Problem, ...]) -> bool:
    return any(problem.is_mistake for problem in problems)
