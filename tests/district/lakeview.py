"""A district that has settings and texts of its own for the small course."""

from pathlib import Path

from course.compile import check_folder
from course.problems import Problem

SETTINGS = """\
name: Lakeview
state: Texas
title: Every Adult
offer:
  jobs: [driver]
contacts:
  office:
    call: 555-555-2134
    verified-on: 2026-11-24
"""
OWN_TEXTS = """\
lessons:
  few-words:
    title: Fewer words
  quiet-example:
    title: Ours is quiet
  our-lesson:
    new: yes
    after: few-words
    title: Ours
    core: yes
    text: |
      Ours, with few words.
care:
  skip: our-lesson
remove:
  lessons/hard-example: |
    It is too close to what happened here.
"""
OWN = {"district/district.yml": SETTINGS, "district/modules/first-steps.yml": OWN_TEXTS}
OWN_TITLES = {
    "district/district.yml": f"{SETTINGS}draft: yes\n",
    "district/modules/first-steps.yml": OWN_TEXTS.partition("  our-lesson")[0],
}
"""The same without anything new, and without anything removed."""
PLACE = "modules/first-steps.yml:lessons/few-words/title"


def problems_of(folder: Path) -> dict[str, Problem]:
    """What is wrong with a district's course, by the sentence that says so."""
    problems = check_folder(folder, district=folder / "district").problems
    return {problem.what: problem for problem in problems}


def changed_below(folder: Path) -> list[str]:
    """What somebody should look at again."""
    return [what for what in problems_of(folder) if "somebody looked at it" in what]
