"""What a search costs a reader, and how good its results are."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from playwright.sync_api import Browser

from bench.search.browse import Load, Search, Wait, new_search
from bench.search.contenders import Contender
from bench.search.queries import Query, is_page_found, is_place_found
from bench.search.serve import serve

WORD = "calm"
"""Occurs in the real course and in the synthetic one."""
MOST_KEYS = 20
ROUNDS = 2
"""Number of rounds. For each key, the best one counts."""


@dataclass(frozen=True)
class Cost:
    """Bytes loaded, and waiting times."""

    early: Load
    """Before the search is used."""
    loads: list[Load]
    """Until the first result, once for each query, including what was loaded earlier."""
    first: list[Wait]
    """For the first key with a result, once for each query."""
    later: list[Wait]
    """For all later keys."""


@dataclass(frozen=True)
class Result:
    """A query, and whether the right place and page were found."""

    query: Query
    has_place: bool
    has_page: bool


def cost(browser: Browser, contender: Contender, site: Path, queries: Sequence[Query]) -> Cost:
    """Type queries key by key on a throttled CPU, each in a new page."""
    cost = Cost(Load(0, 0), [], [], [])
    with serve(site) as server:
        for query in queries:
            page = contender.page.format(role=query.role)
            rounds = []
            for _ in range(ROUNDS):
                with new_search(browser, server, contender, page) as search:
                    cost = replace(cost, early=search.load())
                    rounds.append(_typed(search, query.says[:MOST_KEYS], cost.loads))
            first, *later = map(_better, zip(*rounds, strict=True))
            cost.first.extend(wait for wait in [first] if wait)
            cost.later.extend(wait for wait in later if wait)
    return cost


def _typed(search: Search, text: str, loads: list[Load]) -> list[Wait | None]:
    """The wait for each key, from the first one with a result. Appends the requests to `loads`."""
    search.open()
    search.slow_down()
    waits: list[Wait | None] = []
    for key in text:
        wait = search.press(key)
        if not waits and search.results():
            loads.append(search.load())
        elif not waits:
            continue
        waits.append(wait)
    return waits


def _better(waits: tuple[Wait | None, ...]) -> Wait | None:
    """The shorter wait, since other load on the machine can only lengthen one."""
    return min((wait for wait in waits if wait), key=lambda wait: wait.found_ms, default=None)


def load_of_all(browser: Browser, contender: Contender, site: Path) -> Load:
    """The requests of a search in all roles until it shows a result."""
    with (
        serve(site) as server,
        new_search(browser, server, contender, contender.page_of_all) as search,
    ):
        search.open()
        for key in WORD:
            search.press(key)
            if search.results():
                break
        return search.load()


def results(
    browser: Browser,
    contender: Contender,
    site_of: Callable[[str], Path],
    queries: Sequence[Query],
    urgent: Mapping[str, Container[str]],
) -> Iterator[Result]:
    """Run all queries, role by role, on the site for that role."""
    by_role = attrgetter("role")
    for role, own in groupby(sorted(queries, key=by_role), by_role):
        with ExitStack() as stack:
            server = stack.enter_context(serve(site_of(role)))
            page = contender.page.format(role=role)
            search = stack.enter_context(new_search(browser, server, contender, page))
            search.open()
            for query in own:
                places = search.ask(query.says)
                yield Result(
                    query,
                    contender.knows_places and is_place_found(query, places, urgent[role]),
                    is_page_found(query, places, urgent[role]),
                )
