"""The current day is that of the place where the course is checked."""

import time
from datetime import datetime, timedelta, timezone

import pytest

from course.today import current_day


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has its own settings for time")
@pytest.mark.parametrize("hours", [-12, 14], ids=["earliest", "latest"])
def test_day_is_that_of_this_computer(hours: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The earliest and the latest time zone never have the same day."""
    zone = timezone(timedelta(hours=hours))
    with monkeypatch.context() as patch:
        patch.setenv("TZ", f"here{-hours:+}")
        time.tzset()
        before, day, after = datetime.now(zone), current_day(), datetime.now(zone)
    time.tzset()
    assert day in {before.date(), after.date()}
