"""Writes a meaningless course of any size, in the authors' YAML.

    python -m bench.synthesize --pages 200 FOLDER
    python -m bench.synthesize --no-search-words FOLDER    without what staff type into the search

A page is one module for one role: about 1,100 words, 70 % of them shared by all roles. The rest is
under `only` and `instead`. The output is deterministic: it depends on neither date nor machine.
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import yaml

from bench.synthesize_search import Phrases, Typist
from course.checks.guessing import LONG_WORD

MOST_ROLES = 20
ROLES_IN_GROUP = 5
CLAIMS = 30
TERMS = 20
OBJECTIVES = {
    "choice": "say-it",
    "choices": "see-it",
    "order": "pass-it-on",
    "match": "see-it",
}
SHARED_LESSONS = ("what-it-is", "quiet-example", "in-your-day")
LESSONS = (*SHARED_LESSONS, "your-example")
SEEN_ON = "2026-11-24"
TAGS = ("strong", "promising", "consensus", "plausible", "anecdotal")

VOCABULARY = """
a adult after again all arm ask at back bag be begin bell both bus calm call card chair child
class clear come cool cup day desk door early eat end eye face far feel few first floor food foot
for friend game give glad go good grade group hall hand hat head hear help here high hold home
hour how if in it keep kind know lamp late lead leave let line list long look loud low lunch make
map meal meet mind month more morning move name near need new next note now of old on one open or
other pace page part pass path pause pen place plan play point quiet rain read rest ride ring road
room rule run safe say school seat see share sheet short show side sign sit slow small snack song
soon sound space speak stand start stay step stop street sun table take talk team tell ten then
thing time to today tone tray tree trip turn two voice wait walk wall warm watch water way week
well when where who wide will wind with word work yard year you young
"""


class _Prose(str):
    """Text that is written as a literal block (`|`)."""


class _Dumper(yaml.SafeDumper):
    """Writes YAML as the authors do."""


def _block(dumper: yaml.SafeDumper, text: _Prose) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text + "\n", style="|")


def _one_line(dumper: yaml.SafeDumper, phrases: Phrases) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", phrases, flow_style=True)


_Dumper.add_representer(_Prose, _block)
_Dumper.add_representer(Phrases, _one_line)


def main() -> None:
    """Write one course into a folder."""
    parser = argparse.ArgumentParser(description="Write a synthetic course.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=200, help="modules × roles, approximately")
    parser.add_argument(
        "--no-search-words", action="store_true", help="without what staff type into the search"
    )
    arguments = parser.parse_args()
    roles, modules = shape(arguments.pages)
    write_course(arguments.folder, roles, modules, not arguments.no_search_words)
    print(f"{arguments.folder}: {roles} roles × {modules} modules")


def shape(pages: int) -> tuple[int, int]:
    """The numbers of roles and modules that give about this number of pages."""
    roles = max(1, min(MOST_ROLES, round(pages**0.5)))
    return roles, max(1, round(pages / roles))


def write_course(
    folder: Path, role_count: int, module_count: int, with_search_words: bool = True
) -> None:
    """Write every file of a course."""
    roles = [f"role-{number}" for number in range(1, role_count + 1)]
    modules = [f"module-{number}" for number in range(1, module_count + 1)]
    author = _Author(roles)
    typist = Typist(VOCABULARY.split()) if with_search_words else None
    _write(folder / "course.yml", author.outline(modules))
    _write(folder / "reference" / "roles.yml", author.roles())
    _write(folder / "reference" / "citations.yml", author.citations())
    _write(folder / "reference" / "claims.yml", author.claims())
    _write(folder / "reference" / "glossary.yml", author.glossary())
    _write(folder / "reference" / "contacts.yml", author.contacts())
    if typist:
        lessons = [f"{module}/{lesson}" for module in modules for lesson in LESSONS]
        _write(folder / "reference" / "search-words.yml", typist.search_words(lessons))
    for name in modules:
        module, quiz = author.module(), author.quiz()
        if typist:
            typist.add_to_module(module)
            typist.add_to_quiz(quiz)
        _write(folder / "modules" / f"{name}.yml", module)
        _write(folder / "quizzes" / f"{name}.yml", quiz)


def _write(path: Path, data: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000)
    path.write_text(text, encoding="utf-8")


class _Author:
    """Makes up the texts of a course, always the same ones."""

    def __init__(self, roles: list[str]) -> None:
        self._roles = roles
        self._words = VOCABULARY.split()
        self._short_words = [word for word in self._words if len(word) < LONG_WORD]
        self._random = Random(20261124)

    def outline(self, modules: list[str]) -> dict[str, Any]:
        return {
            "title": "A course that says nothing",
            "summary": self._text(30),
            "version": "2026.11",
            "language": "en",
            "report-to": "https://example.org/",
            "matrix": {module: dict.fromkeys(self._roles, "full") for module in modules},
        }

    def roles(self) -> dict[str, Any]:
        groups = {_group(number): {"title": self._title()} for number in range(len(self._roles))}
        roles = {
            role: {
                "title": self._title(),
                "group": _group(number),
                "summary": self._sentence(12),
                "reading-grade": 6,
                "limits": [self._text(15) for _ in range(4)],
                "hand-over": [self._title() for _ in range(3)],
            }
            for number, role in enumerate(self._roles)
        }
        return {"groups": groups, "roles": roles}

    def citations(self) -> dict[str, Any]:
        return {
            f"source-{number}": {
                "authors": "Somebody, A.",
                "year": str(1990 + number),
                "title": self._title(),
                "container": "A journal, 1(2), 3-4",
            }
            for number in range(CLAIMS)
        }

    def claims(self) -> dict[str, Any]:
        return {
            f"claim-{number}": {
                "says": self._text(15),
                "tag": TAGS[number % len(TAGS)],
                "citations": [f"source-{number}"],
                "limits": self._text(25),
                "review-by": "2099-12-31",
            }
            for number in range(CLAIMS)
        }

    def glossary(self) -> dict[str, Any]:
        return {
            f"term-{number}": {"term": f"term {number}", "means": self._text(20)}
            for number in range(TERMS)
        }

    def contacts(self) -> dict[str, Any]:
        return {
            "now": {
                "name": "Help now",
                "use-for": self._text(15),
                "call": "911",
                "urgent": "yes",
                "verified-on": SEEN_ON,
                "verified-at": "made up",
            }
        }

    def module(self) -> dict[str, Any]:
        lessons = {
            lesson: {
                "title": self._title(),
                "core": "yes",
                "text": self._lesson(),
                "activities": {},
            }
            for lesson in SHARED_LESSONS
        }
        lessons["in-your-day"] |= {"instead": self._for_each_role(50)}
        lessons["quiet-example"]["activities"] = self._shared_activities()
        own = {f"{role}-part": self._your_part(role) for role in self._roles}
        own |= {f"{role}-moment": self._situation(role) for role in self._roles}
        lessons["your-example"] = {
            "title": self._title(),
            "text": self._text(30),
            "activities": own,
        }
        return {
            "title": self._title(),
            "minutes": 10,
            "short-minutes": 5,
            "summary": self._text(20),
            "care": {
                "mentions": self._text(15),
                "skip": "your-example",
                "alternative": "quiet-example",
            },
            "objectives": {
                objective: self._text(9) for objective in sorted(set(OBJECTIVES.values()))
            },
            "lessons": lessons,
            "close": self._text(20),
        }

    def quiz(self) -> dict[str, Any]:
        shared = {
            "which-one": self._choice(),
            "which-ones": self._asked("choices")
            | {"answers": [self._answer("right" if even else "wrong") for even in (1, 0, 1, 0)]},
            "in-order": self._asked("order")
            | {
                "steps": [{"text": self._text(9), "feedback": self._text(10)} for _ in range(4)],
                "feedback": self._text(15),
            },
            "in-pairs": self._asked("match")
            | {
                "lesson": "in-your-day",
                "pairs": [
                    {
                        "item": self._text(8),
                        "goes-with": self._text(4),
                        "feedback": self._text(10),
                    }
                    for _ in range(3)
                ],
                "feedback": self._text(15),
            },
        }
        own = {f"{role}-first": {"only": [role], **self._choice()} for role in self._roles}
        return {"questions": shared | own}

    def _for_each_role(self, words: int) -> dict[str, _Prose]:
        return {role: self._text(words) for role in self._roles}

    def _shared_activities(self) -> dict[str, Any]:
        return {
            "breathe-out": {
                "kind": "pause",
                "text": self._text(12),
                "ways": [self._text(7) for _ in range(3)],
            },
            "next-time": {
                "kind": "plan",
                "prompt": self._text(12),
                "if": self._text(8),
                "then": self._text(8),
            },
            "think": {"kind": "reflect", "prompt": self._text(15)},
        }

    def _situation(self, role: str) -> dict[str, Any]:
        choices = ("wait", "ask", "hurry")
        return {
            "kind": "situation",
            "only": [role],
            "scene": self._text(35),
            "choices": {
                choice: {"text": self._text(9), "then": self._text(20)} for choice in choices
            },
        }

    def _your_part(self, role: str) -> dict[str, Any]:
        return {
            "kind": "your-part",
            "only": [role],
            "do": [self._text(8) for _ in range(3)],
            "avoid": [self._text(8) for _ in range(3)],
            "hand-over": self._text(20),
        }

    def _choice(self) -> dict[str, Any]:
        answers = [self._answer(side) for side in ("right", "wrong", "wrong")]
        return self._asked("choice") | {"answers": answers}

    def _answer(self, side: str) -> dict[str, _Prose]:
        # A right answer that was longer than the others would cause a remark.
        return {side: self._text(8 if side == "right" else 9), "feedback": self._text(12)}

    def _asked(self, kind: str) -> dict[str, Any]:
        return {
            "kind": kind,
            "objective": OBJECTIVES[kind],
            "lesson": "what-it-is",
            # A right answer that alone shared a long word with its question would cause a remark.
            "question": self._text(19, self._short_words),
            "cites": [f"claim-{self._random.randrange(CLAIMS)}"],
        }

    def _lesson(self) -> _Prose:
        """Paragraphs with a claim, a term and some bold words, and a list."""
        claim, term = self._random.randrange(CLAIMS), self._random.randrange(TERMS)
        points = "\n".join(f"- **{self._word()}** {self._text(8)}" for _ in range(3))
        return _Prose(
            f"{self._text(26)} [@claim-{claim}]\n\n"
            f"**{self._sentence(8)}** {self._text(16)}\n\n"
            f"{points}\n\n"
            f"{self._text(20)} [[term-{term}]]"
        )

    def _text(self, length: int, words: Sequence[str] | None = None) -> _Prose:
        """A text of `length` words, in sentences of at most ten."""
        lengths = [10] * (length // 10) + [length % 10] * bool(length % 10)
        return _Prose(" ".join(self._sentence(length, words) for length in lengths))

    def _sentence(self, length: int, words: Sequence[str] | None = None) -> str:
        return " ".join(self._word(words) for _ in range(length)).capitalize() + "."

    def _title(self) -> str:
        return " ".join(self._word() for _ in range(3)).capitalize()

    def _word(self, words: Sequence[str] | None = None) -> str:
        return self._random.choice(words or self._words)


def _group(number: int) -> str:
    return f"group-{number // ROLES_IN_GROUP + 1}"


if __name__ == "__main__":
    main()
