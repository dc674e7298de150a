"""Rules for answers that cannot be guessed, and feedback that teaches.

Most thresholds are judgment calls, based on Haladyna, Downing & Rodriguez (2002), Applied
Measurement in Education 15(3), and Rodriguez (2005), Educational Measurement 24(2). None of them
was tested with this course.
"""

import re
from collections.abc import Iterator
from itertools import combinations

from course.checks.context import Context
from course.checks.guessing import long_words, words_of
from course.checks.readability import words
from course.models.questions.answer import TargetedAnswer
from course.models.questions.base import Option
from course.models.questions.choice import ChoiceQuestion
from course.models.questions.kinds import TargetedQuestion
from course.problems import Finding, Location
from course.read.places import Place, quiz_file
from course.suggestions import how_many, in_quotes

ANSWERS = 3
FEWEST_WORDS_OF_A_QUESTION, MOST_WORDS_OF_A_QUESTION = 6, 60
MOST_WORDS_OF_AN_ANSWER = 25
FEWEST_WORDS_OF_FEEDBACK, MOST_WORDS_OF_FEEDBACK = 12, 60
MOST_LENGTH = 1.25
"""The length of the right answer, relative to the mean of the others."""
MOST_ALIKE = 0.6
"""The share of two answers' words that both have."""
MOST_LONGEST = 0.4
LONGER = 1.1
"""How much longer an answer must be for readers to notice at a glance."""
FEWEST_TO_COMPARE = 6

_QUOTED = re.compile(r'"[^"]*"')


def three_answers(context: Context) -> Iterator[Finding]:
    """A question with one right answer offers three.

    Good: one right answer and two others
    Bad: five answers, which are more to read and hardly better
    """
    for (path, location), question in context.find_all(ChoiceQuestion):
        if len(question.answers) != ANSWERS:
            yield _remark(
                (path, (*location, "answers")),
                f"This question has {len(question.answers)} answers.",
                "Three are enough, and easier to write well.",
                on_key=True,
            )


def answer_length(context: Context) -> Iterator[Finding]:
    """The right answer is not much longer than the others.

    Good: three answers of about ten words
    Bad: a right answer of twenty words next to two of eight
    """
    for place, question in context.find_all(ChoiceQuestion):
        right = [len(answer.text) for answer in question.answers if answer.is_right]
        wrong = [len(answer.text) for answer in question.answers if not answer.is_right]
        mean = sum(wrong) / len(wrong) if wrong else 0
        if len(right) == 1 and wrong and right[0] > MOST_LENGTH * mean:
            yield _remark(
                _to_right(place, list(question.options())),
                f"The right answer has {right[0]} characters, and the others {round(mean)} on "
                "average, so readers can guess it.",
                f"Shorten it to {int(MOST_LENGTH * mean)} at most, or write the others in as much "
                "detail.",
            )


def longest_is_right(context: Context) -> Iterator[Finding]:
    """In a quiz, the longest answer is not a safe guess.

    Good: in two of six questions, the right answer is the longest
    Bad: in four of six
    """
    for module_id in context.course.quizzes:
        asked = {
            question_id: question
            for question_id, question in context.course.quizzes[module_id].questions.items()
            if isinstance(question, ChoiceQuestion)
        }
        longest = [
            question_id
            for question_id, question in asked.items()
            if _length(question, right=True) > LONGER * _length(question, right=False)
        ]
        most = int(MOST_LONGEST * len(asked))
        if len(asked) >= FEWEST_TO_COMPARE and len(longest) > most:
            too_many = len(longest) - most
            yield _remark(
                (quiz_file(module_id), ("questions",)),
                f"In {len(longest)} of {len(asked)} questions the longest answer is the right one: "
                f"{in_quotes(longest)}.",
                f"In {'one' if too_many == 1 else too_many} of them, shorten the right answer, or "
                "write a wrong one that is longer. Characters are counted.",
                on_key=True,
            )


def shared_words(context: Context) -> Iterator[Finding]:
    """A word of the question does not give the right answer away.

    Good: the word is in several answers, or in none
    Bad: "Which line lowers the heat?" with "heat" only in the right answer
    """
    for place, question, options in _asked(context):
        wordings = [question.question, *question.instead.values()]
        asked = {word for wording in wordings for word in long_words(wording)}
        right = [long_words(option.text) for option in options if option.is_right]
        wrong = [long_words(option.text) for option in options if not option.is_right]
        shared = set.intersection(*right) & asked - set().union(*wrong) if right else set()
        if shared:
            named = " and ".join(f"“{word}”" for word in sorted(shared))
            yield _remark(
                _to_right(place, options),
                f"Only the right answers share the word{'s' * (len(shared) > 1)} {named} with the "
                "question.",
                "Use another word in one of the two, or the same word in another answer.",
            )


def alike(context: Context) -> Iterator[Finding]:
    """Two answers differ by more than a word or two.

    Good: three things that a person could do
    Bad: the same sentence three times, with one word changed
    """
    for (path, location), _, options in _asked(context):
        for first, second in combinations(options, 2):
            first_words, second_words = words_of(first.text), words_of(second.text)
            if len(first_words & second_words) >= MOST_ALIKE * len(first_words | second_words):
                yield _remark(
                    (path, (*location, *second.text_location)),
                    "Two answers use nearly the same words.",
                    "Readers look for the one word that differs. Write a different answer.",
                )


def giveaway_words(context: Context) -> Iterator[Finding]:
    """No answer rules out every exception, sounds cruel, or is about the other answers.

    Good: "Tell her after lunch."
    Bad: "Always tell her at once.", "Yell at her.", "All of the above."
    """
    lists = context.course.style.answers
    for place, option in context.options():
        # A phrase to mark is wrong to write: such a word may be what readers look for.
        if not option.is_picked or (option.is_right and option.is_bad_example):
            continue
        for phrases, what, remedy in (
            (lists.absolutes, "gives an answer away", "Say it without the word."),
            (lists.harsh, "is what nobody would pick", "Write what a decent, tired person does."),
            (lists.catch_alls, "is about the other answers", "Write a separate answer."),
        ):
            for hit in context.pattern(phrases).finditer(option.text) if phrases else ():
                yield _remark(place, f"“{hit[0]}” {what}.", remedy, offset=hit.start())


def plain_question(context: Context) -> Iterator[Finding]:
    """A question asks one thing, in plain words, and asks for what fits.

    Good: "What do you say first?"
    Bad: "Which is not true, except …"; three words; eighty words
    """
    negatives = context.course.style.answers.negatives
    for (path, location), question in context.questions():
        texts: dict[Location, str] = {("question",): question.question}
        texts |= {("instead", name): text for name, text in question.instead.items()}
        for inner, text in texts.items():
            place = (path, (*location, *inner))
            count = len(words(text))
            if not FEWEST_WORDS_OF_A_QUESTION <= count <= MOST_WORDS_OF_A_QUESTION:
                yield _remark(
                    place,
                    f"This question has {how_many(count, 'word')}.",
                    f"Use {FEWEST_WORDS_OF_A_QUESTION} to {MOST_WORDS_OF_A_QUESTION}: enough "
                    "to answer it without looking at the answers.",
                )
            asked = _QUOTED.sub("", text).strip().rsplit(". ", 1)[-1]
            for hit in context.pattern(negatives).finditer(asked) if negatives else ():
                yield _remark(
                    place,
                    f"“{hit[0]}” reverses the question, and a tired reader misses it.",
                    "Ask for what fits.",
                )


def short_answers(context: Context) -> Iterator[Finding]:
    """An answer can be read at a glance.

    Good: up to twenty-five words
    Bad: a paragraph
    """
    for place, option in context.options():
        count = len(words(option.text))
        if option.is_picked and count > MOST_WORDS_OF_AN_ANSWER:
            yield _remark(
                place,
                f"This answer has {how_many(count, 'word')}.",
                f"Keep it to {MOST_WORDS_OF_AN_ANSWER}. Put the rest in the feedback.",
            )


def feedback_teaches(context: Context) -> Iterator[Finding]:
    """Feedback says why and what to do next, in two or three sentences, and starts kindly.

    Good: "It is true, and it adds an audience. Next time lower your voice."
    Bad: "Wrong.", "Incorrect, see above."
    """
    verdicts = context.course.style.answers.verdicts
    for place, feedback in _feedback(context):
        count = len(words(feedback))
        if not FEWEST_WORDS_OF_FEEDBACK <= count <= MOST_WORDS_OF_FEEDBACK:
            yield _remark(
                place,
                f"This feedback has {how_many(count, 'word')}.",
                "Say why, and what to do next: "
                f"{FEWEST_WORDS_OF_FEEDBACK} to {MOST_WORDS_OF_FEEDBACK} words.",
            )
        hit = context.pattern(verdicts).match(feedback.lstrip()) if verdicts else None
        if hit:
            yield _remark(
                place,
                f"Feedback that starts with “{hit[0]}” judges before it explains.",
                "Start with what is good about the answer, or with what happens.",
            )


def _feedback(context: Context) -> Iterator[tuple[Place, str]]:
    """The feedback of all options to pick, also as some roles read it."""
    for (path, location), option in context.options():
        if option.is_picked:
            yield (path, (*location[:-1], "feedback")), option.feedback
    for (path, location), answer in context.find_all(TargetedAnswer):
        for audience, feedback in answer.instead.items():
            yield (path, (*location, "instead", audience)), feedback
        for audience, more in answer.also.items():
            yield (path, (*location, "also", audience)), f"{answer.feedback} {more}"


def _asked(context: Context) -> Iterator[tuple[Place, TargetedQuestion, list[Option]]]:
    """Each question with options to pick, with these options."""
    for place, question in context.questions():
        options = [option for option in question.options() if option.is_picked]
        if options:
            yield place, question, options


def _remark(
    place: Place, what: str, remedy: str, on_key: bool = False, offset: int | None = None
) -> Finding:
    path, location = place
    return Finding(path, location, what, remedy, offset=offset, on_key=on_key, is_warning=True)


def _to_right(place: Place, options: list[Option]) -> Place:
    path, location = place
    right = next(option for option in options if option.is_right)
    return path, (*location, *right.text_location)


def _length(question: ChoiceQuestion, right: bool) -> int:
    """The length of the longest right answer, or of the longest wrong one."""
    return max(
        (len(answer.text) for answer in question.answers if answer.is_right == right), default=0
    )


RULES = (
    three_answers,
    answer_length,
    longest_is_right,
    shared_words,
    alike,
    giveaway_words,
    plain_question,
    short_answers,
    feedback_teaches,
)
