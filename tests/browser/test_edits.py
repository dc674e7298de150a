"""Reader data stays with its questions and prompts through random edits and damage.

In random order, authors edit a module and its quiz; a reader answers, writes and reads, in a tab
where each page is reloaded and in one where a page stays open; and storage is damaged. The pages
are then compared with an independent model. The nightly tests share the steps, so that they can run
side by side. `EDIT_STEPS` sets the steps of all together and `EDIT_SEED` the first seed; see
`bench/edits.py`.
"""

import json
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, Route, expect

from course.read.loader import load
from course.site import Page as CoursePage
from tests.browser.account import JUNK, RANK, Account, Open, assert_nothing_undone
from tests.browser.actions import answer, scripts_at
from tests.browser.authors import JOBS, Authors, Yaml
from tests.browser.device import ONE_PAGE, PATIENCE_MS, watch
from tests.browser.server import PREFIXES
from tests.conftest import SMALL_COURSE
from tests.rendering import pages_of

pytestmark = pytest.mark.one_page

FEW, FEW_SEED = 22, 1606
"""With this seed, enough to see every message that a page can show for a question."""
MANY, MANY_SEED = int(os.environ.get("EDIT_STEPS", "10000")), int(os.environ.get("EDIT_SEED", "6"))
PARTS = 4
MOST_STEPS_AT_ONCE = 8
"""Steps between two comparisons."""
MOST_LOOKS_IN_A_PAGE = 60
MODULE = "first-steps"
MODULE_FILE, QUIZ_FILE = f"modules/{MODULE}.yml", f"quizzes/{MODULE}.yml"
NOTES = ("my-plan", "think")
INNER = {"answers": "questions", "modules": "modules", "notes": "notes"}
BROKEN = ("", "{", "null", "[]", '{"format": 1}', '{"format": 1, "questions": 7}', "\x00")
LATER = '{"format": 2, "questions": "in another way"}'


@dataclass
class Trial:
    """Authors, a reader's browser, and the model of its storage."""

    page: Page
    address: str
    folder: Path
    head: str
    words: dict[str, str]
    complaints: list[str]
    random: Random
    authors: Authors
    account: Account
    job: str = JOBS[0]
    built: list[str] = field(default_factory=list)
    pages: Mapping[str, Callable[[], CoursePage]] = field(default_factory=dict)
    other: Page | None = None
    """A second tab, in which a page stays open during other steps."""
    open_there: Open | None = None

    def begin(self) -> None:
        """Prepares a new page."""
        self.prepare(self.page)
        self.page.goto(f"{self.address}help/")
        self.page.clock.set_fixed_time(f"{self.account.day}T12:00:00")

    def prepare(self, page: Page) -> None:
        watch(page, self.complaints)
        page.add_init_script(ONE_PAGE)
        page.route(re.compile(f"/({'|'.join(JOBS)})/{MODULE}/"), self.serve)

    def go_on_in_another_page(self) -> None:
        """Replaces the page, which becomes slow after hundreds of documents."""
        context = self.page.context
        self.page.close()
        self.page = context.new_page()
        self.begin()

    def close_other(self) -> None:
        if self.other:
            self.other.close()
        self.other = None

    def serve(self, route: Route) -> None:
        """Serves the current module in a standard document."""
        path = route.request.url.removeprefix(self.address)
        html = self.pages[path]().html
        body = f"{self.head}{html}</body></html>"
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    def build(self) -> None:
        texts = [yaml.dump(it, Dumper=yaml.CSafeDumper, sort_keys=False) for it in self.sources()]
        if texts == self.built:
            return
        self.built = texts
        for name, text in zip((MODULE_FILE, QUIZ_FILE), texts, strict=True):
            (self.folder / name).write_text(text, "utf-8")
        loaded = load(self.folder)
        assert loaded.course is not None
        assert loaded.problems == ()
        self.pages = {it.address: it.render for it in pages_of(loaded.course).renderers()}

    def sources(self) -> tuple[Yaml, Yaml]:
        return self.authors.module, self.authors.quiz

    def open(self, page: Page | None = None) -> Open:
        """Opens the module in the reader's role, with its scripts ready."""
        self.build()
        page = page or self.page
        page.goto("about:blank")
        page.goto(f"{self.address}{self.job}/{MODULE}/")
        page.evaluate(
            """async (js) => {
                await import(`${js}quiz/self-check.mjs`);
                await import(`${js}lesson/private-fields.mjs`);
            }""",
            scripts_at(page),
        )
        names = [it for it in self.authors.questions if self.authors.is_met(it, self.job)]
        revisions = {name: self.authors.revision(name) for name in names}
        return Open(self.job, int(self.authors.module.get("revision", 1)), revisions)

    def look(self) -> None:
        """Compares the page and storage with the model."""
        opened = self.open()
        shown = self.page.evaluate(
            """() => ({
                questions: Object.fromEntries([...document.querySelectorAll("self-check")].map(
                    (check) => {
                        const before = check.querySelector(".check__before");
                        return [check.id.replace("_check--", ""),
                            before.hidden ? "" : before.textContent];
                    })),
                notes: Object.fromEntries([...document.querySelectorAll("private-note")].map(
                    (note) => [note.closest("section").id.split("--")[1],
                        note.querySelector("textarea").value])),
            })"""
        )
        names = {self.words[name]: name for name in ("first", "later", "looked", "updated")}
        greetings = {name: names.get(text, text) for name, text in shown["questions"].items()}
        assert greetings == {
            name: self.account.greeting(name, revision)
            for name, revision in opened.revisions.items()
        }
        assert shown["notes"] == {name: self.account.note(name) for name in NOTES}
        self.look_into_the_store()

    def look_into_the_store(self) -> None:
        """Every valid stored entry is in the model too, including entries of removed questions."""
        for part in INNER:
            if part in self.account.later:
                assert self.text(part) == LATER
                continue
            account = {
                "answers": {f"{MODULE}/{k}": it for k, it in self.account.answers.items()},
                "modules": self.account.modules,
                "notes": {
                    f"{MODULE}/your-work--{k}": {"text": it} for k, it in self.account.notes.items()
                },
            }[part]
            sound = {k: it for k, it in self.stored(part).items() if it not in JUNK}
            assert sound == account, part

    def text(self, part: str) -> str | None:
        text: str | None = self.page.evaluate("(key) => localStorage[key]", PREFIXES[0] + part)
        return text

    def stored(self, part: str) -> Yaml:
        try:
            found = json.loads(self.text(part) or "{}").get(INNER[part], {})
        except (ValueError, AttributeError):
            return {}
        return found if isinstance(found, dict) else {}

    # -- The reader --------------------------------------------------------------------------------

    def try_question(self) -> None:
        opened = self.open()
        names = list(opened.revisions)
        for name in self.random.sample(names, min(2, len(names))):
            self.answer(self.page, opened, name, rightly=self.random.random() < 0.5)

    def answer(self, page: Page, opened: Open, name: str, *, rightly: bool) -> None:
        before = self.stored("answers")
        answer(page, rightly=rightly, which=f"[id='_check--{name}']")
        self.account.tried(name, opened, rightly=rightly)
        assert_nothing_undone(before, self.stored("answers"), f"{MODULE}/{name}")

    def write(self) -> None:
        self.write_in(self.page, self.open())

    def write_in(self, page: Page, opened: Open) -> None:
        name = self.random.choice(NOTES)
        text = self.random.choice(["", f"Note {self.random.randint(0, 99)}."])
        area = page.locator(f"section[id$='--{name}'] textarea")
        # Text written in the other tab has arrived before the reader types.
        expect(area).to_have_value(self.account.field(name, opened))
        area.fill(text)
        self.account.wrote(name, text, opened)
        expect(area).to_have_value(self.account.field(name, opened))

    def read(self) -> None:
        self.read_in(self.page, self.open())

    def read_in(self, page: Page, opened: Open) -> None:
        page.evaluate(
            """async ([js, job, module, revision]) => {
                const { saveCompletion } = await import(`${js}storage/progress.mjs`);
                saveCompletion(job, module, revision);
            }""",
            [scripts_at(page), opened.job, MODULE, opened.module_revision],
        )
        self.account.read(MODULE, opened)

    def open_other(self) -> None:
        self.close_other()
        self.other = self.page.context.new_page()
        self.prepare(self.other)
        self.open_there = self.open(self.other)

    def work_in_other(self) -> None:
        """Continues on a page opened earlier, regardless of later edits and stored data."""
        if not self.other or not self.open_there or self.random.random() < 0.1:
            self.open_other()
            return
        deed = self.random.choice(
            [self.answer_there, self.answer_there, self.write_in, self.read_in]
        )
        self.agree(self.other)
        deed(self.other, self.open_there)
        self.agree(self.other)

    def agree(self, other: Page) -> None:
        """Waits until both tabs see the same storage: it takes a moment from one to the other."""
        texts = """(keys) => keys.map((key) => localStorage[key] ?? "")"""
        keys = [PREFIXES[0] + part for part in INNER]
        latest = time.monotonic() + PATIENCE_MS / 1000
        while self.page.evaluate(texts, keys) != other.evaluate(texts, keys):
            assert time.monotonic() < latest, "the tabs see different data"

    def answer_there(self, page: Page, opened: Open) -> None:
        # The same questions repeatedly, on different days.
        name = self.random.choice(list(opened.revisions)[:2])
        kind = page.locator(f"[id='_check--{name}']").get_attribute("data-kind")
        # Steps that are already in order stay in order.
        rightly = kind == "order" or self.random.random() < 0.5
        self.answer(page, opened, name, rightly=rightly)

    def change_job(self) -> None:
        self.job = next(job for job in JOBS if job != self.job)

    def wait(self) -> None:
        """Some days pass, or the clock is set back, or forward by years."""
        days = self.random.choice([1, 2, 3, 5, 8, 23, 40, -3, -400, 4000])
        self.account.day = date(2026, 11, 25) + timedelta(days=days)
        self.page.clock.set_fixed_time(f"{self.account.day}T12:00:00")

    # -- Storage -----------------------------------------------------------------------------------

    def put(self, part: str, text: str | None) -> None:
        self.page.evaluate(
            """([key, text]) => text === null
                ? localStorage.removeItem(key) : localStorage.setItem(key, text)""",
            [PREFIXES[0] + part, text],
        )

    def damage_entry(self) -> None:
        """Makes one entry invalid; the others stay."""
        part = self.random.choice(list(INNER))
        kept: dict[str, Any] = getattr(self.account, part)
        if kept and part not in self.account.later:
            name = self.random.choice(list(kept))
            del kept[name]
            self.put_entry(part, name, self.random.choice(JUNK))

    def make_later(self) -> None:
        """Gives one entry a later edition than the course."""
        part = self.random.choice(["answers", "modules"])
        kept: dict[str, Any] = getattr(self.account, part)
        if not kept or part in self.account.later:
            return
        name = self.random.choice(list(kept))
        entry = {"on": str(self.account.day), "revision": self.random.randint(2, 9)}
        if part == "answers":
            kept[name] = {"outcome": self.random.choice(RANK), **entry}
        else:
            kept[name] = {self.job: entry}
        self.put_entry(part, name, kept[name])

    def put_entry(self, part: str, name: str, entry: Any) -> None:
        places = {
            "answers": f"{MODULE}/{name}",
            "modules": name,
            "notes": f"{MODULE}/your-work--{name}",
        }
        self.page.evaluate(
            """([key, inner, place, entry]) => {
                const stored = JSON.parse(localStorage[key]);
                stored[inner][place] = entry;
                localStorage[key] = JSON.stringify(stored);
            }""",
            [PREFIXES[0] + part, INNER[part], places[part], entry],
        )

    def damage_all(self) -> None:
        part = self.random.choice(list(INNER))
        self.account.later.discard(part)
        getattr(self.account, part).clear()
        self.put(part, self.random.choice([*BROKEN, None]))

    def open_with_later_version(self) -> None:
        part = self.random.choice(list(INNER))
        self.account.later.add(part)
        getattr(self.account, part).clear()
        self.put(part, LATER)


@pytest.fixture
def trial(
    page: Page,
    address: str,
    site: Path,
    words: dict[str, str],
    complaints: list[str],
    tmp_path: Path,
) -> Iterator[Trial]:
    folder = tmp_path / "small"
    shutil.copytree(SMALL_COURSE, folder)
    document = (site / "bus-driver" / "in-the-moment" / "index.html").read_text(encoding="utf-8")
    # Seeded when the steps begin.
    random = Random()
    module, quiz = (
        yaml.load((folder / name).read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        for name in (MODULE_FILE, QUIZ_FILE)
    )
    # A duty still has a note, as all plans had.
    module["lessons"]["your-work"]["activities"]["my-plan"]["duty"] = "yes"
    found = Trial(
        page,
        address,
        folder,
        head=document.split("<body>")[0] + "<body>",
        words=words,
        complaints=complaints,
        random=random,
        authors=Authors(random, module, quiz),
        account=Account(date(2026, 11, 25)),
    )
    found.begin()
    yield found
    found.close_other()


@pytest.mark.parametrize(
    ("steps", "seed"),
    [
        pytest.param(FEW, FEW_SEED, id="few"),
        *(
            pytest.param(MANY // PARTS, seed, id=f"many-{seed}", marks=pytest.mark.nightly)
            for seed in range(MANY_SEED, MANY_SEED + PARTS)
        ),
    ],
)
def test_reader_data_follows_its_questions_and_prompts_through_edits(
    trial: Trial, steps: int, seed: int
) -> None:
    trial.random.seed(seed)
    authors = trial.authors
    edits: list[Callable[[], None]] = [
        *(authors.insert, authors.delete, authors.bring_back, authors.reorder, authors.retitle),
        *(authors.mend_typo, authors.raise_revision, authors.change_kind, authors.raise_module),
    ]
    deeds: list[Callable[[], None]] = [
        *(trial.try_question, trial.try_question, trial.write, trial.read, trial.change_job),
        *(trial.wait, trial.damage_entry, trial.make_later),
        *(trial.work_in_other, trial.work_in_other, trial.work_in_other),
    ]
    disasters: list[Callable[[], None]] = [trial.damage_all, trial.open_with_later_version]
    done: list[str] = []
    looks = 0
    greeted: set[str] = set()
    while len(done) < steps:
        try:
            for _ in range(trial.random.randint(1, MOST_STEPS_AT_ONCE)):
                kind = trial.random.choices([edits, deeds, disasters], weights=[60, 35, 2])[0]
                step = trial.random.choice(kind)
                done.append(step.__name__)
                step()
            trial.look()
        except AssertionError as error:
            error.add_note(f"after {len(done)} steps: {done[-12:]}")
            raise
        looks += 1
        if looks % MOST_LOOKS_IN_A_PAGE == 0:
            trial.go_on_in_another_page()
        greeted |= {
            trial.account.greeting(name, authors.revision(name)) for name in authors.questions
        }
    assert greeted == {"", "first", "later", "looked", "updated"}
