"""What a district does about its own texts: looks at what changed below them, and accepts it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from course.models.course import Course
from course.problems import Problem
from course.read.district_files import ACCEPTED, SETTINGS
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


def accepted_text(loaded: Loaded, known: Mapping[str, Mapping[str, str]], place: str) -> str:
    """The new content of `accepted.yml`, after somebody has looked at a place, or at all.

    `known` is its content now. Entries for texts that are not replaced any more are dropped.
    """
    accepted: dict[str, dict[str, str]] = {}
    for name, replaced in sorted(places_of(loaded).items()):
        path, _, address = name.partition(":")
        digits = known.get(path, {}).get(address)
        if place in (EVERYTHING, name):
            digits = fingerprint(replaced.data)
        if digits:
            accepted.setdefault(path, {})[address] = digits
    return _START + yaml.safe_dump(accepted, sort_keys=False)


def read_accepted(district: Path) -> dict[str, dict[str, str]]:
    """The content of `accepted.yml`. Empty if there is none, or nothing useful in it."""
    file = district / ACCEPTED
    content = yaml.load(file.read_bytes(), Loader=yaml.CBaseLoader) if file.is_file() else None
    if not isinstance(content, dict):
        return {}
    return {path: it for path, it in content.items() if isinstance(it, dict)}


def read_settings(district: Path) -> dict[str, Any]:
    """The content of `district.yml`. Empty if there is none, or nothing useful in it."""
    file = district / SETTINGS
    content = yaml.load(file.read_bytes(), Loader=yaml.CBaseLoader) if file.is_file() else None
    return content if isinstance(content, dict) else {}


def report_lines(
    course: Course, loaded: Loaded, problems: tuple[Problem, ...], accepted: Mapping[str, object]
) -> Iterator[str]:
    """What is missing before publishing, what is old, and what changed below the own texts."""
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
    old = [str(problem) for problem in problems if problem.rule in OLD_RULES]
    yield from old or ["  nothing"]
    yield ""
    yield "Changed below your texts:"
    changed = list(_changed(loaded, accepted))
    yield from changed or ["  nothing"]


OLD_RULES = ("numbers-to-verify", "claims-to-review")
"""The rules about things that grow old."""


def _changed(loaded: Loaded, accepted: Mapping[str, object]) -> Iterator[str]:
    for name, replaced in places_of(loaded).items():
        path, _, address = name.partition(":")
        of_file = accepted.get(path)
        known = of_file.get(address) if isinstance(of_file, dict) else None
        if known != fingerprint(replaced.data):
            yield f"  {name}"
            yield from _indented("The course says:", replaced.data)
            yield from _indented("You say:", replaced.own)


def _indented(title: str, data: Data) -> Iterator[str]:
    text = data if isinstance(data, str) else yaml.safe_dump(data, allow_unicode=True)
    yield f"    {title}"
    yield from (f"      {line}" for line in text.rstrip("\n").split("\n"))
