"""The measurements as one table in Markdown."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from bench.search.browse import Load
from bench.search.contenders import Contender
from bench.search.measure import Cost, Found

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
    "without slips",
    "with slips",
    "right page",
    "all roles at 1,000 pages, KiB",
)
TARGETS = (
    *("target", "0", "≤ 64", "≤ 2", "≤ 100", "≤ 30", "≤ 100", ""),
    *("≥ 95 %", "", "", "", "≤ 300"),
)


@dataclass(frozen=True)
class Row:
    """All that was measured of one engine."""

    contender: Contender
    cost: Cost
    found: list[Found]
    all_roles: Load


def table(rows: Iterable[Row], missing: Iterable[Contender]) -> str:
    """The whole table."""
    cells = [HEAD, ("---", *["---:"] * (len(HEAD) - 1)), TARGETS, *map(_cells, rows)]
    cells += [(it.name, it.missing, *[NONE] * (len(HEAD) - 2)) for it in missing]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def _cells(row: Row) -> Sequence[str]:
    cost, found = row.cost, row.found
    without = [it for it in found if not it.query.is_slip]
    slips = [it for it in found if it.query.is_slip]
    places = [NONE] * 3
    if row.contender.knows_places:
        places = [_share([it.has_place for it in some]) for some in (found, without, slips)]
    return (
        row.contender.name,
        _kib(cost.early.compressed_bytes),
        _kib(max((it.compressed_bytes for it in cost.loads), default=0)),
        str(max((it.requests for it in cost.loads), default=0)),
        _ms([it.found_ms for it in cost.first], max),
        _ms([it.found_ms for it in cost.later], median),
        _ms([it.found_ms for it in cost.later], _most_of),
        _ms([it.painted_ms for it in cost.later], median),
        *places,
        _share([it.has_page for it in found]),
        _kib(row.all_roles.compressed_bytes),
    )


def _most_of(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def _ms(times: list[float], figure: Callable[[list[float]], float]) -> str:
    return f"{figure(times):.0f}" if len(times) > 1 else NONE


def _kib(count: int) -> str:
    return f"{count / KIB:.0f}"


def _share(of: Sequence[bool]) -> str:
    return f"{sum(of) / len(of):.0%}".replace("%", " %") if of else NONE
