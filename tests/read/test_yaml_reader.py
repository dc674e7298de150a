import string
from collections.abc import Iterator
from itertools import accumulate

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from course.models.texts import TruncatedText
from course.problems import Finding, Location, Position, Problem
from course.read.yaml_reader import Data, Document, read

PUNCTUATION = "{}[]()*&@!%|>\"'`#:-?,.~<= \t\n\\"
yaml_like = st.text(st.sampled_from(f"ab1é😀{PUNCTUATION}"), max_size=60)
letters = st.text(string.ascii_lowercase, min_size=1, max_size=8)


def document(text: str) -> Document:
    parsed, problems = read("a.yml", text.encode())
    assert parsed is not None
    assert problems == ()
    return parsed


def text_at(document: Document, place: Position) -> str:
    """The rest of the line from a position."""
    return document.lines[place.line - 1][place.column - 1 :]


# -- Reading --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: no", {"a": "no"}),
        ("a: 007", {"a": "007"}),
        ("a: 3:30", {"a": "3:30"}),
        ("a: 2027-11-30", {"a": "2027-11-30"}),
        ("a: null", {"a": "null"}),
        ("a:", {"a": ""}),
        ("a: [x, 1]", {"a": ["x", "1"]}),
        ("<<: {b: c}", {"<<": {"b": "c"}}),
        ("a: |\n  b: # c\n  'd' [@e]", {"a": "b: # c\n'd' [@e]"}),
        ("- a\n- b", ["a", "b"]),
        ("a", "a"),
    ],
)
def test_every_value_is_text_list_or_mapping(text: str, data: Data) -> None:
    assert document(text).data == data


@pytest.mark.parametrize("text", ["a: b\r\nc: d\r\n", "a: b\rc: d\r", "\ufeffa: b\nc: d\n"])
def test_line_endings_and_byte_order_marks_make_no_difference(text: str) -> None:
    parsed = document(text)
    assert parsed.data == {"a": "b", "c": "d"}
    assert parsed.locate(("c",)) == Position(2, 4)


@pytest.mark.parametrize(
    ("text", "rest"),
    [("a: bus #12", "#12"), ("a: bus   # 12 ", "# 12"), ("a:\n  b\n  bus #1", "#1")],
)
def test_truncated_text_remembers_what_yaml_cut_off(text: str, rest: str) -> None:
    data = document(text).data
    assert isinstance(data, dict)
    assert isinstance(data["a"], TruncatedText)
    assert data["a"].rest == rest


@pytest.mark.parametrize(
    "text", ['a: "bus #12"', "a: bus#12", "a: |\n  bus #12", "a: # why\n  b", "a: b\n# c"]
)
def test_whole_text_is_not_marked_as_truncated(text: str) -> None:
    data = document(text).data
    assert isinstance(data, dict)
    assert not isinstance(data["a"], TruncatedText)


def test_first_of_two_duplicate_values_is_used() -> None:
    parsed, problems = read("a.yml", b"a: 1\nb: 2\na: 3\nc: 4\n")
    assert parsed is not None
    assert parsed.data == {"a": "1", "b": "2", "c": "4"}
    assert [problem.position for problem in problems] == [Position(3, 1)]


# -- Never a traceback ----------------------------------------------------------------------------


def assert_within(content: bytes, document: Document | None, problems: tuple[Problem, ...]) -> None:
    """Every position is inside the text, or directly after the end of a line or of the text."""
    assert document is not None or problems
    text = content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = (text.removesuffix("\n") + "\n").split("\n")
    for problem in problems:
        assert 1 <= problem.position.line <= len(lines)
        assert 1 <= problem.position.column <= len(lines[problem.position.line - 1]) + 1
        assert str(problem)
    if document is not None:
        for location, _ in values(document.data):
            for on_key in (False, True):
                place = document.locate(location, on_key)
                assert 1 <= place.line <= len(lines)
                assert 1 <= place.column <= len(lines[place.line - 1]) + 1


def values(data: Data, location: Location = ()) -> Iterator[tuple[Location, Data]]:
    yield location, data
    steps = data.items() if isinstance(data, dict) else enumerate(data)
    for step, inner in () if isinstance(data, str) else steps:
        yield from values(inner, (*location, step))


@given(st.binary(max_size=80))
@example(b"a: 1\rb: \x80")
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    assert_within(content, *read("a.yml", content))


@given(yaml_like)
def test_any_text_is_read_or_refused(text: str) -> None:
    assert_within(text.encode(), *read("a.yml", text.encode()))


@given(st.lists(st.tuples(st.sampled_from(["a: ", "b: ", "- ", "  ", "| "]), yaml_like)))
def test_any_lines_are_read_or_refused(lines: list[tuple[str, str]]) -> None:
    text = "\n".join(begin + rest for begin, rest in lines)
    assert_within(text.encode(), *read("a.yml", text.encode()))


# -- Locating values ------------------------------------------------------------------------------


def written(data: Data, indent: int = 0) -> str:
    """The data as block-style YAML."""
    margin = " " * indent
    if isinstance(data, str):
        return f" {data}\n"
    if isinstance(data, dict):
        return "\n" + "".join(
            f"{margin}{key}:{written(value, indent + 2)}" for key, value in data.items()
        )
    return "\n" + "".join(f"{margin}-{written(value, indent + 2)}" for value in data)


trees: st.SearchStrategy[Data] = st.recursive(
    letters,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3),
        st.dictionaries(letters, inner, min_size=1, max_size=3),
    ),
    max_leaves=12,
)


@given(st.dictionaries(letters, trees, min_size=1, max_size=4))
def test_each_value_and_its_key_are_located(data: dict[str, Data]) -> None:
    parsed = document(written(data).lstrip("\n"))
    assert parsed.data == data
    for location, value in values(data):
        at_value = text_at(parsed, parsed.locate(location))
        if isinstance(value, str):
            assert at_value == value
        else:
            assert at_value.startswith(f"{next(iter(value))}:" if isinstance(value, dict) else "-")
        if location and isinstance(location[-1], str):
            assert text_at(parsed, parsed.locate(location, on_key=True)).startswith(location[-1])
        found = parsed.location_at(parsed.locate(location))
        assert found[: len(location)] == location
        assert found == location or not isinstance(value, str)


PIECE = """\
activities:
  first:
    kind: situation
    scene: |
      A bus.
    only: [driver]
"""


@pytest.mark.parametrize(
    ("location", "on_key", "line"),
    [
        (("activities", "first", "scene"), True, "scene: |"),
        (("activities", "first", "situation", "scene"), True, "scene: |"),
        (("activities", "first", "situation", "only", 0), False, "driver]"),
        (("activities", "first", "situation", "choices"), False, "first:"),
        (("activities", "first", "kind"), False, "situation"),
        (("activities", "second", "kind"), False, "activities:"),
        (("activities", "first", "[key]"), False, "first:"),
        ((), False, "activities:"),
    ],
)
def test_missing_key_is_located_at_its_nearest_parent(
    location: Location, on_key: bool, line: str
) -> None:
    parsed = document(PIECE)
    assert text_at(parsed, parsed.locate(location, on_key)) == line


@pytest.mark.parametrize(
    ("line", "location"),
    [
        (1, ("activities",)),
        (2, ("activities", "first")),
        (5, ("activities", "first", "scene")),
        (6, ("activities", "first", "only")),
        (99, ("activities", "first", "only", 0)),
    ],
)
def test_position_is_in_the_smallest_value_around_it(line: int, location: Location) -> None:
    assert document(PIECE).location_at(Position(line, 6)) == location


sentences = st.lists(letters, min_size=1, max_size=12)


@pytest.mark.parametrize(
    "template",
    [
        "a: |\n{text}\nb: c",
        "a: |\n\n\n{text}\nb: c",
        "a: >\n{text}\nb: c",
        "a: |+\n{text}\n\n\nb: c",
        "a:\n{text}\nb: c",
        "a:\n  - |\n{text}\n  - c",
    ],
)
@given(words=sentences, breaks=st.sets(st.integers(0, 11)), at=st.integers(0, 11))
def test_offset_in_a_text_is_located_in_every_scalar_style(
    template: str, words: list[str], breaks: set[int], at: int
) -> None:
    """In a literal, folded or multi-line plain scalar, `@` marks one word."""
    words[at % len(words)] = f"@{words[at % len(words)]}"
    ends = ("\n      " if place in breaks else " " for place in range(len(words)))
    lines = "".join(word + end for word, end in zip(words, ends, strict=True)).rstrip()
    parsed = document(template.format(text=f"      z {lines}"))  # plain text cannot begin with @
    location, text = next(
        (location, value)
        for location, value in values(parsed.data)
        if isinstance(value, str) and "@" in value
    )
    place = parsed.locate(location, offset=text.strip().index("@"))
    assert text_at(parsed, place).startswith("@")


PLAIN_PIECES = [*((letter, letter) for letter in "aé#😀"), (" ", ""), ("\n  ", ""), ("\n\n  ", "")]
PIECES = {
    "'": [*PLAIN_PIECES, ("\\", "\\"), ('"', '"'), ("''", "'")],
    '"': [
        *PLAIN_PIECES,
        *((rf"\{code}", "") for code in (" ", "\t", "t", "n", "_", "x20", "u2003", "\n  ")),
        *((rf"\{code}", code) for code in ('"', "\\", "/")),
        (r"\x41", "A"),
        (r"\u00e9", "é"),
        (r"\U0001F600", "😀"),
        ("'", "'"),
    ],
}
"""For each quotation mark, what may be written inside it and the character that it stands for. A
space and the end of a line count for nothing."""


@given(st.data(), st.sampled_from(sorted(PIECES)))
def test_offset_in_a_quoted_text_is_located(data: st.DataObject, mark: str) -> None:
    pieces = data.draw(st.lists(st.sampled_from(PIECES[mark]), max_size=20))
    pieces = [("x", "x"), *pieces, ("y", "y")]
    text = f"a: {mark}{''.join(written for written, _ in pieces)}{mark}\n"
    parsed = document(text)
    value = yaml.load(text, yaml.CSafeLoader)["a"]
    assert parsed.data == {"a": value}
    offsets = [offset for offset, character in enumerate(value) if not character.isspace()]
    assert [value[offset] for offset in offsets] == [meant for _, meant in pieces if meant]
    starts = accumulate((len(written) for written, _ in pieces), initial=len(f"a: {mark}"))
    places = [start for start, (_, meant) in zip(starts, pieces, strict=False) if meant]
    for offset, place in zip(offsets, places, strict=True):
        line, column = text[:place].count("\n") + 1, len(text[:place].split("\n")[-1]) + 1
        assert parsed.locate(("a",), offset=offset) == Position(line, column)


def test_finding_becomes_a_problem_with_its_line() -> None:
    finding = Finding("a.yml", ("b",), "Wrong.", "Mend.", on_key=True, is_warning=True)
    assert document("a: 1\nb: 2").problem(finding) == Problem(
        "a.yml", Position(2, 1), "Wrong.", "Mend.", quote="b: 2", is_warning=True
    )


@pytest.mark.parametrize(
    "text",
    [
        "title: # to be written\nminutes: 6\n",
        "title: {who: teen, pose: sits}\n",
        "title: {who: teen, pose}\n",
        "a:\n- one: x\n  two: y\n- one: x\n  two: y\n",
        "a: -5 degrees\n",
        "a:\n- -5 degrees\n- b\n",
        "text: |\n  -one\n  - two\n  title x\nminutes: 6\n",
        "text: one\n  -two\n",
        "cites: ['@few-words']\n",
    ],
)
def test_what_only_looks_like_a_slip_is_read(text: str) -> None:
    document, problems = read("modules/a.yml", text.encode())
    assert document is not None
    assert problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "text: one\n\nonly those who: stay\n",
        "mentions: A child who\n  if it gets\n  then: loud\n",
        "title: x\n...\nminutes 6\n",
    ],
)
def test_text_with_a_word_of_a_key_lacks_no_colon(text: str) -> None:
    _, problems = read("modules/a.yml", text.encode())
    assert all("There is no colon after" not in it.what for it in problems)


@pytest.mark.parametrize(
    "text",
    [
        "a:\n- one: x\n  two: y\n  two: z\n",
        "a: [{one: x, one: y}]\n",
        "one: x\ntwo: y\none: z\n",
    ],
)
def test_key_that_is_really_there_twice_needs_no_hyphen(text: str) -> None:
    _, problems = read("modules/a.yml", text.encode())
    assert ["a second time" in it.what for it in problems] == [True]
