"""What this course promises beyond what the rules require of every course."""

import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bench.guess import MOST_ABOVE_CHANCE, chance, habits, quiz_items, share
from course.checks.coverage import own_pieces
from course.compile import check_folder
from course.frontend.drawing_kit import drawing_kit
from course.models.base import Targeted, walk
from course.models.course import Course, Extent
from course.models.drawing import Drawing, Who
from course.render.drawing import Composer
from course.tailor import tailor
from tests.rendering import render_all

ROOT = Path(__file__).parent.parent
EDITION = date(2026, 11, 28)
"""The date this edition was reviewed. Sources and numbers become outdated later."""
ROLES = (
    "bus-driver",
    "nutrition",
    "front-office",
    "custodian",
    "paraprofessional",
    "substitute",
    "coach",
    "safety",
    "teacher-elementary",
    "teacher-secondary",
    "special-educator",
    "counselor",
    "nurse",
    "principal",
    "district-leader",
    "trainer",
)
FEWEST_OWN, FEWEST_SHARED = 12, 6
MOST_OF_ONE_OPENER = 1 / 3
HABITS = (
    "longest",
    "shortest",
    "warmest",
    "most careful",
    "words of the question",
    "most like the others",
    "least like the others",
    "neither most nor least like",
    "most sentences",
    "in quotes",
    "a question back",
)


@pytest.fixture(scope="module")
def course() -> Course:
    checked = check_folder(ROOT, EDITION)
    loaded, problems = checked.course, checked.problems
    assert not problems, "\n\n".join(map(str, problems))
    assert loaded
    return loaded


def test_every_promised_role_has_a_path(course: Course) -> None:
    assert tuple(course.roles) == ROLES
    assert course.outline.matrix.keys() == course.modules.keys()


def test_course_has_no_remarks(course: Course) -> None:
    """The fixture fails on any remark. Remarks are excused only by overrides with a reason."""
    assert all(override.reason for override in course.overrides.values())


@pytest.mark.parametrize("role_id", ROLES)
def test_role_has_questions_of_its_own(course: Course, role_id: str) -> None:
    own = [
        question_id
        for quiz in course.quizzes.values()
        for question_id, question in quiz.questions.items()
        if question.is_exclusive_to(role_id)
    ]
    assert len(own) >= FEWEST_OWN


@pytest.mark.parametrize("role_id", ROLES)
def test_role_has_content_of_its_own_in_every_module_it_reads(course: Course, role_id: str) -> None:
    for module_id, quiz in course.quizzes.items():
        if course.extent(module_id, role_id) is Extent.FULL:
            assert all(own_pieces(course.modules[module_id], quiz, role_id).values()), module_id


def test_each_module_has_a_team_activity(course: Course) -> None:
    """Except for the welcome module and for substitutes, who have no team."""
    in_full = tailor(course).in_full
    for role_id in set(ROLES) - {"substitute"}:
        for module_id, module in in_full[role_id].modules.items():
            kinds = {
                activity.kind
                for lesson in module.lessons.values()
                for activity in lesson.activities.values()
            }
            assert "together" in kinds or module_id == "start-here", (role_id, module_id)


def is_shared(course: Course, question: Targeted) -> bool:
    return not any(question.is_exclusive_to(role_id) for role_id in course.roles)


def test_each_quiz_has_shared_questions(course: Course) -> None:
    few = {
        module_id: shared
        for module_id, quiz in course.quizzes.items()
        if (shared := sum(is_shared(course, question) for question in quiz.questions.values()))
        < FEWEST_SHARED
    }
    assert few == {}


@pytest.mark.parametrize("name", HABITS)
def test_answers_cannot_be_guessed(course: Course, name: str) -> None:
    questions = list(quiz_items(course))
    assert share(questions, habits(questions)[name]) <= chance(questions) + MOST_ABOVE_CHANCE


def test_first_words_about_answers_vary_on_every_path(course: Course) -> None:
    opener = re.compile(r'<p class="verdict(| verdict--fits)"><span>(.*?)</span>')
    # A note says what each phrase does, and rows to match or to order need few words.
    others = re.compile(r'<template>.*?</template>|<self-check[^>]*"mark".*?</self-check>', re.S)
    of_all: dict[str, Counter[str]] = defaultdict(Counter)
    of_wrong: dict[str, Counter[str]] = defaultdict(Counter)
    for page in render_all(course).values():
        for verdict, words in opener.findall(others.sub("", page.html)):
            role = page.address.split("/")[0]
            of_all[role][words] += 1
            if not verdict:
                of_wrong[role][words] += 1
    assert of_all.keys() == of_wrong.keys() == {*ROLES, "trainers"}
    for openers in (*of_all.values(), *of_wrong.values()):
        assert max(openers.values()) <= MOST_OF_ONE_OPENER * openers.total(), openers


def composed_drawings(course: Course) -> Iterator[Drawing]:
    for _, piece in walk(course):
        if isinstance(piece, Drawing) and piece.place:
            yield piece


def test_each_composed_drawing_is_small_with_all_of_its_shapes(course: Course) -> None:
    composer = Composer(drawing_kit())
    for drawing in composed_drawings(course):
        svg = composer.svg(drawing)
        alone = gzip.compress(f"{svg}{composer.shapes_of(svg)}".encode())
        assert 512 < len(alone) <= 3 * 1024, drawing.shows


def test_people_in_drawings_differ(course: Course) -> None:
    people = [person for drawing in composed_drawings(course) for person in drawing.people]
    assert {person.who for person in people} == set(Who)
    assert {"headscarf", "braids", "curls", "gray"} < {str(person.hair) for person in people}
    assert "in-wheelchair" in {person.pose for person in people}
    assert len({person.build for person in people}) == 2


def test_one_moment_has_one_reader_in_it(course: Course) -> None:
    """In a drawing of two moments, `you` may be in both."""
    for drawing in composed_drawings(course):
        readers = [person for person in drawing.people if person.who is Who.YOU]
        assert len(readers) <= (2 if drawing.place == "two-moments" else 1), drawing.shows


def test_statement_about_privacy_names_everything_that_scripts_store(course: Course) -> None:
    scripts = ROOT / "course" / "frontend" / "js"
    backend = (scripts / "storage" / "backend.mjs").read_text(encoding="utf-8")
    [keys] = re.findall(r"KEYS = [^\[]*\[([^\]]*)\]", backend)
    [mode] = re.findall(r"SESSION_ONLY = `\$\{PREFIX\}(\w+)`", backend)
    assert course.statements
    kept = course.statements.privacy.kept.keys()
    assert kept == {*re.findall(r'"(\w+)"', keys), mode, "offline-pages"}


def test_no_other_script_stores_anything() -> None:
    """`head.js` only reads, and the worker and what deletes its cache store pages."""
    stores = re.compile(r"\b(?:(?:local|session)Storage|indexedDB|caches|cookie(?:Store)?)\b")
    frontend = ROOT / "course" / "frontend"
    scripts = [*(frontend / "js").rglob("*js"), frontend / "worker.js"]
    comments = re.compile(r"^\s*//.*|/\*[\s\S]*?\*/", re.MULTILINE)
    using = {
        path.name for path in scripts if stores.search(comments.sub("", path.read_text("utf-8")))
    }
    assert using == {"backend.mjs", "clear.mjs", "head.js", "worker.js"}
    head = (frontend / "js" / "head.js").read_text(encoding="utf-8")
    assert "setItem" not in head
