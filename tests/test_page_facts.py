"""What a preview knows of a page: its remarks, its evidence, and where its pieces are written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from course.memo import Memo
from course.publish.preview import Preview
from tests.conftest import Files
from tests.small_scene import WITH_SCENE

PAGE = "driver/first-steps/"
MODULE = "modules/first-steps.yml"
AVOID: Files = {
    "reference/style.yml": "avoid:\n  chairs:\n    phrases: [chair]\n    say: |\n      A seat.\n"
}

Open = Callable[..., Preview]


@pytest.fixture
def preview_with(course_with: Callable[[Files], Path]) -> Open:
    """Previews a course with changed files, once the rules have run."""

    def make(files: Files, **options: Any) -> Preview:
        folder = course_with(files)
        district = folder / "district" if "district/district.yml" in files else None
        made = Preview(folder, lambda _: None, Memo(), district, **options)
        made.refresh()
        made.check(lambda: False)
        return made

    return make


def facts(preview: Preview, address: str) -> dict[str, Any]:
    found = preview.facts(address, is_on_this_computer=False)
    assert found
    return found


def here(preview: Preview, address: str) -> list[tuple[str, str]]:
    """The places of the remarks of a page, each with its anchor."""
    return [(it["place"], it["anchor"]) for it in facts(preview, address)["here"]]


def said(text: str, at: str) -> Files:
    """A word to avoid in a text of the module."""
    return {**AVOID, MODULE: {"change": at, "to": f"{at}{text}"}}


def test_remark_is_at_its_piece_for_those_who_see_it(preview_with: Open) -> None:
    at = "      driver: |\n        "
    preview = preview_with(said("A chair. ", at))
    remarks = here(preview, PAGE)
    assert (f"{MODULE}:33", "few-words") in remarks
    assert (f"{MODULE}:33", "few-words") not in here(preview, "teacher/first-steps/")
    others = facts(preview, "teacher/first-steps/")["others"]
    assert others == facts(preview, PAGE)["others"] + 1


def test_remark_about_a_claim_is_on_the_pages_that_cite_it(preview_with: Open) -> None:
    at = "    Strong stress makes it harder to hold words"
    change = {"change": at, "to": f"{at} on a chair"}
    preview = preview_with({**AVOID, "reference/claims.yml": change})
    assert [place for place, _ in here(preview, PAGE) if "claims" in place]
    assert ("reference/claims.yml:3", "few-words") in here(preview, "evidence/")
    assert not [place for place, _ in here(preview, "driver/") if "claims" in place]


def test_remark_explains_its_rule(preview_with: Open) -> None:
    preview = preview_with(
        {MODULE: {"change": "minutes: ", "to": "minutes: 9"}, "guide.yml": "a: b"}
    )
    [remark] = facts(preview, PAGE)["here"]
    assert (remark["rule"], remark["anchor"]) == ("honest-minutes", "")
    assert remark["why"].endswith(".")
    assert [it.split(":")[0] for it in remark["examples"]] == ["Good", "Bad"]
    assert remark["guide"] == "", "nobody has said where the site is published"


def test_district_has_its_own_lines_and_its_published_guide(preview_with: Open) -> None:
    preview = preview_with(
        {
            **AVOID,
            "guide.yml": "a: b",
            "district/district.yml": "name: Lakeview\nstate: Texas\ndraft: yes\n"
            "address: https://lakeview.example/\n",
            f"district/{MODULE}": "lessons:\n  few-words:\n    title: Few\n    text: |\n"
            "      A chair.\n",
        }
    )
    found = {it["place"]: it for it in facts(preview, PAGE)["here"]}
    remark = found[f"district/{MODULE}:5"]
    assert remark["anchor"] == "few-words"
    assert remark["guide"] == "https://lakeview.example/guide/rules/words-to-avoid/"
    places = preview.places(PAGE, is_on_this_computer=False)
    assert places
    assert places["few-words"]["place"] == f"district/{MODULE}:2"
    assert places["hard-example"]["place"] == f"{MODULE}:34"


def test_cell_says_what_is_the_jobs_own(preview_with: Open) -> None:
    preview = preview_with({})
    found = facts(preview, PAGE)
    assert found["cell"].startswith("Full: 1 situation, 1 your-part activity, ")
    assert found["missing"] == []
    assert found["checked"]
    assert found["claims"][0]["address"] == "evidence/#few-words"
    assert facts(preview, "driver/")["cell"] == ""


def test_missing_pieces_are_named_before_the_rules_have_run(
    course_with: Callable[[Files], Path],
) -> None:
    files = {MODULE: {"change": "kind: your-part\n        only: [driver]", "to": "kind: your-part"}}
    preview = Preview(course_with(files), lambda _: None, Memo())
    preview.refresh()
    found = facts(preview, PAGE)
    assert not found["checked"]
    assert found["missing"] == ["No your-part activity of its own."]


def test_other_jobs_lead_to_the_same_module_or_to_their_path(preview_with: Open) -> None:
    preview = preview_with({"course.yml": {"change": "    teacher: optional\n", "to": ""}})

    def jobs(address: str) -> list[tuple[str, bool, bool]]:
        found = facts(preview, address)["jobs"]
        return [(it["address"], it["reads"], it["current"]) for it in found]

    assert jobs(PAGE) == [(PAGE, True, True), ("teacher/first-steps/", True, False)]
    assert jobs("driver/more-words/") == [
        ("driver/more-words/", True, True),
        ("teacher/", False, False),
    ]
    assert jobs("") == [("driver/", False, False), ("teacher/", False, False)]


def test_scene_has_the_evidence_and_the_places_of_its_own_page(preview_with: Open) -> None:
    preview = preview_with(WITH_SCENE)
    address = "driver/more-words/chair/"
    places = preview.places(address, is_on_this_computer=False)
    assert places
    assert places["both"]["piece"].endswith("/activities/chair/nodes/both")
    assert {it["piece"].split("/")[3] for it in places.values()} == {"chair"}
    assert facts(preview, address)["claims"] == []
    assert facts(preview, "driver/more-words/")["claims"]


def test_continued_step_is_at_its_lesson(preview_with: Open) -> None:
    sentence = "        The bus is loud, and you face the road.\n"
    change = {"change": sentence, "to": f"{sentence}\n".join([""] + [sentence * 12] * 4)}
    places = preview_with({MODULE: change}).places(PAGE, is_on_this_computer=False)
    assert places
    assert places["_few-words-2"] == places["few-words"]


def test_page_that_does_not_exist_has_no_facts(preview_with: Open) -> None:
    preview = preview_with({})
    assert preview.facts("nowhere/", is_on_this_computer=True) is None
    assert preview.places("nowhere/", is_on_this_computer=True) is None
