"""What a learning system keeps of a reader (`attempt/suspend-data.mjs`), as text and back."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from course.models.course import Course
from course.packaged import codes_of
from course.renames import renames_of
from course.tailor import tailor
from tests.browser.device import EMPTY_PAGE
from tests.browser.sites import ROOT

FRONTEND = ROOT / "course" / "frontend"
MOST_CHARACTERS = 4096
MAKE = """async ([contents, tries]) => {
    const { decode, encode } = await import("./attempt/suspend-data.mjs");
    let seed = 1;
    const random = (most) => (seed = (seed * 48271) % 2147483647) % most;
    const any = (list) => list[random(list.length)];
    const names = Object.values(contents.codes);
    const modules = names.filter((name) => !/[/#]/.test(name));
    const on = () => `20${20 + random(60)}-1${random(3)}-${10 + random(18)}`;
    const some = (list, make) =>
        Object.fromEntries(list.filter(() => random(3)).map((name) => [name, make(name)]));
    const inRole = (value) => ({ [contents.role]: value });
    const wrong = [];
    for (let count = 0; count < tries; count++) {
        const entries = {
            modules: some(modules, () => inRole({
                on: on(), revision: random(2000), ...(random(2) && { minutes: random(90) }),
            })),
            answers: some(names.filter((name) => name.includes("/")), () => ({
                outcome: any(["first", "later", "looked"]), revision: random(2000),
                ...(random(9) && { on: on() }), ...(random(2) && { step: 1 + random(3) }),
            })),
            places: some(modules, (module) => {
                const steps = names.filter((name) => name.startsWith(`${module}#`))
                    .map((name) => name.slice(module.length + 1));
                return inRole({
                    step: any(steps), minutes: random(999), on: on(),
                    seen: steps.filter((_, index) => !index || random(2)),
                });
            }),
        };
        const unknown = { modules: [], answers: [], places: [] };
        const saved = { entries, unknown, renames: any(["", "1a2b3c"]),
            view: any(["", "page", "steps"]), colors: any(["", "device", "light", "dark"]) };
        const packed = encode(saved, contents);
        const back = decode(packed, contents);
        const isSame = JSON.stringify(back) === JSON.stringify(saved);
        const isClean = /^[0-9A-Za-z~.-]*$/.test(packed);
        if (!isSame || !isClean || packed.length > 4096) {
            wrong.push([packed, JSON.stringify(saved), JSON.stringify(back)]);
        }
    }
    return wrong.slice(0, 1);
}"""


@pytest.fixture(scope="session")
def scripts(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """The address of an empty page next to the scripts of packages, as they are written."""
    folder = tmp_path_factory.mktemp("scripts")
    for part in ("js", "packaged"):
        shutil.copytree(FRONTEND / part, folder, dirs_exist_ok=True)
    (folder / "index.html").write_text(EMPTY_PAGE, encoding="utf-8", newline="\n")
    return serve(folder)


@pytest.fixture(scope="session")
def largest(this_course: Course) -> dict[str, Any]:
    """The contents of the package with the most to keep."""
    renames = renames_of(this_course)
    roles = tailor(this_course).by_role.items()
    all_contents = ({"role": name, "codes": codes_of(role, renames)} for name, role in roles)
    return max(all_contents, key=lambda contents: len(contents["codes"]))


def decoded(page: Page, text: str, contents: dict[str, Any]) -> Any:
    return page.evaluate(
        """async ([text, contents]) => {
            const { decode } = await import("./attempt/suspend-data.mjs");
            return decode(text, contents);
        }""",
        [text, contents],
    )


def test_everything_comes_back_in_at_most_4096_characters(
    page: Page, scripts: str, largest: dict[str, Any]
) -> None:
    page.goto(scripts)
    assert page.evaluate(MAKE, [largest, 200]) == []


def test_a_full_state_of_the_largest_path_leaves_room(
    page: Page, scripts: str, largest: dict[str, Any]
) -> None:
    page.goto(scripts)
    length = page.evaluate(
        """async (contents) => {
            const { encode, nothing } = await import("./attempt/suspend-data.mjs");
            const saved = nothing();
            const on = "2099-12-31";
            for (const name of Object.values(contents.codes)) {
                const [module, step] = name.split("#");
                if (step) {
                    const place = { step, minutes: 99, on, seen: [] };
                    const roles = saved.entries.places[module] ??= { [contents.role]: place };
                    roles[contents.role].seen.push(step);
                } else if (name.includes("/")) {
                    saved.entries.answers[name] = { outcome: "looked", revision: 99, on, step: 3 };
                } else {
                    const done = { on, revision: 99, minutes: 99 };
                    saved.entries.modules[name] = { [contents.role]: done };
                }
            }
            const text = encode(saved, contents);
            const steps = Object.values(contents.codes).filter((name) => name.includes("#")).length;
            const seen = text.split("~")[5].split(".").flatMap((entry) => entry.split("-")[1]);
            return [text.length, seen.join("").length / 4 - seen.length, steps];
        }""",
        largest,
    )
    used, seen, steps = length
    assert seen == steps  # nothing was left out
    assert used < MOST_CHARACTERS * 0.9


@pytest.mark.parametrize(
    ("text", "modules"),
    [
        ("", None),
        ("nonsense", None),
        ("2~~--~abcd1y41~~", None),
        ("1", {}),
        ("1~~--~", {}),
        (
            "1~~--~Mod11y41-c.~~",
            {"one": {"me": {"on": "2026-11-29", "revision": 1, "minutes": 12}}},
        ),
        (
            "1~~--~Mod11y41-c.Mod2",
            {"one": {"me": {"on": "2026-11-29", "revision": 1, "minutes": 12}}},
        ),
        ("1~~--~Mod1!y41.~~", {}),
    ],
)
def test_damaged_text_gives_what_can_be_read(
    page: Page, scripts: str, text: str, modules: object
) -> None:
    page.goto(scripts)
    saved = decoded(page, text, {"role": "me", "codes": {"Mod1": "one", "Mod2": "two"}})
    assert (saved and saved["entries"]["modules"]) == modules


def test_entries_of_another_version_are_passed_on(page: Page, scripts: str) -> None:
    page.goto(scripts)
    text = "1~~--~Gone1y41.Mod11y41~Gon21y4f02~Gon31y45-Gon4Gon5"
    again = page.evaluate(
        """async ([text, contents]) => {
            const { decode, encode } = await import("./attempt/suspend-data.mjs");
            return encode(decode(text, contents), contents);
        }""",
        [text, {"role": "me", "codes": {"Mod1": "one"}}],
    )
    assert set(again.split("~")[3].split(".")) == {"Gone1y41", "Mod11y41"}
    assert again.split("~")[4:] == text.split("~")[4:]


def test_steps_left_out_for_lack_of_room_count_as_seen_up_to_the_place(
    page: Page, scripts: str
) -> None:
    page.goto(scripts)
    codes = {"Mod1": "one", "Stp1": "one#first", "Stp2": "one#second"}
    place, seen = page.evaluate(
        """async (contents) => {
            const { decode, encode, nothing } = await import("./attempt/suspend-data.mjs");
            const { seenIn } = await import("./storage/places.mjs");
            const saved = nothing();
            const place = { step: "second", minutes: 2, on: "2026-11-29" };
            place.seen = Array(1500).fill("first");
            saved.entries.places.one = { me: place };
            const back = decode(encode(saved, contents), contents).entries.places.one.me;
            return [back, seenIn(back, ["first", "second"])];
        }""",
        {"role": "me", "codes": codes},
    )
    assert place == {"step": "second", "minutes": 2, "on": "2026-11-29"}
    assert seen == ["first"]


def test_codes_stay_when_a_course_grows(this_course: Course) -> None:
    role = tailor(this_course).by_role["bus-driver"]
    codes = codes_of(role, renames_of(this_course))
    less = role.model_copy(update={"modules": dict(list(role.modules.items())[:4])})
    assert codes_of(less, renames_of(this_course)).items() <= codes.items()
    assert all(len(code) == 4 for code in codes)
