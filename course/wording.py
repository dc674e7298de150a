"""RoleWords that each job says in its own way: `{boss}` in a text is "your manager" for a cook."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, cast

from course.models.base import WORD_REFERENCE, Id, Model, Prose, walk
from course.models.course import Course
from course.models.reference import Role
from course.models.role_course import RoleCourse, RoleModule, Tailored

_Value = TypeVar("_Value")
_STARTS_SENTENCE = re.compile(
    r"""(?:(?:^|\n)\s*(?:[-*]\s+|\d+\.\s+)?|[.!?…]["'”’)]*\s+|["“])["'“‘(*]*$"""
)
"""What is in front of the first word of a sentence."""


def worded(course: Course, tailored: Tailored) -> Tailored:
    """The same courses of roles, in which words in braces are as each role says them."""
    places = frozenset(_places_with_words(course)) if course.outline.words else None
    if not places:
        return tailored
    by_role, in_full = (
        {
            role_id: _role(role, words_of(course, role.role), places)
            for role_id, role in roles.items()
        }
        for roles in (tailored.by_role, tailored.in_full)
    )
    return Tailored(by_role, in_full)


class RoleWords:
    """What a role calls somebody or something, by the name that stands in braces."""

    def __init__(self, words: Mapping[Id, str]) -> None:
        """A name that is not among the words stays as it is, braces included."""
        self._words = words

    def fill(self, value: _Value) -> _Value:
        """The same with these words in all texts inside. The same object if it has none."""
        filled: Any = value
        if isinstance(value, str):
            if "{" in value and isinstance(value, Prose):
                filled = Prose(WORD_REFERENCE.sub(self._word, value))
        elif isinstance(value, Model):
            fields = {name: getattr(value, name) for name in type(value).model_fields}
            update = self._changed(fields)
            filled = value.model_copy(update=update) if update else value
        elif isinstance(value, dict):
            update = self._changed(value)
            filled = {**value, **update} if update else value
        elif isinstance(value, tuple):
            update = self._changed(dict(enumerate(value)))
            filled = tuple(update.get(index, it) for index, it in enumerate(value))
            filled = filled if update else value
        return cast(_Value, filled)

    def _changed(self, values: Mapping[Any, object]) -> dict[Any, object]:
        filled = ((key, value, self.fill(value)) for key, value in values.items())
        return {key: new for key, old, new in filled if new is not old}

    def _word(self, found: re.Match[str]) -> str:
        word = self._words.get(found["id"])
        if word is None:
            return found[0]
        before = found.string[: found.start()]
        return word[:1].upper() + word[1:] if _STARTS_SENTENCE.search(before) else word


def words_of(course: Course, role: Role) -> RoleWords:
    """The words of a role: its own, and for all others those of the course."""
    return RoleWords({**course.outline.words, **role.words})


_Place = tuple[str, ...]


def _places_with_words(course: Course) -> Iterator[_Place]:
    """Where a text has words in braces: modules with lesson, question or other key, and cards."""
    for module_id, module in course.modules.items():
        yield from (("modules", module_id, *_step(at)) for at in _locations(module))
    for module_id, quiz in course.quizzes.items():
        yield from (("modules", module_id, *_step(at)) for at in _locations(quiz))
    for card_id, card in course.cards.items():
        yield from (("cards", card_id) for _ in _locations(card))


def _locations(piece: Model) -> Iterator[tuple[str | int, ...]]:
    for location, value in walk(piece):
        if isinstance(value, Prose) and "{" in value and WORD_REFERENCE.search(value):
            yield location


def _step(location: tuple[str | int, ...]) -> tuple[str, ...]:
    """`lessons` or `questions` with an id, or another key of a module."""
    key = str(location[0])
    return (key, str(location[1])) if key in {"lessons", "questions"} else (key,)


def _role(role: RoleCourse, words: RoleWords, places: frozenset[_Place]) -> RoleCourse:
    with_words = {place[1] for place in places if place[0] == "modules"}
    modules = {
        module_id: _module(module_id, module, words, places) if module_id in with_words else module
        for module_id, module in role.modules.items()
    }
    cards = {
        card_id: words.fill(card) if ("cards", card_id) in places else card
        for card_id, card in role.cards.items()
    }
    return role.model_copy(update={"modules": modules, "cards": cards})


def _module(
    module_id: Id, module: RoleModule, words: RoleWords, places: frozenset[_Place]
) -> RoleModule:
    update: dict[str, object] = {
        part: {
            name: words.fill(piece) if ("modules", module_id, part, name) in places else piece
            for name, piece in getattr(module, part).items()
        }
        for part in ("lessons", "questions")
    }
    others = ("summary", "mentions", "objectives", "opening", "close")
    update |= {name: words.fill(getattr(module, name)) for name in others}
    return module.model_copy(update=update)
