"""The settings of a district as answers to questions, and as a file with comments."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from course.authoring.district_questions import questions, rule_questions
from course.authoring.yaml_text import as_yaml
from course.models.course import Course
from course.models.district import District
from course.problems import Finding, Problem
from course.read.codes import IDS, KEYS, VALUES
from course.read.overlay import NEW
from course.read.typed import typed
from course.read.yaml_reader import Document, read
from course.suggestions import did_you_mean

Answers = dict[str, Any]
"""What is known about a district, with the keys of `district.yml`."""


def read_answers(file: Path) -> tuple[Document | None, tuple[Problem, ...]]:
    """A file of settings, or the problems that keep it from being read."""
    document, problems = read(file.as_posix(), file.read_bytes())
    if document is None or problems:
        return None, problems
    if not isinstance(document.data, dict):
        what = "This is not a list of settings."
        finding = Finding(
            document.path, (), what, "Write `name:` and the district's name.", rule=KEYS
        )
        return None, (document.problem(finding),)
    return document, ()


def known(answers: Answers, key: str) -> str:
    """What is known so far about a question, as somebody would type it."""
    found: Any = answers
    for step in key.split("/"):
        found = found.get(step) if isinstance(found, dict) else None
    if isinstance(found, list):
        return ", ".join(map(str, found))
    return " ".join(str(found).split()) if found else ""


def dialed_today(answers: Answers, key: str, text: str, today: date) -> Answers:
    """The answers with a new one. People who type a number were asked to try it first."""
    answers = with_answer(answers, key, text)
    contact, _, way = key.rpartition("/")
    day = f"{contact}/verified-on"
    # A new number for messages makes the day of the other number no later.
    if text.strip() and (way == "call" or (way == "message" and not known(answers, day))):
        answers = with_answer(answers, day, str(today))
        how = {"call": "called", "message": "texted"}[way]
        answers = with_answer(answers, f"{contact}/verified-at", how)
    return answers


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


def without_old_days(before: Answers, answers: Answers, given: Answers) -> Answers:
    """The answers without what was said about numbers and answers that are others now.

    What is given with the new one stays.
    """
    for key, said, about in _SAID_ABOUT:
        inside = answers.get(key)
        for place in [f"{key}/{name}" for name in inside] if isinstance(inside, dict) else ():
            was, now = ([known(it, f"{place}/{name}") for name in said] for it in (before, answers))
            is_new = any(new and new != old for old, new in zip(was, now, strict=True))
            is_gone = any(was) and not any(now)
            for name in about if is_new or is_gone else ():
                if not known(given, f"{place}/{name}"):
                    answers = with_answer(answers, f"{place}/{name}", "")
    return answers


_SAID_ABOUT = (
    ("contacts", ("call", "message"), ("verified-on", "verified-at")),
    ("local-rules", ("answer",), ("source", "verified-on")),
    ("local-rules", ("source",), ("verified-on",)),
)
"""Below a key, what is said about which answers: nobody has said it about another one."""


def merged(answers: Answers, given: Answers) -> Answers:
    """The answers with others written over them, at any depth. Lists are replaced as a whole."""
    inner = {
        key: merged(answers[key], it)
        for key, it in given.items()
        if isinstance(it, dict) and isinstance(answers.get(key), dict)
    }
    return {**answers, **given, **inner}


def findings(course: Course, file: Path, answers: Answers, given: Answers) -> Iterator[Finding]:
    """What is wrong with the answers for a file, and with those that were given now."""
    path = file.as_posix()
    _, invalid = typed(path, District, answers)
    yield from invalid
    places = {finding.location for finding in invalid}
    every = (*questions(course, file.parent), *chain.from_iterable(rule_questions(course)))
    for question in every:
        location, text = tuple(question.key.split("/")), known(given, question.key)
        if text and location not in places and (wrong := question.wrong(text)):
            yield Finding(path, location, f'"{text}" does not fit here.', wrong, rule=VALUES)
    for key, ids in (("contacts", course.contacts), ("local-rules", course.local_rules)):
        inside = given.get(key)
        for name, it in inside.items() if isinstance(inside, dict) else ():
            if name not in ids and not (isinstance(it, dict) and NEW in it):
                what = f'The course has no "{name}" here.'
                yield Finding(
                    path, (key, name), what, did_you_mean(name, ids), on_key=True, rule=IDS
                )


def settings_text(answers: Answers) -> str:
    """The file `district.yml`, with a comment above each part."""
    parts = [_TOP]
    for key, comment in _COMMENTS.items():
        if key in answers:
            parts.append(f"\n# {comment}\n{as_yaml({key: answers[key]})}")
    rest = {key: it for key, it in answers.items() if key not in _COMMENTS}
    return "".join([*parts, f"\n{as_yaml(rest)}" if rest else ""])


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
    "logo": "A picture in this folder, which every page shows.",
    "accent": "The color of what can be done. In quotation marks: # begins a comment.",
    "accent-dark": "The same on dark pages.",
    "report-to": "Who hears about mistakes and barriers.",
    "hand-in": "Where staff hand in their record of learning.",
    "draft": "Delete this line when all that a safe page needs is filled in. Until then, every "
    "page says that it is a draft.",
    "offer": "The jobs and modules that the district offers. Everything else has no page.",
    "score": "Whether learning management systems get a score.",
    "index": "Whether search engines may list the site.",
    "contacts": "The district's numbers. Each was dialed on the day below it.",
    "local-rules": "The district's answers where laws and districts differ.",
}


def own_comments(text: str, template: str) -> list[str]:
    """The comments in a file of settings that somebody has added, and that a new one would lose.

    Those of the `template` are not missed.
    """
    ours = {line.strip() for line in (*_TOP.splitlines(), *template.splitlines())}
    ours |= {f"# {comment}" for comment in _COMMENTS.values()}
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line.startswith("#") and line not in ours]
