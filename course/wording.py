"""Words that each job says in its own way: `{boss}` in a text is "your manager" for a cook."""

import re
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from course.models.base import WORD_REFERENCE, Id, Model
from course.models.course import Course
from course.models.reference import Role
from course.models.role_course import RoleCourse, RoleModule, Tailored
from course.models.texts import Prose

_Value = TypeVar("_Value")
_STARTS_SENTENCE = re.compile(
    r"""(?:(?:^|\n)\s*(?:[-*]\s+|\d+\.\s+)?|[.!?…]["'”’)]*\s+|["“])["'“‘(*]*$"""
)
"""What is in front of the first word of a sentence."""


def worded(course: Course, tailored: Tailored) -> Tailored:
    """The same courses of roles, in which words in braces are as each role says them."""
    if not course.outline.words:
        return tailored
    by_role, in_full = {}, {}
    for role_id, role in tailored.by_role.items():
        words, whole = words_of(course, role.role), tailored.in_full[role_id]
        by_role[role_id] = _role(course, role, words, {})
        both = {
            module_id: by_role[role_id].modules[module_id]
            for module_id, module in whole.modules.items()
            if module is role.modules.get(module_id)
        }
        in_full[role_id] = _role(course, whole, words, both)
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


def _role(
    course: Course, role: RoleCourse, words: RoleWords, modules: Mapping[Id, RoleModule]
) -> RoleCourse:
    """The course of a role in its words. `modules` are those whose words are filled in already."""
    filled = {
        module_id: modules.get(module_id) or _module(course, module_id, module, words)
        for module_id, module in role.modules.items()
    }
    cards = {
        card_id: words.fill(card) if course.cards[card_id].has_words else card
        for card_id, card in role.cards.items()
    }
    return role.model_copy(update={"modules": filled, "cards": cards})


def _module(course: Course, module_id: Id, module: RoleModule, words: RoleWords) -> RoleModule:
    written, quiz = course.modules[module_id], course.quizzes.get(module_id)
    questions = quiz.questions if quiz else {}
    update: dict[str, object] = {
        "lessons": {
            name: words.fill(lesson) if written.lessons[name].has_words else lesson
            for name, lesson in module.lessons.items()
        },
        "questions": {
            name: words.fill(question) if questions[name].has_words else question
            for name, question in module.questions.items()
        },
    }
    others = ("summary", "mentions", "objectives", "opening", "close")
    update |= {name: words.fill(getattr(module, name)) for name in others}
    return module.model_copy(update=update)
