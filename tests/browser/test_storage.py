"""The scripts in `storage/`, called directly on an empty page, without a built site."""

import json
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.device import FREE, FULL
from tests.browser.server import PREFIXES

pytestmark = pytest.mark.one_page

SITE = PREFIXES[0]
PASSING = f"{SITE}passing"
TODAY, TOMORROW = "2026-11-25", "2026-11-26"
ATTEMPT = {"outcome": "first", "revision": 1}


@pytest.fixture
def page(empty_page: Page) -> Page:
    """The empty page, with nothing stored."""
    empty_page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    return empty_page


def call(page: Page, script: str, name: str, *arguments: Any) -> Any:
    """The result of an exported function of a script in `storage/`."""
    return page.evaluate(
        f"""async (all) => {{
            const module = await import("{SITE}js/source/storage/{script}.mjs");
            return module.{name}(...all);
        }}""",
        list(arguments),
    )


def put(page: Page, store: str, value: Any) -> None:
    """Stores a value, or a text as it is, on the device."""
    text = value if isinstance(value, str) else json.dumps(value)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [SITE + store, text])


def stored(page: Page, store: str) -> Any:
    return json.loads(page.evaluate("(key) => localStorage.getItem(key)", SITE + store))


# -- The schedule ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attempt", "due"),
    [
        ({"on": TODAY}, "2026-11-27"),
        ({"on": TODAY, "step": 1}, "2026-11-30"),
        ({"on": TODAY, "step": 2}, "2026-12-18"),
        ({"on": TODAY, "step": 3}, ""),
        ({"on": "2026-11-01", "step": 1}, "2026-11-06"),
        ({"on": TOMORROW, "step": 3}, TODAY),
        ({"step": 3}, TODAY),
    ],
)
def test_day_on_which_a_question_is_due(page: Page, attempt: dict[str, Any], due: str) -> None:
    assert call(page, "schedule", "dueOn", attempt) == due
    assert call(page, "schedule", "isDue", attempt) == ("" < due <= TODAY)


@pytest.mark.parametrize(
    ("previous", "is_correct", "step"),
    [
        (None, True, 0),
        ({"on": "2026-11-23"}, True, 1),
        ({"on": "2026-11-23"}, False, 0),
        ({"on": "2026-11-24"}, True, 0),
        ({"on": "2026-11-20", "step": 1}, True, 2),
        ({"on": "2026-11-21", "step": 1}, True, 1),
        ({"on": "2026-11-20", "step": 1}, False, 0),
        ({"on": "2026-10-20", "step": 3}, True, 3),
    ],
)
def test_right_answer_counts_only_when_due(
    page: Page, previous: dict[str, Any] | None, is_correct: bool, step: int
) -> None:
    assert call(page, "schedule", "stepAfter", previous, is_correct) == step


# -- Attempts -------------------------------------------------------------------------------------


def record(page: Page, tries: list[tuple[int, bool]]) -> str | None:
    """Records tries of the question `m/q`, as on one page. Returns the problem."""
    problem: str | None = page.evaluate(
        """async ([script, tries]) => {
            const { Attempts } = await import(script);
            const attempts = new Attempts();
            for (const [revision, isCorrect] of tries) attempts.record("m/q", revision, isCorrect);
            return attempts.problem;
        }""",
        [f"{SITE}js/source/storage/attempts.mjs", tries],
    )
    return problem


@pytest.mark.parametrize(
    ("tries", "outcome", "revision"),
    [
        ([(1, True)], "first", 1),
        ([(1, False)], "looked", 1),
        ([(1, False), (1, False)], "looked", 1),
        ([(1, False), (1, True)], "later", 1),
        ([(1, False), (1, True), (1, False)], "later", 1),
        ([(1, True), (1, False)], "first", 1),
        ([(1, True), (2, False)], "looked", 2),
        ([(2, False), (1, True)], "looked", 2),
    ],
)
def test_outcome_of_several_tries(
    page: Page, tries: list[tuple[int, bool]], outcome: str, revision: int
) -> None:
    assert record(page, tries) is None
    expected = {"outcome": outcome, "revision": revision, "on": TODAY}
    assert stored(page, "answers") == {"format": 1, "questions": {"m/q": expected}}
    assert call(page, "attempts", "attempts.get", "m/q") == expected


@pytest.mark.parametrize(("tries", "step"), [([True], 2), ([True, True], 2), ([False, True], None)])
def test_first_try_of_a_day_sets_the_step(page: Page, tries: list[bool], step: int | None) -> None:
    due = {**ATTEMPT, "on": "2026-11-20", "step": 1}
    put(page, "answers", {"format": 1, "questions": {"m/q": due, "m/other": due}})
    record(page, [(1, is_correct) for is_correct in tries])
    questions = stored(page, "answers")["questions"]
    assert questions["m/q"].get("step") == step
    assert questions["m/other"] == due


@pytest.mark.parametrize(
    ("value", "is_valid"),
    [
        (ATTEMPT, True),
        ({**ATTEMPT, "outcome": "later", "on": TODAY}, True),
        *(({**ATTEMPT, "step": step}, True) for step in (1, 2, 3)),
        *(({**ATTEMPT, "step": step}, False) for step in (0, 4, "1", None)),
        *(({**ATTEMPT, "revision": revision}, False) for revision in (1.5, "1", None)),
        *(({**ATTEMPT, "on": on}, False) for on in ("2026-02-31", "soon", None)),
        *(({**ATTEMPT, "outcome": outcome}, False) for outcome in ("best", None)),
        ([], False),
        (None, False),
        ("first", False),
    ],
)
def test_valid_attempts(page: Page, value: Any, is_valid: bool) -> None:
    assert call(page, "attempts", "isAttempt", value) is is_valid
    put(page, "answers", {"format": 1, "questions": {"m/q": value}})
    assert call(page, "attempts", "attempts.get", "m/q") == (value if is_valid else None)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"format": 2}', "not-saved"),
        ('{"format": "2"}', "not-saved"),
        ('{"format": 0, "questions": {}}', "unreadable"),
        ('{"format": 1}', "unreadable"),
        ('{"format": 1, "questions": []}', "unreadable"),
        ('{"format": 1, "questions": null}', "unreadable"),
        ("[1]", "unreadable"),
        ("{", "unreadable"),
        ('{"format": 1, "questions": {}}', None),
    ],
)
def test_problem_with_stored_attempts(page: Page, text: str, problem: str | None) -> None:
    put(page, "answers", text)
    assert record(page, [(1, True)]) == problem
    is_kept = page.evaluate("(key) => localStorage.getItem(key)", f"{SITE}answers") == text
    assert is_kept == (problem == "not-saved")


def test_full_storage_is_a_problem(page: Page) -> None:
    page.evaluate(FULL)
    assert record(page, [(1, True)]) == "not-saved"
    assert call(page, "progress", "saveCompletion", "driver", "m", 1) is False
    assert call(page, "saved-roles", "saveRoles", {"driver": "Driver"}) is False
    page.evaluate(FREE)
    assert record(page, [(1, True)]) is None


def test_problem_stays_after_a_later_attempt_is_saved(page: Page) -> None:
    page.evaluate(FULL)
    problem = page.evaluate(
        """async (script) => {
            const { Attempts } = await import(script);
            const attempts = new Attempts();
            attempts.record("m/lost", 1, true);
            Storage.prototype.setItem = window.setItem;
            attempts.record("m/q", 1, true);
            return attempts.problem;
        }""",
        f"{SITE}js/source/storage/attempts.mjs",
    )
    assert problem == "not-saved"
    assert list(stored(page, "answers")["questions"]) == ["m/q"]


# -- Progress and roles ---------------------------------------------------------------------------


def test_completion_of_a_later_revision_is_kept(page: Page) -> None:
    later = {"on": "2026-11-20", "revision": 2}
    roles = {"driver": later, "teacher": {"on": "2026-11-20", "revision": 1}, "nurse": {"on": 7}}
    put(page, "modules", {"format": 1, "modules": {"m": roles, "other": {"driver": later}}})
    for role in ("driver", "teacher", "clerk"):
        assert call(page, "progress", "saveCompletion", role, "m", 1) is True
    today = {"on": TODAY, "revision": 1}
    assert stored(page, "modules")["modules"] == {
        "m": {"driver": later, "teacher": today, "clerk": today},
        "other": {"driver": later},
    }
    assert call(page, "progress", "saveCompletion", "driver", "m", 2) is True
    assert stored(page, "modules")["modules"]["m"]["driver"] == {"on": TODAY, "revision": 2}


@pytest.mark.parametrize(
    ("store", "script", "save"),
    [
        ("modules", "progress", ("saveCompletion", "driver", "m", 1)),
        ("jobs", "saved-roles", ("saveRoles", {"driver": "Driver"})),
        ("districts", "../district/saved-district", ("saveDistrict", {"id": "a", "name": "A"})),
    ],
)
def test_data_of_a_later_version_is_not_overwritten(
    page: Page, store: str, script: str, save: tuple[Any, ...]
) -> None:
    put(page, store, {"format": 2})
    assert call(page, script, *save) is False
    assert stored(page, store) == {"format": 2}


IDS_OF_A_LATER_COURSE: dict[str, tuple[str, dict[str, Any]]] = {
    "answers": ("questions", {"new-module/q": {**ATTEMPT, "on": "2026-11-20"}}),
    "modules": ("modules", {"new-module": {"new-job": {"on": "2026-11-20", "revision": 1}}}),
    "notes": ("notes", {"new-module/l--a": {"text": "Wait."}}),
    "places": (
        "places",
        {"new-module": {"new-job": {"step": "l", "minutes": 2, "on": "2026-11-20"}}},
    ),
    "jobs": ("jobs", {"new-job": "New job"}),
}


def test_ids_that_the_course_does_not_have_are_kept(page: Page) -> None:
    """A district went back to an earlier version of the course, and forward again."""
    for store, (inner, entries) in IDS_OF_A_LATER_COURSE.items():
        put(page, store, {"format": 1, inner: entries})
    page.evaluate(
        """async (folder) => {
            const { attempts } = await import(`${folder}attempts.mjs`);
            attempts.record("m/q", 1, true);
        }""",
        f"{SITE}js/source/storage/",
    )
    call(page, "progress", "saveCompletion", "driver", "m", 1)
    call(page, "notes", "saveNote", "m/l--a", "Look.")
    call(page, "places", "savePlace", "driver", "m", {"step": "l", "minutes": 1, "seen": ["l"]})
    roles = call(page, "saved-roles", "savedRoles")
    call(page, "saved-roles", "saveRoles", {**roles, "driver": "Driver"})
    for store, (inner, entries) in IDS_OF_A_LATER_COURSE.items():
        now = stored(page, store)[inner]
        assert len(now) == 2
        assert entries.items() <= now.items()


@pytest.mark.parametrize(
    ("title", "is_title"),
    [("x", True), ("x" * 200, True), ("x" * 201, False), ("", False), (7, False), (["x"], False)],
)
def test_title_of_a_role(page: Page, title: Any, is_title: bool) -> None:
    assert call(page, "saved-roles", "isTitle", title) is is_title
    put(page, "jobs", {"format": 1, "jobs": {"driver": title, "A role": "x", "nurse": "Nurse"}})
    expected = {**({"driver": title} if is_title else {}), "nurse": "Nurse"}
    assert call(page, "saved-roles", "savedRoles") == expected


def test_link_to_a_role(page: Page) -> None:
    link = page.evaluate(
        """async (script) => {
            const { linkToRole } = await import(script);
            const { pathname, textContent } = linkToRole("driver", "Bus driver");
            return [pathname, textContent];
        }""",
        f"{SITE}js/source/storage/saved-roles.mjs",
    )
    assert link == [f"{SITE}driver/", "Bus driver"]


# -- What counts ----------------------------------------------------------------------------------


def test_minutes_of_a_finished_module_are_kept(page: Page) -> None:
    assert call(page, "progress", "saveCompletion", "driver", "m", 1, 12) is True
    kept = {"on": TODAY, "revision": 1, "minutes": 12}
    assert stored(page, "modules")["modules"] == {"m": {"driver": kept}}


def test_steps_seen_add_up(page: Page) -> None:
    """Also to those before the place of a reader who stopped before they were listed."""
    steps = ["a", "b", "c", "d", "e"]
    old = {"step": "c", "minutes": 5, "on": "2026-11-20"}
    put(page, "places", {"format": 1, "places": {"m": {"driver": old}}})
    for step in "db":
        place = {"step": step, "minutes": 3, "seen": [step]}
        assert call(page, "places", "savePlace", "driver", "m", place, steps) is True
    kept = {"step": "b", "minutes": 3, "on": TODAY, "seen": ["a", "b", "d"]}
    assert stored(page, "places")["places"] == {"m": {"driver": kept}}


def test_starting_over_removes_only_what_was_finished(page: Page) -> None:
    finished = {"driver": {"on": "2026-11-20", "revision": 1}}
    place = {"driver": {"step": "a", "minutes": 5, "on": "2026-11-20", "seen": ["a"]}}
    put(page, "modules", {"format": 1, "modules": {"m": finished, "n": finished}})
    put(page, "places", {"format": 1, "places": {"m": place, "n": place}})
    put(page, "answers", {"format": 1, "questions": {"m/q": ATTEMPT}})
    assert call(page, "start-over", "startOver", ["m"]) is True
    assert stored(page, "modules")["modules"] == {"n": finished}
    assert stored(page, "places")["places"] == {"n": place}
    assert stored(page, "answers")["questions"] == {"m/q": ATTEMPT}


def some_reader(random: Random) -> tuple[Any, ...]:
    """A module's steps and questions, with what a reader may have stored, some of it damaged."""
    steps = [f"s{number}" for number in range(random.randint(2, 6))]
    questions = [f"q{number}" for number in range(random.randint(0, 3))]
    place: dict[str, Any] = {"step": random.choice([*steps, "gone"]), "minutes": 3, "on": TODAY}
    if random.random() < 0.7:
        place["seen"] = [*random.sample(steps, random.randint(0, len(steps))), "gone"]
    answers = {
        f"m/{name}": random.choice([{"outcome": "looked", "revision": 2}, ATTEMPT, {}, 7])
        for name in questions
        if random.random() < 0.8
    }
    places = {"m": {random.choice(["driver", "clerk"]): random.choice([place, place, None])}}
    return steps, questions, answers, places


def expected_open(
    steps: list[str], questions: list[str], answers: Any, places: Any
) -> dict[str, list[str]]:
    place = places["m"].get("driver") or {"step": "gone"}
    before = steps[: steps.index(place["step"])] if place["step"] in steps else []
    seen = place.get("seen", before)
    return {
        "steps": [step for step in steps if step not in seen],
        "questions": [name for name in questions if answers.get(f"m/{name}") in (None, {}, 7)],
    }


def test_module_counts_by_what_was_shown_and_answered(page: Page) -> None:
    random = Random(3)
    readers = [some_reader(random) for _ in range(300)]
    found = page.evaluate(
        """async ([folder, readers]) => {
            const { stillOpen } = await import(`${folder}counting.mjs`);
            const { isPlace, seenIn } = await import(`${folder}places.mjs`);
            return readers.map(([steps, questions, answers, places]) => {
                const place = isPlace(places.m.driver) ? places.m.driver : undefined;
                const parts = { module: "m", steps, questions };
                return stillOpen(seenIn(place, steps), parts, answers);
            });
        }""",
        [f"{SITE}js/source/storage/", readers],
    )
    assert found == [expected_open(*reader) for reader in readers]
    assert {(not it["steps"], not it["questions"]) for it in found} == {
        (True, True),
        (True, False),
        (False, True),
        (False, False),
    }


# -- This tab's session only ----------------------------------------------------------------------


def both(page: Page) -> tuple[dict[str, str], dict[str, str]]:
    """All that is stored on the device and in the tab."""
    device, tab = page.evaluate("() => [{...localStorage}, {...sessionStorage}]")
    return device, tab


def test_session_only_data_is_stored_in_the_tab(page: Page) -> None:
    assert call(page, "backend", "isSessionOnly") is False
    call(page, "backend", "write", "name", "Ada")
    call(page, "backend", "setSessionOnly", True)
    assert call(page, "backend", "isSessionOnly") is True
    assert call(page, "backend", "read", "name") is None
    call(page, "backend", "write", "name", "Bea")
    device, tab = both(page)
    assert device == {f"{SITE}name": "Ada", PASSING: "1"}
    assert tab == {f"{SITE}name": "Bea", PASSING: tab[PASSING]}
    assert int(tab[PASSING]) == page.evaluate("() => Date.now()")
    call(page, "backend", "remove", "name")
    assert both(page)[1].keys() == {PASSING}
    call(page, "backend", "setSessionOnly", False)
    assert both(page) == ({f"{SITE}name": "Ada"}, {})
    assert call(page, "backend", "read", "name") == "Ada"


@pytest.mark.parametrize(
    ("stores", "is_missed"),
    [((), False), (("colors",), False), (("name",), True), (("colors", "notes"), True)],
)
def test_data_that_a_reader_would_miss(
    page: Page, stores: tuple[str, ...], is_missed: bool
) -> None:
    for store in stores:
        put(page, store, "something")
    assert call(page, "../transfer/modes", "hasSavedData") is is_missed


@pytest.mark.parametrize("where", ["localStorage", "sessionStorage"])
def test_tab_or_device_decides_on_the_session(page: Page, where: str) -> None:
    page.evaluate(f"(key) => {where}.setItem(key, '1')", PASSING)
    assert call(page, "backend", "isSessionOnly") is True


@pytest.mark.parametrize(
    ("away_ms", "is_kept"), [(0, True), (59_999, True), (60_000, False), (-60_000, False)]
)
def test_tab_that_was_closed_for_a_minute_is_cleared(
    page: Page, away_ms: int, is_kept: bool
) -> None:
    page.evaluate(
        """async ([script, passing, name, away]) => {
            sessionStorage.setItem(passing, Date.now() - away);
            sessionStorage.setItem(name, "Ada");
            await import(`${script}?${away}`);
        }""",
        [f"{SITE}js/source/storage/backend.mjs", PASSING, f"{SITE}name", away_ms],
    )
    assert (f"{SITE}name" in both(page)[1]) == is_kept


@pytest.mark.parametrize(
    ("is_session_only", "is_persisted", "is_reloaded"),
    [(True, True, True), (True, False, False), (False, True, False)],
)
def test_only_a_restored_page_of_a_session_is_reloaded(
    page: Page, is_session_only: bool, is_persisted: bool, is_reloaded: bool
) -> None:
    call(page, "backend", "setSessionOnly", is_session_only)
    types = page.evaluate(
        """(persisted) => {
            const types = [];
            const note = (event) => {
                types.push(event.navigationType);
                event.preventDefault();
            };
            navigation.addEventListener("navigate", note);
            dispatchEvent(new PageTransitionEvent("pageshow", { persisted }));
            navigation.removeEventListener("navigate", note);
            return types;
        }""",
        is_persisted,
    )
    assert set(types) == ({"reload"} if is_reloaded else set())
