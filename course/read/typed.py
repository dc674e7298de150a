"""Data of a file as models, or every reason why it is not."""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from course.models.reference import Roles
from course.problems import Finding, Location
from course.read import error_messages
from course.read.blanks import MARK, is_blank
from course.read.displaced import missing_above, several_unknown
from course.read.field_docs import allowed_values, fields_at, purpose
from course.read.files import ADAPTERS
from course.read.other_kind import other_kind
from course.read.values import value_at, with_value
from course.suggestions import nearest

STAND_INS = ("todo", "1", "no", "2100-01-01", "todo/todo", "n.d.")
"""What stands for a blank where only an id, a number, yes or no, a day or a place can."""


def typed(path: str, kind: Any, data: Any) -> tuple[Any, list[Finding]]:
    """The data as a model of this kind, or None and what is wrong with it."""
    model, errors = _validated(kind, data)
    if errors and isinstance(data, dict | list):
        blanks = {details["loc"] for details in errors if _is_blank_at(data, details["loc"])}
        if blanks:
            model, errors = _with_stand_ins(kind, data, blanks, errors)
    return model, list(_findings(path, kind, data, errors))


def _validated(kind: Any, data: Any) -> tuple[Any, list[ErrorDetails]]:
    try:
        return ADAPTERS[kind].validate_python(data), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


def _is_blank_at(data: Any, location: Location) -> bool:
    """Whether a blank is at a location, or where the kind of what is there should be."""
    found = value_at(data, location)
    return is_blank(found.get("kind") if isinstance(found, dict) else found)


def _with_stand_ins(
    kind: Any, data: Any, blanks: set[Location], errors: list[ErrorDetails]
) -> tuple[Any, list[ErrorDetails]]:
    """The model with something else where a blank cannot stand, and the errors of all the rest.

    The model is None if nothing fits, or if there are errors of the rest.
    """
    model = None
    filled = {place for place in blanks if is_blank(value_at(data, place))}
    for word in (None, *STAND_INS):
        failing = {details["loc"] for details in errors} & filled
        for location in failing:
            words = allowed_values(kind, location) if word is None else (word,)
            data = with_value(data, location, next(iter(words), MARK))
        model, errors = _validated(kind, data) if failing else (model, errors)
    return model, [details for details in errors if details["loc"] not in blanks]


def _findings(path: str, kind: Any, data: Any, errors: list[ErrorDetails]) -> Iterator[Finding]:
    if kind is Roles:
        errors = [it for it in errors if not _is_of_another_role(data, it)]
    for causes in (other_kind, missing_above, several_unknown):
        found = list(causes(path, kind, data, errors))
        yield from (it.finding for it in found)
        errors = [it for it in errors if not any(cause.explains(it["loc"]) for cause in found)]
    for details in _without_consequences(kind, errors):
        of_key = _without_numbers(details["loc"])
        fields = fields_at(kind, of_key[:-1])
        field = fields.get(str(of_key[-1])) if of_key else None
        yield error_messages.finding(
            path,
            details,
            {key: purpose(field) for key, field in fields.items()},
            fields,
            allowed_values(kind, details["loc"]),
            is_required=field is not None and field.is_required(),
        )


def _is_of_another_role(data: Any, details: ErrorDetails) -> bool:
    """Whether an error is in what a role has from the one that it is like, where it is told."""
    match details["loc"]:
        case ("roles", role_id, key, *_):
            role = data["roles"][role_id]
            return details["type"] != "missing" and "like" in role and key not in role
    return False


def _meant(wrong: str, known: Iterable[str]) -> str | None:
    """The key that a wrong one stands for: a similar one, or the one with its value in it."""
    known = tuple(known)
    before = wrong.partition(":")[0]
    return before if before in known else nearest(wrong, known)


def _without_numbers(location: Location) -> Location:
    """The location of the list that an item is in."""
    while location and isinstance(location[-1], int):
        location = location[:-1]
    return location


def _without_consequences(kind: Any, errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Drop errors that are only consequences of another error.

    A list is not too short if some of its items could not be read, and a key is not missing if
    it is there under a name that is nearly right.
    """
    misspelled = {
        (
            *details["loc"][:-1],
            _meant(str(details["loc"][-1]), fields_at(kind, details["loc"][:-1])),
        )
        for details in errors
        if details["type"] == "extra_forbidden"
    }
    for details in errors:
        location = details["loc"]
        is_short = details["type"] == "too_short" and any(
            other["loc"][: len(location)] == location and other is not details for other in errors
        )
        if not is_short and not (details["type"] == "missing" and location in misspelled):
            yield details
