"""Problems that are mended by the same edit."""

from course.problems import Position, Problem, Replacement
from course.workshop.mending import mended, mended_by


def problem(line: int, wrong: str, right: str, needs: str = "") -> Problem:
    """A problem with the words that start a line."""
    start, end = Position(line, 1), Position(line, 1 + len(wrong))
    edit = Replacement(start, end, right)
    return Problem("a.yml", start, "Wrong.", "Mend it.", wrong, needs=needs, replacement=edit)


def test_what_needs_the_same_is_mended_alike_however_it_is_written() -> None:
    bare = problem(1, "few-word", "few-words", "claims/few-word")
    cited = problem(2, "[@few-word]", "[@few-words]", "claims/few-word")
    other = problem(3, "few-word", "few-words", "terms/few-word")
    assert mended_by(bare) == mended_by(cited) != mended_by(other)


def test_without_a_need_the_same_words_are_mended_alike() -> None:
    assert mended_by(problem(1, "minuts", "minutes")) == mended_by(problem(2, "minuts", "minutes"))
    assert mended_by(problem(1, "minuts", "minutes")) != mended_by(problem(2, "minits", "minutes"))
    assert mended_by(Problem("a.yml", Position(), "Wrong.", "Mend it.")) == ""


def test_edits_on_one_line_leave_each_other_in_place() -> None:
    text = "one one\none\n"
    edits = (
        Replacement(Position(1, 1), Position(1, 4), "three"),
        Replacement(Position(1, 5), Position(1, 8), "three"),
        Replacement(Position(1, 6), Position(1, 8), "unlike"),  # inside the one before
    )
    found = [Problem("a.yml", it.start, "Wrong.", "Mend it.", replacement=it) for it in edits]
    assert mended({"a.yml": text}, found) == {"a.yml": "three ounlike\none\n"}
