"""What was taken from a bank, and what was not, in lines."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from course.bring.bank import Bank, NotTaken
from course.bring.quiz import Taken
from course.read.blanks import blank_locations
from course.suggestions import how_many

_MOST_LINES = 8
"""How many lines of a bank are named for one note."""


def report_lines(bank: Bank, results: Sequence[Taken | NotTaken]) -> Iterator[str]:
    """Every question of a bank: where it is now, or why it is nowhere, and what was changed."""
    taken = [result for result in results if isinstance(result, Taken)]
    others = [result for result in results if isinstance(result, NotTaken)]
    yield (
        f"{bank.format}: {how_many(len(results), 'question')}, "
        f"{len(taken)} taken, {len(others)} not taken."
    )
    if taken:
        yield from ["", "Taken:"]
        yield from (f"  line {it.line}: {it.id} ({it.data['kind']})" for it in taken)
    if others:
        yield from ["", "Not taken:", *_reasons(others)]
    notes = list(_notes(bank, taken))
    if notes:
        yield from ["", "Changed or left out:", *notes]
    blanks = sum(1 for it in taken for _ in blank_locations(it.data))
    if blanks:
        yield from ["", f"Left to write: {how_many(blanks, 'blank')}, marked with TODO."]


def _reasons(others: Sequence[NotTaken]) -> Iterator[str]:
    """Each reason, with the questions that were not taken because of it."""
    found: dict[str, list[NotTaken]] = defaultdict(list)
    for other in others:
        found[f"{other.what} {other.remedy}"].append(other)
    for reason, questions in found.items():
        yield f"  {reason}"
        yield from (f"    line {it.line}: {it.called or '(no text)'}" for it in questions)


def _notes(bank: Bank, taken: Sequence[Taken]) -> Iterator[str]:
    """The notes of the bank and of its questions. Those that say the same are one line."""
    yield from (f"  {note}" for note in bank.notes)
    lines: dict[str, list[int]] = defaultdict(list)
    for question in taken:
        for note in question.notes:
            lines[note].append(question.line)
    for note, found in lines.items():
        shown = ", ".join(map(str, found[:_MOST_LINES]))
        more = f" and {len(found) - _MOST_LINES} more" if len(found) > _MOST_LINES else ""
        yield f"  {'line' if len(found) == 1 else 'lines'} {shown}{more}: {note}"
