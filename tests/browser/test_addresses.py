"""Whatever was renamed is found at its earlier address, and saved progress follows."""

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from course.read.loader import load
from course.renames import Renames, renames_of
from course.render.renames_file import renames_file
from tests.browser.actions import scripts_at
from tests.browser.server import PREFIXES
from tests.conftest import SMALL_COURSE, lay
from tests.test_renames import RENAMED

FEW_PAIRS, MANY_PAIRS = 100, 5_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small course, in which much was renamed."""
    folder = tmp_path_factory.mktemp("renamed") / "course"
    shutil.copytree(SMALL_COURSE, folder)
    lay(folder, RENAMED)
    return folder


@pytest.fixture(scope="module")
def renamed_address(
    folder: Path, build: Callable[[Path, Path], None], serve: Callable[[Path], str]
) -> str:
    build(folder, folder.with_name("site"))
    return serve(folder.with_name("site"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("chauffeur/", "driver/"),
        ("bus/other-words/", "driver/more-words/"),
        ("bus/first-steps/#work", "driver/first-steps/#work"),
        ("teacher/more-words/#calm-child", "teacher/first-steps/#quiet-example"),
    ],
    ids=["role", "role and module", "role and lesson", "lesson that left its module"],
)
def test_scripts_lead_on_with_the_anchor(
    page: Page, renamed_address: str, old: str, new: str
) -> None:
    page.goto(renamed_address + old)
    page.wait_for_url(renamed_address + new)
    page.go_back()
    assert page.url == "about:blank", "the earlier address is not in the way of the Back button"


def test_earlier_anchor_opens_the_step_of_its_lesson(page: Page, renamed_address: str) -> None:
    page.goto(f"{renamed_address}bus/first-steps/#work--ponder")
    page.wait_for_url("**/driver/first-steps/#work--ponder")
    expect(page.get_by_text("What slows you down?")).to_be_in_viewport()


def test_without_scripts_a_link_to_the_place_is_in_view(
    new_page: Callable[..., Page], renamed_address: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{renamed_address}bus/first-steps/#work")
    page.get_by_role("link", name="At your work").click()
    assert page.url == f"{renamed_address}driver/first-steps/#your-work"
    page.goto(f"{renamed_address}teacher/more-words/")
    link = page.locator(".moved a")
    expect(link).to_be_hidden()
    page.goto(f"{renamed_address}teacher/more-words/#calm-child")
    link.click()
    assert page.url == f"{renamed_address}teacher/first-steps/#quiet-example"


def attempt(outcome: str, on: str = "2026-11-20") -> dict[str, Any]:
    return {"outcome": outcome, "revision": 1, "on": on}


def line(role: str, on: str = "2026-11-20") -> dict[str, Any]:
    return {"when": "somebody shouts", "will": "wait.", "role": role, "on": on}


READ = {"on": "2026-11-20", "revision": 1}
STEPS = {"work": 9, "your-work": 9, "_work-2": 8, "_your-work-2": 8, "gone": 1}
"""Steps, under earlier and present anchors, with the minutes that are left there."""
OLD: dict[str, tuple[str, dict[str, Any]]] = {
    "answers": (
        "questions",
        {
            "other-words/sorry-1": attempt("first"),
            "first-steps/sorry-two": attempt("looked", "2026-11-22"),
            "more-words/sorry-2": attempt("later"),
            "gone/long-ago": attempt("first"),
        },
    ),
    "modules": ("modules", {"other-words": {"bus": READ, "chauffeur": READ, "teacher": READ}}),
    "notes": (
        "notes",
        {
            "first-steps/work--ponder": {"text": "Hurry."},
            "first-steps/your-work--my-plan": {"text": "Wait."},
        },
    ),
    "lines": (
        "lines",
        {
            "first-steps/work--ponder--a1": line("bus"),
            "other-words/repair--x--a2": line("teacher"),
            "first-steps/work--my-plan--a3": {"gone": True},
        },
    ),
    "jobs": ("jobs", {"bus": "Bus driver", "teacher": "Teacher"}),
    "places": (
        "places",
        {
            "first-steps": {
                "bus": {
                    "step": "_work-2",
                    "minutes": 2,
                    "on": "2026-11-20",
                    "seen": ["_start", "calm", "work", "_work-2"],
                }
            }
        },
    ),
}
"""What was saved before anything was renamed, and some of it after."""
NEW: dict[str, Any] = {
    "answers": {
        "more-words/sorry-1": attempt("first"),
        "more-words/sorry-2": attempt("later", "2026-11-22"),
        "gone/long-ago": attempt("first"),
    },
    "modules": {"more-words": {"driver": READ, "teacher": READ}},
    "notes": {
        "first-steps/your-work--think": {"text": "Hurry."},
        "first-steps/your-work--my-plan": {"text": "Wait."},
    },
    "lines": {
        "first-steps/your-work--think--a1": line("driver"),
        "more-words/repair--x--a2": line("teacher"),
        "first-steps/your-work--my-plan--a3": {"gone": True},
    },
    "jobs": {"driver": "Bus driver", "teacher": "Teacher"},
    "places": {
        "first-steps": {
            "driver": {
                "step": "_your-work-2",
                "minutes": 2,
                "on": "2026-11-20",
                "seen": ["_start", "_your-work-2", "quiet-example", "your-work"],
            }
        }
    },
}


def stored(page: Page) -> dict[str, Any]:
    found = page.evaluate("() => ({...localStorage})")
    return {
        name: json.loads(found[PREFIXES[0] + name])[inner]
        for name, (inner, _) in OLD.items()
        if PREFIXES[0] + name in found
    }


def test_saved_progress_follows(page: Page, renamed_address: str) -> None:
    page.goto(renamed_address)
    texts = {name: json.dumps({"format": 1, inner: it}) for name, (inner, it) in OLD.items()}
    page.evaluate(
        "([start, texts]) => Object.entries(texts)"
        ".forEach(([name, text]) => { localStorage[start + name] = text; })",
        [PREFIXES[0], texts],
    )
    page.goto(f"{renamed_address}driver/")
    expect(page.locator(".path__module.is-done [href*=more-words]")).to_have_count(1)
    assert stored(page) == NEW


def test_progress_from_a_device_with_an_earlier_version_follows(
    page: Page, renamed_address: str
) -> None:
    page.goto(f"{renamed_address}yours/")
    snapshot = {"format": 1, **{name: it for name, (_, it) in OLD.items()}}
    content = json.dumps(snapshot).encode()
    page.locator("input[type=file]").set_input_files(
        {"name": "a.json", "mimeType": "application/json", "buffer": content}
    )
    expect(page.locator("my-data [role=status]")).to_have_text(
        "Added. What was here before is still here."
    )
    assert stored(page) == NEW


def some(random: Random) -> dict[str, Any]:
    """Random reader data of devices with earlier and present versions of the course."""

    def dated() -> dict[str, Any]:
        return {"on": f"2026-11-{random.randint(10, 30)}", "revision": random.randint(1, 2)}

    def place() -> dict[str, Any]:
        step = random.choice([*STEPS])
        seen = {"seen": chosen(*STEPS, "_start", "_calm-2")} if random.random() < 0.8 else {}
        return {"step": step, "minutes": STEPS[step], "on": dated()["on"], **seen}

    def chosen(*names: str) -> list[str]:
        return [name for name in names if random.random() < 0.6]

    roles = ("bus", "chauffeur", "driver", "teacher", "gone")
    modules = ("other-words", "more-words", "first-steps", "gone")
    questions = [f"{module}/{name}" for module in modules for name in ("sorry", "sorry-2", "x")]
    notes = [
        f"first-steps/{place}"
        for place in ("work--ponder", "your-work--ponder", "your-work--think", "calm--x")
    ]
    return {
        "answers": {
            name: {"outcome": random.choice(["first", "later", "looked"]), **dated()}
            for name in chosen(*questions, "first-steps/sorry-two")
        },
        "modules": {
            module: {role: dated() for role in [*chosen(*roles), "driver"]}
            for module in chosen(*modules)
        },
        "notes": {
            name: {"text": random.choice(["One.", "Two.", "One.\n\nTwo."])}
            for name in chosen(*notes, "other-words/calm-child--x")
        },
        "lines": {
            f"{name}--a1": line(random.choice(["bus", "chauffeur", "driver"]), dated()["on"])
            for name in chosen(*notes)
        },
        "jobs": dict.fromkeys(chosen(*roles), "A job"),
        "districts": dict.fromkeys(chosen("lake", "ash"), "A district"),
        "places": {
            module: {role: place() for role in [*chosen(*roles), "driver"]}
            for module in chosen(*modules)
        },
    }


def keys_of(snapshot: dict[str, Any], renames: Renames) -> dict[str, list[str]]:
    """The keys that should be left of a device's data."""

    def in_module(key: str, table: Mapping[str, str]) -> str:
        module, _, name = key.partition("/")
        return table.get(key, f"{renames.module_now(module)}/{name}")

    def of_line(key: str) -> str:
        place, _, made = key.rpartition("--")
        return f"{of_note(place)}--{made}"

    def of_note(key: str) -> str:
        place, _, activity = renames.activities.get(key, key).partition("--")
        return f"{in_module(place, renames.lessons)}--{activity}"

    new_keys: dict[str, Callable[[str], str]] = {
        "answers": lambda key: in_module(key, renames.questions),
        "modules": renames.module_now,
        "notes": of_note,
        "lines": of_line,
        "jobs": lambda key: renames.roles.get(key, key),
        "districts": str,
        "places": renames.module_now,
    }
    return {store: sorted({new_keys[store](key) for key in it}) for store, it in snapshot.items()}


@pytest.mark.parametrize("count", [FEW_PAIRS, pytest.param(MANY_PAIRS, marks=pytest.mark.nightly)])
def test_nothing_is_lost_or_doubled_whichever_device_is_updated_first(
    page: Page, renamed_address: str, folder: Path, count: int
) -> None:
    course = load(folder).course
    assert course
    renames = renames_of(course)
    random = Random(7)
    pairs = [(some(random), some(random)) for _ in range(count)]
    cases = [[one, other, keys_of(one, renames)] for one, other in pairs]
    page.goto(renamed_address)
    wrong = page.evaluate(
        """async ([folder, renames, pairs]) => {
            const { merge } = await import(`${folder}transfer/merge.mjs`);
            const { renamed } = await import(`${folder}transfer/renames.mjs`);
            const sorted = (value) => JSON.stringify(value, (key, it) =>
                key === "text" ? it.split("\\n\\n").sort().join() :
                it && typeof it === "object"
                    ? Object.fromEntries(Object.entries(it).sort(([a], [b]) => a < b ? -1 : 1))
                    : it);
            const same = (one, other) => sorted(one) === sorted(other);
            const now = (snapshot) => Object.fromEntries(Object.entries(snapshot).map(
                ([store, entries]) => [store, renamed(store, entries, renames)]));
            const keys = (snapshot) => Object.fromEntries(Object.entries(snapshot).map(
                ([store, entries]) => [store, Object.keys(entries).sort()]));
            return pairs.filter(([a, b, kept]) => !(
                same(now(merge(a, b)), merge(now(a), now(b)))
                && same(now(now(a)), now(a))
                && same(merge(now(a), now(a)), now(a))
                && same(keys(now(a)), kept)
            ));
        }""",
        [scripts_at(page), json.loads(renames_file(renames)), cases],
    )
    assert wrong == []
