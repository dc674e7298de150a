"""The day on which a course is checked."""

from datetime import UTC, date, datetime


def current_day() -> date:
    """The day where this computer is, which may be another one than in Greenwich."""
    return datetime.now(UTC).astimezone().date()
