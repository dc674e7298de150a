"""Judging of search results, and the texts that are left out for all engines."""

from pathlib import Path

import pytest

from bench.plain import main as write_plain
from bench.search.browse import Load, Wait
from bench.search.contenders import contenders
from bench.search.measure import Cost, Result
from bench.search.queries import Query, is_page_found, is_place_found, read_queries, sample
from bench.search.serve import compressed
from bench.search.sites import NO_SEARCH, leave_out
from bench.search.table import Row, table
from course.models.course import Course
from course.models.questions.choice import ChoiceQuestion

RIGHT = "job/module/#lesson"
OTHERS = ["job/a/", "job/b/", "job/c/"]


def query(says: str = "calm", kind: str = "plain", role: str = "job") -> Query:
    return Query(says, role, kind, (RIGHT, "help/#police"))


@pytest.mark.parametrize(
    ("places", "has_place", "has_page"),
    [
        ([RIGHT], True, True),
        ([*OTHERS[:2], RIGHT], True, True),
        ([*OTHERS, RIGHT], False, False),
        (["job/module/"], False, True),
        (["job/module/#elsewhere"], False, True),
        (["other/module/#lesson"], False, False),
        ([], False, False),
    ],
)
def test_right_place_or_page_must_be_among_the_first_three(
    places: list[str], has_place: bool, has_page: bool
) -> None:
    assert is_place_found(query(), places, ()) == has_place
    assert is_page_found(query(), places, ()) == has_page


def test_contacts_listed_first_take_no_rank_but_count_if_right() -> None:
    urgent = ["help/#emergency", "help/#lifeline", "help/#police"]
    assert is_place_found(query(), [*urgent[:2], *OTHERS[:2], RIGHT], urgent)
    assert is_place_found(query(), urgent, urgent)
    assert not is_place_found(query(), [*urgent[:2], *OTHERS, RIGHT], urgent)


def test_sampled_queries_are_of_the_role_and_spread_over_the_list() -> None:
    own = [query(str(number)) for number in range(10)]
    chosen = sample([query(role="other"), *own], "job", 3)
    assert [item.says for item in chosen] == ["0", "3", "6"]
    assert sample(own[:2], "job", 3) == own[:2]


def test_query_list_can_be_read() -> None:
    queries = read_queries()
    assert all(item.says and item.right for item in queries)
    assert {place.split("/")[0] for item in queries for place in item.right} <= {
        *("help", "glossary", "tools", "topics"),
        *(item.role for item in queries),
    }
    assert any(item.is_slip for item in queries)


def test_answers_and_navigation_pages_are_left_out() -> None:
    lesson, close = "# A\n\n## One\n\n- **Kept**\n\n", "## In closing\n\nEnd\n"
    headings = ["### Question 1 of 2\n\nWhy?\n\n", "### Question 2 of 2\n\nWhen?\n\n"]
    answers = "- Because\n\n    So it is.\n\n- Read on.\n\n"
    quiz = "## Check yourself\n\n"
    page = f"{lesson}{quiz}{headings[0]}{answers}{headings[1]}{answers}{close}"
    assert leave_out("a.md", page) == f"{lesson}{quiz}{''.join(headings)}{close}"
    assert leave_out("index.md", "# A\n") == f"{NO_SEARCH}# A\n"


def test_no_answer_is_left_on_a_page_of_plain(
    small_folder: Path, small_course: Course, tmp_path: Path
) -> None:
    write_plain(small_folder, tmp_path)
    pages = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.md")]
    for quiz in small_course.quizzes.values():
        for question in quiz.questions.values():
            if isinstance(question, ChoiceQuestion):
                feedback = question.answers[0].feedback
                assert any(feedback in page for page in pages)
                assert not any(feedback in leave_out("a.md", page) for page in pages)


def test_compressed_file_is_not_compressed_again(tmp_path: Path) -> None:
    text, packed = tmp_path / "text", tmp_path / "packed"
    text.write_bytes(b"calm " * 1000)
    packed.write_bytes(bytes(range(256)))
    assert compressed(text) < 100
    assert compressed(packed) == 256
    assert compressed(tmp_path / "gone") == 0


def test_table_has_a_row_for_each_engine_and_names_missing_ones() -> None:
    engines = contenders(None)
    missing = [item for item in engines if item.missing]
    assert [item.name.split(",")[0] for item in missing] == ["MiniSearch", "MiniSearch", "Pagefind"]
    waits = [Wait(10, 20), Wait(20, 30), Wait(30, 40)]
    cost = Cost(Load(0, 0), [Load(2, 2048), Load(3, 1024)], waits, waits)
    results = [Result(query(), True, True), Result(query(kind="typo"), False, True)]
    row = Row(engines[0], cost, results, Load(4, 4096))
    head, rule, target, *lines = table([row], missing).splitlines()
    cells = [item.strip() for item in lines[0].strip("|").split("|")]
    assert cells == [
        *("ours", "0", "2", "3", "30", "20", "38", "30"),
        *("50 %", "100 %", "0 %", "100 %", "4"),
    ]
    assert len({line.count("|") for line in (head, rule, target, *lines)}) == 1
    assert all("not installed" in line for line in lines[1:])
