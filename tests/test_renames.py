from collections.abc import Callable

from course.models.course import Course
from course.renames import Renames, renames_of
from tests.conftest import Files

RENAMED: Files = {
    "reference/roles.yml": {
        "change": "    title: Bus driver\n",
        "to": "    title: Bus driver\n    was: [chauffeur, bus]\n",
    },
    "modules/more-words.yml": {
        "change": "title: More words\n",
        "to": "title: More words\nwas: [other-words]\n",
    },
    "modules/first-steps.yml": [
        {
            "change": "    title: A quiet example\n",
            "to": "    title: A quiet example\n    was: [calm, other-words/calm-child]\n",
        },
        {
            "change": "      think:\n        kind: reflect\n",
            "to": "      think:\n        kind: reflect\n        was: [ponder]\n",
        },
        {"change": "    title: At your work\n", "to": "    title: At your work\n    was: [work]\n"},
    ],
    "quizzes/more-words.yml": {
        "change": "  sorry-2:\n    kind: choice\n",
        "to": "  sorry-2:\n    kind: choice\n    was: [sorry, first-steps/sorry-two]\n",
    },
}
"""Changes to the small course: a role, a module, lessons, an activity and a question were renamed,
and a lesson and a question were in another module."""


def renames_with(read_with: Callable[[Files], Course]) -> Renames:
    return renames_of(read_with(RENAMED))


def test_course_without_earlier_ids_has_no_renames(small_course: Course) -> None:
    assert not any(vars(renames_of(small_course)).values())


def test_each_earlier_id_leads_to_the_present_one(read_with: Callable[[Files], Course]) -> None:
    renames = renames_with(read_with)
    assert renames.roles == {"chauffeur": "driver", "bus": "driver"}
    assert renames.modules == {"other-words": "more-words"}
    assert renames.ids_of("more-words") == ["more-words", "other-words"]
    assert renames.activities == {
        "first-steps/your-work--ponder": "first-steps/your-work--think",
        "first-steps/work--ponder": "first-steps/your-work--think",
    }


def test_piece_of_a_renamed_module_is_found_under_every_id_of_both(
    read_with: Callable[[Files], Course],
) -> None:
    renames = renames_with(read_with)
    assert renames.lessons["other-words/repair"] == "more-words/repair"
    for old in ("first-steps/calm", "other-words/calm-child", "more-words/calm-child"):
        assert renames.lessons[old] == "first-steps/quiet-example"
    for old in ("other-words/sorry-2", "other-words/sorry", "first-steps/sorry-two"):
        assert renames.questions[old] == "more-words/sorry-2"


def test_page_of_a_module_knows_earlier_lessons_and_those_that_left(
    read_with: Callable[[Files], Course],
) -> None:
    renames = renames_with(read_with)
    assert renames.anchors("first-steps") == {"quiet-example": ["calm"], "your-work": ["work"]}
    assert renames.moved_away("first-steps") == {}
    assert renames.anchors("more-words") == {}
    assert renames.moved_away("more-words") == {"calm-child": ("first-steps", "quiet-example")}
