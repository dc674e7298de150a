"""What is wrong with an answer that is a day, or yes or no. Several commands ask for one."""

from course.models.reference import day_in


def wrong_yes_or_no(text: str) -> str:
    """What to type instead, if a text is neither yes nor no."""
    return "" if text in ("yes", "no") else "Type yes or no."


def wrong_day(text: str) -> str:
    """What to type instead, if a text is no day of the calendar, such as `2026-11-28`."""
    try:
        day_in(text)
    except ValueError:
        return "Type year, month and day, such as 2026-11-28."
    return ""
