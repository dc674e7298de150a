"""What the page of the workshop may ask, as JSON in both directions."""

import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from course.authoring.yaml_file import SpliceError
from course.memo import Memo
from course.models.course import Course
from course.page_facts import Json
from course.problems import Position, Problem
from course.report import report
from course.workshop.beginning import begin
from course.workshop.form import filled
from course.workshop.mending import mended_by
from course.workshop.merging import merged
from course.workshop.published import STAMP, Published
from course.workshop.rearranging import added, moved, removed
from course.workshop.session import PageError, Workshop
from course.workshop.taking_along import archive, patch

GROUPS = {
    "modules": "Modules",
    "quizzes": "Questions",
    "reference/cards": "Cards",
    "reference/topics": "Topics",
    "reference/tools": "Tools",
    "district": "Your district",
}
"""The headings of files in the workshop's list, by the start of their paths."""
OTHER_GROUP = "Shared by all"


def open_workshop(folder: str, cache: str, published: str) -> Callable[[str], str]:
    """Open a course, and return the function that answers what the page asks.

    `cache` is the folder of results that are published with the workshop, and `published` the JSON
    of `Published`.
    """
    memo = Memo(Path(cache), stamp=STAMP)
    workshop = Workshop(Path(folder), Published(**json.loads(published)), memo)
    answers = Answers(workshop)

    def answer(request: str) -> str:
        name, *arguments = json.loads(request)
        return json.dumps(getattr(answers, name)(*arguments), ensure_ascii=False)

    return answer


class Answers:
    """What the page may ask. Arguments and results are plain data."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def files(self) -> list[dict[str, Any]]:
        """The files that can be edited, each with its title and the heading above it."""
        course = self._workshop.course
        return [
            {
                "path": path,
                "title": _title(course, path),
                "group": _group(path),
                "mayChange": self._workshop.may_change(path),
            }
            for path in self._workshop.paths()
        ]

    def roles(self) -> Mapping[str, str]:
        """The titles of jobs by the ids of roles."""
        return self._workshop.roles()

    def text(self, path: str) -> str:
        """The text of a file."""
        return self._workshop.text(path)

    def edit(self, changes: Mapping[str, str | None]) -> dict[str, Any]:
        """Change files, or delete those whose text is null. Says what cannot be read now."""
        for path, text in changes.items():
            self._workshop.write(path, text)
        return {"problems": self._data(self._workshop.read()), "isShown": self._workshop.is_shown}

    def check(self) -> list[Any]:
        """Everything that is wrong."""
        return self._data(self._workshop.check())

    def mend(self, edit: str) -> dict[str, str]:
        """The texts of files without the problems that are mended by the same edit (`alike`)."""
        return self._workshop.mended(edit)

    def page(self, address: str) -> dict[str, Any]:
        """The document of a page, null if there is none, or if it cannot be made now."""
        try:
            return {"html": self._workshop.page(address), "isShown": self._workshop.is_shown}
        except PageError:
            return {"html": None, "isShown": False}

    def pages(self, role_id: str) -> list[tuple[str, str]]:
        """The address and the title of each module that a role reads."""
        return list(self._workshop.addresses(role_id))

    def options(self, path: str, text: str, line: int, column: int) -> dict[str, Any]:
        """What may be written at a position. Line and column are 1-based."""
        return asdict(self._workshop.options(path, text, Position(line, column)))

    def restore(self, drafts: Mapping[str, Mapping[str, str | None]]) -> dict[str, Any]:
        """Put drafts into the files as they are published now.

        Each has the text that it was made from, as `base`, and its own, as `text`. Says for each
        path what it is now, where both have changed something, and whether all of it fitted.
        """
        _ = self._workshop.version  # pages of the published course, in case a draft cannot be read
        found: dict[str, Any] = {}
        for path, draft in drafts.items():
            base, text = draft["base"], draft["text"]
            newer = self._workshop.published.get(path)
            conflicts, is_whole = [], True
            if base is not None and newer is not None and text is not None:
                result = merged(base, newer, text)
                text, is_whole = result.text, result.is_whole
                conflicts = ["/".join(map(str, it)) or "the order" for it in result.conflicts]
            found[path] = {
                "text": text,
                "base": newer,
                "conflicts": conflicts,
                "isWhole": is_whole,
            }
        self.edit({path: it["text"] for path, it in found.items()})
        return found

    def form(
        self, path: str, text: str, line: int, column: int, again: list[str | int] | None = None
    ) -> dict[str, Any] | None:
        """The piece around a position as a form, or the piece `again`, if it is still there.

        Null if the file cannot be read.
        """
        place = None if again is None else tuple(again)
        found = self._workshop.form(path, text, Position(line, column), place)
        return asdict(found) if found else None

    def fill(self, path: str, text: str, location: list[str | int], value: str) -> dict[str, str]:
        """The file with another value, as `text`, or why it cannot be there, as `problem`."""
        try:
            return {"text": filled(path, text, tuple(location), value)}
        except SpliceError as error:
            return {"problem": str(error)}

    def rearrange(
        self,
        path: str,
        text: str,
        action: str,
        location: list[str | int],
        answers: Mapping[str, str],
    ) -> dict[str, Any]:
        """The file with a piece added to a list, removed from it or moved, or the `problem`.

        `action` is `add`, `remove`, `up` or `down`. `answers` are what is asked about a new one.
        """
        place = tuple(location)
        try:
            if action == "add":
                return asdict(added(path, text, place, answers))
            if action == "remove":
                return asdict(removed(path, text, place))
            return asdict(moved(path, text, place, -1 if action == "up" else 1))
        except SpliceError as error:
            return {"problem": str(error)}

    def for_district(self, path: str, text: str, line: int, column: int) -> dict[str, Any]:
        """The district's file with the piece at a position, as `texts`, or the `problem`."""
        try:
            own, new = self._workshop.for_district(path, text, Position(line, column))
        except SpliceError as error:
            return {"problem": str(error)}
        return {"texts": {own: new}}

    def ask_new(self, kind: str, answers: dict[str, str]) -> dict[str, Any]:
        """What must be known next about a new piece, or the texts of files with it."""
        course = self._workshop.course
        if course is None:
            return {"problem": "First mend the problems: the course cannot be read."}
        try:
            return begin(course, self._workshop.folder, kind, answers)
        except SpliceError as error:
            return {"problem": str(error)}

    def repository(self) -> dict[str, str]:
        """Where the course's files are on GitHub. Empty if that is not known."""
        published = self._workshop.site
        return {
            "repository": published.repository,
            "branch": published.branch,
            "folder": published.folder,
        }

    def about(self, address: str) -> Json | None:
        """The problems of a page, its claims and what it lacks. Null if it cannot be shown."""
        return self._workshop.about(address)

    def patch(self) -> str:
        """All changes as a patch for git."""
        return patch(self._workshop.published, self._workshop.changed)

    def archive(self) -> str:
        """The changed files in a ZIP archive, in Base64."""
        return b64encode(archive(self._workshop.changed)).decode()

    def shown_at(
        self, path: str, text: str, line: int, column: int, role_id: str
    ) -> dict[str, str] | None:
        """Where what is written at a position is shown, if possible to this role, or null."""
        found = self._workshop.shown_at(path, text, Position(line, column), role_id)
        return {"address": found[0], "anchor": found[1]} if found else None

    def written_at(self, address: str, anchor: str, words: str) -> dict[str, Any] | None:
        """Where a place on a page is written, as precisely as its words tell. Null if unknown."""
        found = self._workshop.written_at(address, anchor, words)
        if found is None:
            return None
        path, position = found
        return {"path": path, "line": position.line, "column": position.column}

    def _data(self, problems: tuple[Problem, ...]) -> list[dict[str, Any]]:
        """The problems in the format that `check --format json` prints, each with what mends it.

        `alike` is the same for all that are mended by the same edit. A file that may not be changed
        here has no edits.
        """
        data: list[dict[str, Any]] = json.loads(report(problems, "json").out)
        for problem, shown in zip(problems, data, strict=True):
            may_change = self._workshop.may_change(problem.path)
            shown["fix"] = shown["fix"] if may_change else None
            shown["alike"] = mended_by(problem) if may_change else ""
        return data


def _group(path: str) -> str:
    return next((title for start, title in GROUPS.items() if path.startswith(start)), OTHER_GROUP)


def _title(course: Course | None, path: str) -> str:
    """What a file is about: the title of its piece, or its name."""
    folder, _, name = path.removesuffix(".yml").rpartition("/")
    kinds = {
        "modules": "modules",
        "quizzes": "modules",
        "reference/cards": "cards",
        "reference/topics": "topics",
        "reference/tools": "tools",
    }
    pieces: Mapping[str, Any] = getattr(course, kinds[folder], {}) if folder in kinds else {}
    return str(pieces[name].title) if name in pieces else name.replace("-", " ").capitalize()
