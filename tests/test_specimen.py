"""The specimen in `examples/` uses everything that an author may write, and all of it works."""

import html
import re
from typing import Any, TypeGuard

import pytest
import yaml

from course.compile import check_folder, compile_site, make_site
from course.models.base import Targeted, walk
from course.models.course import Course
from course.models.module import Module
from course.models.quiz import Quiz
from course.models.texts import Prose
from course.models.tool import Tool
from course.problems import Location
from course.site import Site, module_address, now_address, scene_address, tool_address
from course.tailor import tailor
from tests.model_parts import all_parts, models_in
from tests.scratch import Scratch
from tests.specimen import FILES, SPECIMEN, Part, kind_of_file, places

KINDS_ON_A_PAGE = r'(?:data-kind="|class="activity |class="part part--)([\w-]+)"'
PLACES = [place for path, data in FILES.items() for place in places(path, kind_of_file(path), data)]
FIRST_KEYS = {place.part: place for place in reversed(PLACES) if place.is_key}
"""One occurrence of each key of each model, and one id of each kind."""
ONE_IN = 6
"""The nightly run leaves out each of these keys in turn, the usual run every sixth."""


@pytest.fixture(scope="module")
def course() -> Course:
    loaded = check_folder(SPECIMEN).course
    assert loaded
    return loaded


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    scratch = Scratch(SPECIMEN, tmp_path_factory.mktemp("scratch") / "specimen")
    assert scratch.shared.models  # of the files as they were
    return scratch


@pytest.fixture(scope="module")
def site() -> Site:
    return compile_site(SPECIMEN)


def is_prose(value: object) -> TypeGuard[Prose]:
    return isinstance(value, Prose)


def all_prose(course: Course) -> list[Prose]:
    return [value for _, value in walk(course) if is_prose(value)]


# -- Valid and complete --------------------------------------------------------------------------


def test_specimen_has_no_problems() -> None:
    problems = check_folder(SPECIMEN).problems
    assert not problems, "\n\n".join(map(str, problems))


def test_every_key_kind_and_enum_value_occurs() -> None:
    left_out = all_parts() - {place.part for place in PLACES}
    assert not left_out, f"The specimen leaves out: {', '.join(sorted(left_out))}"


def test_walk_through_the_models_finds_every_part() -> None:
    """A walk that skips models would not notice missing parts."""
    examples = {"Audience.except", "Choice.later", "Pair.goes-with", "Contact.verified-at"}
    assert examples | {"kind together", "EvidenceTag anecdotal", "Extent none"} <= all_parts()


def test_every_kind_of_piece_has_a_variant_somewhere(course: Course) -> None:
    """`instead` and `also` change a different text in each kind of piece."""
    varied = {
        type(piece)
        for _, piece in walk(course)
        if isinstance(piece, Targeted) and (piece.instead or piece.also)
    }
    can_vary = {
        model
        for kind in (Module, Quiz, Tool)
        for model in models_in(kind)
        if issubclass(model, Targeted)
    }
    assert varied == can_vary


@pytest.mark.parametrize("key", ["only", "except_", "instead", "also"])
def test_each_audience_key_names_a_role_and_a_group_somewhere(course: Course, key: str) -> None:
    named = {
        name
        for _, piece in walk(course)
        if isinstance(piece, Targeted)
        for name in getattr(piece, key)
    }
    assert named & course.roles.keys()
    assert named & course.groups.keys()


def test_role_text_overrides_group_text_somewhere(course: Course) -> None:
    """At least one piece has different texts for a role and for its group."""
    assert any(
        role_id in piece.instead and role.group in piece.instead
        for _, piece in walk(course)
        if isinstance(piece, Targeted)
        for role_id, role in course.roles.items()
    )


@pytest.mark.parametrize(
    "pattern",
    [
        r"\[@[a-z-]+\]",
        r"\[\[[a-z-]+\]\]",
        r"\[\[[a-z-]+\|[^\]]+\]\]",
        r"\*\*\w+\*\*",
        r"^- \w",
        r"\[[^\]]+\]\(https://",
        r"\n\n",
    ],
    ids=["claim", "term", "term-in-other-words", "bold", "list", "link", "paragraphs"],
)
def test_each_kind_of_text_markup_occurs(course: Course, pattern: str) -> None:
    assert any(re.search(pattern, text, re.MULTILINE) for text in all_prose(course))


def test_specimen_has_a_verified_urgent_and_an_unverified_local_contact(course: Course) -> None:
    contacts = course.contacts.values()
    assert any(contact.urgent and contact.verified_on for contact in contacts)
    assert any(contact.local and not contact.verified_on for contact in contacts)


def test_objectives_are_written_in_both_forms_and_proved(course: Course) -> None:
    for module_id, module in course.modules.items():
        written = FILES[f"modules/{module_id}.yml"]
        assert isinstance(written, dict)
        assert isinstance(written["objectives"], dict)
        assert {type(text) for text in written["objectives"].values()} == {str, dict}
        by_question = {
            question.objective for question in course.quizzes[module_id].questions.values()
        }
        assert by_question
        assert module.objectives.keys() - by_question, "an activity alone proves one"


def test_no_yaml_comment_is_part_of_a_text(course: Course) -> None:
    assert not [text for text in all_prose(course) if re.search(r"^\s*#", text, re.MULTILINE)]


@pytest.mark.parametrize("path", FILES)
def test_each_file_has_an_explanation_and_something_to_try(path: str) -> None:
    lines = (SPECIMEN / path).read_text("utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert any(line.lstrip().startswith("# Try: ") for line in lines)


# -- Building ------------------------------------------------------------------------------------


def normalized(text: str) -> str:
    """Only the letters and digits, so that quotation marks and markup do not matter."""
    return " ".join(re.findall(r"[^\W_]+", html.unescape(re.sub(r"<[^>]+>", " ", text)).lower()))


def opening(text: str) -> str:
    """The beginning of a text, up to the first character that may be rendered differently."""
    return normalized(re.split(r"\[|\n", text)[0])


def test_pages_contain_every_tailored_text_of_each_kind(course: Course, site: Site) -> None:
    pages = {address: page.make().html for address, page in site.pages.items()}
    on_pages = set()
    for role_id in course.roles:
        for module_id, module in tailor(course).by_role[role_id].modules.items():
            page = pages[module_address(role_id, module_id)]
            scenes = (pages[scene_address(role_id, module_id, name)] for name in module.scenes)
            shown = normalized(" ".join((page, *scenes)))
            for _, value in walk(module):
                if is_prose(value):
                    assert opening(value) in shown
            on_pages |= set(re.findall(KINDS_ON_A_PAGE, page))
        for card in tailor(course).by_role[role_id].cards.values():
            shown = normalized(pages[now_address(role_id)])
            assert all(opening(text) in shown for text in card.parts.values())
    for tool_id, tool in course.tools.items():
        page = pages[tool_address(tool_id)]
        shown = normalized(page)
        assert all(opening(value) in shown for _, value in walk(tool.parts) if is_prose(value))
        on_pages |= set(re.findall(KINDS_ON_A_PAGE, page))
    kinds = {part.removeprefix("kind ") for part in all_parts() if part.startswith("kind ")}
    assert on_pages == kinds


def test_claims_terms_and_contacts_are_on_their_pages(course: Course, site: Site) -> None:
    pages = {address: page.make().html for address, page in site.pages.items()}
    for address, pieces in (
        ("evidence/", course.claims),
        ("glossary/", course.glossary),
        ("help/", course.contacts),
    ):
        for piece_id in pieces:
            assert f'id="{piece_id}"' in pages[address]


# -- Mistakes ------------------------------------------------------------------------------------


def without(data: Any, location: Location) -> Any:
    """A copy of the data, without the key at `location`."""
    step, *rest = location
    inside = dict(data) if isinstance(data, dict) else dict(enumerate(data))
    if rest:
        inside[step] = without(inside[step], tuple(rest))
    else:
        del inside[step]
    return inside if isinstance(data, dict) else list(inside.values())


@pytest.mark.parametrize(
    "place",
    [
        pytest.param(place, marks=[pytest.mark.nightly] if at % ONE_IN else [], id=part)
        for at, (part, place) in enumerate(FIRST_KEYS.items())
    ],
)
def test_specimen_without_any_one_key_builds_or_reports_it(scratch: Scratch, place: Part) -> None:
    folder = scratch.restore()
    rest = without(FILES[place.path], place.location)
    text = yaml.dump(rest, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
    (folder / place.path).write_text(text, "utf-8")
    checked = check_folder(folder, memo=scratch.memo, shared=scratch.shared)
    if place.is_required:
        assert place.path in {problem.path for problem in checked.problems}
    if checked.has_errors:
        assert all(problem.what and problem.remedy for problem in checked.problems)
    else:
        assert checked.course
        translations = folder / "translations"
        assert make_site(checked.loaded, checked.tailored, translations, scratch.memo).pages


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        ("course.yml", "front-office: short", "front-office: full", "no situation of its own"),
        ("reference/claims.yml", "tag: plausible", "tag: likely", '"likely" is not one of'),
        ("modules/a-calmer-morning.yml", "[[dispatch]]", "[[dispach]]", 'mean "dispatch"'),
        ("modules/a-calmer-morning.yml", "file: two-seats", "file: two-seat", 'mean "two-seats"'),
        ("quizzes/a-calmer-morning.yml", "- wrong: |", "- right: |", "2 right answers"),
    ],
)
def test_experiments_in_the_comments_have_the_described_result(
    scratch: Scratch, path: str, old: str, new: str, message: str
) -> None:
    folder = scratch.restore()
    text = (folder / path).read_text("utf-8")
    (folder / path).write_text(text.replace(old, new, 1), "utf-8")
    problems = check_folder(folder, memo=scratch.memo).problems
    assert any(message in str(problem) for problem in problems)
