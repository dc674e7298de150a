"""Problems and other texts as Markdown, for the issues and summaries on GitHub."""

import re

from course.problems import Problem

_SPECIAL = re.compile(r"[\\`*_\[\]<>|#@]")
"""Characters that mean something in Markdown, or on GitHub."""
_CODE = re.compile(r"(`[^`]*`)")


def escaped(text: str) -> str:
    """A text on one line, in which no character is taken for Markdown."""
    return _SPECIAL.sub(r"\\\g<0>", text.replace("\n", " "))


def list_item(problem: Problem, kind: str = "") -> str:
    """A problem as an item of a list, with its kind first. What it shows as code stays code."""
    place = f"`{problem.path}:{problem.position.line}`"
    parts = _CODE.split(f"{kind}{problem.what} {problem.remedy}")
    words = "".join(part if part.startswith("`") else escaped(part) for part in parts)
    return f"- {place} {words}"
