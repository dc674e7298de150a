import pytest

from course.checks.prose import no_marks_around_titles, plain_markdown
from course.models.course import Course
from course.models.texts import Line, Prose
from course.problems import Finding
from tests.checks.context import context_of


def findings(small_course: Course, text: str) -> list[Finding]:
    """What the rule finds in a text."""
    outline = small_course.outline.model_copy(update={"summary": Prose(text)})
    course = small_course.model_copy(update={"outline": outline})
    return list(plain_markdown(context_of(course)))


def reported(small_course: Course, text: str) -> list[str]:
    """The parts of a text that the rule reports."""
    return [text[it.offset or 0 :].split()[0] for it in findings(small_course, text)]


@pytest.mark.parametrize(
    "text",
    [
        "**Bold**, *italic*, `code`.",
        "- one\n- two",
        "1 < 2, and a -> b; I <3 you",
        "Bus #12, or # 12.",
        "The [988 page](https://988lifeline.org).",
        "[@few-words] and [[shut-down]] and [[shut-down|a quiet child]].",
        "Stop! [The rest](https://example.org).",
        "An e-mail to someone@example.org [sic].",
    ],
)
def test_allowed_markdown_is_accepted(small_course: Course, text: str) -> None:
    assert reported(small_course, text) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A <b>word</b>.", ["<b>word</b>."]),
        ("A word</b> and <i>another <i>one</i>.", ["</b>", "<i>another", "<i>one</i>."]),
        ("A <!-- remark -->.", ["<!--"]),
        ("See ![it](https://example.org/it.png).", ["![it](https://example.org/it.png)."]),
        ("One.\n\n## Two", ["##"]),
        ("  # One", ["#"]),
        ("See [it](http://example.org).", ["](http://example.org)."]),
        ("See [it](javascript:alert(1)).", ["](javascript:alert(1))."]),
        ("See [it](/help/).", ["](/help/)."]),
        ("See <http://example.org>.", ["<http://example.org>."]),
        ("So [@few-words.", ["[@few-words."]),
        ("So [[shut-down.\n\nMore.", ["[[shut-down."]),
        ("So [ @few-words].", ["["]),
        ("So [@few words].", ["[@few"]),
        ("So [[shut-down].", ["[[shut-down]."]),
    ],
)
def test_disallowed_markdown_is_reported_with_its_position(
    small_course: Course, text: str, places: list[str]
) -> None:
    assert reported(small_course, text) == places


def test_lines_with_the_same_mistake_have_one_cause_and_words_with_it_do_not(
    small_course: Course,
) -> None:
    boxes = findings(small_course, "- [ ] One\n- [ ] Two\n- [x] Three")
    assert len(boxes) == 3
    assert len({it.needs for it in boxes} - {""}) == 1
    struck = findings(small_course, "~~One~~, ~~two~~ and ~~three~~.")
    assert [it.needs for it in struck] == ["", "", ""]


@pytest.mark.parametrize(
    ("title", "count"), [("“Fine!”", 1), ("“Fine!” he says", 0), ("He says “Fine!”", 0)]
)
def test_quotation_marks_are_reported_only_around_all_of_a_title(
    small_course: Course, title: str, count: int
) -> None:
    outline = small_course.outline.model_copy(update={"title": Line(title)})
    context = context_of(small_course.model_copy(update={"outline": outline}))
    assert len(list(no_marks_around_titles(context))) == count
