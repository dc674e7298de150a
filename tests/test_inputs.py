from collections.abc import Iterable, Mapping

import pytest

from course.inputs import Inputs, hashes_of

CONTENTS = {
    "course.yml": b"title",
    "modules/noticing.yml": b"module",
    "quizzes/noticing.yml": b"quiz",
    "modules/other.yml": b"other",
    "reference/claims.yml": b"claims",
}


def key(modules: Iterable[str] | None, changed: Mapping[str, bytes] = {}, stamp: str = "a") -> str:
    return Inputs(stamp, hashes_of({**CONTENTS, **changed})).key(modules)


@pytest.mark.parametrize(
    ("modules", "changed", "is_same"),
    [
        (["noticing"], {}, True),
        (["noticing"], {"modules/noticing.yml": b"x"}, False),
        (["noticing"], {"quizzes/noticing.yml": b"x"}, False),
        (["noticing"], {"modules/other.yml": b"x"}, True),
        (["noticing"], {"reference/claims.yml": b"x"}, False),
        (["noticing"], {"reference/new.yml": b"x"}, False),
        ([], {"modules/noticing.yml": b"x"}, True),
        ([], {"course.yml": b"x"}, False),
        (None, {"modules/other.yml": b"x"}, False),
        (["missing"], {"quizzes/missing.yml": b"x"}, False),
    ],
)
def test_key_changes_with_the_inputs_of_a_page(
    modules: list[str] | None, changed: dict[str, bytes], is_same: bool
) -> None:
    assert (key(modules, changed) == key(modules)) is is_same


def test_key_changes_with_the_generator() -> None:
    assert key([], stamp="b") != key([])


def test_order_of_modules_does_not_matter() -> None:
    assert key(["noticing", "other"]) == key(["other", "noticing"])
