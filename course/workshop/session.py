"""A course that somebody is editing: its files, what is wrong with them, and its pages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import UndefinedError

from course.authoring.splice import below_keys, entry_text, insert_entry
from course.authoring.yaml_file import SpliceError, data_of
from course.checks.causes import problems_of_files
from course.compile import Shared, check_loaded, page_maker
from course.edit_links import EditLinks
from course.inputs import ALL, DISTRICT, district_in
from course.memo import Memo
from course.models.course import Course
from course.models.language import TRANSLATIONS
from course.models.role_course import Tailored
from course.offer import offered
from course.page_facts import Json, PageFacts
from course.problems import Location, Position, Problem
from course.read.cursor import Layout
from course.read.loaded import Loaded
from course.read.loader import Reader
from course.read.values import value_at
from course.recent import Recent
from course.render.document import Documents
from course.render.marked_blanks import with_marked_blanks
from course.render.pages import Pages
from course.render.renderer import Renderer
from course.site import Site, module_address
from course.tailor import tailor
from course.workshop import following
from course.workshop.completion import Options, options_at
from course.workshop.fields import Form
from course.workshop.form import form_at
from course.workshop.mending import mended, mended_by
from course.workshop.published import Published

_LEFT_OUT = re.compile(
    r'<script\b[^>]*></script>\n?|<meta http-equiv="Content-Security-Policy"[^>]*>\n?'
)
"""Pages are shown without their scripts, which would find and change what a reader has saved. They
have the policy of the workshop around them. Firefox would apply their own as if they were on no
site, and load no style sheet."""
MAX_PIECES = 4_000


class PageError(Exception):
    """A page refers to something that is not there. Problems say what, once the rules have run."""


@dataclass(frozen=True)
class Version:
    """The course at one moment, if it could be read."""

    loaded: Loaded
    tailored: Tailored
    pages: Mapping[str, Renderer]
    site: Site
    facts: PageFacts


class Workshop:
    """The course in a folder, in which files change."""

    def __init__(
        self,
        folder: Path,
        published: Published,
        memo: Memo | None = None,
        today: date | None = None,
    ) -> None:
        self.folder, self.site, self._today = folder, published, today
        self._memo = memo or Memo()
        self._district = district_in(folder)
        self._reader = Reader(folder, self._memo, self._district)
        self._pieces = Recent[Any](MAX_PIECES)
        self.published = {path: self.text(path) for path in self.paths()}
        """The texts of all files as they are published."""
        self._loaded = self._reader.read()
        self._shown: Version | None = None
        """The last version that could be read, which pages are made from."""
        self._problems: tuple[Problem, ...] = problems_of_files(self._loaded)

    @property
    def course(self) -> Course | None:
        """The course as it was last read, or before that, if it cannot be read now."""
        return self._loaded.course or (self._shown.loaded.course if self._shown else None)

    def paths(self) -> list[str]:
        """The YAML files of the course and of its district, in their usual order."""
        parts = (self.folder / name for name in (*ALL, DISTRICT))
        found = (file for part in parts for file in (part, *sorted(part.rglob("*"))))
        return [it.relative_to(self.folder).as_posix() for it in found if it.suffix == ".yml"]

    def text(self, path: str) -> str:
        """The text of a file as it is now, with its own line ends. Empty if there is none.

        Of a file in another encoding, which is a problem of its own, letters are replaced.
        """
        file = self.folder / path
        if not file.is_file():
            return ""
        with file.open(encoding="utf-8", errors="replace", newline="") as opened:
            return opened.read()

    @property
    def changed(self) -> dict[str, str | None]:
        """The texts of files that are not as they are published. None for those that are gone."""
        now = {path: self.text(path) for path in self.paths()}
        paths = self.published.keys() | now.keys()
        return {it: now.get(it) for it in paths if now.get(it) != self.published.get(it)}

    def may_change(self, path: str) -> bool:
        """Whether a file may be changed here: any file, or if there is a district, only its own."""
        return self._district is None or path.startswith(f"{DISTRICT}/")

    def write(self, path: str, text: str | None) -> None:
        """Change a file, or delete it. The course must be read again then.

        Line ends stay as they are. Half of a character, which only a browser can have, becomes a
        question mark.
        """
        file = self.folder / path
        if text is None:
            file.unlink(missing_ok=True)
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", errors="replace", newline="")

    def read(self) -> tuple[Problem, ...]:
        """Read the course again. Returns what cannot be read, before any rule has run."""
        self._loaded = self._reader.read()
        self.__dict__.pop("version", None)
        self._problems = problems_of_files(self._loaded)
        return self._problems

    def check(self) -> tuple[Problem, ...]:
        """Everything that is wrong with the course as it was last read."""
        if self._loaded.course is None:
            return self._problems
        tailored = tailor(self._loaded.course, self._pieces)
        self._problems = check_loaded(self._loaded, tailored, self._memo, self._today)
        return self._problems

    def mended(self, edit: str) -> dict[str, str]:
        """The texts of files in which everything is mended that is mended by this (`mended_by`)."""
        found = [it for it in self.check() if self.may_change(it.path) and mended_by(it) == edit]
        return mended({it.path: self.text(it.path) for it in found}, found)

    @cached_property
    def version(self) -> Version | None:
        """What pages are made from: the last version that could be read."""
        course = self._loaded.course
        if course is None or any(it.is_mistake for it in self._loaded.problems):
            return self._shown
        course = offered(course)
        tailored = tailor(course, self._pieces)
        maker = page_maker(course, self.folder / TRANSLATIONS, self._memo, Shared())
        pages = Pages(course, tailored, maker, self.site.url)
        by_address = {it.address: it for it in pages.renderers()}
        site = self.site.site(by_address, pages.not_found)
        facts = PageFacts(
            self._loaded, tailored, site, EditLinks(self.folder), has_guide=bool(self.site.url)
        )
        self._shown = Version(self._loaded, tailored, by_address, site, facts)
        return self._shown

    @property
    def is_shown(self) -> bool:
        """Whether pages are made from the course as it was last read."""
        return self.version is not None and self.version.loaded is self._loaded

    def page(self, address: str) -> str | None:
        """The document of a page, whose links start next to the workshop's folder.

        None if there is no such page. Raises PageError if it cannot be made, as while a choice
        leads to one that has been removed.
        """
        version = self.version
        found = version.pages.get(address) if version else None
        if version is None or found is None:
            return None
        try:
            page = found.render()
        except (UndefinedError, LookupError) as error:
            raise PageError(address) from error
        document = Documents(version.site).document(page, base=f"../{address}")
        return with_marked_blanks(_LEFT_OUT.sub("", document))

    def about(self, address: str) -> Json | None:
        """What is known about a page: its problems, claims and what it lacks. None if nothing."""
        version = self.version
        if version is None or address not in version.pages:
            return None
        return version.facts.about(address, self._problems, is_on_this_computer=False)

    def roles(self) -> Mapping[str, str]:
        """The titles of jobs by the ids of roles."""
        version = self.version
        by_role = version.tailored.by_role if version else {}
        return {role_id: str(role.role.title) for role_id, role in by_role.items()}

    def addresses(self, role_id: str) -> Iterator[tuple[str, str]]:
        """The modules that a role reads: the address of each page, and its title."""
        version = self.version
        role = version.tailored.by_role.get(role_id) if version else None
        for module_id, module in role.modules.items() if role else ():
            yield module_address(role_id, module_id), str(module.title)

    def options(self, path: str, text: str, position: Position) -> Options:
        """What may be written at a position."""
        return options_at(self.course, path, text, position)

    def form(
        self, path: str, text: str, position: Position, again: Location | None = None
    ) -> Form | None:
        """The piece around a position as a form, or that of `again`, if it is still there.

        None if the file cannot be read.
        """
        return form_at(self.course, path, text, position, again)

    def for_district(self, path: str, text: str, position: Position) -> tuple[str, str]:
        """What a district writes over the piece at a position, as its file and that file's text.

        Raises SpliceError if nothing there can be written over, or if it is already.
        """
        location = Layout.of(text).location_at(position)
        if not location:
            raise SpliceError("Put the cursor into one value first.")
        own = f"{DISTRICT}/{path}"
        before = self.text(own)
        if value_at(data_of(before), location) is not None:
            raise SpliceError(f"This is in {own} already. Change it there.")
        entry = entry_text(text, location)
        if not before:
            return own, below_keys(location[:-1], entry)
        return own, insert_entry(before, location[:-1], entry)

    def shown_at(
        self, path: str, text: str, position: Position, role_id: str
    ) -> tuple[str, str] | None:
        """The page and the anchor that show what is written at a position.

        It is a page of this role, or else of the first that sees it. None if nobody sees it.
        """
        course = self._shown.loaded.course if self._shown else None
        if course is None:
            return None
        return following.shown_at(course, (role_id, *course.roles), path, text, position)

    def written_at(self, address: str, anchor: str, words: str) -> tuple[str, Position] | None:
        """The file and the position of what is shown at a place of a page. None if unknown."""
        course = self._shown.loaded.course if self._shown else None
        if course is None:
            return None
        return following.written_at(course, self.text, address, anchor, words)
