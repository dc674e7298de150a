"""The house style as data: words to avoid, words in quiz answers, and exceptions with a reason."""

from course.models.base import AudienceId, Excusable, Id, Model, Phrase, Phrases
from course.models.texts import Line, Prose


class Avoid(Model):
    """Words that the course does not use."""

    phrases: Phrases
    """Words or phrases, in any case; `*` stands for any letters: `shrink* the brain`."""
    say: Prose
    """What to say instead, and why."""
    only: tuple[AudienceId, ...] = ()
    """Only in texts for these roles or groups. Left out: everywhere."""


class AnswerWords(Model):
    """Words that give an answer away, or that blame."""

    absolutes: tuple[Phrase, ...] = ()
    """Words that allow no exception, such as `always`: readers who guess avoid them."""
    harsh: tuple[Phrase, ...] = ()
    """What no decent, tired person does, such as `yell at`: nobody would pick it."""
    verdicts: tuple[Phrase, ...] = ()
    """Words that feedback must not start with, such as `wrong`."""
    negatives: tuple[Phrase, ...] = ()
    """Words that reverse a question, such as `except`."""
    catch_alls: tuple[Phrase, ...] = ()
    """Answers about the other answers, such as `all of the above`."""
    warm: tuple[Phrase, ...] = ()
    """Words that sound warm, such as `thank*`: readers who guess may look for them."""
    careful: tuple[Phrase, ...] = ()
    """Words that sound careful, such as `quiet*`: who to tell, when, and how gently."""


class Calls(Model):
    """Who is called first when minutes count. The safety rules look for these words."""

    first: tuple[Phrase, ...] = ()
    """The first call, such as `911`."""
    later: tuple[Phrase, ...] = ()
    """Words that send for someone else, such as `get the nurse`."""


class Style(Excusable):
    """The file `reference/style.yml`. It may be left out."""

    avoid: dict[Id, Avoid] = {}
    """Words to avoid, each with what to say instead."""
    answers: AnswerWords = AnswerWords()
    """Words to watch for in quizzes."""
    calls: Calls = Calls()
    """Who is called first when minutes count."""
    hard: tuple[Phrase, ...] = ()
    """What some readers have lived through, such as `suicid*`. A scene with one of these words says
    under `mentions` what it involves."""
    needs_care: tuple[Phrase, ...] = ()
    """What else is hard to read, such as `funeral*`. A module with one of these words, or one under
    `hard`, says under `care` what it mentions."""
    duties: tuple[Phrase, ...] = ()
    """What nobody may choose, besides what is under `hard`, such as `911`. A plan with one of these
    words needs `duty: yes`."""
    balance: dict[Id, dict[Id, tuple[Phrase, ...]]] = {}
    """Kinds of people in examples that should appear about equally often, each with its words."""


class Override(Model):
    """A remark that someone has looked at and decided to ignore.

    Only for what has no key `overrides` of its own: all pieces of a file together, or a drawing's
    file.
    """

    rule: Id
    """The rule, as printed in brackets after the remark."""
    file: Line
    """The path of the file, such as `modules/noticing.yml`."""
    within: Line | None = None
    """The location in the file, such as `lessons/three-looks`. Left out: the whole file."""
    reason: Prose
    """Why the text stays as it is."""
