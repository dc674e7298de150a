"""What belongs together has the same name, such as a module and its quiz.

If one is missing, it may be there under another name.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from course.models.base import Id
from course.models.module import Module
from course.models.quiz import Quiz
from course.problems import Finding
from course.read.places import card_file, module_file, quiz_file
from course.suggestions import nearest


@dataclass(frozen=True)
class Unpaired:
    """A module or a quiz that is missing."""

    finding: Finding
    missing: str
    """What counts as unreadable, such as `modules/noticing`."""
    misnamed: str = ""
    """What is there under a wrong name, in the same form."""


def unpaired(
    modules: dict[Id, Module],
    quizzes: dict[Id, Quiz],
    rows: Iterable[Id],
    is_unread: Callable[[str, Id], bool],
) -> Iterator[Unpaired]:
    """Each quiz without a module, and each module with objectives that has no quiz.

    `rows` are the modules in the matrix. Pieces that could not be read are not missing.
    """
    rows = set(rows)
    without_quiz = [
        name
        for name, module in modules.items()
        if module.objectives and name not in quizzes and not is_unread("quizzes", name)
    ]
    found = set()
    for quiz_id, quiz in quizzes.items():
        if quiz_id in modules or is_unread("modules", quiz_id):
            continue
        fitting = [name for name in without_quiz if _fit(modules[name], quiz)]
        if len(fitting) != 1:
            yield _no_module(quiz_id)
            continue
        found.add(fitting[0])
        is_quiz = fitting[0] in rows and quiz_id not in rows
        yield (_misnamed_quiz if is_quiz else _misnamed_module)(fitting[0], quiz_id)
    for name in without_quiz:
        if name not in found:
            yield _no_quiz(name)


def misnamed_cards(
    cards: Iterable[Id], rows: Iterable[Id], is_unread: Callable[[str, Id], bool]
) -> Iterator[Unpaired]:
    """Each card whose name is nearly that of a row in the table of moments without a card."""
    cards, rows = list(cards), list(rows)
    without_card = [name for name in rows if name not in cards and not is_unread("cards", name)]
    for card_id in cards if without_card else ():
        row = nearest(card_id, without_card) if card_id not in rows else None
        if row is not None:
            without_card.remove(row)
            what = f'This card seems to be "{row}": so a row of reference/moments.yml is called.'
            remedy = (
                f"Rename the file to {row}.yml. If the two are different, write a row for this "
                "card, and a card for the row."
            )
            finding = Finding(card_file(card_id), (), what, remedy)
            yield Unpaired(finding, f"cards/{row}", f"cards/{card_id}")


def _fit(module: Module, quiz: Quiz) -> bool:
    """Whether all questions are about this module."""
    return all(
        question.objective in module.objectives and question.lesson in module.lessons
        for question in quiz.questions.values()
    )


def _misnamed_module(module_id: Id, quiz_id: Id) -> Unpaired:
    what = f'This module seems to be "{quiz_id}": so its quiz is called, and a row of the matrix.'
    remedy = (
        f"Rename the file to {quiz_id}.yml. If the module should be called {module_id}, give its "
        f"quiz and its row that name, too, and write `was: [{quiz_id}]` at its top."
    )
    finding = Finding(module_file(module_id), (), what, remedy)
    return Unpaired(finding, f"modules/{quiz_id}", f"modules/{module_id}")


def _misnamed_quiz(module_id: Id, quiz_id: Id) -> Unpaired:
    what = f'This quiz seems to be that of the module "{module_id}".'
    remedy = f"Rename the file to {module_id}.yml: a quiz has the same name as its module's file."
    finding = Finding(quiz_file(quiz_id), (), what, remedy)
    return Unpaired(finding, f"quizzes/{module_id}", f"quizzes/{quiz_id}")


def _no_module(quiz_id: Id) -> Unpaired:
    what = f'There is no module "{quiz_id}" for this quiz.'
    remedy = (
        f"A quiz has the same name as its module's file. Write {module_file(quiz_id)}, or delete "
        "the quiz and all that refers to the module."
    )
    return Unpaired(Finding(quiz_file(quiz_id), (), what, remedy), f"modules/{quiz_id}")


def _no_quiz(module_id: Id) -> Unpaired:
    what = f'The module "{module_id}" has no quiz.'
    remedy = f"Write the file {quiz_file(module_id)}."
    return Unpaired(Finding(module_file(module_id), (), what, remedy), f"quizzes/{module_id}")
