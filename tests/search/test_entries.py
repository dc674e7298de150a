import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from course.compile import check_folder
from course.memo import Memo
from course.models.base import Id, walk
from course.models.course import Course
from course.models.texts import Prose
from course.render.markdown import Markdown
from course.search.entries import (
    SearchFiles,
    entries_for_all,
    role_entries,
    shared_entries,
    tool_entries,
)
from course.search.entry import Entry
from course.site import EVERY_ROLE, now_address, search_address
from course.tailor import tailor
from tests.conftest import Files
from tests.rendering import markdown_of
from tests.small_scene import WITH_SCENE

SPECIMEN = Path(__file__).parents[2] / "examples" / "specimen"


@pytest.fixture(scope="module")
def markdown(small_course: Course) -> Markdown:
    return markdown_of(small_course)


def entries(course: Course, markdown: Markdown, role_id: Id) -> list[Entry]:
    return list(role_entries(tailor(course).by_role[role_id], markdown))


def text_of(entry: Entry) -> str:
    return " ".join(entry.texts)


def test_role_has_entries_for_its_modules_and_lessons(
    small_course: Course, markdown: Markdown
) -> None:
    results = entries(small_course, markdown, "driver")
    assert [entry.address for entry in results] == [
        "driver/first-steps/",
        "driver/first-steps/#few-words",
        "driver/first-steps/#hard-example",
        "driver/first-steps/#quiet-example",
        "driver/first-steps/#your-work",
        "driver/first-steps/#your-work--driver-card",
        "driver/first-steps/#your-work--at-the-stop",
        "driver/more-words/",
        "driver/more-words/#repair",
    ]
    assert results[0] == Entry(
        "driver/first-steps/",
        "First steps",
        ("What to do in the first two minutes.",),
        "Bus driver",
    )
    assert results[1].texts[-1].endswith("The bus is loud, and you face the road. Call dispatch.")


def test_lesson_is_found_by_its_questions(small_course: Course, markdown: Markdown) -> None:
    more = {entry.address: entry.more for entry in entries(small_course, markdown, "driver")}
    driver = tailor(small_course).by_role["driver"]
    for module_id, module in driver.modules.items():
        assert module.questions
        for question in module.questions.values():
            question_text = markdown.plain(question.question)
            assert question_text in more[f"driver/{module_id}/#{question.lesson}"]


def test_search_phrase_leads_to_the_lesson_that_answers_it() -> None:
    course = check_folder(SPECIMEN).course
    assert course
    driver = tailor(course).by_role["bus-driver"]
    markdown = markdown_of(course)
    results = [*role_entries(driver, markdown), *tool_entries(course.tools, markdown).values()]
    typed = {entry.address.partition("/")[2]: entry.typed for entry in results}
    for place, phrase in (
        ("a-calmer-morning/#say-what-comes-next", "schedule change"),
        ("a-calmer-morning/#hard-minute--seat-is-taken", "seat taken"),
        ("a-calmer-morning/#two-choices-both-fine", "refuses to come in"),
        ("morning-card/", "bad morning form"),
    ):
        assert phrase in typed[place]


def test_moments_and_cards_have_entries_of_their_own(
    small_course: Course, markdown: Markdown
) -> None:
    work, card, moment = entries(small_course, markdown, "driver")[4:7]
    assert moment.title == "Stop 12. He holds on to the seat."
    assert work.title == moment.title, "a lesson that is only a scene has no better title"
    assert moment.title not in text_of(moment)
    assert "He loosens his grip" not in text_of(moment), "what comes of it is for who has chosen"
    assert "Leaving the seat" in text_of(card)
    assert card.title == "Stop where it is safe."
    assert {entry.where for entry in (work, moment, card)} == {"First steps"}


def test_lesson_is_found_by_its_other_activities(small_course: Course, markdown: Markdown) -> None:
    work = entries(small_course, markdown, "driver")[4]
    for word in ("Plan your first sentence", "What slows you down", "Look far away", "Share what"):
        assert word in text_of(work)
    assert "Stop" not in text_of(work)


@pytest.mark.parametrize("role_id", ["driver", "teacher"])
def test_neither_answers_nor_texts_of_other_roles_are_found(
    small_course: Course, markdown: Markdown, role_id: Id
) -> None:
    results = " ".join(
        " ".join((*entry.texts, *entry.typed)) for entry in entries(small_course, markdown, role_id)
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
        for entry in entries(small_course, markdown, role_id):
            assert not re.search(r"[<>*\[\]]|&\w+;", entry.title + text_of(entry)), entry
            assert "How sure we are" not in text_of(entry)


def test_file_of_a_role_covers_required_and_optional_content(
    small_course: Course, markdown: Markdown
) -> None:
    files = search_files_of(small_course)
    shared = list(shared_entries(small_course, markdown))
    tools = list(tool_entries(small_course.tools, markdown).values())
    assert list(files) == [search_address(name) for name in ("driver", "teacher", "all")]
    for role_id, offered in (("driver", tools), ("teacher", [])):
        addresses, titles, *_ = json.loads(files[search_address(role_id)])["entries"]
        expected = [*entries(small_course, markdown, role_id), *offered, *shared]
        assert addresses == [entry.address for entry in expected]
        assert titles == [entry.title for entry in expected]


def test_file_of_a_role_is_the_same_after_that_of_all_roles(
    small_course: Course, markdown: Markdown
) -> None:
    """What is known of texts is forgotten after the last file."""
    search = SearchFiles(small_course, tailor(small_course), markdown, "Right now", Memo())
    before = search.role_file("driver")
    of_all = search.file_of_all_roles()
    assert search.role_file("driver") == before
    assert search.file_of_all_roles() == of_all


def test_all_roles_file_lists_each_place_once_with_its_roles(
    small_course: Course, markdown: Markdown
) -> None:
    data = json.loads(search_files_of(small_course)[search_address("all")])
    roles = data["roles"]
    assert roles == [["driver", "Bus driver"], ["teacher", "Teacher"]]
    addresses, _, _, _, whose = data["entries"]
    assert len(set(addresses)) == len(addresses)
    has = {
        role_id: {
            entry.address.removeprefix(f"{role_id}/")
            for entry in entries(small_course, markdown, role_id)
        }
        for role_id, _ in roles
    }
    for address, numbers in zip(addresses, whose, strict=True):
        owners = [role_id for role_id, _ in roles if address in has[role_id]]
        assert [roles[number][0] for number in numbers] == owners
    tools = tool_entries(small_course.tools, markdown)
    shared = [*tools.values(), *shared_entries(small_course, markdown)]
    of_none = [entry for entry, numbers in zip(addresses, whose, strict=True) if not numbers]
    assert of_none == [entry.address for entry in shared]


def test_all_roles_file_contains_the_words_of_every_role(
    small_course: Course, markdown: Markdown
) -> None:
    by_role = {name: entries(small_course, markdown, name) for name in small_course.roles}
    merged = {entry.address: entry for entry in entries_for_all(by_role.items())}
    for role_id, results in by_role.items():
        for entry in results:
            expected = merged[entry.address.removeprefix(f"{role_id}/")]
            texts = {expected.title, *expected.texts, *expected.more}
            assert {entry.title, *entry.texts, *entry.more} <= texts
            assert set(entry.typed) <= set(expected.typed)
            assert len(set(expected.typed)) == len(expected.typed)


def test_card_of_all_roles_does_not_tell_one_role_who_another_calls() -> None:
    def card(role_id: str, call: str) -> tuple[Id, list[Entry]]:
        address = f"{now_address(role_id)}#seizure"
        return role_id, [Entry(address, "Seizure", (call,), "Right now", is_card=True)]

    different = [card("driver", "Pull over. Call 911."), card("teacher", "Call 911.")]
    [entry] = entries_for_all(different)
    assert entry.excerpt == ""
    assert {"Pull over. Call 911.", "Call 911."} <= set(entry.more)
    [entry] = entries_for_all([card("driver", "Call 911."), card("teacher", "Call 911.")])
    assert entry.excerpt == "Call 911."


def search_files_of(course: Course) -> Mapping[str, str]:
    search = SearchFiles(course, tailor(course), markdown_of(course), "Right now", Memo())
    files = {search_address(role_id): search.role_file(role_id) for role_id in course.roles}
    return {**files, search_address(EVERY_ROLE): search.file_of_all_roles()}


def test_unverified_contact_does_not_come_first(small_course: Course, markdown: Markdown) -> None:
    line = small_course.contacts["line"].model_copy(update={"verified_on": None})
    contacts = {**small_course.contacts, "line": line}
    course = small_course.model_copy(update={"contacts": contacts})
    for text, urgent in (
        (search_files_of(small_course), ["help/#line"]),
        (search_files_of(course), []),
    ):
        assert json.loads(text[search_address("driver")])["urgent"] == urgent


def test_cards_come_first_and_show_who_to_call() -> None:
    course = check_folder(SPECIMEN).course
    assert course
    driver = [tailor(course).by_role["bus-driver"]]
    files = search_files_of(course)
    data = json.loads(files[search_address("bus-driver")])
    addresses, titles, texts, wheres = data["entries"]
    count = len(driver[0].cards)
    assert data["cards"] == count
    assert all(address.startswith("bus-driver/now/#") for address in addresses[:count])
    assert not any("/now/" in address for address in addresses[count:])
    at = addresses.index("bus-driver/now/#seizure")
    assert (titles[at], wheres[at]) == ("Seizure", "Right now")
    assert texts[at].startswith("Pull over and set the brake.")


def test_scene_is_found_at_its_page_by_how_it_starts(
    read_with: Callable[[Files], Course], markdown: Markdown
) -> None:
    course = read_with(WITH_SCENE)
    by_role = [(role_id, entries(course, markdown, role_id)) for role_id in course.roles]
    entry = next(it for it in by_role[0][1] if it.address == "driver/more-words/chair/")
    assert (entry.title, entry.where) == ("One chair", "More words")
    assert entry.typed == ("fight about a chair",)
    assert entry.excerpt == "Two students want one chair. It is the chair behind you."
    assert entry.more == ("Both hold it.", "It is mine.", "It is not.")
    of_all = {it.address: it for it in entries_for_all(by_role)}
    assert of_all["more-words/chair/"].where == "More words"
    assert of_all["more-words/chair/"].roles == (0, 1)
