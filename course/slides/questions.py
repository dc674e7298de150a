"""The slides of questions: first the question with letters, then the answer and why."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from course.models.base import Id
from course.models.questions.base import Option
from course.models.questions.kinds import Question
from course.models.questions.mark import MarkQuestion
from course.models.questions.match import MatchQuestion
from course.models.questions.order import OrderQuestion
from course.models.role_course import RoleCard
from course.models.seconds import SECONDS_PER_QUESTION, seconds_to_read
from course.models.texts import Prose
from course.render.labels import card_part_labels
from course.render.shuffle import shuffled
from course.slides.deck import BULLET, Block, Run, Slide, bold, labeled, with_reason
from course.slides.words import Words, ask, letter


@dataclass(frozen=True)
class Questions:
    """Makes the slides of questions."""

    words: Words

    def slides(
        self, question_id: Id, question: Question, number: int, total: int, card: RoleCard | None
    ) -> Iterator[Slide]:
        """A question as the room sees it, and then its answer. `card` decides it, if any does."""
        _ = self.words.translations.gettext
        options = [
            option
            for _at, option in shuffled(
                question.options(), question_id, must_move=isinstance(question, OrderQuestion)
            )
        ]
        if question.keeps_order:
            options = list(question.options())
        cited = (*question.cites, *question.cited_in_texts)
        seconds = seconds_to_read(question) + SECONDS_PER_QUESTION
        say = _("Read it aloud, and take a show of hands. Hands can stay down.")
        yield Slide(
            _("Question %(number)s of %(total)s") % {"number": number, "total": total},
            (*self.words.blocks(question.question), *self._offered(question_id, question, options)),
            self.words.notes([say], seconds=seconds, cited=cited, may_tell=True),
        )
        notes = self.words.notes(
            [_("Go through all the answers. A wrong one is what many of us would choose.")],
            cited=cited,
        )
        slides = list(self._answers(question, options, number, notes))
        if card:
            slides[-1] = replace(slides[-1], notes=(*slides[-1].notes, *self._card(card)))
        yield from slides

    def _offered(
        self, question_id: Id, question: Question, options: Sequence[Option]
    ) -> Iterator[Block]:
        """What to choose from, without the answers."""
        words, _ = self.words, self.words.translations.gettext
        if isinstance(question, MatchQuestion):
            goes_with = dict.fromkeys(pair.goes_with for pair in question.pairs)
            names = [
                words.markdown.plain(it)
                for _at, it in shuffled(goes_with, f"{question_id} options")
            ]
            yield ask(_("Each goes with one of these:") + " " + " · ".join(names))
        elif isinstance(question, OrderQuestion):
            yield ask(_("Which comes first?"))
        elif isinstance(question, MarkQuestion):
            yield ask(_("A show of hands for each: is it a guess or judgment, yes or no?"))
        elif sum(option.is_right for option in options) > 1:
            yield ask(_("A show of hands for each: does it fit?"))
        else:
            yield ask(_("A show of hands: which fits?"))
        for number, option in enumerate(options):
            label = letter(number) if option.is_picked else BULLET
            yield from labeled(words.blocks(option.text), label)

    def _answers(
        self, question: Question, options: Sequence[Option], number: int, notes: tuple[str, ...]
    ) -> Iterator[Slide]:
        """What is right and why, and then why not the others."""
        _ = self.words.translations.gettext

        def titled(title: str) -> str:
            return title % {"number": number}

        if isinstance(question, OrderQuestion):
            steps = self._with_reasons(enumerate(question.options()), "{}.")
            yield Slide(titled(_("Question %(number)s: the order")), steps, notes)
        elif isinstance(question, MatchQuestion):
            yield Slide(
                titled(_("Question %(number)s: what goes with what")), self._pairs(options), notes
            )
        else:
            is_mark = isinstance(question, MarkQuestion)
            right = [it for it in enumerate(options) if it[1].is_right]
            others = [it for it in enumerate(options) if not it[1].is_right]
            fits = (
                _("Question %(number)s: what guesses or judges")
                if is_mark
                else _("Question %(number)s: what fits")
            )
            rest = (
                _("Question %(number)s: what was seen or heard")
                if is_mark
                else _("Question %(number)s: why not the others")
            )
            yield Slide(titled(fits), self._with_reasons(right), notes)
            yield Slide(titled(rest), self._with_reasons(others), notes)
        more: Prose | None = getattr(question, "feedback", None)
        if more:
            title = (
                _("The note without guesses")
                if isinstance(question, MarkQuestion)
                else _("Question %(number)s: in short")
            )
            yield Slide(titled(title), self.words.blocks(more), notes)

    def _with_reasons(
        self, options: Iterable[tuple[int, Option]], numbered: str = ""
    ) -> tuple[Block, ...]:
        """Each option with its letter or number, and then why."""
        return tuple(
            block
            for at, option in options
            for block in with_reason(
                bold(self.words.blocks(option.text)),
                numbered.format(at + 1) if numbered else letter(at),
                self.words.blocks(option.feedback),
            )
        )

    def _pairs(self, options: Iterable[Option]) -> tuple[Block, ...]:
        """Each thing, what it goes with, and why."""
        blocks: list[Block] = []
        for option in options:
            goes_with = bold(self.words.blocks(Prose(option.verdict)))
            *others, last = self.words.blocks(option.text)
            runs = (*last.runs, Run(" → "), *goes_with[0].runs)
            item = (*others, replace(last, runs=runs))
            blocks += with_reason(item, BULLET, self.words.blocks(option.feedback))
        return tuple(blocks)

    def _card(self, card: RoleCard) -> Iterator[str]:
        """The card, for the trainer to read from."""
        _, plain = self.words.translations.gettext, self.words.markdown.plain
        labels = card_part_labels(self.words.translations)
        yield _("Right now: %(card)s") % {"card": card.title}
        for name, text in card.parts.items():
            yield f"– {labels[name]}: {plain(text)}"
