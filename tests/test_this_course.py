"""What the generator promises about this course, where no author could do anything.

What authors promise is in `standards`, in `course.yml`: `check` finds out whether they keep it.
"""

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from course.frontend.build import HEAD
from course.models.course import Course
from tests.rendering import pages_of

ROOT = Path(__file__).parent.parent
MOST_OF_ONE_OPENER = 1 / 3


@pytest.mark.nightly
def test_first_words_about_answers_vary_on_every_path(this_course: Course) -> None:
    opener = re.compile(r'<p class="verdict(| verdict--fits)">(.*?)</p>')
    # A note says what each phrase does, and rows to match or to order need few words.
    others = re.compile(r'<self-check[^>]*"mark".*?</self-check>', re.S)
    readers = {*this_course.roles, "trainers"}
    of_all: dict[str, Counter[str]] = defaultdict(Counter)
    of_wrong: dict[str, Counter[str]] = defaultdict(Counter)
    for renderer in pages_of(this_course).renderers():
        role = renderer.address.split("/")[0]
        if role not in readers:  # the page has no questions
            continue
        for verdict, words in opener.findall(others.sub("", renderer.render().html)):
            of_all[role][words] += 1
            if not verdict:
                of_wrong[role][words] += 1
    assert of_all.keys() == of_wrong.keys() == readers
    for openers in (*of_all.values(), *of_wrong.values()):
        assert max(openers.values()) <= MOST_OF_ONE_OPENER * openers.total(), openers


def test_statement_about_privacy_names_everything_that_scripts_store(this_course: Course) -> None:
    scripts = ROOT / "course" / "frontend" / "js"
    backend = (scripts / "storage" / "backend.mjs").read_text(encoding="utf-8")
    [keys] = re.findall(r"KEYS = [^\[]*\[([^\]]*)\]", backend)
    [mode] = re.findall(r"SESSION_ONLY = `\$\{PREFIX\}(\w+)`", backend)
    assert this_course.statements
    kept = this_course.statements.privacy.kept.keys()
    assert kept == {*re.findall(r'"(\w+)"', keys), mode, "offline-pages"}


def test_no_other_script_stores_anything() -> None:
    """`head-storage.js` only reads. The worker, its cleaner and `keep.mjs` store pages."""
    stores = re.compile(r"\b(?:(?:local|session)Storage|indexedDB|caches|cookie(?:Store)?)\b")
    frontend = ROOT / "course" / "frontend"
    scripts = [*(frontend / "js").rglob("*js"), frontend / "worker.js"]
    comments = re.compile(r"^\s*//.*|/\*[\s\S]*?\*/", re.MULTILINE)
    using = {
        path.name for path in scripts if stores.search(comments.sub("", path.read_text("utf-8")))
    }
    assert using == {"backend.mjs", "clear.mjs", "head-storage.js", "keep.mjs", "worker.js"}
    for part in HEAD:
        assert "setItem" not in (frontend / "js" / part).read_text(encoding="utf-8")
