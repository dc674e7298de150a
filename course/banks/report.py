"""What comes with a question bank: how much is in it, and what its format could not keep."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from course.banks.formats import Format
from course.banks.question import Bank, Kind
from course.suggestions import how_many

_NAMES: Mapping[Kind, str] = {
    "choice": "one right answer",
    "choices": "several right answers",
    "mark": "parts of a note to mark",
    "order": "steps to put in order",
    "match": "things to match",
}
_EVERY = "every question"
_NO_LINKS = (
    "No text links to the site, because its address is not known. To change that, write `address:` "
    "in your district's settings, or set `SITE_URL`."
)


def report_text(bank: Bank, bank_format: Format) -> str:
    """The report as Markdown."""
    return "\n".join(_lines(bank, bank_format))


def _lines(bank: Bank, bank_format: Format) -> Iterator[str]:
    questions = list(bank.questions)
    yield f"# {bank.role_title}: questions in {bank_format.title}"
    yield ""
    yield (
        f"{how_many(len(questions), 'question')} of {how_many(len(bank.quizzes), 'module')} of "
        f"{bank.course_title}:"
    )
    yield ""
    kinds = Counter(question.kind for question in questions)
    yield from (f"- {_NAMES[kind]}: {kinds[kind]}" for kind in _NAMES if kinds[kind])

    if not bank.has_links:
        yield from ("", _NO_LINKS)
    yield from ("", "## What is different in this format", "")
    changes = _changes(bank, bank_format)
    if not changes:
        yield "Nothing."
    for change, places in changes.items():
        yield f"- {change}"
        everywhere = len(places) == len(questions)
        yield from (f"    - {place}" for place in ([_EVERY] if everywhere else places))
    yield ""


def _changes(bank: Bank, bank_format: Format) -> dict[str, list[str]]:
    """Each change, with the questions that have it."""
    found: dict[str, list[str]] = defaultdict(list)
    for question in bank.questions:
        for change in bank_format.changes(question):
            found[change].append(question.place)
    return found
