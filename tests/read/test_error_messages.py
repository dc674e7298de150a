import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import ErrorDetails

from course.read.error_messages import finding
from course.suggestions import did_you_mean

KNOWN = ("bus-driver", "nutrition", "front-office")


@pytest.mark.parametrize(
    ("wrong", "remedy"),
    [
        ("bus-drivers", 'Did you mean "bus-driver"?'),
        ("BUS-DRIVER", 'Did you mean "bus-driver"?'),
        ("zebra", "Write one of these: bus-driver, nutrition, front-office."),
        ("", "Write one of these: bus-driver, nutrition, front-office."),
    ],
)
def test_remedy_suggests_the_nearest_name_or_all_names(wrong: str, remedy: str) -> None:
    assert did_you_mean(wrong, KNOWN) == remedy


def test_long_list_of_names_is_shortened_and_an_empty_one_is_mentioned() -> None:
    many = [f"role-{number}" for number in range(20)]
    assert did_you_mean("zebra", many) == f"Write one of these: {', '.join(many[:12])}, …"
    assert did_you_mean("zebra", ()) == "There is nothing to choose from yet."


def details(code: str, given: object, context: dict[str, object] | None = None) -> ErrorDetails:
    return {"type": code, "loc": ("care", "skip"), "msg": "", "input": given, "ctx": context or {}}


@given(st.text())
def test_any_name_gets_a_remedy(wrong: str) -> None:
    assert did_you_mean(wrong, KNOWN)[-1] in ".?"


@pytest.mark.parametrize("code", ["an_error_of_a_later_version", "string_unicode"])
def test_error_without_a_message_of_its_own_is_reported(code: str) -> None:
    result = finding("a.yml", details(code, ["x"]), {"skip": "The lesson to skip."}, ["skip"])
    assert (result.what, result.remedy) == ("A list does not fit at skip.", "The lesson to skip.")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("word", '"word"'),
        ("two\n  lines", '"two lines"'),
        ("x" * 60, f'"{"x" * 40}…"'),
        (" ", "An empty value"),
        ({}, "A group of keys"),
        ([], "A list"),
    ],
)
def test_wrong_value_is_quoted_on_one_short_line(given: object, shown: str) -> None:
    assert finding("a.yml", details("day", given), {}, []).what == f"{shown} is not a day."


def test_remedy_ends_with_the_purpose_of_the_key() -> None:
    result = finding(
        "a.yml", details("missing", {}), {"skip": "The lesson to skip.", "x": "Not this."}, []
    )
    assert result.remedy == 'Add "skip:" here. The lesson to skip.'
    assert result.on_key


@pytest.mark.parametrize("code", ["enum", "union_tag_invalid"])
def test_allowed_values_come_from_the_model_and_not_from_the_error(code: str) -> None:
    error = details(code, "zebra", {"expected": "'x' or 'y'", "expected_tags": "'x', 'y'"})
    result = finding("a.yml", error, {}, [], ["either or", "one, two"])
    assert result.remedy == "Write one of these: either or, one, two."
