from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

import pytest

from course.compare.lost_ids import LOST_WITH, NOT_REPORTED, lost_ids, owner
from course.compile import check_folder
from course.models.base import Model, Moved, Renamed, walk
from course.models.course import Course
from course.models.district import District
from course.models.reference import Role
from course.problems import Location
from tests.model_parts import members, models_in
from tests.specimen import SPECIMEN

Kind = tuple[type[Model], str]
"""A key whose value maps ids to pieces, and the model that defines it."""


def kinds_of(model: type[Model]) -> Iterator[Kind]:
    for name, field in model.model_fields.items():
        if any(get_origin(member) is dict for member in members(field.annotation)):
            yield owner(model, name), name


REMOVED = (Course, "removed")
"""Only a district has these, and no piece is under them."""
KINDS = {kind for model in models_in(Course) for kind in kinds_of(model) if kind[0] is not District}
KINDS -= {REMOVED}
"""Those of a district's settings are of contacts and rules of the course."""
UNREPORTED = [kind for kind in NOT_REPORTED if kind != REMOVED]


def places(course: Course) -> Mapping[Kind, Location]:
    """The location of one id of each kind in a course."""
    locations: dict[Kind, Location] = {}
    for location, value in walk(course):
        if isinstance(value, Model):
            for kind in kinds_of(type(value)):
                field = type(value).model_fields[kind[1]]
                for piece_id in getattr(value, kind[1]):
                    locations.setdefault(kind, (*location, field.alias or kind[1], piece_id))
    return locations


def renamed(value: Any, location: Location, new: str | None) -> Any:
    """A copy in which the id at `location` is replaced or, for `None`, removed."""
    step, *rest = location
    if isinstance(value, Model):
        name = next(name for name, field in type(value).model_fields.items() if field.alias == step)
        inner = renamed(getattr(value, name), tuple(rest), new)
        return value.model_copy(update={name: inner})
    if rest:
        return {**value, step: renamed(value[step], tuple(rest), new)}
    copy = {name: piece for name, piece in value.items() if name != step}
    return {**copy, new: value[step]} if new else copy


def value_at(value: Any, location: Location) -> Any:
    """The piece at a location."""
    for step in location:
        fields = type(value).model_fields.items() if isinstance(value, Model) else ()
        name = next((name for name, field in fields if field.alias == step), None)
        value = getattr(value, name) if name else value[step]
    return value


def with_value(value: Any, location: Location, new: Any) -> Any:
    """A copy with another piece at a location."""
    if not location:
        return new
    step, *rest = location
    inner = with_value(value_at(value, (step,)), tuple(rest), new)
    if isinstance(value, Model):
        name = next(name for name, field in type(value).model_fields.items() if field.alias == step)
        return value.model_copy(update={name: inner})
    return {**value, step: inner}


def has_was(kind: Kind) -> bool:
    """Whether the pieces under a key may say what they were called before."""
    model, name = kind
    (mapping,) = members(model.model_fields[name].annotation)
    return all(issubclass(it, Renamed | Moved) for it in members(get_args(mapping)[1]))


@pytest.fixture(scope="module")
def specimen() -> Course:
    course = check_folder(SPECIMEN).course
    assert course is not None
    return course


def test_specimen_has_each_kind_of_id(specimen: Course) -> None:
    assert places(specimen).keys() == KINDS
    assert {(Course, "roles"), (Course, "contacts"), (Course, "glossary")} <= KINDS


def test_unreported_kinds_are_known_and_have_reasons() -> None:
    assert {*UNREPORTED} <= KINDS
    assert all(reason.endswith(".") for reason in NOT_REPORTED.values())
    assert LOST_WITH.keys() <= {name for _, name in KINDS - NOT_REPORTED.keys()}


@pytest.mark.parametrize(
    "kind", sorted(KINDS - NOT_REPORTED.keys(), key=str), ids=lambda kind: f"{kind[1]}"
)
def test_removed_id_is_reported(specimen: Course, kind: Kind) -> None:
    location = places(specimen)[kind]
    gone, new = [
        list(lost_ids(specimen, renamed(specimen, location, name))) for name in (None, "another-id")
    ]
    (finding,) = [remark for remark in gone if f'"{location[-1]}" is gone' in remark.what]
    assert finding.is_warning
    (finding,) = [problem for problem in new if f'"{location[-1]}" is gone' in problem.what]
    assert '"another-id"' in finding.remedy
    assert not finding.is_warning


@pytest.mark.parametrize("kind", UNREPORTED, ids=lambda kind: f"{kind[0].__name__}.{kind[1]}")
def test_removed_id_of_an_unreported_kind_is_not_reported(specimen: Course, kind: Kind) -> None:
    without = renamed(specimen, places(specimen)[kind], None)
    assert list(lost_ids(specimen, without)) == []


def test_remark_on_a_renamed_role_names_the_new_id(small_course: Course) -> None:
    roles: dict[str, Role] = {
        name.replace("driver", "bus-driver"): role for name, role in small_course.roles.items()
    }
    now = small_course.model_copy(update={"roles": roles})
    (finding,) = lost_ids(small_course, now)
    assert (finding.path, finding.location) == ("reference/roles.yml", ("roles", "bus-driver"))
    assert finding.what == (
        'The id "driver" is gone, and with it the role that readers chose, its lines in their '
        "records, and links to its pages."
    )
    assert finding.remedy == 'It seems to be called "bus-driver" now: write `was: [driver]` in it.'


def test_unreadable_piece_is_not_reported_as_removed(small_course: Course) -> None:
    unreadable = frozenset(f"contacts/{name}" for name in small_course.contacts)
    now = small_course.model_copy(update={"contacts": {}, "unreadable": unreadable})
    assert list(lost_ids(small_course, now)) == []


def test_removed_module_is_reported_without_its_quiz(small_course: Course) -> None:
    rest = {name: module for name, module in small_course.modules.items() if name != "more-words"}
    quizzes = {name: quiz for name, quiz in small_course.quizzes.items() if name != "more-words"}
    now = small_course.model_copy(update={"modules": rest, "quizzes": quizzes})
    (finding,) = lost_ids(small_course, now)
    assert (finding.path, finding.location, finding.is_warning) == ("course.yml", (), True)
    (finding,) = lost_ids(small_course, small_course.model_copy(update={"quizzes": quizzes}))
    assert '"more-words" is gone' in finding.what


HAVE_WAS = sorted(
    (kind for kind in KINDS - NOT_REPORTED.keys() if has_was(kind)), key=lambda kind: kind[1]
)
"""The kinds whose pieces may say what they were called before."""


def test_everything_with_an_address_or_saved_progress_may_have_was() -> None:
    assert [name for _, name in HAVE_WAS] == [
        "activities",
        "lessons",
        "modules",
        "openings",
        "questions",
        "roles",
        "tools",
        "topics",
    ]


@pytest.mark.parametrize("kind", HAVE_WAS, ids=lambda kind: kind[1])
def test_id_that_went_with_was_is_not_reported(specimen: Course, kind: Kind) -> None:
    *above, name = location = places(specimen)[kind]
    now = renamed(specimen, location, "another-id")
    piece = value_at(now, (*above, "another-id")).model_copy(update={"was": (name,)})
    now = with_value(now, (*above, "another-id"), piece)
    assert [it.what for it in lost_ids(specimen, now) if f'"{name}" is gone' in it.what] == []


def test_lesson_that_moved_is_compared_where_it_is_now(small_course: Course) -> None:
    first, more = small_course.modules["first-steps"], small_course.modules["more-words"]
    lesson = first.lessons["your-work"]
    moved = lesson.model_copy(
        update={
            "was": ("first-steps/your-work",),
            "activities": {
                name: activity for name, activity in lesson.activities.items() if name != "think"
            },
        }
    )
    rest = {name: it for name, it in first.lessons.items() if name != "your-work"}
    now = small_course.model_copy(
        update={
            "modules": {
                "first-steps": first.model_copy(update={"lessons": rest}),
                "more-words": more.model_copy(update={"lessons": {**more.lessons, "work": moved}}),
            }
        }
    )
    (finding,) = lost_ids(small_course, now)
    assert '"think" is gone' in finding.what
    assert finding.path == "modules/more-words.yml"
    assert finding.location == ("lessons", "work", "activities")
