"""How each engine is used in a browser: its page, its search field and its results."""

import re
from dataclasses import dataclass
from pathlib import Path

from bench.search.sites import Built, has_minisearch, has_pagefind

EVERY_ROLE = "all"


@dataclass(frozen=True)
class Contender:
    """One row of the table."""

    name: str
    folder: str
    """The built folder that it is in."""
    page: str
    """The page on which a reader of `{role}` searches."""
    page_of_all: str
    """The page for searching all roles."""
    opener: str
    """Selector of the control that opens the search."""
    field: str
    changing: str
    """Selector of the container of the results."""
    link: str
    """Selector of the link of a result."""
    own_files: str
    """Matches the files loaded with a page that belong to the search."""
    knows_places: bool = True
    """Whether results link to places within pages, by our addresses, and not only to pages."""
    can_filter: bool = True
    """Whether it can search the pages of one role only."""
    missing: str = ""
    """Why it was not measured."""

    def is_own_file(self, path: str) -> bool:
        """Whether a file belongs to the search."""
        return re.search(self.own_files, path) is not None

    def site(self, built: Built) -> Path:
        """The folder to serve."""
        folder: Path = getattr(built, self.folder)
        return folder


def contenders(packages: Path | None) -> list[Contender]:
    """All engines, including those that are not installed."""
    gone = "not installed"
    return [
        Contender(
            name="ours",
            folder="ours",
            page="{role}/",
            page_of_all="",
            opener=".head__search",
            field="dialog.search input",
            changing="dialog.search",
            link="#_found > a:not(.found--near)",
            own_files="/search/",
        ),
        _boxed("MiniSearch", "minisearch", "" if has_minisearch(packages) else gone),
        _boxed(
            "MiniSearch, with our words",
            "minisearch-words",
            "" if has_minisearch(packages) else gone,
        ),
        _boxed("lunr.js of MkDocs", "lunr"),
        Contender(
            name="Material's search",
            folder="plain",
            page="{role}/",
            page_of_all="",
            opener=".md-search__input",
            field=".md-search__input",
            changing=".md-search-result",
            link=".md-search-result__item > a:first-child",
            own_files=r"/search/search_index\.json$|/workers/search\.",
            knows_places=False,
            can_filter=False,
        ),
        _boxed(
            "Pagefind",
            "pagefind",
            "" if has_pagefind(packages) else gone,
            knows_places=False,
        ),
    ]


def _boxed(name: str, engine: str, missing: str = "", *, knows_places: bool = True) -> Contender:
    page = f"box.html?engine={engine}&role="
    return Contender(
        name=name,
        folder="boxes",
        page=page + "{role}",
        page_of_all=page + EVERY_ROLE,
        opener="input",
        field="input",
        changing="body",
        link="ol a",
        own_files=r"/(search|library|pagefind)/",
        knows_places=knows_places,
        missing=missing,
    )
