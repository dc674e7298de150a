"""Joins rows of many files into one table, whatever their order."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from course.problems import Position, Problem
from course.records.columns import Row, Spelling, hours, plain
from course.records.reading import FileOfRows
from course.suggestions import how_many, in_quotes

Key = TypeVar("Key")
Person = tuple[str, str]
"""See `Row.person`."""
_MOST_OTHERS = 10
"""How many people with one number or name are told of each. A whole district may type "none"."""


@dataclass(frozen=True)
class Merged:
    """One table of all files."""

    rows: Sequence[Row]
    """By person, and then by day."""
    problems: Sequence[Problem]
    """What was left out, and as remarks, what should be looked at. In the order of the files."""

    @property
    def left_out(self) -> int:
        """How many rows and files were left out because something in them is wrong."""
        return sum(problem.is_mistake for problem in self.problems)

    def totals(self) -> Iterator[tuple[str, ...]]:
        """For each person, the values of `TOTAL_COLUMNS`. Hours are rounded once, at the end."""
        for rows in _grouped(self.rows, by=lambda row: row.person).values():
            first = rows[0]
            minutes = sum(row.minutes for row in rows)
            days = sorted(row.completed_on for row in rows)
            yield (
                *first.spelling,
                "; ".join(sorted({row.district for row in rows} - {""})),
                *(str(len(rows)), str(minutes), hours(minutes)),
                *(str(days[0]), str(days[-1])),
            )


def merge(files: Iterable[FileOfRows]) -> Merged:
    """All rows in one spelling for each person, without those that say the same again."""
    files = tuple(files)
    every = [row for file in files for row in file.rows]
    problems = {problem for file in files for problem in file.problems}
    people = _grouped(every, by=lambda row: row.person)
    spellings = {person: _spelling(rows) for person, rows in people.items()}
    kept = []
    repeated: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for same in _grouped(every, by=lambda row: (row.person, row.module_id)).values():
        *others, best = sorted(same, key=_documented)
        for row in others:
            repeated[row.path, best.path, _why(row, best)].append(row)
        kept.append(best.spelled(spellings[best.person]))
    for person, rows in people.items():
        problems.update(_respelled(rows, spellings[person]))
        problems.update(_without_number(rows))
    problems.update(_repeated(*key, rows) for key, rows in repeated.items())
    problems.update(_perhaps_the_same(people))
    problems.update(_other_versions(kept))
    return Merged(sorted(kept, key=_place), sorted(problems))


def _grouped(rows: Iterable[Row], by: Callable[[Row], Key]) -> Mapping[Key, list[Row]]:
    found: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        found[by(row)].append(row)
    return found


def _documented(row: Row) -> tuple[int, str, date, int, Row]:
    """The better documented of two rows has more cells filled in, or is from the later record.

    Then the later day counts, and more minutes. The rest decides only so that the order of the
    files never does.
    """
    filled = sum(bool(cell) for cell in row.cells)
    return filled, row.made_on, row.completed_on, row.minutes, row


def _place(row: Row) -> tuple[str, str, tuple[str, str], date, str]:
    last = row.last_name or row.shown_name
    return (
        plain(last),
        plain(row.first_name),
        row.person,
        row.completed_on,
        row.module_id,
    )


def _spelling(rows: Sequence[Row]) -> Spelling:
    """How a person is written: with the zeros of the number, in both names, and as most often."""
    counts = Counter(row.spelling for row in rows)

    def rank(spelling: Spelling) -> tuple[int, bool, int, Spelling]:
        number, last, first, _ = spelling
        return len(number), bool(last and first), counts[spelling], spelling

    return max(counts, key=rank)


def _respelled(rows: Iterable[Row], spelling: Spelling) -> Iterator[Problem]:
    """A remark for each file in which a person is written in another way."""
    number, _, _, name = spelling
    others = {
        (row.path, row.shown_name, row.employee_id): row
        for row in sorted(rows, key=_where, reverse=True)
        if (row.shown_name, row.employee_id) != (name, number)
    }
    for row in others.values():
        yield _remark(
            row,
            f"{_whose(row)} is written {_quoted(name, number)} in the table, as one person.",
            "If these are two people, give each a number, and merge again.",
        )


def _perhaps_the_same(people: Mapping[Person, Sequence[Row]]) -> Iterator[Problem]:
    """Remarks on people who share a number or a name. Nobody is joined on a guess."""
    firsts = sorted((min(rows, key=_where) for rows in people.values()), key=_where)
    by_number = _grouped(firsts, by=lambda row: row.person[0])
    by_name = _grouped(firsts, by=lambda row: row.person[1])
    remedy = "If it is one person, write the %s in one way in all files. If not, all is well."
    for what, other, groups in (("number", "name", by_number), ("name", "number", by_name)):
        for shared, same in groups.items():
            for row in same if shared else ():
                others = [it for it in same[: _MOST_OTHERS + 1] if it is not row][:_MOST_OTHERS]
                if others:
                    names = [f"{_whose(it)} in {_at(it)}" for it in others]
                    if more := len(same) - 1 - len(others):
                        names.append(f"{more} more")
                    told = f"{_whose(row)} has the same {what} as {', '.join(names)}."
                    yield _remark(row, f"{told} They are counted apart.", remedy % other)


def _other_versions(rows: Iterable[Row]) -> Iterator[Problem]:
    """A remark for each file with rows from another edition of the course than most."""
    rows = sorted(rows, key=_where, reverse=True)
    counts = Counter(row.version for row in rows)
    usual = max(counts, key=lambda version: (counts[version], version), default="")
    for row in {(row.path, row.version): row for row in rows if row.version != usual}.values():
        yield _remark(
            row,
            f'This is from edition "{row.version}". Most rows are from edition "{usual}".',
            "The minutes are those of that edition. There is nothing to do, if that is fine.",
        )


def _why(row: Row, kept: Row) -> str:
    """Why one of two rows of the same person and module was kept."""
    (filled, *_), (more, *_) = _documented(row), _documented(kept)
    return "have more cells filled in" if more > filled else "are of the same or a later record"


def _repeated(path: str, kept_in: str, why: str, rows: Iterable[Row]) -> Problem:
    """A remark on the rows of a file for which those of another one, or of the same, were kept."""
    first, *others = sorted(rows, key=_where)
    lines = ", ".join(str(row.line) for row in (first, *others))
    return _remark(
        first,
        f"The same person and module are also in {kept_in if kept_in != path else 'other lines'}: "
        f"{how_many(1 + len(others), 'row')} here, line {lines}. Those there were kept, because "
        f"they {why}.",
        "There is nothing to do.",
    )


def _without_number(rows: Iterable[Row]) -> Iterator[Problem]:
    """Remarks on each further file of a person who has no number, and may be two."""
    firsts = {row.path: row for row in sorted(rows, key=_where, reverse=True)}
    first, *others = sorted(firsts.values(), key=_where)
    for row in others if not first.person[0] else ():
        yield _remark(
            row,
            f"{_whose(row)} is in {first.path}, too, without a number. It was taken as one person.",
            "If these are two people, give each a number, and merge again.",
        )


def _remark(row: Row, what: str, remedy: str) -> Problem:
    return Problem(row.path, Position(row.line), what, remedy, is_warning=True)


def _whose(row: Row) -> str:
    return _quoted(row.shown_name, row.employee_id)


def _quoted(name: str, number: str) -> str:
    return in_quotes([" ".join(filter(None, [name, f"({number})" if number else ""]))])


def _where(row: Row) -> tuple[str, int]:
    return row.path, row.line


def _at(row: Row) -> str:
    return f"{row.path}:{row.line}"
