import json
import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
from babel.support import NullTranslations

from course.models.base import Id, Prose, walk
from course.models.course import Course
from course.models.search_words import SearchWords
from course.pages import Pages
from course.search import MOST_CHARACTERS, role_entries, search_files, shared_entries, tool_entries
from course.site import Entry, search_address
from course.tailor import tailor
from course.untold import Untold, words_of


@pytest.fixture(scope="module")
def pages(small_course: Course) -> Pages:
    return Pages(
        small_course,
        [tailor(small_course, role) for role in small_course.roles],
        NullTranslations(),
    )


def entries(course: Course, pages: Pages, role_id: Id) -> list[Entry]:
    return list(
        role_entries(
            tailor(course, role_id), pages.markdown, Untold(SearchWords()), "Check yourself"
        )
    )


def is_question(entry: Entry) -> bool:
    return "#_check--" in entry.address


def test_role_finds_its_modules_and_lessons(small_course: Course, pages: Pages) -> None:
    found = [it for it in entries(small_course, pages, "driver") if not is_question(it)]
    assert [entry.address for entry in found] == [
        "driver/first-steps/",
        "driver/first-steps/#few-words",
        "driver/first-steps/#hard-example",
        "driver/first-steps/#quiet-example",
        "driver/first-steps/#your-work",
        "driver/first-steps/#your-work--at-the-stop",
        "driver/first-steps/#your-work--driver-card",
        "driver/more-words/",
        "driver/more-words/#repair",
    ]
    assert found[0] == Entry(
        "driver/first-steps/", "First steps", "What to do in the first two minutes.", "Bus driver"
    )
    assert found[1].text.endswith("The bus is loud, and you face the road. Call dispatch.")


def test_questions_are_found_by_what_they_ask(small_course: Course, pages: Pages) -> None:
    found = [it for it in entries(small_course, pages, "driver") if is_question(it)]
    driver = tailor(small_course, "driver")
    asked = {
        f"driver/{module_id}/#_check--{name}": pages.markdown.plain(it.question)
        for module_id, module in driver.modules.items()
        for name, it in module.questions.items()
    }
    assert {it.address: it.text for it in found} == asked
    assert {it.where for it in found} == {
        "Check yourself · First steps",
        "Check yourself · More words",
    }


def test_moments_and_cards_are_found_where_they_stand(small_course: Course, pages: Pages) -> None:
    work, moment, card = entries(small_course, pages, "driver")[4:7]
    assert moment.text.startswith("Stop 12. He holds on to the seat.")
    assert "He loosens his grip" not in moment.text, "what comes of it is for who has chosen"
    assert "Stop where it is safe" in card.text
    assert {it.title for it in (work, moment, card)} == {"At your work"}
    assert {it.where for it in (work, moment, card)} == {"First steps"}


def test_lesson_is_found_by_what_its_other_activities_say(
    small_course: Course, pages: Pages
) -> None:
    work = entries(small_course, pages, "driver")[4]
    for word in ("Plan your first sentence", "What slows you down", "Look far away", "Share what"):
        assert word in work.text
    assert "Stop" not in work.text


@pytest.mark.parametrize("role_id", ["driver", "teacher"])
def test_neither_answers_nor_the_words_of_others_are_found(
    small_course: Course, pages: Pages, role_id: Id
) -> None:
    found = " ".join(entry.text for entry in entries(small_course, pages, role_id))
    other = {"driver": "Come in when you like", "teacher": "Dispatch"}[role_id]
    assert other not in found
    for quiz in small_course.quizzes.values():
        for location, value in walk(quiz):
            if isinstance(value, Prose) and location[-1] == "feedback":
                assert pages.markdown.plain(value) not in found


def test_glossary_and_contacts_are_found_by_all(small_course: Course, pages: Pages) -> None:
    found = {entry.address: entry for entry in shared_entries(small_course, pages.markdown)}
    assert list(found) == [
        "glossary/#dysregulation",
        "glossary/#shut-down",
        "help/#line",
        "help/#office",
        "help/#old-line",
    ]
    assert found["glossary/#dysregulation"].text == (
        "A time when a person cannot steer feelings well. See shut down."
    )


def test_what_is_found_is_plain_text(small_course: Course, pages: Pages) -> None:
    for role_id in small_course.roles:
        for entry in entries(small_course, pages, role_id):
            assert not re.search(r"[<>*\[\]]|&\w+;", entry.title + entry.text), entry
            assert "How sure we are" not in entry.text


def test_each_role_has_a_file_with_what_it_meets_and_is_offered(
    small_course: Course, pages: Pages
) -> None:
    files = search_files_of(small_course, pages)
    shared = list(shared_entries(small_course, pages.markdown))
    tools = list(tool_entries(small_course.tools, pages.markdown, Untold(SearchWords())).values())
    assert list(files) == [search_address(name) for name in ("driver", "teacher", "all")]
    for role_id, offered in (("driver", tools), ("teacher", [])):
        found = rows(files[search_address(role_id)])
        whole = [*entries(small_course, pages, role_id), *offered, *shared]
        assert [it.address for it in found] == [it.address for it in whole]
        for cut, entry in zip(found, whole, strict=True):
            assert (cut.title, cut.where) == (entry.title, entry.where)
            assert entry in shared or len(cut.text) <= MOST_CHARACTERS
            told = {*words_of(f"{cut.title} {cut.text} {cut.more}")}
            assert {*words_of(f"{entry.text} {entry.more}")} <= told


def test_for_all_roles_each_place_stands_once_with_whose_it_is(
    small_course: Course, pages: Pages
) -> None:
    text = search_files_of(small_course, pages)[search_address("all")]
    roles = json.loads(text)["roles"]
    assert roles == [["driver", "Bus driver"], ["teacher", "Teacher"]]
    found = rows(text)
    assert len({entry.address for entry in found}) == len(found)
    whose = {
        role_id: {
            entry.address.removeprefix(f"{role_id}/")
            for entry in entries(small_course, pages, role_id)
        }
        for role_id, _ in roles
    }
    for entry in found:
        owners = [role_id for role_id, _ in roles if entry.address in whose[role_id]]
        assert [roles[number][0] for number in entry.roles] == owners
    tools = tool_entries(small_course.tools, pages.markdown, Untold(SearchWords()))
    shared = [*tools.values(), *shared_entries(small_course, pages.markdown)]
    assert [entry for entry in found if not entry.roles] == shared


def test_for_all_roles_no_word_of_any_is_lost_and_no_long_text_is_loaded(
    small_course: Course, pages: Pages
) -> None:
    found = rows(search_files_of(small_course, pages)[search_address("all")])
    by_place = {entry.address: entry for entry in found}
    for role_id in small_course.roles:
        for entry in entries(small_course, pages, role_id):
            merged = by_place[entry.address.removeprefix(f"{role_id}/")]
            has = set(re.findall(r"\w+", f"{merged.title} {merged.text} {merged.more}".lower()))
            words = re.sub("['’]", "", f"{entry.title} {entry.text}").lower()
            assert set(re.findall(r"\w+", words)) <= has | set(re.findall(r"\w+", merged.text))
            assert len(merged.text) <= MOST_CHARACTERS
    assert "dispatch" in by_place["first-steps/#few-words"].text.lower()


def search_files_of(course: Course, pages: Pages) -> Mapping[str, str]:
    role_courses = [tailor(course, role_id) for role_id in course.roles]
    return search_files(course, role_courses, pages.markdown, "Check yourself")


def rows(text: str) -> list[Entry]:
    """The entries of a file."""
    found = [Entry(*row) for row in zip(*json.loads(text)["entries"], strict=True)]
    return [replace(entry, roles=tuple(entry.roles)) for entry in found]


def test_files_say_what_the_finder_has_to_know_of_the_language(
    small_course: Course, pages: Pages
) -> None:
    search_words = SearchWords.model_validate(
        {
            "endings": ["ing"],
            "sounds": {"ph": "f"},
            "same": [["cris", "drama"], ["audience", "crowd"]],
            "small": ["the"],
            "danger": ["wants to die"],
            "words": {
                "meltdown": {
                    "says": ["meltdown", "losing it"],
                    "means": ["loud"],
                    "leads-to": ["first-steps/few-words"],
                }
            },
        }
    )
    course = small_course.model_copy(update={"search_words": search_words})
    for text in search_files(course, [], pages.markdown, "Check yourself").values():
        language = json.loads(text)
        del language["entries"]
        language.pop("roles", None)
        assert language == {
            "endings": ["ing"],
            "sounds": [["ph", "f"]],
            "same": [["cris", "drama"]],
            "small": ["the"],
            "danger": ["wants to die"],
            "urgent": ["help/#line"],
            "meanings": [[["meltdown", "losing it"], ["loud"], ["first-steps/#few-words"]]],
        }
