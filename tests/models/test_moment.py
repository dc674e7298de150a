from course.models.moment import Moment


def duty(means: str) -> dict[str, object]:
    return {"means": means, "says": [means]}


MOMENT = Moment.model_validate(
    {
        "title": "Seizure",
        "first": duty("clock"),
        "calls": duty("911"),
        "exception": duty("plan"),
        "jobs": {
            "front-line": {"first": duty("stop"), "calls": duty("office")},
            "bus-driver": {"calls": duty("dispatch")},
        },
    }
)


def test_most_specific_cell_wins_part_by_part() -> None:
    for reader, expected in (
        (("bus-driver", "front-line"), ["stop", "dispatch", "plan"]),
        (("nutrition", "front-line"), ["stop", "office", "plan"]),
        (("nurse", "specialists"), ["clock", "911", "plan"]),
    ):
        duties = MOMENT.duties(reader)
        assert list(duties) == ["first", "calls", "exception"]
        assert [duty.means for duty in duties.values()] == expected
