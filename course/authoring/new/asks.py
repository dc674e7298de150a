"""What must be known about a new piece, and what is wrong with an answer."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from course.authoring.plain_answers import wrong_yes_or_no
from course.models.base import ID_PATTERN, Id
from course.models.course import Course, Extent
from course.suggestions import did_you_mean

Answers = dict[str, str]
"""What was answered so far, by the names of the questions."""
Wrong = Callable[[str], str]
"""What to type instead of an answer. Empty if nothing is wrong with it."""


@dataclass(frozen=True)
class Ask:
    """Something that must be known."""

    key: str
    """The name of its option: `title` for `--title`."""
    asks: str
    hint: str = ""
    default: str = ""
    """The answer if nothing is typed."""
    is_needed: bool = True
    wrong: Wrong = lambda _: ""
    known: tuple[str, ...] = ()
    """What may be answered. Empty if anything may."""
    takes_several: bool = False
    """Whether several of them may be, with commas between them."""

    def wrong_with(self, text: str) -> str:
        """What to type instead of this. Empty if nothing is wrong with it."""
        if not (text or self.default) or (self.takes_several and text and not listed(text)):
            return "This is needed." if self.is_needed else ""
        return self.wrong(text or self.default)


Asks = Iterator[Ask]
"""A generator asks one thing after another. When it goes on, the answer is known."""


def listed(text: str) -> list[str]:
    """An answer of several words with commas between them."""
    return [word.strip() for word in text.split(",") if word.strip()]


def extents(text: str, usual: Extent = Extent.FULL) -> dict[Id, Extent]:
    """An answer such as `bus-driver, front-office:short`."""
    pairs = (word.partition(":") for word in listed(text))
    return {name.strip(): Extent(how.strip() or usual) for name, _, how in pairs}


def ask_id(taken: Iterable[str], what: str, example: str) -> Ask:
    """The id of the new piece."""
    return Ask(
        "id",
        f"What id should the {what} have?",
        f"lowercase letters, digits and hyphens, such as {example}. It stays: links depend on it",
        wrong=partial(_new_id, [*taken]),
    )


def ask_line(key: str, asks: str, hint: str = "", default: str = "") -> Ask:
    """A short text on one line."""
    return Ask(key, asks, hint, default, wrong=_line)


def ask_one(
    key: str, asks: str, known: Iterable[str], default: str = "", hint: str = "", **more: Any
) -> Ask:
    """One of several names."""
    known = (*known,)
    hint = hint or f"one of: {', '.join(known[:40])}"
    return Ask(key, asks, hint, default, wrong=partial(_not_one_of, known), known=known, **more)


def ask_some(
    key: str, asks: str, known: Iterable[str], hint: str = "", is_needed: bool = False
) -> Ask:
    """Some of several names, or none."""
    known = (*known,)
    wrong = partial(_unknown, known)
    return Ask(key, asks, hint, is_needed=is_needed, wrong=wrong, known=known, takes_several=True)


def ask_extents(key: str, asks: str, known: Iterable[str], hint: str) -> Ask:
    """Some names, each with how much is read."""
    known = (*known,)
    return Ask(key, asks, hint, wrong=partial(_extents, known), known=known, takes_several=True)


def ask_module(course: Course) -> Ask:
    """A module that can be read."""
    return ask_one("module", "In which module?", course.modules)


def ask_lesson(course: Course, answers: Mapping[str, str], asks: str = "In which lesson?") -> Ask:
    """A lesson of the module that was answered."""
    return ask_one("lesson", asks, course.modules[answers["module"]].lessons)


def ask_jobs(course: Course, hint: str = "") -> Ask:
    """For which jobs something is, if not for all."""
    known = (*course.roles, *course.groups)
    hint = hint or f"ids with commas between them, or nothing for all: {', '.join(known)}"
    return ask_some("for", "For which jobs is it?", known, hint)


def ask_yes(key: str, asks: str, hint: str = "") -> Ask:
    """Yes or no."""
    return Ask(key, asks, f"yes or no{hint}", "no", wrong=wrong_yes_or_no, known=("yes", "no"))


def wrong_id(text: str) -> str:
    """What to type instead, if a text cannot be an id."""
    is_id = re.fullmatch(ID_PATTERN, text)
    return "" if is_id else "Type lowercase letters, digits and hyphens, such as late-again."


def _new_id(taken: list[str], text: str) -> str:
    if wrong := wrong_id(text):
        return wrong
    return f'There is "{text}" already. Type another id.' if text in taken else ""


def _line(text: str) -> str:
    return "Type at most 200 characters." if len(text) > 200 else ""


def _not_one_of(known: tuple[str, ...], name: str) -> str:
    return "" if name in known else f'There is no "{name}". {did_you_mean(name, known)}'


def _unknown(known: tuple[str, ...], text: str) -> str:
    return next(filter(None, (_not_one_of(known, name) for name in listed(text))), "")


def _extents(known: tuple[str, ...], text: str) -> str:
    names = [word.partition(":") for word in listed(text)]
    for name, _, how in names:
        if how.strip() not in ("", *Extent):
            return f'"{how.strip()}" is not full, short, optional or none.'
        if wrong := _unknown(known, name):
            return wrong
    return ""
