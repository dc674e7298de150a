"""What was taken from a bank, and what was not, in lines."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from course.bring.bank import Bank, NotTaken
from course.bring.quiz import BLANK, Taken
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
        yield from ["", "Not taken:"]
    for other in others:
        yield f"  line {other.line}: {other.called or '(no text)'}"
        yield f"    {other.what} {other.remedy}"
    notes = list(_notes(bank, taken))
    if notes:
        yield from ["", "Changed or left out:", *notes]
    blanks = sum(_count_blanks(it.data) for it in taken)
    if blanks:
        yield ""
        yield f"{how_many(blanks, 'blank')} begin with {BLANK} Somebody has to write these texts."


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


def _count_blanks(value: object) -> int:
    if isinstance(value, dict):
        return sum(map(_count_blanks, value.values()))
    if isinstance(value, list):
        return sum(map(_count_blanks, value))
    return isinstance(value, str) and value.startswith(BLANK)
