"""Where everything in a course is that had another id before."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from course.models.base import Id, Renamed
from course.models.course import Course


@dataclass(frozen=True)
class Renames:
    """What everything is called now, by all that it was called before."""

    roles: Mapping[Id, Id]
    modules: Mapping[Id, Id]
    topics: Mapping[Id, Id]
    tools: Mapping[Id, Id]
    lessons: Mapping[str, str]
    """Each as `module/lesson`, also under every earlier id of a module."""
    questions: Mapping[str, str]
    """The same of `module/question`."""
    activities: Mapping[str, str]
    """The same of `module/lesson--activity`, for activities that were renamed themselves."""

    def module_now(self, module_id: Id) -> Id:
        """What a module is called now."""
        return self.modules.get(module_id, module_id)

    def ids_of(self, module_id: Id) -> list[Id]:
        """A module's id, and then all of its earlier ones."""
        return [module_id, *(old for old, new in self.modules.items() if new == module_id)]

    def homes_of(self, module_id: Id, lesson_id: Id) -> list[Id]:
        """The ids of the modules in which a lesson is and has been, the present one first."""
        here = f"{module_id}/{lesson_id}"
        earlier = (old.partition("/")[0] for old, new in self.lessons.items() if new == here)
        return [*dict.fromkeys((*self.ids_of(module_id), *earlier))]

    def anchors(self, module_id: Id) -> Mapping[Id, list[Id]]:
        """The earlier ids of each lesson of a module, for links to the module's page."""
        found: dict[Id, list[Id]] = {}
        for old, (module_now, lesson_id) in self._moves(module_id):
            if module_now == module_id and old not in (lesson_id, *found.get(lesson_id, ())):
                found.setdefault(lesson_id, []).append(old)
        return found

    def moved_away(self, module_id: Id) -> Mapping[Id, tuple[Id, Id]]:
        """Lessons that were in a module, by their ids there: the module and the lesson now."""
        return {old: new for old, new in self._moves(module_id) if new[0] != module_id}

    def _moves(self, module_id: Id) -> Iterator[tuple[Id, tuple[Id, Id]]]:
        for old, new in self.lessons.items():
            old_module, _, old_id = old.partition("/")
            if self.module_now(old_module) == module_id:
                module_now, _, lesson_id = new.partition("/")
                yield old_id, (module_now, lesson_id)


def renames_of(course: Course) -> Renames:
    """Everything that a course says under `was`. If two things claim one id, the first has it."""
    modules = _by_old_id(course.modules)
    lessons: dict[str, str] = {}
    questions: dict[str, str] = {}
    activities: dict[str, str] = {}
    for module_id, module in course.modules.items():
        for lesson_id, lesson in module.lessons.items():
            now = f"{module_id}/{lesson_id}"
            places = list(_places(course, modules, module_id, (lesson_id, *lesson.was)))
            _add(lessons, places, now)
            for activity_id, activity in lesson.activities.items():
                olds = [f"{place}--{old}" for old in activity.was for place in places]
                _add(activities, olds, f"{now}--{activity_id}")
    for module_id, quiz in course.quizzes.items():
        for question_id, question in quiz.questions.items():
            places = list(_places(course, modules, module_id, (question_id, *question.was)))
            _add(questions, places, f"{module_id}/{question_id}")
    return Renames(
        roles=_by_old_id(course.roles),
        modules=modules,
        topics=_by_old_id(course.topics),
        tools=_by_old_id(course.tools),
        lessons=lessons,
        questions=questions,
        activities=activities,
    )


def _by_old_id(pieces: Mapping[Id, Renamed]) -> Mapping[Id, Id]:
    found: dict[str, str] = {}
    for name, piece in pieces.items():
        _add(found, piece.was, name)
    return found


def _places(
    course: Course, modules: Mapping[Id, Id], module_id: Id, ids: Iterable[str]
) -> Iterator[str]:
    """Every `module/id` that something in a module has had, the present one first."""
    for name in ids:
        named, _, piece_id = name.rpartition("/")
        home = modules.get(named, named) or module_id
        earlier = course.modules[home].was if home in course.modules else ()
        yield from (f"{it}/{piece_id}" for it in (home, *earlier))


def _add(found: dict[str, str], olds: Iterable[str], now: str) -> None:
    for old in olds:
        if old != now:
            found.setdefault(old, now)
