"""An independent, simple model of what a browser stores of a reader's work."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

GAPS_DAYS = (2, 5, 23)
RANK = ("looked", "later", "first")
SOUND: dict[str, Any] = {"outcome": "first", "revision": 1, "on": "2026-11-25"}
JUNK: tuple[Any, ...] = (
    *(None, 7, "x", [], {}, {"outcome": "best", "revision": 1}, {"on": "never"}),
    # Of the right types, but impossible.
    *({**SOUND, "step": step} for step in (-1, 0, 4, 1e308)),
    *({**SOUND, "on": on} for on in ("9999-99-99", "2026-02-31", ["2026-11-25"])),
    *({**SOUND, "revision": 1e308}, {**SOUND, "outcome": "constructor"}),
    {"driver": {"on": "2026-02-31", "revision": 1}, "teacher": {**SOUND, "revision": 1e308}},
)
"""Entries that are treated as missing."""
Kept = dict[str, Any]


@dataclass
class Open:
    """An open page, which shows the build and storage from when it was opened."""

    job: str
    module_revision: int
    revisions: dict[str, int]
    """The revisions of its questions."""
    tried: set[tuple[date, str]] = field(default_factory=set)
    unkept: dict[str, str] = field(default_factory=dict)
    """Notes that could not be stored when they were written."""


@dataclass
class Account:
    """The expected storage. `later` are the parts written by a later version."""

    day: date
    answers: dict[str, Kept] = field(default_factory=dict)
    modules: dict[str, dict[str, Kept]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    later: set[str] = field(default_factory=set)

    def tried(self, name: str, page: Open, *, rightly: bool) -> None:
        revision = page.revisions[name]
        before = self.answers.get(name)
        if "answers" in self.later or (before and before["revision"] > revision):
            return
        if before and before["revision"] != revision:
            before = None
        outcome = before["outcome"] if before else None
        if outcome not in ("first", "later"):
            outcome = ("later" if outcome else "first") if rightly else "looked"
        step = before.get("step", 0) if before else 0
        if (self.day, name) not in page.tried:
            step = self.step_after(before, step) if before and rightly else 0
        page.tried.add((self.day, name))
        kept = {"outcome": outcome, "revision": revision, "on": str(self.day)}
        self.answers[name] = {**kept, "step": step} if step else kept

    def step_after(self, before: Kept, step: int) -> int:
        last = date.fromisoformat(before["on"])
        gap = GAPS_DAYS[step] if step < len(GAPS_DAYS) else 10_000_000
        return step + (last > self.day or (self.day - last).days >= gap)

    def read(self, module: str, page: Open) -> None:
        if "modules" in self.later:
            return
        reads = self.modules.setdefault(module, {})
        if reads.get(page.job, {}).get("revision", 0) <= page.module_revision:
            reads[page.job] = {"on": str(self.day), "revision": page.module_revision}

    def note(self, name: str) -> str:
        return "" if "notes" in self.later else self.notes.get(name, "")

    def field(self, name: str, page: Open) -> str:
        """The text in the field of a note."""
        return page.unkept.get(name, self.note(name))

    def wrote(self, name: str, text: str, page: Open) -> None:
        kept = self.note(name)
        if page.unkept.pop(name, "") and kept not in text:
            text = f"{text}\n\n{kept}"
        if "notes" not in self.later:
            self.notes.pop(name, None)
        if text:
            (page.unkept if "notes" in self.later else self.notes)[name] = text

    def greeting(self, name: str, revision: int) -> str:
        kept = {} if "answers" in self.later else self.answers.get(name, {})
        if not kept or kept["revision"] > revision:
            return ""
        return str(kept["outcome"] if kept["revision"] == revision else "updated")


def assert_nothing_undone(before: dict[str, Any], after: dict[str, Any], tried: str) -> None:
    """An attempt changes only its question, and replaces nothing better or of a later edition."""
    others = before.keys() | after.keys()
    others.discard(tried)
    assert {it: before.get(it) for it in others} == {it: after.get(it) for it in others}
    kept, now = before.get(tried), after.get(tried)
    if not kept or kept in JUNK:
        return
    assert now
    assert now["revision"] >= kept["revision"]
    if now["revision"] == kept["revision"] and kept["outcome"] != "looked":
        assert now["outcome"] == kept["outcome"]
