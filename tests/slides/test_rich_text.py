"""What a slide shows of a lesson: a few words, and never half of what matters most."""

import pytest

from course.models.course import Course
from course.models.texts import Prose
from course.slides.rich_text import blocks_of, main_idea
from tests.rendering import markdown_of


def shown(course: Course, text: str, *, is_uncut: bool = False) -> list[str]:
    """The main idea of a lesson, a block in each line, with its label."""
    blocks = blocks_of(markdown_of(course).html(Prose(text)))
    return [f"{it.label} {it.text}".strip() for it in main_idea(blocks, is_uncut=is_uncut)]


LONG = "Every word here counts as one of forty. " * 5
"""As long as a block on a slide may be."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The first paragraph, with as many sentences as fit. The notes have the rest.
        ("One. Two.\n\nThree.", ["One. Two."]),
        (f"{LONG}The end.", [LONG.strip()]),
        (f"{'word ' * 50}ends. The end.", [f"{'word ' * 50}ends."]),
        # What is bold, even if it is late.
        ("First.\n\n**Watch:** one odd day.", ["First.", "Watch: one odd day."]),
        (f"First.\n\n**Ask.** {LONG}The end.", ["First.", f"Ask. {LONG[:-41]}".strip()]),
        (f"First.\n\n{LONG}**Say this** now. No.", ["First.", f"{LONG}Say this now."]),
        ("First.\n\nNothing in bold.", ["First."]),
        # Steps, whole, and what leads to them.
        (f"First.\n\n1. Go.\n2. {LONG}Stay.", ["First.", "1. Go.", f"2. {LONG}Stay."]),
        ("First.\n\nNot this.\n\nFive:\n\n1. Go.", ["First.", "Five:", "1. Go."]),
        # A list, if the words before it lead to it.
        ("It may be\n\n- hunger, or\n- a move.", ["It may be", "• hunger, or", "• a move."]),
        ("It may be.\n\n- Hunger.", ["It may be."]),
        # No half of a quotation.
        (f'"{LONG}The end." She waits.', [f"“{LONG}The end.”"]),
        # All up to an emergency number.
        (f"First.\n\n**Pills:** {LONG}Call 911. No.", ["First.", f"Pills: {LONG}Call 911."]),
    ],
)
def test_main_idea_of_a_lesson(small_course: Course, text: str, expected: list[str]) -> None:
    assert shown(small_course, text) == expected


def test_urgent_lesson_is_not_cut(small_course: Course) -> None:
    text = f"First.\n\n**Ask.** {LONG}Two.\n\nThree.\n\nIf not, call 911. Then tell."
    expected = ["First.", f"Ask. {LONG}Two.", "If not, call 911. Then tell."]
    assert shown(small_course, text, is_uncut=True) == expected
    assert len(shown(small_course, text)) == 2


def test_claims_are_left_out_and_terms_are_words(small_course: Course) -> None:
    claim, term = next(iter(small_course.claims)), next(iter(small_course.glossary))
    text = Prose(f"It helps [@{claim}], with [[{term}|a word]] *or* **two**.")
    (block,) = blocks_of(markdown_of(small_course).html(text))
    assert block.text == "It helps, with a word or two."
    assert [run.text for run in block.runs if run.italic] == ["or"]
    assert [run.text for run in block.runs if run.bold] == ["two"]


def test_numbers_and_bullets_are_labels() -> None:
    html = "<p>a</p><ol><li><p>b</p><ul><li>c</li></ul></li><li>d<br>e</li></ol><p>f</p>"
    labels = [(block.label, block.text) for block in blocks_of(html)]
    assert labels == [("", "a"), ("1.", "b"), ("•", "c"), ("2.", "d e"), ("", "f")]
