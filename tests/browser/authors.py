"""Random edits of a module and its quiz, as authors make them."""

from copy import deepcopy
from dataclasses import dataclass, field
from random import Random
from typing import Any

JOBS = ("driver", "teacher")
Yaml = dict[str, Any]


@dataclass
class Authors:
    """The module and its quiz, and the edits that authors make."""

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
        """Insert a question at a random position."""
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
