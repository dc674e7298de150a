"""Splicing changes one value or adds one entry, and no other byte."""

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from course.authoring.splice import insert_entry, replace_scalar
from course.authoring.yaml_file import SpliceError
from course.authoring.yaml_text import as_yaml
from course.problems import Location
from course.read.decode import INVISIBLE
from course.read.yaml_reader import Data, read
from tests.conftest import SMALL_COURSE

# Each part is a location (or none), and the text of the file up to the next part.
PARTS: tuple[tuple[Location | None, str], ...] = (
    (None, "# The top.\ntitle: "),
    (("title",), "Plain words"),
    (None, "  # for the front page\n\nempty:"),
    (("empty",), ""),
    (None, "\nsingle: "),
    (("single",), "'it''s'"),
    (None, "\ndouble: "),
    (("double",), '"a \\"b\\" é"'),
    (None, "\nplain-lines: "),
    (("plain-lines",), "one\n  two"),
    (None, "\nlessons:\n  # The first one.\n  few-words:\n    text: "),
    (("lessons", "few-words", "text"), "|\n      One line.\n\n      - and: more # here\n"),
    (None, "\n    # A note of an author.\n    wide: "),
    (("lessons", "few-words", "wide"), "|2\n        A line with space before it.\n"),
    (None, "    folded: "),
    (("lessons", "few-words", "folded"), ">-\n      Some words\n      on two lines.\n"),
    (None, "\n    only: [bus-driver, "),
    (("lessons", "few-words", "only", 1), "coach"),
    (None, "]  # both\n    ways:\n      - "),
    (("lessons", "few-words", "ways", 0), "|\n        Look.\n"),
    (None, "      - "),
    (("lessons", "few-words", "ways", 1), "plain"),
    (None, "\n      - name: "),
    (("lessons", "few-words", "ways", 2, "name"), "inside"),
    (None, "\n        call: "),
    (("lessons", "few-words", "ways", 2, "call"), "|-\n          Five\n"),
    (None, "list:\n- "),
    (("list", 0), "x"),
    (None, "\n-"),
    (("list", 1), ""),
    (None, "\n# The end.\nlast: "),
    (("last",), "|\n  Words.\n"),
)
PLACES = [location for location, _ in PARTS if location]

values = st.one_of(
    st.text(st.sampled_from("ab é😀\u3000{}[]()*&@!%|>\"'`#:-?,.~<=\t\n\\")),
    st.lists(
        st.sampled_from(
            ["", "Words.", "- item", "a: b", "a #b", " in", "#", "'q'", '"q"', "---", "...", "\\n"]
        )
    ).map("\n".join),
)


def around(place: Location) -> tuple[str, str, str]:
    """What stands in the file before a value, after it on its line, and after that."""
    index = next(at for at, (location, _) in enumerate(PARTS) if location == place)
    before = "".join(text for _, text in PARTS[:index])
    after = "".join(text for _, text in PARTS[index + 1 :])
    if PARTS[index][1].endswith("\n"):
        return before, "", after
    rest, end, below = after.partition("\n")
    return before, rest + end, below


WHOLE = "".join(text for _, text in PARTS)


def data_of(text: str) -> Data:
    document, problems = read("a.yml", text.encode())
    assert problems == ()
    assert document
    return document.data


def places(data: Data, location: Location = ()) -> Iterator[tuple[Location, str]]:
    """Every text and its location, without the line ends at its end."""
    if isinstance(data, str):
        yield location, data.rstrip("\n")
        return
    for step, inner in data.items() if isinstance(data, dict) else enumerate(data):
        yield from places(inner, (*location, step))


def saying(text: str, location: Location, value: str) -> dict[Location, str]:
    """What a file should say after one text in it was replaced."""
    said = dict(places(data_of(text)))
    assert location in said
    return {**said, location: value.rstrip("\n")}


@given(place=st.sampled_from(PLACES), value=values)
@example(place=("title",), value="yes: no")
@example(place=("list", 1), value="- a\n\n  b ")
@example(place=("lessons", "few-words", "only", 1), value="a, b]\nc")
@example(place=("lessons", "few-words", "wide"), value="no space\n\tbut a tab")
@example(place=("lessons", "few-words", "folded"), value="a\nb\n\n  c\nd")
@example(place=("last",), value="")
@example(place=("last",), value="=======")
@example(place=("last",), value=" \n ")
def test_the_file_says_the_new_text_and_all_else_as_before(place: Location, value: str) -> None:
    new = replace_scalar(WHOLE, place, value)
    assert dict(places(data_of(new))) == saying(WHOLE, place, value)
    before, rest, below = around(place)
    assert new.startswith(before)
    assert new.endswith(below)
    assert rest in new[len(before) :]


@given(
    place=st.sampled_from(PLACES),
    value=values,
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    mark=st.sampled_from(["", "\ufeff"]),
    ends=st.booleans(),
)
def test_line_ends_marks_and_last_lines_stay(
    place: Location, value: str, line_end: str, mark: str, ends: bool
) -> None:
    whole = WHOLE if ends else WHOLE.removesuffix("\n")
    text = mark + whole.replace("\n", line_end)
    new = replace_scalar(text, place, value)
    assert dict(places(data_of(new))) == saying(whole, place, value)
    assert new.startswith(mark + around(place)[0].replace("\n", line_end))
    assert set(line_end) >= set(new) & {"\r", "\n"}
    assert "\n" not in new.replace(line_end, "")


@pytest.mark.parametrize(
    ("place", "value", "written"),
    [
        (("title",), "Other words", "title: Other words  # for"),
        (("title",), "a: b", 'title: "a: b"  # for'),
        (("title",), 'the "a: b"', "title: 'the \"a: b\"'  # for"),
        (("title",), "a\nb", "title: |  # for the front page\n  a\n  b\n\nempty:"),
        (("empty",), "now", "empty: now\n"),
        (("title",), "", 'title: ""  # for'),
        (("single",), "isn't", "single: 'isn''t'"),
        (("double",), "\\", 'double: "\\\\"'),
        (("last",), "a: b", "last: |\n  a: b\n"),
        (("last",), "One.\n\nTwo.\n\n", "last: |\n  One.\n\n  Two.\n"),
        (("last",), "  One.\nTwo.", "last: |2\n    One.\n  Two.\n"),
        (("last",), "", 'last: ""\n'),
        (("lessons", "few-words", "text"), "One.", "text: |\n      One.\n\n    # A note"),
        (("lessons", "few-words", "folded"), "a\nb", "folded: >-\n      a\n\n      b\n\n    only"),
        (("lessons", "few-words", "ways", 1), "a\nb", "- |\n        a\n        b\n      - name"),
        (("lessons", "few-words", "only", 1), "a, b", '[bus-driver, "a, b"]  # both'),
    ],
)
def test_the_style_of_the_value_stays(place: Location, value: str, written: str) -> None:
    assert written in replace_scalar(WHOLE, place, value)


def test_a_text_can_be_replaced_by_itself_in_every_file() -> None:
    for path in (SMALL_COURSE / "modules").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        for location, value in list(places(data_of(text)))[::17]:
            assert replace_scalar(text, location, value) == text, (path, location)


@pytest.mark.parametrize(
    ("text", "location", "value", "says"),
    [
        ("a: b", ("c",), "x", "There is nothing at"),
        ("a: [b]", ("a",), "x", "not a text"),
        ("a: b", ("a",), "x\x07", r"U\+0007"),
        ("a: b", ("a",), "\ud800", r"U\+D800"),
        ("a: 'b", ("a",), "x", "quot"),
        ("", ("a",), "x", "empty"),
        ("a: b\na: c", ("a",), "x", "second time"),
    ],
)
def test_what_cannot_be_replaced_is_said(
    text: str, location: Location, value: str, says: str
) -> None:
    with pytest.raises(SpliceError, match=says):
        replace_scalar(text, location, value)


# -- Adding ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "location", "entry", "after", "expected"),
    [
        ("a: 1\n", (), "b: 2\n", None, "a: 1\nb: 2\n"),
        ("a: 1", (), "b: 2\n", None, "a: 1\nb: 2\n"),
        ("a: 1\nb: 2\n", (), "c: 3", "a", "a: 1\nc: 3\nb: 2\n"),
        ("a: 1\n\nb: 2\n", (), "c: 3", None, "a: 1\n\nb: 2\n\nc: 3\n"),
        ("a: 1\n\nb: 2\n", (), "c: 3", "a", "a: 1\n\nc: 3\n\nb: 2\n"),
        ("a: 1\n\n# of b\nb: 2\n", (), "c: 3", "a", "a: 1\n\nc: 3\n\n# of b\nb: 2\n"),
        ("a:\n  b: 1\nc: 2\n", ("a",), "d: 3", None, "a:\n  b: 1\n  d: 3\nc: 2\n"),
        ("a:\n  b: 1\n  # more\n# of c\nc: 2\n", ("a",), "d: 3", None,
         "a:\n  b: 1\n  # more\n  d: 3\n# of c\nc: 2\n"),
        ("a:\n  b: |\n    x\n\n\nc: 2\n", ("a",), "d: 3", None,
         "a:\n  b: |\n    x\n  d: 3\n\n\nc: 2\n"),
        ("a:\n  b: |+\n    x\n\nc: 2\n", ("a",), "d: 3", None,
         "a:\n  b: |+\n    x\n\n  d: 3\nc: 2\n"),
        ("a:\n  - b\nc: 2\n", ("a",), "- |\n  x\n\n  y\n", None,
         "a:\n  - b\n  - |\n    x\n\n    y\nc: 2\n"),
        ("a:\n- b\n# of c\nc: 2\n", ("a",), "- x", None, "a:\n- b\n- x\n# of c\nc: 2\n"),
        ("a:\n- b\n- c\n", ("a",), "- x", 0, "a:\n- b\n- x\n- c\n"),
        ("a: [b, c]  # both\n", ("a",), "- x", None, "a: [b, c, x]  # both\n"),
        ("a: [b, c]  # both\n", ("a",), "- x", 0, "a: [b, x, c]  # both\n"),
        ("a: {b: c}\n", ("a",), "d: e", None, "a: {b: c, d: e}\n"),
        ("a: []\nb: 1\n", ("a",), "- x", None, "a:\n  - x\nb: 1\n"),
        ("a: {}  # none\nb: 1\n", ("a",), "x: 1", None, "a:  # none\n  x: 1\nb: 1\n"),
        ("a:\nb: 1\n", ("a",), "x: 1", None, "a:\n  x: 1\nb: 1\n"),
        ("a: 1\n", ("b", "c"), "x: 1", None, "a: 1\nb:\n  c:\n    x: 1\n"),
        ("a: 1\r\n", (), "b: |\n  x\n", None, "a: 1\r\nb: |\r\n  x\r\n"),
        ("a: 1\n# the end\n", (), "# of b\nb: 2", None, "a: 1\n# the end\n# of b\nb: 2\n"),
    ],
)  # fmt: skip
def test_an_entry_is_added(
    before: str, location: Location, entry: str, after: str | int | None, expected: str
) -> None:
    assert insert_entry(before, location, entry, after) == expected


@pytest.mark.parametrize(
    ("text", "location", "entry", "says"),
    [
        ("a: 1\n", (), "a: 2", 'There is "a" already'),
        ("a: 1\n", (), "- b", "A list takes items"),
        ("a: 1\n", ("a",), "b: 2", "There is a text"),
        ("a: 1\n", (), "words", "begins with a key"),
        ("a: 1\n", (), "b: 'c", "begins with a key"),
        ("a: [1]\n", ("a",), "- |\n  b", "takes one line"),
        ("a: 1\n", (), "b: \x07", "invisible"),
    ],
)
def test_what_cannot_be_added_is_said(text: str, location: Location, entry: str, says: str) -> None:
    with pytest.raises(SpliceError, match=says):
        insert_entry(text, location, entry)


@pytest.mark.parametrize(("text", "place"), [("a: 1\n", ()), ("a: {x: 1}\n", ("a",))])
def test_there_must_be_something_to_stand_after(text: str, place: Location) -> None:
    with pytest.raises(SpliceError, match='no "c"'):
        insert_entry(text, place, "b: 2", after="c")


@given(
    place=st.sampled_from([(), ("lessons",), ("lessons", "few-words"), ("lessons", "new")]),
    value=values,
)
def test_an_entry_changes_nothing_else(place: Location, value: str) -> None:
    entry = as_yaml({"new-id": {"text": value}})
    new = insert_entry(WHOLE, place, entry)
    added = {(*place, "new-id", "text"): value.rstrip("\n")}
    assert dict(places(data_of(new))) == {**dict(places(data_of(WHOLE))), **added}
    size = len(new) - len(WHOLE)
    assert any(new[:at] + new[at + size :] == WHOLE for at in range(len(WHOLE) + 1))


@given(text=st.text(st.sampled_from("ab:- \n|#[]\"'"), max_size=40), value=values)
def test_any_file_is_changed_as_meant_or_not_at_all(text: str, value: str) -> None:
    document, problems = read("a.yml", text.encode())
    if document is None or problems or INVISIBLE.search(text):
        with pytest.raises(SpliceError):
            replace_scalar(text, (), value)
        return
    for location, _ in list(places(document.data))[:4]:
        try:
            new = replace_scalar(text, location, value)
        except SpliceError:
            continue
        assert dict(places(data_of(new))) == saying(text, location, value)
