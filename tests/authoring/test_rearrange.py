"""Pieces of lists are added, removed and moved, and no other line changes."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from course.authoring.rearrange import append_piece, remove_piece, swap_with_next
from course.authoring.yaml_file import SpliceError, data_of
from course.problems import Location
from course.read.values import value_at, with_value, without_value
from tests.conftest import SMALL_COURSE

CASES = sorted((SMALL_COURSE.parent / "rearranged").glob("*.yml"))


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_list_is_changed_as_the_case_says(file: Path) -> None:
    case = yaml.safe_load(file.read_text(encoding="utf-8"))
    before = case["before"]

    def changed() -> str:
        if "add" in case:
            return append_piece(before, tuple(case["add"]), case["entry"])
        if "remove" in case:
            return remove_piece(before, tuple(case["remove"]))
        return swap_with_next(before, tuple(case["down"]))

    if "refused" in case:
        with pytest.raises(SpliceError, match=case["refused"]):
            changed()
    else:
        assert changed() == case["after"]


@dataclass(frozen=True)
class Written:
    """A file with a list that was written in some way."""

    text: str
    location: Location
    size: int
    entry: str
    """One more piece for it."""
    has_comments_of_some: bool
    """Whether some pieces have comments, and others may have none."""

    @property
    def places(self) -> list[Location]:
        pieces = value_at(data_of(self.text), self.location)
        assert isinstance(pieces, dict | list)
        return [
            (*self.location, it)
            for it in (pieces if isinstance(pieces, dict) else range(len(pieces)))
        ]


VALUES = st.sampled_from(
    [
        ("'it''s'  # so",),
        ("|", "  Words.", "", "  # no comment", "  - no item"),
        (">-", "  Folded", "  words."),
        ("[a, b]",),
        ("{a: b}",),
        ("",),
    ]
)
ABOVE = st.sampled_from([[], ["# Its own."], ["# Of two", "# lines."]])


@st.composite
def pieces(draw: st.DrawFn, has_ids: bool, number: int) -> list[str]:
    """The lines of one piece, as at the left margin."""
    head = f"id-{number}:" if has_ids else "-"
    value = draw(VALUES)
    if draw(st.booleans()):  # a value of its own
        lines = [f"{head} {value[0]}".rstrip(), *value[1:]]
    else:
        inside = [
            f"  text: {value[0]}".rstrip(),
            *(f"  {it}".rstrip() for it in value[1:]),
            "  more: x",
        ]
        lines = (
            [head, *inside]
            if has_ids or draw(st.booleans())
            else [f"- {inside[0][2:]}", *inside[1:]]
        )
    if draw(st.integers(0, 4)) == 0:
        lines += ["    # Deep inside."]
    return lines


@st.composite
def lists(draw: st.DrawFn) -> Written:
    has_ids, size = draw(st.booleans()), draw(st.integers(1, 4))
    every = [draw(pieces(has_ids, number)) for number in range(size)]
    comments = draw(st.sampled_from(["none", "introduction", "each", "some"]))
    is_apart, lines = draw(st.booleans()), list[str]()
    if comments == "introduction":
        lines += ["# Of the whole list."]
    for number, piece in enumerate(every):
        lines += [""] * (is_apart and number > 0)
        if comments == "each" or (comments == "some" and number):
            lines += draw(ABOVE.filter(bool) if comments == "each" else ABOVE)
        lines += piece
    indent = draw(st.sampled_from(["  ", "    "] if has_ids else ["", "  "]))
    lines = ["list:", *(f"{indent}{it}".rstrip() for it in lines)]
    after = draw(st.sampled_from([[], ["", "# Below."], ["next: x"], ["", "next: |", "  x"]]))
    before = draw(st.sampled_from([[], ["# Above."], ["first: |", "  x", ""]]))
    location: Location = ("list",)
    if draw(st.booleans()):
        lines, location = ["outer:", *(f"  {it}".rstrip() for it in lines)], ("outer", "list")
    line_end = draw(st.sampled_from(["\n", "\r\n"]))
    text = "".join(f"{it}{line_end}" for it in (*before, *lines, *after))
    entry = "new:\n  text: |\n    TODO: x\n" if has_ids else "- text: |\n    TODO: x\n"
    return Written(text, location, size, entry, comments == "some")


@settings(max_examples=30)
@given(lists())
def test_what_was_added_and_removed_again_leaves_no_trace(written: Written) -> None:
    assert len(written.places) == written.size
    new = append_piece(written.text, written.location, written.entry)
    place = (*written.location, "new" if written.entry.startswith("new") else written.size)
    assert value_at(data_of(new), place) == {"text": "TODO: x\n"}
    assert without_value(data_of(new) or "", place) == data_of(written.text)
    assert remove_piece(new, place) == written.text


@settings(max_examples=30)
@given(lists(), st.data())
def test_what_is_removed_is_one_stretch_of_the_text(written: Written, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(written.places))
    if written.size == 1:
        place = written.location
        if len(value_at(data_of(written.text), place[:-1]) or ()) == 1:
            return
    new = remove_piece(written.text, place)
    size = len(written.text) - len(new)
    assert any(written.text[:at] + written.text[at + size :] == new for at in range(len(new) + 1))
    assert data_of(new) == without_value(data_of(written.text) or "", place)


@settings(max_examples=30)
@given(lists(), st.data())
def test_a_piece_that_is_moved_takes_its_lines_along(written: Written, data: st.DataObject) -> None:
    if written.size == 1:
        return
    at = data.draw(st.integers(0, written.size - 2))
    new = swap_with_next(written.text, written.places[at])
    lines = written.text.splitlines()
    assert sorted(new.splitlines()) == sorted(lines)
    before, after = (value_at(data_of(it), written.location) for it in (written.text, new))
    if isinstance(before, list):
        wanted = [*before]
        wanted[at : at + 2] = reversed(wanted[at : at + 2])
        assert after == wanted
    else:
        assert isinstance(before, dict)
        keys = [*before]
        keys[at : at + 2] = reversed(keys[at : at + 2])
        assert after == before
        assert [*(after or ())] == keys
    assert with_value(data_of(new) or "", written.location, "") == with_value(
        data_of(written.text) or "", written.location, ""
    )


@settings(max_examples=30)
@given(lists(), st.data())
def test_a_piece_that_is_moved_back_leaves_no_trace(written: Written, data: st.DataObject) -> None:
    if written.size == 1 or written.has_comments_of_some:
        return  # a comment that comes to the top introduces the list from then on
    at = data.draw(st.integers(0, written.size - 2))
    there = swap_with_next(written.text, written.places[at])
    back = written.places[at + 1] if isinstance(written.places[at][-1], str) else written.places[at]
    assert swap_with_next(there, back) == written.text
