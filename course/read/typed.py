"""Data of a file as models, or every reason why it is not."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from course.problems import Finding
from course.read import error_messages
from course.read.displaced import missing_above, several_unknown
from course.read.field_docs import allowed_values, fields_at, purpose
from course.read.files import ADAPTERS
from course.suggestions import nearest


def typed(path: str, kind: Any, data: Any) -> tuple[Any, list[Finding]]:
    """The data as a model of this kind, or None and what is wrong with it."""
    try:
        return ADAPTERS[kind].validate_python(data), []
    except ValidationError as error:
        return None, list(_findings(path, kind, data, error.errors(include_url=False)))


def _findings(path: str, kind: Any, data: Any, errors: list[ErrorDetails]) -> Iterator[Finding]:
    found = list(missing_above(path, kind, data, errors))
    yield from (it.finding for it in found)
    errors = [it for it in errors if not any(cause.explains(it["loc"]) for cause in found)]
    several = list(several_unknown(path, kind, errors))
    yield from (it.finding for it in several)
    errors = [it for it in errors if not any(cause.explains(it["loc"]) for cause in several)]
    for details in _without_consequences(kind, errors):
        fields = fields_at(kind, details["loc"][:-1])
        yield error_messages.finding(
            path,
            details,
            {key: purpose(field) for key, field in fields.items()},
            fields,
            allowed_values(kind, details["loc"]),
        )


def _without_consequences(kind: Any, errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Drop errors that are only consequences of another error.

    A list is not too short if some of its items could not be read, and a key is not missing if
    it is there under a name that is nearly right.
    """
    misspelled = {
        (
            *details["loc"][:-1],
            nearest(str(details["loc"][-1]), fields_at(kind, details["loc"][:-1])),
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
