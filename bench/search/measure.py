"""What a search costs a reader, and what it finds."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from playwright.sync_api import Browser

from bench.search.browse import Load, new_search
from bench.search.contenders import Contender
from bench.search.queries import Query, is_page_found, is_place_found
from bench.search.serve import serve

WORD = "calm"
"""Occurs in the real course and in the synthetic one."""
MOST_KEYS = 24


@dataclass
class Times:
    """Milliseconds from a key to the results on the screen, on a page that has all it needs."""

    first: list[float] = field(default_factory=list)
    """From the first key that brings a result, once for each page."""
    later: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Cost:
    """What is loaded, and how long it takes."""

    early: Load
    """Before anybody has touched the search."""
    loads: list[Load]
    """By the first result, once for each page, with what came early."""
    times: Times


@dataclass(frozen=True)
class Found:
    """A query, and what came of it."""

    query: Query
    has_place: bool
    has_page: bool


def cost(browser: Browser, contender: Contender, site: Path, queries: Sequence[Query]) -> Cost:
    """Type queries key by key on a slow machine, each on a page of its own."""
    times, loads, early = Times(), [], Load(0, 0)
    with serve(site) as server:
        for query in queries:
            page = contender.page.format(role=query.role)
            with new_search(browser, server, contender, page) as search:
                early = search.load()
                search.open()
                search.slow_down()
                is_first = True
                for key in query.says[:MOST_KEYS]:
                    took = search.press(key)
                    if is_first and search.found():
                        is_first = False
                        loads.append(search.load())
                        times.first += [took] if took is not None else []
                    elif not is_first and took is not None:
                        times.later.append(took)
    return Cost(early, loads, times)


def load_of_all(browser: Browser, contender: Contender, site: Path) -> Load:
    """What a search in all roles asks for until it shows a result."""
    with (
        serve(site) as server,
        new_search(browser, server, contender, contender.page_of_all) as search,
    ):
        search.open()
        for key in WORD:
            search.press(key)
            if search.found():
                break
        return search.load()


def found(
    browser: Browser,
    contender: Contender,
    site_of: Callable[[str], Path],
    queries: Sequence[Query],
    urgent: Mapping[str, Container[str]],
) -> Iterator[Found]:
    """Ask everything, role by role, at the site for that role."""
    for role, own in groupby(sorted(queries, key=lambda it: it.role), lambda it: it.role):
        with ExitStack() as stack:
            server = stack.enter_context(serve(site_of(role)))
            page = contender.page.format(role=role)
            search = stack.enter_context(new_search(browser, server, contender, page))
            search.open()
            for query in own:
                places = search.ask(query.says)
                yield Found(
                    query,
                    contender.knows_places and is_place_found(query, places, urgent[role]),
                    is_page_found(query, places, urgent[role]),
                )
