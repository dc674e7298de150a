"""What readers have done stays with what it was done to, through random edits and damage.

Authors edit a module and its quiz, readers answer, write and read, and the store is damaged, in
random order. What the pages say is then held against a second, plain account of it all. Run with
`EDIT_STEPS` for more steps than usual, and with `EDIT_SEED` for others; see `bench/edits.py`.
"""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, Route

from course.load import load
from course.pages import Pages
from course.site import Page as CoursePage
from course.tailor import tailor
from course.words import interface_words
from tests.browser.conftest import PREFIXES, answer, scripts_at
from tests.conftest import SMALL_COURSE

STEPS = int(os.environ.get("EDIT_STEPS", "1000"))
SEED = int(os.environ.get("EDIT_SEED", "5"))
MOST_STEPS_AT_ONCE = 8
"""Before what the pages say is looked at."""
MOST_LOOKS_IN_A_PAGE = 60
MODULE, JOBS = "first-steps", ("driver", "teacher")
MODULE_FILE, QUIZ_FILE = f"modules/{MODULE}.yml", f"quizzes/{MODULE}.yml"
NOTES = ("my-plan", "think")
INNER = {"answers": "questions", "modules": "modules", "notes": "notes"}
GAPS_DAYS = (2, 5, 23)
JUNK: tuple[Any, ...] = (None, 7, "x", [], {}, {"outcome": "best", "revision": 1}, {"on": "never"})
BROKEN = ("", "{", "null", "[]", '{"format": 1}', '{"format": 1, "questions": 7}', "\x00")
LATER = '{"format": 2, "questions": "in another way"}'
Yaml = dict[str, Any]


@dataclass
class Authors:
    """The module and its quiz, and what their authors do to them."""

    random: Random
    module: Yaml
    quiz: Yaml
    gone: Yaml = field(default_factory=dict)
    count: int = 0

    @property
    def questions(self) -> Yaml:
        found: Yaml = self.quiz["questions"]
        return found

    def some_question(self) -> str:
        return self.random.choice(list(self.questions))

    def place(self, name: str, question: Yaml) -> None:
        """Somewhere among the others."""
        items = [(key, it) for key, it in self.questions.items() if key != name]
        items.insert(self.random.randint(0, len(items)), (name, question))
        self.quiz["questions"] = dict(items)

    def insert(self) -> None:
        self.count += 1
        question = deepcopy(self.questions[self.some_question()])
        self.place(f"new-{self.count}", {**question, "revision": 1})

    def delete(self) -> None:
        if len(self.questions) > 2:
            name = self.some_question()
            self.gone[name] = self.questions.pop(name)

    def bring_back(self) -> None:
        if self.gone:
            name = self.random.choice(list(self.gone))
            self.place(name, self.gone.pop(name))

    def reorder(self) -> None:
        name = self.some_question()
        self.place(name, self.questions[name])
        lessons = list(self.module["lessons"].items())
        self.random.shuffle(lessons)
        self.module["lessons"] = dict(lessons)

    def retitle(self) -> None:
        self.module["title"] = f"First steps {self.random.randint(0, 9)}"
        for lesson in self.module["lessons"].values():
            lesson["title"] = f"{lesson['title'][:20]} {self.random.randint(0, 9)}"

    def mend_typo(self) -> None:
        question = self.questions[self.some_question()]
        question["question"] = f"{question['question'][:60].strip()} So?\n"
        for key in ("answers", "pairs"):
            self.random.shuffle(question.get(key, []))
        for activity in self.module["lessons"]["your-work"]["activities"].values():
            if "prompt" in activity:
                activity["prompt"] = f"{activity['prompt'][:40].strip()} {self.count}\n"

    def raise_revision(self) -> None:
        question = self.questions[self.some_question()]
        question["revision"] = int(question.get("revision", 1)) + 1

    def change_kind(self) -> None:
        name, other = self.some_question(), self.some_question()
        revision = int(self.questions[name].get("revision", 1)) + 1
        self.questions[name] = {**deepcopy(self.questions[other]), "revision": revision}

    def raise_module(self) -> None:
        self.module["revision"] = int(self.module.get("revision", 1)) + 1

    def is_met(self, name: str, job: str) -> bool:
        return job in self.questions[name].get("only", JOBS)

    def revision(self, name: str) -> int:
        return int(self.questions[name].get("revision", 1))


@dataclass
class Account:
    """What was done, told a second time. `later` are the parts that a later version has written."""

    day: date
    answers: dict[str, Yaml] = field(default_factory=dict)
    modules: dict[str, dict[str, Yaml]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    later: set[str] = field(default_factory=set)

    def tried(self, name: str, revision: int, *, rightly: bool) -> None:
        if "answers" in self.later:
            return
        before = self.answers.get(name)
        if before and before["revision"] != revision:
            before = None
        outcome = before["outcome"] if before else None
        if outcome not in ("first", "later"):
            outcome = ("later" if outcome else "first") if rightly else "looked"
        step = 0
        if before and rightly:
            step = before.get("step", 0)
            last = date.fromisoformat(before["on"])
            gap = GAPS_DAYS[step] if step < len(GAPS_DAYS) else 10_000
            step += last > self.day or (self.day - last).days >= gap
        kept = {"outcome": outcome, "revision": revision, "on": str(self.day)}
        self.answers[name] = {**kept, "step": step} if step else kept

    def greeting(self, name: str, revision: int) -> str:
        kept = {} if "answers" in self.later else self.answers.get(name, {})
        if not kept or kept["revision"] > revision:
            return ""
        return str(kept["outcome"] if kept["revision"] == revision else "updated")


@dataclass
class Trial:
    """Authors, a reader's browser, and the second account, side by side."""

    page: Page
    address: str
    folder: Path
    head: str
    words: dict[str, str]
    random: Random
    authors: Authors
    account: Account
    job: str = JOBS[0]
    built: list[str] = field(default_factory=list)
    pages: Iterable[CoursePage] = ()

    def begin(self) -> None:
        """Prepares a page that was just opened."""
        self.page.route(re.compile(f"/({'|'.join(JOBS)})/{MODULE}/"), self.serve)
        self.page.goto(f"{self.address}help/")
        self.page.clock.set_fixed_time(f"{self.account.day}T12:00:00")

    def go_on_in_another_page(self) -> None:
        """A page that has been through hundreds of documents grows slow."""
        context = self.page.context
        self.page.close()
        self.page = context.new_page()
        self.begin()

    def serve(self, route: Route) -> None:
        """The module as it is now, in a document like any other."""
        path = route.request.url.removeprefix(self.address)
        html = next(page.html for page in self.pages if page.address == path)
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
        paths = [tailor(loaded.course, job) for job in JOBS]
        # Made one by one, and no further than they are asked for.
        self.pages = Pages(loaded.course, paths, interface_words(self.folder, "en"))

    def sources(self) -> tuple[Yaml, Yaml]:
        return self.authors.module, self.authors.quiz

    def open(self) -> None:
        """The module as the reader's job, with its scripts at work."""
        self.build()
        self.page.goto("about:blank")
        self.page.goto(f"{self.address}{self.job}/{MODULE}/")
        self.page.evaluate(
            """async (js) => {
                await import(`${js}self-check.mjs`);
                await import(`${js}private-note.mjs`);
            }""",
            scripts_at(self.page),
        )

    def look(self) -> None:
        """Holds what the page says, and what is kept, against the account."""
        self.open()
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
            name: self.account.greeting(name, self.authors.revision(name))
            for name in self.authors.questions
            if self.authors.is_met(name, self.job)
        }
        kept_notes = {} if "notes" in self.account.later else self.account.notes
        assert shown["notes"] == {name: kept_notes.get(name, "") for name in NOTES}
        self.look_into_the_store()

    def look_into_the_store(self) -> None:
        """All that is sound in it is in the account as well, also of what has gone."""
        texts = self.page.evaluate("() => ({...localStorage})")
        for part, inner in INNER.items():
            text = texts.get(PREFIXES[0] + part)
            if part in self.account.later:
                assert text == LATER
                continue
            try:
                found = json.loads(text or "{}").get(inner, {})
            except (ValueError, AttributeError):
                found = {}
            sound = {} if not isinstance(found, dict) else found
            account = {
                "answers": {f"{MODULE}/{k}": it for k, it in self.account.answers.items()},
                "modules": self.account.modules,
                "notes": {
                    f"{MODULE}/your-work--{k}": {"text": it} for k, it in self.account.notes.items()
                },
            }[part]
            assert {k: it for k, it in sound.items() if it not in JUNK} == account, part

    # -- What a reader does ------------------------------------------------------------------------

    def try_question(self) -> None:
        self.open()
        names = [it for it in self.authors.questions if self.authors.is_met(it, self.job)]
        for name in self.random.sample(names, min(2, len(names))):
            rightly = self.random.random() < 0.5
            answer(self.page, rightly=rightly, which=f"[id='_check--{name}']")
            self.account.tried(name, self.authors.revision(name), rightly=rightly)

    def write(self) -> None:
        self.open()
        name = self.random.choice(NOTES)
        text = self.random.choice(["", f"Note {self.random.randint(0, 99)}."])
        self.page.locator(f"section[id$='--{name}'] textarea").fill(text)
        if "notes" not in self.account.later:
            self.account.notes.pop(name, None)
            if text:
                self.account.notes[name] = text

    def read(self) -> None:
        self.open()
        self.page.evaluate(
            """async ([js, job, module, revision]) => {
                const { keepRead } = await import(`${js}progress.mjs`);
                keepRead(job, module, revision);
            }""",
            [scripts_at(self.page), self.job, MODULE, self.authors.module.get("revision", 1)],
        )
        if "modules" not in self.account.later:
            self.account.modules.setdefault(MODULE, {})[self.job] = {
                "on": str(self.account.day),
                "revision": self.authors.module.get("revision", 1),
            }

    def change_job(self) -> None:
        self.job = next(job for job in JOBS if job != self.job)

    def wait(self) -> None:
        """Some days; or a clock that is set back, or forward by years."""
        days = self.random.choice([1, 2, 3, 5, 8, 23, 40, -3, -400, 4000])
        self.account.day = date(2026, 11, 25) + timedelta(days=days)
        self.page.clock.set_fixed_time(f"{self.account.day}T12:00:00")

    # -- What happens to the store -----------------------------------------------------------------

    def put(self, part: str, text: str | None) -> None:
        self.page.evaluate(
            """([key, text]) => text === null
                ? localStorage.removeItem(key) : localStorage.setItem(key, text)""",
            [PREFIXES[0] + part, text],
        )

    def damage_entry(self) -> None:
        """One entry makes no sense any more; the others stay."""
        part = self.random.choice(list(INNER))
        kept: dict[str, Any] = getattr(self.account, part)
        if part in self.account.later or not kept:
            return
        name = self.random.choice(list(kept))
        del kept[name]
        places = {
            "answers": f"{MODULE}/{name}",
            "modules": name,
            "notes": f"{MODULE}/your-work--{name}",
        }
        self.page.evaluate(
            """([key, inner, place, junk]) => {
                const stored = JSON.parse(localStorage[key]);
                stored[inner][place] = junk;
                localStorage[key] = JSON.stringify(stored);
            }""",
            [PREFIXES[0] + part, INNER[part], places[part], self.random.choice(JUNK)],
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
def trial(page: Page, address: str, site: Path, words: dict[str, str], tmp_path: Path) -> Trial:
    folder = tmp_path / "small"
    shutil.copytree(SMALL_COURSE, folder)
    document = (site / "bus-driver" / "in-the-moment" / "index.html").read_text(encoding="utf-8")
    random = Random(SEED)
    module, quiz = (
        yaml.load((folder / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        for name in (MODULE_FILE, QUIZ_FILE)
    )
    found = Trial(
        page,
        address,
        folder,
        head=document.split("<body>")[0] + "<body>",
        words=words,
        random=random,
        authors=Authors(random, module, quiz),
        account=Account(date(2026, 11, 25)),
    )
    found.begin()
    return found


def test_what_was_done_stays_with_what_it_was_done_to(trial: Trial) -> None:
    authors = trial.authors
    edits: list[Callable[[], None]] = [
        *(authors.insert, authors.delete, authors.bring_back, authors.reorder, authors.retitle),
        *(authors.mend_typo, authors.raise_revision, authors.change_kind, authors.raise_module),
    ]
    deeds: list[Callable[[], None]] = [
        *(trial.try_question, trial.try_question, trial.write, trial.read, trial.change_job),
        *(trial.wait, trial.damage_entry),
    ]
    disasters: list[Callable[[], None]] = [trial.damage_all, trial.open_with_later_version]
    done: list[str] = []
    looks = 0
    greeted: set[str] = set()
    while len(done) < STEPS:
        for _ in range(trial.random.randint(1, MOST_STEPS_AT_ONCE)):
            kind = trial.random.choices([edits, deeds, disasters], weights=[60, 35, 2])[0]
            step = trial.random.choice(kind)
            step()
            done.append(step.__name__)
        looks += 1
        if looks % MOST_LOOKS_IN_A_PAGE == 0:
            trial.go_on_in_another_page()
        try:
            trial.look()
        except AssertionError as error:
            error.add_note(f"after {len(done)} steps: {done[-12:]}")
            raise
        greeted |= {
            trial.account.greeting(name, authors.revision(name)) for name in authors.questions
        }
    assert greeted == {"", "first", "later", "looked", "updated"}
