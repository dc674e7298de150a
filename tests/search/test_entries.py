import re
from collections.abc import Callable

import pytest

from course.compile import check_folder
from course.models.base import Id, walk
from course.models.course import Course
from course.models.texts import Prose
from course.render.markdown import Markdown
from course.search.entries import role_entries, shared_entries, tool_entries
from course.search.entry import Entry
from course.tailor import tailor
from tests.conftest import Files
from tests.rendering import markdown_of
from tests.search.written import entries_of
from tests.small_scene import WITH_SCENE
from tests.specimen import SPECIMEN


def text_of(entry: Entry) -> str:
    return " ".join(entry.texts)


def test_role_has_entries_for_its_modules_and_lessons(
    small_course: Course, markdown: Markdown
) -> None:
    results = entries_of(small_course, markdown, "driver")
    assert [entry.address for entry in results] == [
        "first-steps/",
        "first-steps/#few-words",
        "first-steps/#hard-example",
        "first-steps/#quiet-example",
        "first-steps/#your-work",
        "first-steps/#your-work--driver-card",
        "first-steps/#your-work--at-the-stop",
        "more-words/",
        "more-words/#repair",
    ]
    assert results[0] == Entry(
        "first-steps/",
        "First steps",
        ("What to do in the first two minutes.",),
        "Bus driver",
    )
    assert results[1].texts[-1].endswith("The bus is loud, and you face the road. Call dispatch.")


def test_lesson_is_found_by_its_questions(small_course: Course, markdown: Markdown) -> None:
    more = {entry.address: entry.more for entry in entries_of(small_course, markdown, "driver")}
    driver = tailor(small_course).by_role["driver"]
    for module_id, module in driver.modules.items():
        assert module.questions
        for question in module.questions.values():
            question_text = markdown.plain(question.question)
            assert question_text in more[f"{module_id}/#{question.lesson}"]


def test_search_phrase_leads_to_the_lesson_that_answers_it() -> None:
    course = check_folder(SPECIMEN).course
    assert course
    driver = tailor(course).by_role["bus-driver"]
    markdown = markdown_of(course)
    results = [*role_entries(driver, markdown), *tool_entries(course.tools, markdown).values()]
    typed = {entry.address: entry.typed for entry in results}
    for place, phrase in (
        ("a-calmer-morning/#say-what-comes-next", "schedule change"),
        ("a-calmer-morning/#hard-minute--seat-is-taken", "seat taken"),
        ("a-calmer-morning/#two-choices-both-fine", "refuses to come in"),
        ("tools/morning-card/", "bad morning form"),
    ):
        assert phrase in typed[place]


def test_moments_and_cards_have_entries_of_their_own(
    small_course: Course, markdown: Markdown
) -> None:
    work, card, moment = entries_of(small_course, markdown, "driver")[4:7]
    assert moment.title == "Stop 12. He holds on to the seat."
    assert work.title == moment.title, "a lesson that is only a scene has no better title"
    assert moment.title not in text_of(moment)
    assert "He loosens his grip" not in text_of(moment), "what comes of it is for who has chosen"
    assert "Leaving the seat" in text_of(card)
    assert card.title == "Stop where it is safe."
    assert {entry.where for entry in (work, moment, card)} == {"First steps"}


def test_lesson_is_found_by_its_other_activities(small_course: Course, markdown: Markdown) -> None:
    work = entries_of(small_course, markdown, "driver")[4]
    for word in ("Plan your first sentence", "What slows you down", "Look far away", "Share what"):
        assert word in text_of(work)
    assert "Stop" not in text_of(work)


@pytest.mark.parametrize("role_id", ["driver", "teacher"])
def test_neither_answers_nor_texts_of_other_roles_are_found(
    small_course: Course, markdown: Markdown, role_id: Id
) -> None:
    results = " ".join(
        " ".join((*entry.texts, *entry.typed))
        for entry in entries_of(small_course, markdown, role_id)
    )
    foreign_text = {"driver": "Come in when you like", "teacher": "Dispatch"}[role_id]
    assert foreign_text not in results
    for quiz in small_course.quizzes.values():
        for location, value in walk(quiz):
            if isinstance(value, Prose) and location[-1] == "feedback":
                assert markdown.plain(value) not in results


def test_every_role_has_entries_for_glossary_and_contacts(
    small_course: Course, markdown: Markdown
) -> None:
    results = {entry.address: entry for entry in shared_entries(small_course, markdown)}
    assert list(results) == [
        "glossary/#dysregulation",
        "glossary/#shut-down",
        "help/#line",
        "help/#office",
        "help/#old-line",
    ]
    assert results["glossary/#dysregulation"].texts == (
        "A time when a person cannot steer feelings well. See shut down.",
    )


def test_entries_are_plain_text(small_course: Course, markdown: Markdown) -> None:
    for role_id in small_course.roles:
        for entry in entries_of(small_course, markdown, role_id):
            assert not re.search(r"[<>*\[\]]|&\w+;", entry.title + text_of(entry)), entry
            assert "How sure we are" not in text_of(entry)


def test_scene_is_found_at_its_page_by_how_it_starts(
    read_with: Callable[[Files], Course], markdown: Markdown
) -> None:
    course = read_with(WITH_SCENE)
    entry = next(
        it for it in entries_of(course, markdown, "driver") if it.address == "more-words/chair/"
    )
    assert (entry.title, entry.where) == ("One chair", "More words")
    assert entry.typed == ("fight about a chair",)
    assert entry.excerpt == "Two students want one chair. It is the chair behind you."
    assert entry.more == ("Both hold it.", "It is mine.", "It is not.")
