"""The questions about a district, and what is wrong with an answer."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from course.authoring.plain_answers import wrong_day, wrong_yes_or_no
from course.checks.branding import too_weak
from course.frontend.palette import Scheme
from course.models.course import Course
from course.models.district import HEX_PATTERN, LOGO_PATTERN
from course.models.language import TAG_PATTERN, known_locale
from course.phone import dialed, texted
from course.read.logo import read_logo
from course.suggestions import did_you_mean


@dataclass(frozen=True)
class Question:
    """A question about the district."""

    key: str
    """Its key in `district.yml`, such as `name`, or `contacts/crisis-lead/call`."""
    asks: str = ""
    """Empty for what nobody is asked, but may be given."""
    hint: str = ""
    """What to type."""
    is_needed: bool = False
    wrong: Callable[[str], str] = lambda _: ""
    """What to type instead of an answer. Empty if nothing is wrong with it."""


def questions(course: Course, own: Path) -> Iterator[Question]:
    """All questions but those about local rules, in order. `own` is the district's folder."""
    yield from _about_the_district(course)
    yield from _about_its_look(own)
    for contact_id, contact in course.contacts.items():
        if contact.local:
            yield from _about_a_contact(f"contacts/{contact_id}", str(contact.name))
    yield Question("index", wrong=wrong_yes_or_no)
    yield Question("draft", wrong=wrong_yes_or_no)


def rule_questions(course: Course) -> Iterator[tuple[Question, Question, Question]]:
    """For each local rule: its answer, where that comes from, and when it was verified."""
    for rule_id, rule in course.local_rules.items():
        key = f"local-rules/{rule_id}"
        yield (
            Question(
                f"{key}/answer",
                " ".join(rule.asks.split()),
                "the answer of the law or of your policy, never a guess; empty if you don't know",
            ),
            Question(
                f"{key}/source",
                "Where does this answer come from?",
                "the law with its number, or the district's policy",
                is_needed=True,
            ),
            Question(f"{key}/verified-on", wrong=wrong_day),
        )


def _about_the_district(course: Course) -> Iterator[Question]:
    yield Question("name", "What is the name of your district?", is_needed=True)
    yield Question("state", "Which state or territory is it in?", is_needed=True)
    yield Question(
        "address",
        "Where will the site be published?",
        "an address such as https://training.example.org/; empty if GitHub Pages chooses it",
        wrong=_address,
    )
    yield Question(
        "title", "What is the site called?", f"empty for the course's own: {course.outline.title}"
    )
    yield Question(
        "summary",
        "What is the first sentence of its home page?",
        f"empty for the course's own: {' '.join(course.outline.summary.split())}",
    )
    yield Question(
        "language",
        "In which language are its buttons?",
        f"a tag such as es; empty for the course's own: {course.outline.language}",
        wrong=_language,
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
        wrong=partial(_unknown, course.roles),
    )
    yield Question(
        "offer/modules",
        "Which modules do you offer?",
        f"ids with commas between them, or nothing for all: {', '.join(course.modules)}",
        wrong=partial(_unknown, course.outline.matrix),
    )


def _about_its_look(own: Path) -> Iterator[Question]:
    yield Question(
        "logo",
        "Which file has your logo?",
        f"an SVG or PNG in {own.as_posix()}/, such as logo.svg; empty for none",
        wrong=partial(_logo, own),
    )
    yield Question(
        "accent",
        "What is your color?",
        "six digits such as #1f4e79, for links and buttons; empty for the course's own",
        wrong=partial(_accent, "light"),
    )
    yield Question("accent-dark", wrong=partial(_accent, "dark"))


def _about_a_contact(key: str, name: str) -> Iterator[Question]:
    yield Question(
        f"{key}/call",
        f"{name}: which number? Dial it before you type it.",
        "with its area code, such as 555-555-0134 ext. 12; empty if you don't know it",
        wrong=_number,
    )
    yield Question(
        f"{key}/message",
        f"{name}: which number for text messages? Write to it before you type it.",
        "a number, or a word and a number, such as HOME to 741741; empty if there is none",
        wrong=_message,
    )
    yield Question(f"{key}/verified-on", wrong=wrong_day)
    yield Question(f"{key}/verified-at")


def _address(text: str) -> str:
    is_good = re.fullmatch(r"https://\S+/", text)
    return "" if is_good else "Begin with https://, and end with a slash."


def _language(text: str) -> str:
    if re.fullmatch(TAG_PATTERN, text) and known_locale(text):
        return ""
    return "Type a language tag, such as en, es or zh-Hant."


def _report_to(text: str) -> str:
    is_good = re.fullmatch(r"(https://|mailto:)\S+|[^\s:@]+@\S+\.\S+", text)
    return "" if is_good else "Type an email address, or one that begins with https://."


def _unknown(ids: Mapping[str, Any], text: str) -> str:
    for name in filter(None, (it.strip() for it in text.split(","))):
        if name not in ids:
            return f'There is no "{name}". {did_you_mean(name, ids)}'
    return ""


def _logo(own: Path, text: str) -> str:
    if not re.fullmatch(LOGO_PATTERN, text):
        return "Type the name of an SVG or PNG, with no folder, such as logo.svg."
    file = own / text
    if not file.is_file():
        return f"There is no such file. Put it into {own.as_posix()}/ first."
    _, problems = read_logo(file.as_posix(), text, file.read_bytes())
    return " ".join(f"{it.what} {it.remedy}" for it in problems[:1])


def _accent(scheme: Scheme, text: str) -> str:
    if not re.fullmatch(HEX_PATTERN, text):
        return "Type six digits from 0 to f, such as #1f4e79."
    return " ".join(too_weak(f"#{text.removeprefix('#').lower()}", scheme) or ())


def _number(text: str) -> str:
    return "" if dialed(text) else "No phone can dial this. Type it with its area code."


def _message(text: str) -> str:
    number = text.rpartition(" to ")[2]
    return "" if texted(number) else "No message can go there. Type a number, or WORD to NUMBER."
