"""What rules look at: a course, each role's version of it, and today's date."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, cached_property, partial
from itertools import chain, compress, count
from typing import Any, TypeVar

from course.checks.patterns import Phrases, simplified
from course.checks.readability import Measure, Readability, total
from course.memo import Memo
from course.models.base import Model, walk
from course.models.course import Course
from course.models.questions.base import Option
from course.models.questions.kinds import TargetedQuestion
from course.models.role_course import Tailored
from course.models.texts import Line, Prose
from course.problems import Finding
from course.read.places import Place, place_of, quiz_file, shared_file

_Kind = TypeVar("_Kind")
_Result = TypeVar("_Result")
Rule = Callable[["Context"], Iterator[Finding]]
Finder = Callable[["Context"], Any]
"""Finds something in a part of a course, serializable as JSON."""
SOUGHT = (Model, Prose, Line)
"""The kinds of values that rules look for."""
Kinds = type | tuple[type, ...]
"""What rules look for: values of these types."""
NO_FILES = {"blanks", "district", "drawings", "logo", "unreadable"}
"""Fields of a course that contain no models, or whose texts are written over others."""


class Context:
    """A course being checked. It caches results that several rules need."""

    def __init__(
        self,
        course: Course,
        tailored: Tailored,
        today: date,
        memo: Memo | None = None,
        base: "Context | None" = None,
    ) -> None:
        """`base` is a similar course. What is the same in it is not searched again."""
        self.course, self.tailored, self.today = course, tailored, today
        self.memo, self._base = memo or Memo(), base
        self.measure = Readability(self.memo).measure
        self.pattern = cache(Phrases)
        self._found: dict[Kinds, Sequence[tuple[Place, Any]]] = {}

    def files(self) -> Iterator[tuple[Place, Model]]:
        """Everything that authors write: each file's place and its model.

        A file that contains pieces by their ids is yielded once for each piece.
        """
        for name in Course.model_fields:
            part = getattr(self.course, name)
            if name == "outline":
                yield ("course.yml", ()), part
            elif name in NO_FILES:
                continue
            elif isinstance(part, Model) and part != Course.model_fields[name].default:
                yield (shared_file(name), ()), part
            elif isinstance(part, dict):
                for piece_id, piece in part.items():
                    yield place_of(name, piece_id), piece

    def find_all(
        self, kind: type[_Kind] | tuple[type[_Kind], ...]
    ) -> Iterator[tuple[Place, _Kind]]:
        """Every piece of one kind, such as every Situation or every Markdown text, in order.

        A kind is a subclass of one in `SOUGHT`.
        """
        return iter(self.found(kind))

    def found(self, kind: Kinds) -> Sequence[tuple[Place, Any]]:
        """The same as a list, which is made only once."""
        if kind not in self._found:
            pieces = (piece.found(kind) for piece in self._pieces.values())
            self._found[kind] = [*chain.from_iterable(pieces)]
        return self._found[kind]

    def texts_with(self, phrases: tuple[str, ...]) -> Iterator[tuple[Place, Prose]]:
        """Every Markdown text that contains any of these phrases, in order."""
        found, are_in = self.found(Prose), self.pattern(phrases).are_in_each(self._simplified)
        return compress(found, are_in)

    @cached_property
    def _simplified(self) -> Sequence[str]:
        """Every Markdown text as `Phrases` looks into it."""
        return [simplified(text) for _, text in self.found(Prose)]

    @cached_property
    def _pieces(self) -> "Mapping[Place, _Piece]":
        """Everything that authors write, by its place."""
        known = self._base._pieces if self._base else {}
        pieces = {}
        for place, model in self.files():
            same = known.get(place)
            pieces[place] = same if same and same.model == model else _Piece(place, model)
        return pieces

    def findings(self, rule: Rule) -> Iterator[Finding]:
        """What a rule finds that looks at one part at a time: see `in_each_part`."""
        return rule(self)

    def in_each_part(self, _name: str, look: Callable[["Context"], _Result]) -> Iterator[_Result]:
        """What `look` finds in each part of the course, such as a module with its quiz.

        Here, the course is one part. `InParts` caches results, which must be serializable as JSON,
        under a name.
        """
        yield look(self)

    def questions(self) -> Iterator[tuple[Place, TargetedQuestion]]:
        """Every question, with its place."""
        for module_id, quiz in self.course.quizzes.items():
            for question_id, question in quiz.questions.items():
                yield (quiz_file(module_id), ("questions", question_id)), question

    def options(self) -> Iterator[tuple[Place, Option]]:
        """Every option of every question. The place is that of its text."""
        for (path, location), question in self.questions():
            for option in question.options():
                yield (path, (*location, *option.text_location)), option

    def lesson_places(self) -> list[str]:
        """Every lesson, as authors refer to it in other files: `module/lesson`."""
        return [
            f"{module_id}/{lesson_id}"
            for module_id, module in self.course.modules.items()
            for lesson_id in module.lessons
        ]

    def measure_each(self, pieces: Iterable[Model]) -> Iterator[Measure]:
        """The measure of all texts in each piece. Many roles share the same pieces."""
        known = self.memo.table("measures-of-pieces")
        for piece in pieces:
            yield Measure(*known.get_or_make(piece.fingerprint, partial(self._measure, piece)))

    def _measure(self, piece: Model) -> Measure:
        return total(self.measure(value) for _, value in walk(piece) if isinstance(value, Prose))


class _Piece:
    """Something that authors write, with everything in it that rules look for."""

    def __init__(self, place: Place, model: Model) -> None:
        self.model = model
        self._found: dict[Kinds, Sequence[tuple[Place, Any]]] = {}
        path, start = place
        self._by_type: dict[type, list[tuple[int, tuple[Place, Any]]]] = {}
        number = count()
        for location, value in walk(model, start):
            if isinstance(value, SOUGHT):
                entry = (next(number), ((path, location), value))
                self._by_type.setdefault(type(value), []).append(entry)

    def found(self, kind: Kinds) -> Sequence[tuple[Place, Any]]:
        """What is of a kind, in order."""
        if kind not in self._found:
            self._found[kind] = self._find(kind)
        return self._found[kind]

    def _find(self, kind: Kinds) -> Sequence[tuple[Place, Any]]:
        lists = [values for model, values in self._by_type.items() if issubclass(model, kind)]
        return [entry for _, entry in sorted(chain.from_iterable(lists))]  # by their numbers
