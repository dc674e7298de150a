"""The kinds of piece that `new` writes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from course.authoring.new import module, reference, role, small
from course.authoring.new.asks import Answers, Asks
from course.authoring.new.changes import Entry
from course.models.course import Course


@dataclass(frozen=True)
class Kind:
    """A kind of piece."""

    asks: Callable[[Course, Answers], Asks]
    """What must be known about it."""
    entries: Callable[[Course, Answers], Iterator[Entry]]
    """What it adds to which files."""


KINDS: Mapping[str, Kind] = {
    "module": Kind(module.asks_module, module.new_module),
    "lesson": Kind(small.asks_lesson, small.new_lesson),
    "question": Kind(small.asks_question, small.new_question),
    "scene": Kind(small.asks_scene, small.new_scene),
    "situation": Kind(small.asks_situation, small.new_situation),
    "card": Kind(reference.asks_card, reference.new_card),
    "topic": Kind(reference.asks_topic, reference.new_topic),
    "role": Kind(role.asks_role, role.new_role),
    "tool": Kind(reference.asks_tool, reference.new_tool),
    "claim": Kind(reference.asks_claim, reference.new_claim),
    "citation": Kind(reference.asks_citation, reference.new_citation),
    "term": Kind(reference.asks_term, reference.new_term),
}
