"""Measures search engines on the same pages and prints one table.

    python -m bench.search --packages FOLDER    with Pagefind and MiniSearch, installed there
    python -m bench.search --only ours lunr     only rows whose names contain such a word
    python -m bench.search --misses             also the queries that ours fails

`bench/README.md` says how to install them.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from bench.build import synthesize
from bench.processes import ROOT
from bench.search import measure, sites
from bench.search.browse import start_browser
from bench.search.contenders import EVERY_ROLE, Contender, contenders
from bench.search.queries import Query, read_queries, sample
from bench.search.serve import compressed
from bench.search.table import Row, table

PAGES = 1000
TYPED = 6
"""The number of queries that are typed key by key."""


def main() -> None:
    """Build, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--packages", type=Path, help="where Pagefind and MiniSearch are installed")
    parser.add_argument(
        "--only", nargs="+", default=[""], help="only rows whose names contain one of these"
    )
    parser.add_argument("--pages", type=int, default=PAGES, help="size of the synthetic course")
    parser.add_argument(
        "--misses", action="store_true", help="list the queries that our search misses"
    )
    options = parser.parse_args()
    packages = options.packages.resolve() if options.packages else None
    engines = contenders(packages)
    selected = [item for item in engines if any(name in item.name for name in options.only)]
    present = [item for item in selected if not item.missing]
    with TemporaryDirectory() as name, start_browser() as browser:
        bench = _Bench(browser, Path(name), packages, options.pages)
        rows = []
        for contender in present:
            print(f"{contender.name} …", file=sys.stderr, flush=True)
            rows.append(bench.row(contender))
    print(table(rows, [item for item in selected if item.missing]))
    if options.misses:
        _show_misses(rows)


class _Bench:
    """All sites, built and ready to measure one engine after another."""

    def __init__(self, browser: Browser, folder: Path, packages: Path | None, pages: int) -> None:
        self._browser = browser
        self._folder = folder
        self._real = sites.build(ROOT, folder / "real", packages)
        synthesize(folder / "synthetic", pages)
        self._large = sites.build(folder / "synthetic", folder / "large", packages)
        self._queries = read_queries()
        searches = {path.stem: path for path in (self._real.ours / "search").iterdir()}
        del searches[EVERY_ROLE]
        self._urgent = {
            role: frozenset(json.loads(path.read_text(encoding="utf-8"))["urgent"])
            for role, path in searches.items()
        }
        self._largest = max(searches, key=lambda role: compressed(searches[role]))

    def row(self, contender: Contender) -> Row:
        return Row(
            contender,
            measure.cost(self._browser, contender, contender.site(self._real), self._typed()),
            list(
                measure.results(
                    self._browser,
                    contender,
                    lambda role: self._site_of(role, contender),
                    self._queries,
                    self._urgent,
                )
            ),
            measure.load_of_all(self._browser, contender, contender.site(self._large)),
        )

    def _typed(self) -> Sequence[Query]:
        return sample(self._queries, self._largest, TYPED)

    def _site_of(self, role: str, contender: Contender) -> Path:
        if contender.can_filter:
            return contender.site(self._real)
        return sites.plain_of_role(self._real, role, self._folder / "by-role")


def _show_misses(rows: Sequence[Row]) -> None:
    for row in rows:
        if row.contender.name == "ours":
            for item in row.results:
                if not item.has_place:
                    print(f"{item.query.role}: {item.query.says}")


if __name__ == "__main__":
    main()
