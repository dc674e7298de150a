"""Reader data can be transferred to another device, is merged there, and can be deleted."""

import base64
import json
import re
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.actions import ready, scripts_at, settle
from tests.browser.device import PHONE, store
from tests.browser.server import PREFIXES
from tests.nightly import at_night

pytestmark = pytest.mark.one_page

YOURS = "yours/"
SITE = PREFIXES[0]
FEW_TRIPLES, MANY_TRIPLES = 200, 5_000
MOST_BYTES = 1_000_000
PLAN, THOUGHT = "noticing/make-it-yours--my-plan", "noticing/make-it-yours--easy-to-miss"
LINE: dict[str, Any] = {
    "when": "somebody shouts",
    "will": "wait.",
    "role": "bus-driver",
    "on": "2026-11-20",
}
MY_LINE, THEIR_LINE, GONE_LINE = (f"{PLAN}--{letter}" for letter in "abc")
MINE: dict[str, Any] = {
    "answers": {"noticing/a": {"outcome": "first", "revision": 1, "on": "2026-11-20"}},
    "modules": {"noticing": {"bus-driver": {"on": "2026-11-20", "revision": 1}}},
    "notes": {PLAN: {"text": "Tell Ms. Ortiz."}},
    "lines": {MY_LINE: LINE, GONE_LINE: LINE},
    "jobs": {"bus-driver": "Bus driver"},
    "districts": {"lake": "Lake"},
}
THEIRS: dict[str, Any] = {
    "answers": {
        "noticing/a": {"outcome": "looked", "revision": 1, "on": "2026-11-22"},
        "noticing/b": {"outcome": "later", "revision": 2, "on": "2026-11-22"},
    },
    "modules": {
        "noticing": {
            "bus-driver": {"on": "2026-11-22", "revision": 1},
            "custodian": {"on": "2026-11-21", "revision": 1},
        }
    },
    "notes": {PLAN: {"text": "Tell Mr. Lee."}, THOUGHT: {"text": "Who is quiet."}},
    "lines": {
        MY_LINE: {**LINE, "on": "2026-11-27", "step": 1},
        THEIR_LINE: {**LINE, "will": "breathe."},
        GONE_LINE: {"gone": True},
    },
    "jobs": {"custodian": "Custodian"},
    "districts": {"ash": "Ash"},
}
BOTH: dict[str, Any] = {
    "answers": {
        **THEIRS["answers"],
        "noticing/a": {"outcome": "first", "revision": 1, "on": "2026-11-22"},
    },
    "modules": THEIRS["modules"],
    "notes": {**THEIRS["notes"], PLAN: {"text": "Tell Ms. Ortiz.\n\nTell Mr. Lee."}},
    "lines": THEIRS["lines"],
    "jobs": {**MINE["jobs"], **THEIRS["jobs"]},
    "districts": {**MINE["districts"], **THEIRS["districts"]},
}
SAME = ("modules", "notes", "lines", "jobs", "districts")
INNER = {"answers": "questions", **{it: it for it in SAME}}


def put(page: Page, address: str, things: dict[str, Any]) -> None:
    """Opens the my-data page on a device with this stored data."""
    texts = {
        SITE + part: json.dumps({"format": 1, INNER[part]: kept}) for part, kept in things.items()
    }
    store(page, texts)
    page.goto(address + YOURS)
    ready(page)


def stored_data(page: Page) -> dict[str, Any]:
    found = page.evaluate("() => ({...localStorage})")
    parts = {part: json.loads(found.get(SITE + part, "{}")) for part in INNER}
    return {part: things[INNER[part]] for part, things in parts.items() if things}


def press(page: Page, words: dict[str, str], name: str) -> None:
    page.get_by_role("button", name=words[name], exact=True).click()


def made_link(page: Page, words: dict[str, str]) -> str:
    press(page, words, "make-link")
    return page.get_by_label(words["link"]).input_value()


def status(page: Page) -> str:
    return page.locator("my-data [role=status]").inner_text()


@pytest.fixture
def other(new_page: Callable[..., Page], address: str) -> Page:
    """A page on another device with some data."""
    page = new_page(viewport=PHONE)
    put(page, address, THEIRS)
    return page


def test_imported_file_overwrites_nothing(
    page: Page, other: Page, address: str, words: dict[str, str], tmp_path: Path
) -> None:
    with other.expect_download() as download:
        press(other, words, "save-file")
    assert re.fullmatch(r"course-\d{4}-\d\d-\d\d\.json", download.value.suggested_filename)
    file = tmp_path / "things.json"
    download.value.save_as(file)
    put(page, address, MINE)
    for _ in range(2):  # importing again changes nothing
        page.get_by_label(words["import-file"]).set_input_files(file)
        expect(page.locator("my-data [role=status]")).to_have_text(words["imported"])
        assert stored_data(page) == BOTH
    expect(page.locator("my-data")).to_contain_text(
        words["saved-summary"].format(questions=2, modules=1, lines=2, notes=2)
    )


def test_file_can_be_imported_for_the_session_only(
    page: Page, address: str, words: dict[str, str]
) -> None:
    page.clock.install()
    put(page, address, MINE)
    page.evaluate("() => { window.gone = 0; URL.revokeObjectURL = () => { window.gone += 1; }; }")
    with page.expect_download():
        press(page, words, "save-file")
    page.clock.run_for(30_000)
    assert page.evaluate("() => window.gone") == 0
    page.clock.run_for(30_000)
    assert page.evaluate("() => window.gone") == 1


def test_link_transfers_data_without_sending_it_to_a_server(
    page: Page, other: Page, address: str, words: dict[str, str], asked: list[str]
) -> None:
    other.get_by_label(words["link-with-notes"]).check()
    link = made_link(other, words)
    put(page, address, MINE)
    asked.clear()
    page.goto("about:blank")
    page.goto(link)
    ready(page)
    expect(page.locator("my-data")).to_contain_text(words["link-title"])
    assert page.url == address + YOURS
    assert stored_data(page) == MINE
    press(page, words, "import")
    expect(page.locator("my-data [role=status]")).to_have_text(words["imported"])
    assert stored_data(page) == BOTH
    assert asked
    assert not any("take" in at for at in asked if not at.endswith(".mjs"))


def test_link_comes_with_a_warning_about_where_it_is_stored(
    page: Page, address: str, words: dict[str, str]
) -> None:
    put(page, address, MINE)
    made_link(page, words)
    notice = words["link-history"]
    expect(page.get_by_text(notice)).to_be_visible()
    expect(page.get_by_label(words["link"])).to_have_accessible_description(notice)
    copy = page.get_by_role("button", name=words["copy-link"], exact=True)
    expect(copy).to_be_focused()
    expect(copy).to_have_accessible_description(notice)


def test_link_contains_notes_only_on_request(
    page: Page, other: Page, address: str, words: dict[str, str]
) -> None:
    link = made_link(other, words)
    page.goto(link)
    ready(page)
    press(page, words, "import")
    private = ("notes", "lines")
    assert stored_data(page) == {part: it for part, it in THEIRS.items() if part not in private}


def test_link_goes_when_what_it_contains_is_chosen_anew(
    page: Page, address: str, words: dict[str, str]
) -> None:
    put(page, address, MINE)
    choice = page.get_by_label(words["link-with-notes"])
    choice.check()
    press(page, words, "make-link")
    link = page.get_by_label(words["link"])
    with_notes = link.input_value()
    choice.uncheck()
    expect(link).to_have_count(0)
    press(page, words, "make-link")
    assert len(link.input_value()) < len(with_notes)


def test_declined_link_changes_nothing(
    page: Page, other: Page, address: str, words: dict[str, str]
) -> None:
    link = made_link(other, words)
    put(page, address, MINE)
    page.goto(link)
    ready(page)
    press(page, words, "import-decline")
    expect(page.get_by_text(words["link-title"])).to_have_count(0)
    assert stored_data(page) == MINE
    page.evaluate("(link) => { location.href = link; }", link)
    press(page, words, "import")
    told = page.locator("my-data > [role=status]")
    expect(told).to_have_text(words["imported"])
    page.evaluate("(link) => { location.href = link; }", link)
    press(page, words, "import-decline")
    expect(told).to_be_empty()


@pytest.mark.parametrize("letters", ["", "lY4xCsMwDAD", *at_night("x", "%%%", "AAAA", "e30")])
def test_truncated_link_is_reported(
    page: Page, address: str, words: dict[str, str], letters: str
) -> None:
    put(page, address, MINE)
    page.goto(f"{address}{YOURS}#take={letters}")
    expect(page.locator("my-data [role=status]")).to_have_text(words["import-unreadable"])
    assert stored_data(page) == MINE


@pytest.mark.parametrize(("size", "is_read"), [(MOST_BYTES, True), (MOST_BYTES + 1, False)])
def test_link_that_inflates_to_too_much_is_reported(
    page: Page, address: str, words: dict[str, str], size: int, is_read: bool
) -> None:
    text = json.dumps({"format": 1, **THEIRS}).ljust(size).encode()
    deflated = zlib.compress(text, wbits=-zlib.MAX_WBITS)
    letters = base64.urlsafe_b64encode(deflated).decode().rstrip("=")
    assert len(letters) < 5_000
    put(page, address, MINE)
    page.goto(f"{address}{YOURS}#take={letters}")
    if is_read:
        press(page, words, "import")
    expect(page.locator("my-data [role=status]")).to_have_text(
        words["imported" if is_read else "import-unreadable"]
    )
    assert stored_data(page) == (BOTH if is_read else MINE)


@pytest.mark.parametrize(
    "text",
    [
        *("{", '{"format": 2, "answers": {}}'),
        *at_night("", "[]", "7", '{"answers": {}}', "\x00PK"),
    ],
)
def test_file_of_another_kind_is_reported(
    page: Page, address: str, words: dict[str, str], text: str
) -> None:
    put(page, address, MINE)
    file: FilePayload = {"name": "a.json", "mimeType": "text/plain", "buffer": text.encode()}
    page.get_by_label(words["import-file"]).set_input_files(file)
    expect(page.locator("my-data [role=status]")).to_have_text(words["import-unreadable"])
    assert stored_data(page) == MINE


def test_file_that_cannot_be_read_is_reported(
    page: Page, address: str, words: dict[str, str]
) -> None:
    put(page, address, MINE)
    page.evaluate("() => { File.prototype.text = async () => { throw new Error(); }; }")
    file: FilePayload = {"name": "a.json", "mimeType": "application/json", "buffer": b"{}"}
    page.get_by_label(words["import-file"]).set_input_files(file)
    expect(page.locator("my-data [role=status]")).to_have_text(words["import-unreadable"])
    assert stored_data(page) == MINE


def test_oversized_file_is_not_read(page: Page, address: str, words: dict[str, str]) -> None:
    put(page, address, MINE)
    text = json.dumps({"format": 1, "notes": {"a/b": {"text": "Never read."}}}) + " " * MOST_BYTES
    file: FilePayload = {"name": "a.json", "mimeType": "text/plain", "buffer": text.encode()}
    page.get_by_label(words["import-file"]).set_input_files(file)
    expect(page.locator("my-data [role=status]")).to_have_text(words["import-unreadable"])
    assert stored_data(page) == MINE


WRONG: list[tuple[str, Any]] = [
    *(("step", step) for step in (-1, 0, 0.5, 4, 1e308, "1")),
    *(("revision", revision) for revision in (1.5, 1e308, "1")),
    *(("on", on) for on in ("9999-99-99", "2026-02-31", ["2026-11-20"])),
    *(("outcome", outcome) for outcome in ("best", ["first"], "constructor")),
]
WRONG_LINES: list[tuple[str, Any]] = [
    *(("when", text) for text in ("", 7, ["x"], "x" * 2001)),
    *(("will", text) for text in ("", None, {"text": "zzz"})),
    *(("role", role) for role in ("", "//example.org", ["bus-driver"], None)),
    *(("on", on) for on in ("2026-02-31", 7)),
    *(("step", step) for step in (-1, 0, 3, "1")),
]
NONSENSE: dict[str, Any] = {
    "answers": {
        f"noticing/{at}": {"outcome": "first", "revision": 1, "on": "2026-11-20", key: value}
        for at, (key, value) in enumerate(WRONG)
    },
    "modules": {
        "constructor": {"bus-driver": {"on": "2026-02-31", "revision": 1}},
        "noticing": {
            "bus-driver": {"on": "2026-11-20", "revision": 1e308},
            "custodian": {"on": ["2026-11-20"], "revision": 1},
            "__proto__": {"on": "2026-11-20", "revision": 1},
        },
        "__proto__": {"bus-driver": {"on": "2026-11-20", "revision": 1}},
    },
    "notes": {PLAN: {"text": ["Ours."]}, "constructor": 7, "__proto__": {"text": "zzz"}},
    "lines": {
        **{f"{PLAN}--{at}": {**LINE, key: value} for at, (key, value) in enumerate(WRONG_LINES)},
        "constructor": 7,
        "__proto__": LINE,
    },
    "jobs": {"custodian": "x" * 100_000, "nutrition": "", "__proto__": "zzz", "teacher": ["x"]},
    "districts": {"Lake View": "Lake", "ash": ["Ash"], "lake": ""},
}
"""Data of the right or nearly right types that is invalid."""


def test_invalid_data_is_not_imported(page: Page, address: str, words: dict[str, str]) -> None:
    put(page, address, MINE)
    text = json.dumps({"format": 1, **NONSENSE}).encode()
    file: FilePayload = {"name": "a.json", "mimeType": "text/plain", "buffer": text}
    page.get_by_label(words["import-file"]).set_input_files(file)
    expect(page.locator("my-data [role=status]")).to_have_text(words["imported"])
    assert stored_data(page) == MINE


def test_invalid_stored_data_breaks_no_page(page: Page, address: str) -> None:
    for path in ("", "bus-driver/", "custodian/noticing/", "practice/", "record/", YOURS):
        put(page, address, {**NONSENSE, "jobs": {**NONSENSE["jobs"], "bus-driver": "Bus driver"}})
        settle(page, address + path)
        ready(page)
        text = page.locator("body").inner_text()
        assert not re.search("xxx|zzz|undefined|NaN|Invalid|function", text), path


def test_two_taps_delete_all_data(page: Page, address: str, words: dict[str, str]) -> None:
    put(page, address, MINE)
    page.evaluate("() => localStorage.setItem('/elsewhere/answers', 'not ours')")
    press(page, words, "delete-all")
    press(page, words, "delete-no")
    assert stored_data(page) == MINE
    press(page, words, "delete-all")
    press(page, words, "delete-yes")
    assert status(page) == words["deleted"]
    assert page.evaluate("() => ({...localStorage})") == {"/elsewhere/answers": "not ours"}


def test_import_with_tab_storage_stays_in_the_tab(
    page: Page, other: Page, address: str, words: dict[str, str]
) -> None:
    link = made_link(other, words)
    page.goto(address)
    page.evaluate("(key) => sessionStorage.setItem(key, Date.now())", f"{SITE}passing")
    page.goto(link)
    ready(page)
    expect(page.locator("my-data")).to_contain_text(words["session-only"])
    press(page, words, "import")
    expect(page.locator("my-data [role=status]")).to_have_text(words["imported"])
    expect(page.locator("my-data")).to_contain_text(
        words["saved-summary"].format(questions=2, modules=1, lines=0, notes=0)
    )
    assert page.evaluate("() => localStorage.length") == 0


def some(random: Random) -> dict[str, Any]:
    """Random reader data, some of it damaged."""

    def damaged(value: object) -> object:
        return random.choice([value] * 9 + [None, 7, "x", [], {}, {"outcome": "first"}])

    def read() -> object:
        return damaged(
            {
                "on": f"2026-11-{random.randint(10, 30)}",
                "revision": random.randint(1, 2),
                **({"minutes": random.randint(1, 3)} if random.random() < 0.5 else {}),
            }
        )

    def place() -> object:
        seen = random.sample(["_start", "a", "_a-2", "b"], random.randint(0, 4))
        return damaged(
            {
                "step": random.choice("ab"),
                "minutes": random.randint(0, 1),
                "on": f"2026-11-{random.randint(10, 12)}",
                **({"seen": damaged(seen)} if random.random() < 0.8 else {}),
            }
        )

    places = [f"m/{name}" for name in "abc"]
    return {
        "format": 1,
        "answers": {
            place: damaged(
                {
                    "outcome": random.choice(["first", "later", "looked"]),
                    "revision": random.randint(1, 3),
                    "on": f"2026-11-{random.randint(10, 30)}",
                    **({"step": random.randint(1, 3)} if random.random() < 0.5 else {}),
                }
            )
            for place in places
            if random.random() < 0.7
        },
        "modules": {
            module: damaged({job: read() for job in "xy" if random.random() < 0.7})
            for module in "mn"
            if random.random() < 0.7
        },
        "places": {
            module: damaged({job: place() for job in "xy" if random.random() < 0.7})
            for module in "mn"
            if random.random() < 0.7
        },
        "notes": {
            name: damaged({"text": random.choice(["", "One.", "Two.", "One.\n\nTwo.", "Three."])})
            for name in places
            if random.random() < 0.7
        },
        "lines": {
            f"{place}--z": damaged(
                {"gone": True}
                if random.random() < 0.2
                else {
                    **LINE,
                    "will": place,
                    "on": f"2026-11-{random.randint(10, 30)}",
                    **({"step": random.randint(1, 2)} if random.random() < 0.5 else {}),
                }
            )
            for place in places
            if random.random() < 0.7
        },
        # A different title is not damage: the role may have been renamed.
        "jobs": {
            job: job.upper() if random.random() < 0.9 else None
            for job in "xy"
            if random.random() < 0.7
        },
        "districts": {
            district: random.choice([district.upper(), None])
            for district in "de"
            if random.random() < 0.7
        },
    }


@pytest.mark.parametrize(
    "count", [FEW_TRIPLES, pytest.param(MANY_TRIPLES, marks=pytest.mark.nightly)]
)
def test_merging_is_order_independent_and_lossless(page: Page, address: str, count: int) -> None:
    random = Random(5)
    triples = [[some(random) for _ in range(3)] for _ in range(count)]
    page.goto(address)
    wrong = page.evaluate(
        """async ([script, triples]) => {
            const { merge } = await import(script);
            // Jobs keep the order in which they were chosen, and notes that of their blocks.
            const sorted = (value) => JSON.stringify(value, (key, it) =>
                key === "text" ? it.split("\\n\\n").sort().join() :
                it && typeof it === "object" && !Array.isArray(it)
                    ? Object.fromEntries(Object.entries(it).sort(([a], [b]) => a < b ? -1 : 1))
                    : it);
            const same = (one, other) => sorted(one) === sorted(other);
            const RANK = ["looked", "later", "first"];
            const keeps = (whole, part) => Object.entries(part.answers).every(([place, kept]) => {
                const now = whole.answers[place];
                return now.revision > kept.revision || (now.revision === kept.revision
                    && RANK.indexOf(now.outcome) >= RANK.indexOf(kept.outcome)
                    && (now.on > kept.on
                        || (now.on === kept.on && (now.step ?? 0) >= (kept.step ?? 0))));
            }) && Object.entries(part.modules).every(([module, jobs]) => Object.entries(jobs).every(
                ([job, read]) => {
                    const now = whole.modules[module][job];
                    return now.revision > read.revision
                        || (now.revision === read.revision && now.on >= read.on);
                })
            ) && Object.entries(part.notes).every(([place, note]) =>
                note.text.split("\\n\\n").every((text) => whole.notes[place].text.includes(text))
            ) && Object.entries(part.lines).every(([place, line]) => {
                const now = whole.lines[place];
                return now.gone || (now.on >= line.on && now.will === line.will);
            }) && Object.entries(part.places).every(([module, jobs]) => Object.entries(jobs).every(
                ([job, { on, seen = [] }]) => {
                    const now = whole.places[module][job];
                    return now.on >= on && seen.every((step) => now.seen.includes(step));
                })
            ) && ["jobs", "districts"].every((store) =>
                Object.keys(part[store]).every((name) => name in whole[store]));
            return triples.filter(([a, b, c]) => !(
                same(merge(a, b), merge(b, a))
                && same(merge(merge(a, b), c), merge(a, merge(b, c)))
                && same(merge(merge(a, b), b), merge(a, b))
                && keeps(merge(a, b), merge(a, {})) && keeps(merge(a, b), merge({}, b))
            ));
        }""",
        [f"{scripts_at(page)}transfer/merge.mjs", triples],
    )
    assert wrong == []
