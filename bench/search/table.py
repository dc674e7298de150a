"""The measurements as one table in Markdown."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from bench.search.browse import Load
from bench.search.contenders import Contender
from bench.search.measure import Cost, Result

KIB = 1024
NONE = "–"
HEAD = (
    "",
    "before focus, KiB",
    "to the first result, KiB",
    "requests",
    "first key, ms",
    "later keys, median ms",
    "95 %, ms",
    "painted, median ms",
    "right place in the first three",
    "correctly spelled",
    "misspelled",
    "right page",
    "all roles at 1,000 pages, KiB",
)
TARGETS = (
    *("target", "0", "≤ 64", "≤ 2", "≤ 100", "≤ 30", "≤ 100", ""),
    *("≥ 95 %", "", "", "", "≤ 300"),
)


@dataclass(frozen=True)
class Row:
    """All measurements of one engine."""

    contender: Contender
    cost: Cost
    results: list[Result]
    all_roles: Load


def table(rows: Iterable[Row], missing: Iterable[Contender]) -> str:
    """The whole table."""
    cells = [HEAD, ("---", *["---:"] * (len(HEAD) - 1)), TARGETS, *map(_cells, rows)]
    cells += [(item.name, item.missing, *[NONE] * (len(HEAD) - 2)) for item in missing]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def _cells(row: Row) -> Sequence[str]:
    cost, results = row.cost, row.results
    without = [item for item in results if not item.query.is_slip]
    slips = [item for item in results if item.query.is_slip]
    places = [NONE] * 3
    if row.contender.knows_places:
        places = [_share([item.has_place for item in group]) for group in (results, without, slips)]
    return (
        row.contender.name,
        _kib(cost.early.compressed_bytes),
        _kib(max((item.compressed_bytes for item in cost.loads), default=0)),
        str(max((item.requests for item in cost.loads), default=0)),
        _ms([item.found_ms for item in cost.first], max),
        _ms([item.found_ms for item in cost.later], median),
        _ms([item.found_ms for item in cost.later], _most_of),
        _ms([item.painted_ms for item in cost.later], median),
        *places,
        _share([item.has_page for item in results]),
        _kib(row.all_roles.compressed_bytes),
    )


def _most_of(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def _ms(times: list[float], figure: Callable[[list[float]], float]) -> str:
    return f"{figure(times):.0f}" if len(times) > 1 else NONE


def _kib(count: int) -> str:
    return f"{count / KIB:.0f}"


def _share(values: Sequence[bool]) -> str:
    return f"{sum(values) / len(values):.0%}".replace("%", " %") if values else NONE
