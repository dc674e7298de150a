"""Queries that staff type, and whether an engine lists the right place near the top."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from bench.processes import ROOT

LIST = ROOT / "tests" / "cases" / "search-queries.yml"
SHARED = ("help/", "glossary/", "tools/", "topics/")
"""Addresses shared by all roles. Others are relative to the role's folder."""
TOP = 3


@dataclass(frozen=True)
class Query:
    """One query of the list."""

    says: str
    role: str
    kind: str
    right: tuple[str, ...]

    @property
    def is_slip(self) -> bool:
        """Whether it is misspelled."""
        return self.kind == "typo"


def read_queries(path: Path = LIST) -> list[Query]:
    """All queries of the list, with addresses from the site's root."""
    rows = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return [
        Query(
            row["says"],
            row["role"],
            row["kind"],
            tuple(
                place if place.startswith(SHARED) else f"{row['role']}/{place}"
                for place in row["right"]
            ),
        )
        for row in rows
    ]


def is_place_found(query: Query, places: Sequence[str], urgent: Container[str]) -> bool:
    """Whether a right place is among the first three.

    The contacts that our search lists first for crisis queries do not take up a rank.
    """
    return not set(query.right).isdisjoint(_top(query, places, urgent))


def is_page_found(query: Query, places: Sequence[str], urgent: Container[str]) -> bool:
    """Whether the page of a right place is among the first three. A more lenient measure."""
    pages = {_page(place) for place in query.right}
    return not pages.isdisjoint(_page(place) for place in _top(query, places, urgent))


def sample(queries: Iterable[Query], role: str, count: int) -> list[Query]:
    """`count` of the role's queries, evenly spread over the list."""
    own = [query for query in queries if query.role == role]
    return own[:: max(1, len(own) // count)][:count]


def _top(query: Query, places: Sequence[str], urgent: Container[str]) -> list[str]:
    return [place for place in places if place not in urgent or place in query.right][:TOP]


def _page(place: str) -> str:
    return place.partition("#")[0]
