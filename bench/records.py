"""Writes the tables of made-up people, as a school hands them in, to try `merge-records` with.

    python -m bench.records handed-in --people 200

Some files are odd: handed in twice, saved again by a spreadsheet, in another encoding or spelling.
"""

from datetime import date, timedelta
from pathlib import Path
from random import Random

import click

from course.models.course import Course
from course.models.role_course import RoleCourse
from course.read.loader import load
from course.records.columns import COLUMNS, hours
from course.records.writing import table
from course.tailor import tailor

ROOT = Path(__file__).parent.parent
FIRST_NAMES = (
    *("Ana", "Bo", "Carmen", "Dwayne", "Élodie", "Fatima", "George", "Hawa", "Ingrid", "José"),
    *("Kamala", "Lê", "Mary Ann", "Nguyễn", "Olu", "Priya", "Quinn", "Rosa", "Søren", "Zoë"),
)
LAST_NAMES = (
    *("Abara", "Begay", "Cruz", "de la Cruz", "Eze", "Fischer", "García", "Hall", "Ikeda"),
    *("Jensen", "Kowalski", "Lee", "Müller", "Núñez", "O'Brien", "Park", "Smith-Jones", "Tran"),
)
START = date(2026, 8, 17)


def people_files(course: Course, count: int, random: Random) -> dict[str, bytes]:
    """The files of so many people, by name."""
    roles = [role for role in tailor(course).by_role.values() if role.modules]
    files: dict[str, bytes] = {}
    for number in range(count):
        rows = person_rows(course, random.choice(roles), number, random)
        name = f"record-{number:03}"
        files[f"{name}.csv"] = content = table(COLUMNS, rows)
        match number % 20:
            case 3:  # handed in twice
                files[f"{name} (1).csv"] = content
            case 7:  # Excel, where commas are decimal signs
                text = content.decode("utf-8-sig").replace('","', '";"')
                files[f"{name}.csv"] = text.encode("utf-16")
            case 11:  # somebody has typed into it
                files[f"{name}.csv"] = content.replace(rows[0][-2].encode(), b"soon", 1)
            case 13:  # zeros are gone, and dates are American
                day = date.fromisoformat(rows[0][-2])
                american = f"{day.month}/{day.day}/{day.year}"
                changed = content.replace(rows[0][-2].encode(), american.encode())
                files[f"{name}.csv"] = changed.replace(b'"00', b'"')
    return files


def person_rows(course: Course, role: RoleCourse, number: int, random: Random) -> list[list[str]]:
    """What one person has finished: the first modules of a job's path."""
    first, last = random.choice(FIRST_NAMES), random.choice(LAST_NAMES)
    employee = f"00{4000 + number}" if random.random() < 0.7 else ""
    day = START + timedelta(days=random.randint(0, 60))
    rows = []
    for module_id, module in list(role.modules.items())[: random.randint(1, len(role.modules))]:
        day += timedelta(days=random.randint(0, 5))
        cells = {
            "employee_id": employee,
            "last_name": last,
            "first_name": first,
            "name": f"{first} {last}",
            "district": "Lakeview Schools",
            "course": str(course.outline.title),
            "version": course.outline.version,
            "address": "https://lakeview.example/",
            "module_id": module_id,
            "module": str(module.title),
            "job_ids": role.role_id,
            "jobs": str(role.role.title),
            "minutes": str(module.minutes),
            "hours": hours(module.minutes),
            "completed_on": str(day),
            "made_on": "2026-12-18",
        }
        rows.append([cells[name] for name in COLUMNS])
    return rows


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--people", default=200)
@click.option("--seed", default=1)
def main(folder: Path, people: int, seed: int) -> None:
    """Write the files into a folder."""
    course = load(ROOT).course
    assert course
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in people_files(course, people, Random(seed)).items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main()
