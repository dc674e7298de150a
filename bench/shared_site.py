"""Builds one site that many synthetic districts share, and measures it.

    python -m bench.shared_site                  1,000 districts, one round
    python -m bench.shared_site --districts 100 --rounds 2

Districts differ in name, numbers and where mistakes are reported. Every fifth has no numbers yet,
so its cards say what to do instead, which is longer. All builds are clean and without any cache.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from bench.districts import RUN, settings
from bench.processes import ROOT, Command, Task, alternate, remove, table
from course.inputs import copy_inputs
from course.memo import cache_of
from course.read.shared_district import SHARED
from course.site import DISTRICTS

COUNT, ROUNDS = 1_000, 1
WITHOUT_NUMBERS = 5
"""One district in so many has no numbers yet."""
MEGABYTE = 1_000_000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure a site that many districts share.")
    parser.add_argument("--districts", type=int, default=COUNT)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    arguments = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        course, site = folder / "course", folder / "site"
        copy_inputs(ROOT, course)
        clean = partial(remove, site, folder / ".site.build", cache_of(course))
        tasks = {}
        for count in (1, arguments.districts):
            districts = folder / f"{count}-districts"
            write_districts(course, districts, count)
            build: Command = [sys.executable, "-c", RUN, "build", "--folder", course, "--shared"]
            where: Command = ["--districts", districts, "--output", site]
            tasks[f"districts: {count:,}"] = Task([*build, *where], clean)
        runs = alternate(tasks, arguments.rounds)
        sizes = [size_of(path) for path in (site / DISTRICTS).iterdir() if path.is_dir()]
        total = size_of(site)
        list_size = (site / DISTRICTS / "index.html").stat().st_size
        remove(cache_of(course))
    print(table(runs, {}, {}))
    one, many = (min(run.cpu_seconds for run in of_task) for of_task in runs.values())
    each = (many - one) / (len(sizes) - 1)
    print(f"\nCPU s for each further district: {each:.3f}")
    print(f"all files: {total / MEGABYTE:.1f} MB, the list {list_size:,} bytes")
    print(f"districts: {min(sizes):,} to {max(sizes):,} bytes")


def write_districts(course: Path, folder: Path, count: int) -> None:
    """Write the settings of so many districts for a course, the same in every run."""
    text = (course / "reference" / "contacts.yml").read_text(encoding="utf-8")
    contacts = yaml.load(text, yaml.CSafeLoader)
    local = [name for name, contact in contacts.items() if contact.get("local")]
    for number in range(count):
        path = folder / f"d{number:03}" / "district.yml"
        path.parent.mkdir(parents=True)
        chosen = shared_settings(number, [] if number % WITHOUT_NUMBERS == 0 else local)
        path.write_text(yaml.safe_dump(chosen), encoding="utf-8", newline="\n")


def shared_settings(number: int, contacts: Sequence[str]) -> Mapping[str, Any]:
    """The settings of a district that has these contacts. Without any, it is a draft."""
    of_own_site = settings(number, contacts, [])
    found = {key: value for key, value in of_own_site.items() if key in SHARED}
    return {**found, "draft": "no" if contacts else "yes"}


def size_of(folder: Path) -> int:
    """The bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
