"""Compares the time of a clean build of a synthetic course with other generators and the same text.

    python -m bench.build                        200 and 1,000 pages, five and three rounds
    python -m bench.build --peers FOLDER         with Hugo, installed there
    python -m bench.build --pages 5000 --rounds 1 --only ours

All run in separate processes and take turns, so that other load on the machine affects all. Their
output is discarded; a failed build stops the measurement.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from bench import peers
from bench.checkout import build_anywhere
from bench.processes import Command, Runs, Task, alternate, measure, ratio, remove, table
from course.memo import cache_of

ROUNDS = {200: 5, 1000: 3}
OURS = "ours"
MISSING = "not installed"

T = TypeVar("T")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time clean builds of the same course.")
    parser.add_argument("--pages", type=int, nargs="+", default=list(ROUNDS))
    parser.add_argument("--rounds", type=int, help="default: 5 for 200 pages, else 3")
    parser.add_argument("--peers", type=Path, help="where Hugo is installed")
    parser.add_argument(
        "--only", nargs="+", default=[""], help="only rows whose names contain one of these"
    )
    parser.add_argument(
        "--no-search-words", action="store_true", help="a course without search phrases"
    )
    arguments = parser.parse_args()
    for pages in arguments.pages:
        with TemporaryDirectory() as name:
            folder = Path(name)
            synthesize(folder / "course", pages, not arguments.no_search_words)
            tasks, missing = prepare(folder, arguments.peers)
            tasks, missing = _chosen(tasks, arguments.only), _chosen(missing, arguments.only)
            rounds = arguments.rounds or ROUNDS.get(pages, 3)
            runs = alternate(tasks, rounds)
            print(f"\n{pages} pages, {rounds} rounds\n\n{table(runs, ratios(runs), missing)}")
            remove(cache_of(folder / "course"))


def synthesize(course: Path, pages: int, with_search_words: bool = True) -> None:
    """Write a course of about so many pages into a folder."""
    command: list[str | Path] = [sys.executable, "-m", "bench.synthesize", "--pages", str(pages)]
    if not with_search_words:
        command.append("--no-search-words")
    measure(Task([*command, course]))


def prepare(folder: Path, peers_folder: Path | None) -> tuple[dict[str, Task], dict[str, str]]:
    """Write what the others need into `folder`, next to `course`.

    Returns a clean build by each generator, and the generators that are not installed.
    """
    course, plain, hugo_sources = folder / "course", folder / "plain", folder / "hugo"
    measure(Task([sys.executable, "-m", "bench.plain", course, plain]))
    bare = peers.write_bare_config(plain)
    mkdocs: Command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f"]
    site, staging = folder / "site", folder / ".site.build"
    clean = partial(remove, site, staging, cache_of(course), plain / "site", plain / ".cache")
    tasks = {
        OURS: Task(build_anywhere(course, site), clean),
        "MkDocs": Task([*mkdocs, plain / "mkdocs.yml", "-d", site], clean),
        "MkDocs, no search": Task([*mkdocs, bare, "-d", site], clean),
    }
    missing = {}
    if zensical := peers.find_zensical():
        tasks["Zensical"] = Task([zensical, "build", "-f", plain / "mkdocs.yml"], clean)
    else:
        missing["Zensical"] = MISSING
    if hugo := peers.find_hugo(peers_folder):
        peers.write_hugo(plain, hugo_sources)
        command: Command = [hugo, "--quiet", "--source", hugo_sources, "--destination", site]
        tasks["Hugo"] = Task(command, clean)
    else:
        missing["Hugo"] = MISSING
    return tasks, missing


def ratios(runs: Runs) -> dict[str, dict[str, float]]:
    """A column with our CPU seconds divided by those of each other generator."""
    if OURS not in runs:
        return {}
    return {
        "ours ÷ it": {
            name: ratio(runs[OURS], of_one) for name, of_one in runs.items() if name != OURS
        }
    }


def _chosen(rows: Mapping[str, T], only: Sequence[str]) -> dict[str, T]:
    return {name: row for name, row in rows.items() if any(part in name for part in only)}


if __name__ == "__main__":
    main()
