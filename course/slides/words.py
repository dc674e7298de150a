"""What the makers of slides share: texts as blocks, and what the notes of each slide say."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase

from babel.support import NullTranslations

from course.models.base import Id
from course.models.course import Course
from course.models.drawing import Drawing
from course.models.texts import Prose
from course.render.labels import tag_labels
from course.render.markdown import Markdown
from course.slides.deck import Block, Picture, paragraph
from course.slides.rich_text import blocks_of

MOST_WORDS = 550
"""How many words of notes certainly fit on a printed page."""


@dataclass(frozen=True)
class Words:
    """Makes blocks and notes of a course's texts, in its language."""

    course: Course
    markdown: Markdown
    translations: NullTranslations
    picture: Callable[[Drawing], Picture]

    def blocks(self, text: Prose) -> tuple[Block, ...]:
        """A text as it is on a slide."""
        return blocks_of(self.markdown.html(text))

    def drawn(self, drawing: Drawing | None) -> Picture | None:
        """A drawing with the labels of its parts, if there is one."""
        if drawing is None:
            return None
        labels = (paragraph(" · ".join(drawing.labels)),) if drawing.labels else ()
        return replace(self.picture(drawing), caption=labels)

    def lines(self, texts: Iterable[Prose], label: str) -> tuple[Block, ...]:
        """Short texts as a list."""
        return tuple(
            Block(block.runs, "" if number else label)
            for text in texts
            for number, block in enumerate(self.blocks(text))
        )

    def spoken(self, text: Prose) -> list[str]:
        """A text as notes have it: without looks, a paragraph or item in each line."""
        return [f"{block.label} {block.text}".strip() for block in self.blocks(text)]

    def notes(
        self,
        say: Iterable[str],
        *,
        seconds: int = 0,
        cited: Iterable[Id] = (),
        may_tell: bool = False,
    ) -> tuple[str, ...]:
        """What the trainer sees: what to say, minutes, what to do if, and how sure we are.

        `may_tell` is whether the slide may move somebody to tell something of their own.
        """
        _, ngettext = self.translations.gettext, self.translations.ngettext
        notes = list(say)
        if seconds:
            minutes = max(1, round(seconds / 60))
            alone = ngettext(
                "It takes about %(num)s minute alone. A group takes longer.",
                "It takes about %(num)s minutes alone. A group takes longer.",
                minutes,
            )
            notes.append(alone % {"num": minutes})
        if may_tell:
            notes.append(
                _("If someone starts to share their story: the notes of slide 2 say what to do.")
            )
        return (*notes, *self._evidence([*dict.fromkeys(cited)], len(" ".join(notes).split())))

    def _evidence(self, cited: Sequence[Id], words_before: int) -> Iterator[str]:
        """How sure we are. What sources do not show is left out where there is no room for it."""
        labels, plain = tag_labels(self.translations), self.markdown.plain
        claims = [self.course.claims[name] for name in cited]
        if claims:
            yield self.translations.gettext("The evidence, and how sure we are:")
        limits = [plain(claim.limits) for claim in claims]
        says = [f"– {plain(claim.says)} [{labels[claim.tag]}]" for claim in claims]
        have_room = words_before + len(" ".join((*says, *limits)).split()) <= MOST_WORDS
        for said, limit in zip(says, limits, strict=True):
            yield f"{said} {limit}" if have_room else said


def letter(number: int) -> str:
    """The letter of a choice, from 0, as on the handout."""
    return f"{ascii_uppercase[number]}."


def ask(question: str) -> Block:
    """What the room is asked."""
    return paragraph(question, bold=True)
