import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from course.compile import check_folder
from course.inputs import Inputs
from course.memo import Memo
from course.models.course import Course
from course.models.search_words import SearchWords
from course.render.markdown import Markdown
from course.search.entries import shared_entries, tool_entries
from course.search.files import SearchFiles, SharedSearch
from course.site import EVERY_ROLE, search_address
from course.tailor import tailor
from tests.rendering import markdown_of
from tests.search.written import entries_of
from tests.specimen import SPECIMEN


def test_file_of_a_role_covers_required_and_optional_content(
    small_course: Course, markdown: Markdown
) -> None:
    files = search_files_of(small_course)
    shared = list(shared_entries(small_course, markdown))
    tools = list(tool_entries(small_course.tools, markdown).values())
    assert list(files) == [search_address(name) for name in ("driver", "teacher", "all")]
    for role_id, offered in (("driver", tools), ("teacher", [])):
        addresses, titles, *_ = json.loads(files[search_address(role_id)])["entries"]
        own = entries_of(small_course, markdown, role_id)
        others = [*offered, *shared]
        inside = [f"{role_id}/{entry.address}" for entry in own]
        assert addresses == [*inside, *(entry.address for entry in others)]
        assert titles == [entry.title for entry in (*own, *others)]


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
        role_id: {entry.address for entry in entries_of(small_course, markdown, role_id)}
        for role_id, _ in roles
    }
    for address, numbers in zip(addresses, whose, strict=True):
        owners = [role_id for role_id, _ in roles if address in has[role_id]]
        assert [roles[number][0] for number in numbers] == owners
    tools = tool_entries(small_course.tools, markdown)
    shared = [*tools.values(), *shared_entries(small_course, markdown)]
    of_none = [entry for entry, numbers in zip(addresses, whose, strict=True) if not numbers]
    assert of_none == [entry.address for entry in shared]


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


def test_entries_of_a_module_are_kept_until_its_files_change(
    small_course: Course, markdown: Markdown, tmp_path: Path
) -> None:
    tailored = tailor(small_course)

    def files(hashes: Mapping[str, str], *, titles: str) -> list[str]:
        """The titles of modules in the index, if every title has become `titles`."""
        memo = Memo(tmp_path, stamp="1")
        renamed = {
            role_id: role.model_copy(
                update={
                    "modules": {
                        module_id: module.model_copy(update={"title": titles})
                        for module_id, module in role.modules.items()
                    }
                }
            )
            for role_id, role in tailored.by_role.items()
        }
        search = SearchFiles(
            small_course,
            replace(tailored, by_role=renamed),
            markdown,
            "Right now",
            memo,
            Inputs("1", hashes),
        )
        file = json.loads(search.role_file("driver"))
        memo.save()
        addresses, listed, *_ = file["entries"]
        return [
            title
            for address, title in zip(addresses, listed, strict=True)
            if address in {"driver/first-steps/", "driver/more-words/"}
        ]

    first = {"modules/first-steps.yml": "1", "modules/more-words.yml": "1", "course.yml": "1"}
    assert files(first, titles="A") == ["A", "A"]
    assert files(first, titles="B") == ["A", "A"], "nothing has changed"
    assert files({**first, "modules/more-words.yml": "2"}, titles="C") == ["A", "C"]
    assert files({**first, "quizzes/first-steps.yml": "2"}, titles="D") == ["D", "A"]
    assert files({**first, "course.yml": "2"}, titles="E") == ["E", "E"]


def test_only_a_preview_saves_nothing(
    small_course: Course, markdown: Markdown, tmp_path: Path
) -> None:
    for only_reads in (True, False):
        memo = Memo(tmp_path, stamp="1", only_reads=only_reads)
        inputs = Inputs("1", {})
        files = SearchFiles(small_course, tailor(small_course), markdown, "Right now", memo, inputs)
        assert files.role_file("driver")
        assert files.file_of_all_roles()
        assert files.role_file("driver")
        memo.save()
        assert any(tmp_path.iterdir()) is not only_reads


def test_courses_with_other_search_words_share_nothing_that_depends_on_them(
    small_course: Course, markdown: Markdown
) -> None:
    shared = SharedSearch()

    def files(words: SearchWords, shared: SharedSearch | None) -> list[str]:
        course = small_course.model_copy(update={"search_words": words})
        search = SearchFiles(course, tailor(course), markdown, "Right now", Memo(), shared=shared)
        return [search.role_file("driver"), search.file_of_all_roles()]

    same = small_course.search_words
    other = same.model_copy(update={"small": (), "endings": ("s", "er", "ing", "ed")})
    alone = files(other, None)
    assert files(same, shared) != alone
    assert files(other, shared) == alone
