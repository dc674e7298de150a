"""Drafts are put into newer files by ids."""

from hypothesis import given, settings
from hypothesis import strategies as st

from course.read.yaml_reader import Data, read
from course.workshop.merging import merged

BASE = """\
title: A
# Why there are two.
lessons:
  one:
    title: One
    text: |
      Hello there.
  two:
    title: Two
    only: [nurse, coach]
"""
NEWER = BASE.replace("Hello there.", "Hello, friend.").replace("title: A", "title: B")


def data(text: str) -> Data:
    document, problems = read("", text.encode())
    assert document
    assert not problems
    return document.data


def test_changes_of_both_sides_stand_side_by_side() -> None:
    mine = BASE.replace("title: Two", "title: 2").replace("[nurse, coach]", "[nurse]")
    found = merged(BASE, NEWER, mine)
    expected = NEWER.replace("title: Two", "title: 2").replace("[nurse, coach]", "[nurse]")
    assert (found.text, found.conflicts, found.is_whole) == (expected, (), True)


def test_line_ends_are_those_of_the_newer_version() -> None:
    mine = BASE.replace("title: Two", "title: 2  # Our own.")
    newer = NEWER.replace("\n", "\r\n")
    expected = newer.replace("title: Two", "title: 2  # Our own.")
    found = merged(BASE, newer, mine)
    assert (found.text, found.conflicts, found.is_whole) == (expected, (), True)
    found = merged(BASE, BASE.replace("\n", "\r\n"), mine)
    assert (found.text, found.is_whole) == (mine.replace("\n", "\r\n"), True)


def test_new_entries_come_where_they_were_put() -> None:
    entry = "  between:\n    # A note.\n    title: Between\n"
    mine = BASE.replace("  two:", f"{entry}  two:")
    found = merged(BASE, NEWER, mine)
    assert found.text == NEWER.replace("  two:", f"{entry}  two:")


def test_what_was_taken_out_stays_out() -> None:
    mine = BASE[: BASE.index("  two:")]
    assert merged(BASE, NEWER, mine).text == NEWER[: NEWER.index("  two:")]


def test_what_both_have_changed_is_told_and_as_i_wrote_it() -> None:
    mine = BASE.replace("Hello there.", "Hi.")
    found = merged(BASE, NEWER, mine)
    assert found.text == NEWER.replace("Hello, friend.", "Hi.")
    assert found.conflicts == (("lessons", "one", "text"),)


def test_the_same_change_is_no_conflict() -> None:
    mine = BASE.replace("Hello there.", "Hello, friend.").replace("title: Two", "title: 2")
    found = merged(BASE, NEWER, mine)
    assert (found.text, found.conflicts) == (NEWER.replace("title: Two", "title: 2"), ())


def test_another_order_of_mine_stays_and_new_entries_go_with_the_one_above() -> None:
    one = "  one:\n    title: One\n    text: |\n      {}\n"
    added, two = "  added:\n    title: Added\n", "  two:\n    title: Two\n"
    start = "title: A\nlessons:\n"
    base = start + one.format("Hello.") + two
    newer = start + one.format("Hi.") + added + two
    found = merged(base, newer, start + two + one.format("Hello."))
    assert found.text == start + two + one.format("Hi.") + added
    assert (found.conflicts, found.is_whole) == ((), True)


def test_another_order_of_both_is_told_and_as_i_put_it() -> None:
    found = merged("a: 1\nb: 2\nc: 3\n", "b: 2\na: 1\nc: 3\n", "a: 1\nc: 3\nb: 2\n")
    assert (found.text, found.conflicts) == ("a: 1\nc: 3\nb: 2\n", ((),))


def test_a_draft_that_cannot_be_read_stays_as_it_is() -> None:
    mine = BASE + "  - what\n"
    found = merged(BASE, NEWER, mine)
    assert (found.text, found.is_whole) == (mine, False)


def test_changed_comments_come_along() -> None:
    mine = BASE.replace("# Why there are two.", "# Why there are still two.")
    mine = mine.replace("title: Two\n", "title: 2  # not in words\n    # For both.\n")
    found = merged(BASE, NEWER, mine)
    expected = NEWER.replace("# Why there are two.", "# Why there are still two.")
    expected = expected.replace("title: Two\n", "title: 2  # not in words\n    # For both.\n")
    assert (found.text, found.conflicts, found.is_whole) == (expected, (), True)


def test_comment_at_what_both_have_changed_is_not_lost() -> None:
    mine = BASE.replace("title: A", "title: A  # as in the book")
    found = merged(BASE, NEWER, mine)
    assert (found.text, found.is_whole) == (mine, False)


def test_comment_that_only_the_newer_file_lacks_stays_out() -> None:
    newer = NEWER.replace("# Why there are two.\n", "")
    mine = BASE.replace("title: Two", "title: 2")
    assert merged(BASE, newer, mine).text == newer.replace("title: Two", "title: 2")


def test_unchanged_files_need_no_merge() -> None:
    assert merged(BASE, NEWER, BASE).text == NEWER
    mine = BASE.replace("title: A", "title: C")
    assert merged(BASE, BASE, mine).text == mine


IDS = st.sampled_from(["a", "b", "c", "d"])
PIECES = st.dictionaries(IDS, st.dictionaries(IDS, st.sampled_from(["x", "y", "z"]), min_size=1))


def as_text(pieces: dict[str, dict[str, str]]) -> str:
    lines = ["top: 1\n"]
    for name, inside in pieces.items():
        lines.append(f"{name}:\n")
        lines += [f"  {key}: {value}\n" for key, value in inside.items()]
    return "".join(lines)


@settings(max_examples=20)
@given(PIECES, PIECES, PIECES)
def test_nothing_of_mine_is_lost(
    base: dict[str, dict[str, str]],
    newer: dict[str, dict[str, str]],
    mine: dict[str, dict[str, str]],
) -> None:
    found = merged(as_text(base), as_text(newer), as_text(mine))
    if not found.is_whole:
        assert found.text == as_text(mine)
        return
    result = data(found.text)
    assert isinstance(result, dict)
    if [it for it in mine if it in base] != [it for it in base if it in mine]:
        assert [it for it in result if it in mine] == [it for it in mine if it in result]
    for name, inside in mine.items():
        for key, value in inside.items():
            if base.get(name, {}).get(key) != value:
                assert result[name][key] == value  # type: ignore[index,call-overload]
