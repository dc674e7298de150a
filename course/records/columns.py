"""The columns of a table of finished modules, and what a row of it says.

The script `path/record-table.mjs` writes such a table for one reader.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date

COLUMNS = (
    "employee_id",
    "last_name",
    "first_name",
    "name",
    "district",
    "course",
    "version",
    "address",
    "module_id",
    "module",
    "job_ids",
    "jobs",
    "minutes",
    "hours",
    "completed_on",
    "made_on",
)
"""The header, in this order."""
NEEDED = ("module_id", "minutes", "completed_on")
"""The columns without which nothing can be counted. One that says who it was is needed, too."""
NAMING = ("employee_id", "last_name", "first_name", "name")
"""The columns that say who it was."""
TOTAL_COLUMNS = (
    "employee_id",
    "last_name",
    "first_name",
    "name",
    "district",
    "modules",
    "minutes",
    "hours",
    "first_completed_on",
    "last_completed_on",
)
"""The header of the table with one row for each person."""
LIKE_A_FORMULA = re.compile(r"[\s\u200b]*[=+\-@＝＋－＠]|[\t\r\n]")
"""Matches a text that a spreadsheet would run when it opens the file."""


Spelling = tuple[str, str, str, str]
"""How a person is written: number, last name, first name, name."""


@dataclass(frozen=True, order=True)
class Row:
    """One module that one person has finished."""

    employee_id: str
    last_name: str
    first_name: str
    name: str
    district: str
    course: str
    version: str
    address: str
    module_id: str
    module: str
    job_ids: str
    jobs: str
    minutes: int
    completed_on: date
    made_on: str
    path: str
    """The file that it is from, and its line there."""
    line: int

    @property
    def person(self) -> tuple[str, str]:
        """Whose it is: the number and the name, however they are written."""
        return folded_number(self.employee_id), folded_name(self.shown_name)

    @property
    def spelling(self) -> Spelling:
        """How the person is written here."""
        return self.employee_id, self.last_name, self.first_name, self.shown_name

    def spelled(self, spelling: Spelling) -> "Row":
        """The same with the person written in another way."""
        number, last, first, name = spelling
        return replace(self, employee_id=number, last_name=last, first_name=first, name=name)

    @property
    def shown_name(self) -> str:
        """The name as one text."""
        return self.name or f"{self.first_name} {self.last_name}".strip()

    @property
    def cells(self) -> tuple[str, ...]:
        """Its values in the order of `COLUMNS`."""
        values = {
            **{name: str(value) for name, value in vars(self).items()},
            "name": self.shown_name,
            "hours": hours(self.minutes),
        }
        return tuple(values[name] for name in COLUMNS)


def hours(minutes: int) -> str:
    """Minutes as hours, to the nearest quarter: at most seven minutes more or less than it was."""
    return f"{round(minutes / 15) / 4:.2f}"


def folded_number(number: str) -> str:
    """An employee number without what spreadsheets and people change: zeros, case, spaces."""
    return re.sub(r"[\W_]", "", number.casefold()).lstrip("0")


def folded_name(name: str) -> str:
    """A name without accents, case and the order of its words."""
    return " ".join(sorted(re.findall(r"\w+", plain(name))))


def plain(text: str) -> str:
    """A text without accents and case, as one looks for it in an alphabetical list."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
