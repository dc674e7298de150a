"""Makes the question bank of a role from its course."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from html import escape

from babel.support import NullTranslations

from course.banks.question import Answer, Bank, Question, Quiz, Text
from course.models.base import Id
from course.models.course import Course
from course.models.questions.base import Option
from course.models.questions.kinds import Question as CourseQuestion
from course.models.questions.mark import MarkQuestion
from course.models.questions.match import MatchQuestion
from course.models.questions.order import OrderQuestion
from course.models.role_course import RoleCard, RoleCourse
from course.models.texts import Prose
from course.render.labels import card_part_labels
from course.render.markdown import Markdown
from course.render.shuffle import shuffled
from course.site import module_address, now_address, published_at

MOST_CHARACTERS = 100
"""How long an identifier may be. Moodle stores no more."""
_LETTERS_OF_HASH = 16


@dataclass(frozen=True)
class Banks:
    """Makes the question banks of a course's roles."""

    course: Course
    markdown: Markdown
    translations: NullTranslations
    site_url: str = ""
    """Where the site is published, if that is known. Without it, no text links to the site."""

    def bank(self, role: RoleCourse, module_id: Id | None = None) -> Bank:
        """The questions of a role, or of one of its modules."""
        quizzes = (self._quiz(role, name) for name in role.modules if module_id in (None, name))
        parts = (role.role_id, module_id) if module_id else (role.role_id,)
        return Bank(
            identifier=_identifier("bank", *parts),
            course_title=str(self.course.outline.title),
            role_title=str(role.role.title),
            language=str(self.course.outline.language),
            has_links=bool(self.site_url),
            quizzes=tuple(quiz for quiz in quizzes if quiz.questions),
        )

    def _quiz(self, role: RoleCourse, module_id: Id) -> Quiz:
        module = role.modules[module_id]
        questions = (
            self._question(role, module_id, question_id, question)
            for question_id, question in module.questions.items()
        )
        return Quiz(
            id=module_id,
            identifier=_identifier("quiz", role.role_id, module_id),
            title=str(module.title),
            role_title=str(role.role.title),
            url=self._published(module_address(role.role_id, module_id)),
            questions=tuple(questions),
        )

    def _question(
        self, role: RoleCourse, module_id: Id, question_id: Id, question: CourseQuestion
    ) -> Question:
        revision = f"revision-{question.revision}"
        return Question(
            id=question_id,
            place=f"{module_id}/{question_id}",
            identifier=_identifier("q", role.role_id, module_id, question_id, revision),
            kind=question.kind,
            text=self._text(question.question),
            hint=self._hint(question),
            answers=tuple(
                self._answer(question, place, option)
                for place, option in _shown(question_id, question)
            ),
            closing=self._closing(question),
            more="".join(self._more(role, module_id, question)),
            tags=(f"{module_id}/{question.objective}", revision),
            ask_first=self.translations.gettext("Which comes first?"),
        )

    def _answer(self, question: CourseQuestion, place: int, option: Option) -> Answer:
        is_pair, is_step = isinstance(question, MatchQuestion), isinstance(question, OrderQuestion)
        return Answer(
            text=self._text(option.text),
            feedback=self._text(option.feedback),
            is_right=option.is_right,
            goes_with=self._text(Prose(option.verdict)) if is_pair else Text(),
            place=place + 1 if is_step else 0,
        )

    def _closing(self, question: CourseQuestion) -> str:
        feedback: Prose | None = getattr(question, "feedback", None)
        html = self._text(feedback).html if feedback else ""
        if isinstance(question, MarkQuestion):
            label = self.translations.gettext("The note without guesses:")
            return f"<p>{escape(label, quote=False)}</p>{html}"
        return html

    def _text(self, text: Prose) -> Text:
        return Text(self.markdown.html_elsewhere(text), self.markdown.plain(text))

    def _hint(self, question: CourseQuestion) -> str:
        _ = self.translations.gettext
        return {
            "choice": _("Choose one."),
            "choices": _("Choose all that fit."),
            "mark": _("Choose the parts that are a guess or a judgment."),
            "order": _("Number them in order."),
            "match": _("Choose one."),
        }[question.kind]

    def _more(self, role: RoleCourse, module_id: Id, question: CourseQuestion) -> Iterator[str]:
        """Where to read on. A card is told in full where no link can lead to it."""
        _ = self.translations.gettext
        lesson = role.modules[module_id].lessons.get(question.lesson)
        if lesson:
            address = f"{module_address(role.role_id, module_id)}#{question.lesson}"
            title = self._link(lesson.title, address)
            yield f"<p>{escape(_('Read again: %(lesson)s'), quote=False) % {'lesson': title}}</p>"
        card = role.cards.get(question.card or "")
        if card:
            title = self._link(card.title, f"{now_address(role.role_id)}#{question.card}")
            yield f"<p>{escape(_('Right now: %(card)s'), quote=False) % {'card': title}}</p>"
            if not self.site_url:
                yield f"<ul>{''.join(self._parts(card))}</ul>"

    def _parts(self, card: RoleCard) -> Iterator[str]:
        labels = card_part_labels(self.translations)
        for name, text in card.parts.items():
            yield f"<li><strong>{escape(labels[name], quote=False)}</strong>"
            yield f"{self.markdown.html_elsewhere(text)}</li>"

    def _link(self, title: str, address: str) -> str:
        shown = escape(title, quote=False)
        url = self._published(address)
        return f'<a href="{escape(url)}">{shown}</a>' if url else shown

    def _published(self, address: str) -> str:
        return published_at(self.site_url, address) if self.site_url else ""


def _shown(question_id: Id, question: CourseQuestion) -> list[tuple[int, Option]]:
    """What there is to answer with its place, in the order in which pages show it."""
    if question.keeps_order:
        return list(enumerate(question.options()))
    must_move = isinstance(question, OrderQuestion)
    return shuffled(question.options(), question_id, must_move=must_move)


def _identifier(*parts: str) -> str:
    """One name for what these ids lead to. Ids contain no `_`, so two never have the same."""
    name = "_".join(parts)
    if len(name) <= MOST_CHARACTERS:
        return name
    digest = sha256(name.encode()).hexdigest()[:_LETTERS_OF_HASH]
    return f"{name[: MOST_CHARACTERS - _LETTERS_OF_HASH - 1]}_{digest}"
