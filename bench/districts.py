"""Builds the sites of many synthetic districts with one command, and one of them alone.

    python -m bench.districts                  50 districts, two rounds
    python -m bench.districts --districts 200 --rounds 1

Districts differ in name, address, contacts, color and jobs; every fifth replaces a lesson. All
builds are clean and without any cache.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from bench.processes import ROOT, Command, Task, alternate, ratio, remove, table
from course.inputs import copy_inputs
from course.memo import cache_of

DISTRICTS, ROUNDS = 50, 2
REPLACING = 5
"""One district in so many replaces a lesson."""
FEWEST_JOBS, MOST_JOBS = 6, 10
COLORS = ("#1f4e79", "#5b2a86", "#7a1f4e", "#0b5563", "#3d3d8f", "#4a4a12", "#6b3a0a")
"""The districts' accent colors, in turn."""
MANY, ALONE = "many districts", "one district alone"
RUN = "import sys; from course.cli.main import main; sys.exit(main(sys.argv[1:]))"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time the builds of many districts.")
    parser.add_argument("--districts", type=int, default=DISTRICTS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    arguments = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        course, districts = folder / "course", folder / "districts"
        copy_inputs(ROOT, course)
        write_districts(course, districts, arguments.districts)
        clean = partial(remove, folder / "site", folder / ".site.build", cache_of(course))
        build: Command = [sys.executable, "-c", RUN, "build", "--folder", course, "--no-guide"]
        to_site: Command = ["--output", folder / "site"]
        alone = districts / "d001"
        tasks = {
            MANY: Task([*build, "--districts", districts, *to_site], clean),
            ALONE: Task([*build, "--district", alone, *to_site], clean),
        }
        runs = alternate(tasks, arguments.rounds)
        pages = len([*(folder / "site").rglob("index.html")])
        remove(cache_of(course))
    print(f"\n{arguments.districts} districts; the one alone has {pages} pages\n")
    print(table(runs, {"÷ one alone": {MANY: ratio(runs[MANY], runs[ALONE])}}, {}))


def write_districts(course: Path, folder: Path, count: int) -> None:
    """Write so many districts for a course, the same in every run."""
    random = Random(1)
    jobs = list(_yaml(course / "reference" / "roles.yml")["roles"])
    contacts = _yaml(course / "reference" / "contacts.yml")
    modules = sorted((course / "modules").glob("*.yml"))
    for number in range(count):
        district = folder / f"d{number:03}"
        local = [name for name, contact in contacts.items() if contact.get("local")]
        chosen = random.sample(jobs, random.randint(FEWEST_JOBS, MOST_JOBS))
        _write(district / "district.yml", settings(number, local, chosen))
        if number % REPLACING == 0:
            module = modules[number // REPLACING % len(modules)]
            _write(district / "modules" / module.name, replaced_lesson(_yaml(module), number))


def settings(number: int, contacts: Sequence[str], jobs: Sequence[str]) -> Mapping[str, Any]:
    """The settings of a district with these contacts and jobs."""
    return {
        "name": f"District {number}",
        "state": "Texas",
        "title": f"Every Adult in District {number}",
        "address": f"https://d{number}.example/",
        "report-to": f"mailto:course@d{number}.example",
        "accent": COLORS[number % len(COLORS)],
        "offer": {"jobs": [*jobs]},
        "contacts": {
            name: {"call": f"555-555-{2000 + number}", "verified-on": "2026-11-20"}
            for name in contacts
        },
    }


def replaced_lesson(module: Mapping[str, Any], number: int) -> Mapping[str, Any]:
    """What a district writes over the first lesson with a text."""
    lesson_id, lesson = next(it for it in module["lessons"].items() if it[1].get("text"))
    text = f"{lesson['text']}\n\nThis holds in district {number}, too.\n"
    return {"lessons": {lesson_id: {"title": f"Ours {number}", "text": text}}}


def _yaml(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    return data


def _write(path: Path, data: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=False)
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
