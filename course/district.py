"""What a district does about its own texts: looks at what changed below them, and accepts it."""

from collections.abc import Iterator

import yaml

from course.checks.dates import is_due_to_age
from course.models.course import Course
from course.problems import Problem
from course.read.loaded import Loaded
from course.read.overlay import Replaced, fingerprint
from course.read.yaml_reader import Data

EVERYTHING = "all"
_START = """\
# The texts of the course that somebody here has looked at, beside the district's own.
# Written by: python3 build_course.py district --accept
"""


def places_of(loaded: Loaded) -> dict[str, Replaced]:
    """Everything that a district has replaced, such as `modules/noticing.yml:summary`."""
    return {
        f"{path}:{address}": replaced
        for path, by_address in loaded.replaced.items()
        for address, replaced in by_address.items()
    }


def accepted_text(loaded: Loaded, place: str) -> str:
    """The new content of `accepted.yml`, after somebody has looked at a place, or at all.

    Entries for texts that are not replaced any more are dropped.
    """
    accepted: dict[str, dict[str, str]] = {}
    for name, replaced in sorted(places_of(loaded).items()):
        path, _, address = name.partition(":")
        is_looked_at = place in (EVERYTHING, name)
        if digits := fingerprint(replaced.data) if is_looked_at else replaced.accepted:
            accepted.setdefault(path, {})[address] = digits
    return _START + yaml.safe_dump(accepted, sort_keys=False)


def report_lines(course: Course, loaded: Loaded, problems: tuple[Problem, ...]) -> Iterator[str]:
    """What is wrong, missing before publishing or old, and what changed below the own texts."""
    yield "Wrong:"
    yield from [str(it) for it in problems if not it.is_warning] or ["  nothing"]
    yield ""
    yield "Missing:"
    missing = [
        f"  {contact.name} ({contact_id}){': needed' if contact.needed else ''}"
        for contact_id, contact in course.contacts.items()
        if contact.local and contact.verified_on is None
    ]
    missing += [
        f"  {' '.join(rule.asks.split())} ({rule_id})"
        for rule_id, rule in course.local_rules.items()
        if rule.verified_answer is None
    ]
    yield from missing or ["  nothing"]
    yield ""
    yield "Old:"
    old = [str(problem) for problem in problems if is_due_to_age(problem)]
    yield from old or ["  nothing"]
    yield ""
    yield "Changed below your texts:"
    changed = changed_places(loaded)
    for name, replaced in changed.items():
        yield from changed_lines(name, replaced)
    if not changed:
        yield "  nothing"


def changed_places(loaded: Loaded) -> dict[str, Replaced]:
    """What a district has replaced, and nobody has looked at since the course's text changed."""
    return {
        name: replaced
        for name, replaced in places_of(loaded).items()
        if replaced.accepted != fingerprint(replaced.data)
    }


def changed_lines(name: str, replaced: Replaced) -> Iterator[str]:
    """A place with the course's text and the district's."""
    yield f"  {name}"
    yield from indented("The course says:", replaced.data)
    yield from indented("You say:", replaced.own)


def indented(title: str, data: Data) -> Iterator[str]:
    """A text or a list below its title, as a report shows it."""
    text = data if isinstance(data, str) else yaml.safe_dump(data, allow_unicode=True)
    yield f"    {title}"
    yield from (f"      {line}" for line in text.rstrip("\n").split("\n"))
