from collections.abc import Iterable

import pytest

from course.inputs import Inputs, hashes_of

CONTENTS = {
    "course.yml": b"title",
    "modules/noticing.yml": b"module",
    "quizzes/noticing.yml": b"quiz",
    "modules/other.yml": b"other",
    "reference/claims.yml": b"claims",
}


def key(modules: Iterable[str] | None, stamp: str = "a", **changed: bytes) -> str:
    named = {name.replace("__", "/") + ".yml": content for name, content in changed.items()}
    return Inputs(stamp, hashes_of({**CONTENTS, **named})).key(modules)


@pytest.mark.parametrize(
    ("modules", "changed", "is_same"),
    [
        (["noticing"], {}, True),
        (["noticing"], {"modules__noticing": b"x"}, False),
        (["noticing"], {"quizzes__noticing": b"x"}, False),
        (["noticing"], {"modules__other": b"x"}, True),
        (["noticing"], {"reference__claims": b"x"}, False),
        (["noticing"], {"reference__new": b"x"}, False),
        ([], {"modules__noticing": b"x"}, True),
        ([], {"course": b"x"}, False),
        (None, {"modules__other": b"x"}, False),
        (["missing"], {"quizzes__missing": b"x"}, False),
    ],
)
def test_key_follows_what_a_page_is_made_from(
    modules: list[str] | None, changed: dict[str, bytes], is_same: bool
) -> None:
    assert (key(modules, **changed) == key(modules)) is is_same


def test_key_follows_the_generator() -> None:
    assert key([], stamp="b") != key([])


def test_order_of_modules_does_not_matter() -> None:
    assert key(["noticing", "other"]) == key(["other", "noticing"])
