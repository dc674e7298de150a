"""The slides of a session: the whole module of a role, in the order of its trainers' page."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from babel.support import NullTranslations

from course.frontend.build import palette
from course.models.activities.situation import Situation
from course.models.base import Id
from course.models.card import CALL_FIRST
from course.models.course import Course
from course.models.reference import Contact
from course.models.role_course import RoleCourse
from course.models.role_lesson import RoleLesson
from course.models.seconds import seconds_to_read
from course.models.session import Session
from course.models.texts import Prose
from course.render.markdown import Markdown
from course.site import HELP, published_at, session_address, session_scene_address
from course.slides.deck import BULLET, Block, Deck, Run, Slide, paragraph
from course.slides.drawings import Illustrator
from course.slides.moments import Moments
from course.slides.questions import Questions
from course.slides.rich_text import main_idea
from course.slides.words import Words
from course.wording import words_of


class Decks:
    """Makes the slides of a course's sessions."""

    def __init__(
        self,
        course: Course,
        markdown: Markdown,
        translations: NullTranslations,
        site_url: str = "",
    ) -> None:
        """`site_url` is where the site is published, if that is known."""
        tokens = dict(palette().tokens["light"])
        district = course.district
        self._accent = (district and district.accent) or palette().accent
        illustrator = Illustrator(course.drawings, {**tokens, "pine": self._accent})
        self._words = Words(course, markdown, translations, illustrator.picture)
        self._course, self._translations, self._site_url = course, translations, site_url

    def deck(self, role: RoleCourse, module_id: Id) -> Deck:
        """The slides of a session on a module with a group of this role.

        The role has all of the module, and the course has a session.
        """
        course, session = self._course, self._course.session
        assert session is not None, "without one, there is no page for trainers either"
        maker = _Maker(self._words, session, role, module_id, self._site_url)
        owner = course.district.name if course.district else course.outline.title
        return Deck(
            title=str(role.modules[module_id].title),
            owner=str(owner),
            language=course.outline.language,
            accent=self._accent,
            version=course.outline.version,
            slides=tuple(_with_own_titles(list(maker.slides()))),
        )


@dataclass(frozen=True)
class _Maker:
    """Makes the slides of one session."""

    words: Words
    session: Session
    role: RoleCourse
    module_id: Id
    site_url: str

    def slides(self) -> Iterator[Slide]:
        """All slides, in order."""
        module = self.role.modules[self.module_id]
        moments = Moments(self.words, self._scene_address)
        questions = Questions(self.words)
        yield self._title()
        yield self._opening()
        if module.mentions:
            yield self._mentions(module.mentions)
        every = (it for lesson in module.lessons.values() for it in lesson.activities.values())
        total = sum(isinstance(it, Situation) for it in (module.opening, *every))
        number = count(1)
        if module.opening and module.opening_id:
            made = moments.situation(module.opening_id, module.opening)
            yield from _numbered(made, next(number), total)
        for lesson_id, lesson in module.lessons.items():
            if lesson.fills_a_slide and lesson.text:
                yield self._lesson(lesson_id, lesson)
            for activity_id, activity in lesson.activities.items():
                made = moments.slides(activity_id, activity)
                is_moment = isinstance(activity, Situation)
                yield from _numbered(made, next(number), total) if is_moment else made
        asked = len(module.questions)
        for place, (question_id, question) in enumerate(module.questions.items(), 1):
            card = self.role.cards.get(question.card or "")
            yield from questions.slides(question_id, question, place, asked, card)
        yield from map(moments.plan, module.plans)
        yield from self._end()

    def _title(self) -> Slide:
        words, _ = self.words, self.words.translations.gettext
        module, course = self.role.modules[self.module_id], self.words.course
        district = course.district
        says = [f"{self.role.role.title} · {course.outline.title}"]
        if district:
            says.append(f"{district.name}, {district.state}")
        if district and district.sample:
            says.append(
                _("This is a sample. The district does not exist, and its numbers are invented.")
            )
        elif district and district.draft:
            says.append(_("This is a draft. Some numbers may still be missing."))
        address = session_address(self.role.role_id, self.module_id)
        not_reviewed = _(
            "No expert has reviewed this content yet. Its writers checked it against the sources."
        )
        notes = [
            _("These slides have all of the module. Hide those that your plan has no time for."),
            _("To print, with the handout, the answers and a sign-in sheet: %(address)s")
            % {"address": self._published(address)},
            not_reviewed,
        ]
        if module.objectives:
            notes.append(_("After this, they can"))
            notes += [f"– {words.markdown.plain(it)}" for it in module.objectives.values()]
        for plan in self.session.plans.values():
            minutes = 0
            notes.append(plan.title)
            for step in plan.steps:
                end = minutes + step.minutes
                notes.append(f"{minutes}–{end}: {words.markdown.plain(step.text)}")
                minutes = end
        return Slide(module.title, tuple(map(paragraph, says)), words.notes(notes), is_title=True)

    def _opening(self) -> Slide:
        """What is said first. Its notes say what to do when somebody tells something."""
        words, _ = self.words, self.words.translations.gettext
        notes = [
            _("Read it aloud."),
            _("If someone starts to share their story"),
            *(line for text in self.session.when_somebody_tells for line in words.spoken(text)),
        ]
        blocks = words.lines(self.session.opening, BULLET)
        cited = self.session.cited_in_texts
        return Slide(_("To start"), blocks, words.notes(notes, cited=cited))

    def _mentions(self, mentions: Prose) -> Slide:
        """What may be hard to hear, so that nobody is surprised."""
        words, _ = self.words, self.words.translations.gettext
        notes = [
            _("Read it aloud, and wait a moment. Leaving now is fine, and so is leaving later."),
        ]
        return Slide(_("What comes up today"), words.blocks(mentions), words.notes(notes))

    def _lesson(self, lesson_id: Id, lesson: RoleLesson) -> Slide:
        """The main idea of a lesson, with its drawing. The notes have all of its text."""
        words, _ = self.words, self.words.translations.gettext
        assert lesson.text
        blocks = words.blocks(lesson.text)
        shown = list(main_idea(blocks, is_uncut=self._is_urgent(lesson)))
        shown += self._own_words(lesson_id, shown)
        if lesson.drawing and lesson.drawing.note:
            shown += words.blocks(lesson.drawing.note)
        notes = [_("Say it in your own words, or read it aloud:"), *words.spoken(lesson.text)]
        cards = [self.role.cards[name].title for name in lesson.cards if name in self.role.cards]
        if cards:
            notes.append(_("Cards to have at hand: %(cards)s") % {"cards": ", ".join(cards)})
        return Slide(
            lesson.title,
            tuple(shown),
            words.notes(notes, seconds=seconds_to_read(lesson.text), cited=lesson.text.cited()),
            words.drawn(lesson.drawing),
        )

    def _is_urgent(self, lesson: RoleLesson) -> bool:
        """Whether it is about a moment in which the call comes first."""
        cards = (self.role.cards.get(name) for name in lesson.cards)
        return any(card.kind in CALL_FIRST for card in cards if card)

    def _own_words(self, lesson_id: Id, shown: Iterable[Block]) -> Iterator[Block]:
        """The start of what authors added for this job alone, if it is not shown already."""
        also = self.words.course.modules[self.module_id].lessons[lesson_id].also
        raw = next((also[name] for name in self.role.reader if name in also), None)
        added = words_of(self.words.course, self.role.role).fill(raw)
        own = main_idea(self.words.blocks(added))[:1] if added else ()
        for block in own:
            if not any(_begin_alike(block.text, it.text) for it in shown):
                yield block

    def _end(self) -> Iterator[Slide]:
        """What does not fit, what to take along, and who can help."""
        words, _ = self.words, self.words.translations.gettext
        module, session = self.role.modules[self.module_id], self.session
        cards = words.notes([_("Say who gets the cards, and when there will be an answer.")])
        yield Slide(_("What doesn’t fit"), words.blocks(session.fit), cards)
        blocks = (*words.blocks(session.commitment), *words.blocks(module.close))
        later = _("Say what days you’ll be back. The page of this session has a note to send then.")
        yield Slide(_("To take away"), blocks, words.notes([later]))
        yield self._help()

    def _help(self) -> Slide:
        """Who can help: those on every page, and the district's own."""
        words, _ = self.words, self.words.translations.gettext
        contacts = [it for it in words.course.contacts.values() if it.urgent or it.local]
        shown = [it for it in contacts if it.is_on_every_page or self._is_reached(it)]
        missing = [it for it in contacts if it.is_missing and it.is_for(self.role.reader)]
        more = [paragraph(f"{_('Everyone who can help')}: {self._published(HELP)}")]
        more = more if self.site_url else []
        notes = [_("Leave this on the screen until everybody has left.")]
        if missing:
            notes.append(_("Your district has not filled these in yet. Until then:"))
        for contact in missing:
            until = words.markdown.plain(contact.if_missing) if contact.if_missing else "–"
            notes.append(f"– {contact.name}: {until}")
        return Slide(
            _("Who can help"),
            (*(self._contact(contact) for contact in shown), *more),
            words.notes(notes),
        )

    def _is_reached(self, contact: Contact) -> bool:
        """Whether it is one of the district's that this role turns to, with a way to do so."""
        is_known = contact.verified_on and (contact.call or contact.message)
        return bool(contact.local and is_known and contact.is_for(self.role.reader))

    def _contact(self, contact: Contact) -> Block:
        _ = self.words.translations.gettext
        ways = [
            *([_("Call %(number)s") % {"number": contact.call}] if contact.call else []),
            *([_("Text %(how)s") % {"how": contact.message}] if contact.message else []),
        ]
        name = () if contact.name == contact.call else (Run(f"{contact.name}: ", bold=True),)
        return Block((*name, Run(" · ".join(ways))), BULLET)

    def _scene_address(self, scene_id: Id) -> str:
        return self._published(session_scene_address(self.role.role_id, self.module_id, scene_id))

    def _published(self, address: str) -> str:
        """The whole address, or the part that is known."""
        return published_at(self.site_url, address) if self.site_url else address


def _begin_alike(one: str, other: str) -> bool:
    """Whether one text is the start of the other."""
    return one.startswith(other) or other.startswith(one)


def _numbered(slides: Iterable[Slide], number: int, total: int) -> Iterator[Slide]:
    """The slides of a moment, with its number if there are several moments."""
    for slide in slides:
        yield replace(slide, title=f"{slide.title} · {number}") if total > 1 else slide


def _with_own_titles(slides: list[Slide]) -> Iterator[Slide]:
    """Slides with titles that differ, so that they can be told apart in a list of titles."""
    often, seen = Counter(slide.title for slide in slides), Counter[str]()
    for slide in slides:
        seen[slide.title] += 1
        if often[slide.title] > 1:
            yield replace(slide, title=f"{slide.title} · {seen[slide.title]}")
        else:
            yield slide
