"""The questions about a district, and its settings as a file with comments."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from course.models.course import Course
from course.phone import dialed
from course.problems import Finding, Problem
from course.read.yaml_reader import read

Answers = dict[str, Any]
"""What is known about a district, with the keys of `district.yml`."""


@dataclass(frozen=True)
class Question:
    """A question about the district."""

    key: str
    """Its key in `district.yml`, such as `name`, or `contacts/crisis-lead/call`."""
    asks: str
    hint: str = ""
    """What to type."""
    is_needed: bool = False
    wrong: Callable[[str], str] = lambda _: ""
    """What is wrong with an answer. Empty if nothing is."""


def questions(course: Course) -> Iterator[Question]:
    """All questions, in order. The last are about the numbers that a district fills in."""
    yield Question("name", "What is the name of your district?", is_needed=True)
    yield Question("state", "Which state or territory is it in?", is_needed=True)
    yield Question(
        "address",
        "Where will the site be published?",
        "an address such as https://training.example.org/; empty if GitHub Pages chooses it",
        wrong=_address,
    )
    yield Question(
        "report-to",
        "Who should hear about mistakes and barriers?",
        "an email address, or a web page with https://",
        wrong=_report_to,
    )
    yield Question("hand-in", "Where do staff hand in their record of learning?", "one sentence")
    yield Question(
        "offer/jobs",
        "Which jobs do you offer the course to?",
        f"ids with commas between them, or nothing for all: {', '.join(course.roles)}",
        wrong=lambda text: _unknown(text, course.roles),
    )
    yield Question(
        "offer/modules",
        "Which modules do you offer?",
        f"ids with commas between them, or nothing for all: {', '.join(course.modules)}",
        wrong=lambda text: _unknown(text, course.modules),
    )
    for contact_id, contact in course.contacts.items():
        if contact.local:
            yield Question(
                f"contacts/{contact_id}/call",
                f"{contact.name}: which number? Dial it before you type it.",
                "with its area code, such as 555-555-0134 ext. 12; empty if you don't know it",
                wrong=_number,
            )


def read_settings(file: Path) -> tuple[Answers, tuple[Problem, ...]]:
    """What a file of settings says, or the problems that keep it from being read.

    A district without one begins with a draft.
    """
    if not file.is_file():
        return {"draft": "yes"}, ()
    document, problems = read(file.as_posix(), file.read_bytes())
    if document is None or problems:
        return {}, problems
    if not isinstance(document.data, dict):
        what = "This is not a list of settings."
        finding = Finding(document.path, (), what, "Write `name:` and the district's name.")
        return {}, (document.problem(finding),)
    return dict(document.data), ()


def known(answers: Answers, key: str) -> str:
    """What is known so far about a question, as somebody would type it."""
    found: Any = answers
    for step in key.split("/"):
        found = found.get(step) if isinstance(found, dict) else None
    if isinstance(found, list):
        return ", ".join(map(str, found))
    return " ".join(str(found).split()) if found else ""


def dialed_today(answers: Answers, key: str, text: str, today: date) -> Answers:
    """The answers with a new one. People who type a number were asked to dial it first."""
    answers = with_answer(answers, key, text)
    if not (key.endswith("/call") and text.strip()):
        return answers
    contact = key.removesuffix("/call")
    answers = with_answer(answers, f"{contact}/verified-on", str(today))
    return with_answer(answers, f"{contact}/verified-at", "called")


def with_answer(answers: Answers, key: str, text: str) -> Answers:
    """The answers with one more, or without it if the text is empty."""
    text = text.strip()
    first, _, rest = key.partition("/")
    if rest:
        inside = answers.get(first)
        inner = with_answer(inside if isinstance(inside, dict) else {}, rest, text)
        return _with(answers, first, inner)
    if key in ("jobs", "modules"):
        return _with(answers, key, [it.strip() for it in text.split(",") if it.strip()])
    if key == "report-to" and "@" in text and ":" not in text:
        text = f"mailto:{text}"
    return _with(answers, key, text)


def _with(answers: Answers, key: str, value: Any) -> Answers:
    rest = {name: it for name, it in answers.items() if name != key}
    return {**answers, key: value} if value else rest


def settings_text(answers: Answers) -> str:
    """The file `district.yml`, with a comment above each part."""
    parts = [_TOP]
    for key, comment in _COMMENTS.items():
        if key in answers:
            parts.append(f"\n# {comment}\n{_yaml({key: answers[key]})}")
    rest = {key: it for key, it in answers.items() if key not in _COMMENTS}
    return "".join([*parts, f"\n{_yaml(rest)}" if rest else ""])


_TOP = """\
# What this district says about itself. Change it here, or with: python3 build_course.py district
# Every key is explained in the guide, under "Every key, and every rule".
"""
_COMMENTS: Mapping[str, str] = {
    "name": "The name of the district, as its staff write it.",
    "state": "Its state or territory.",
    "address": "Where the site is published.",
    "title": "The name of the site.",
    "summary": "The first sentence of its home page.",
    "language": "The language of the buttons.",
    "report-to": "Who hears of mistakes and barriers.",
    "hand-in": "Where staff hand in their record of learning.",
    "draft": "Delete this line when all that a safe page needs is filled in. Until then, every "
    "page says that it is a draft.",
    "offer": "The jobs and modules that the district offers. Everything else has no page.",
    "contacts": "The district's numbers. Each was dialed on the day below it.",
    "local-rules": "The district's answers where laws and districts differ.",
}


def own_comments(text: str) -> list[str]:
    """The comments in a file of settings that somebody has added, and that a new one would lose."""
    ours = {line.strip() for line in _TOP.splitlines()}
    ours |= {f"# {comment}" for comment in _COMMENTS.values()}
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line.startswith("#") and line not in ours]


class _Dumper(yaml.SafeDumper):
    """Writes long texts under `|`, and `yes` and days without quotes: all are read as text."""

    yaml_implicit_resolvers: dict[Any, Any] = {}


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text or len(text) > _LONG else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_LONG = 60
_Dumper.add_representer(str, _text)


def _yaml(data: Mapping[str, Any]) -> str:
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


def _address(text: str) -> str:
    return (
        "" if re.fullmatch(r"https://\S+/", text) else "Begin with https://, and end with a slash."
    )


def _report_to(text: str) -> str:
    is_good = re.fullmatch(r"(https://|mailto:)\S+|[^\s:@]+@\S+\.\S+", text)
    return "" if is_good else "Type an email address, or one that begins with https://."


def _unknown(text: str, ids: Mapping[str, Any]) -> str:
    wrong = [it.strip() for it in text.split(",") if it.strip() and it.strip() not in ids]
    return f"There is no {', '.join(wrong)}." if wrong else ""


def _number(text: str) -> str:
    return "" if dialed(text) else "No phone can dial this. Type it with its area code."
