"""The slides of activities: a moment at work is first a question to the room."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from course.models.activities.kinds import Activity
from course.models.activities.pause import Pause
from course.models.activities.plan import Plan
from course.models.activities.reflect import Reflect
from course.models.activities.scene import Scene, SceneNode
from course.models.activities.situation import Choice, Situation
from course.models.activities.together import Together
from course.models.activities.your_part import YourPart
from course.models.base import Id
from course.models.seconds import seconds_to_read
from course.render.shuffle import shuffled_choices
from course.slides.deck import BULLET, Block, Run, Slide, bold, labeled, paragraph
from course.slides.words import Words, ask, letter


@dataclass(frozen=True)
class Moments:
    """Makes the slides of activities."""

    words: Words
    address_of_scene: Callable[[Id], str]
    """Where a scene is played with a group."""

    def slides(self, activity_id: Id, activity: Activity) -> Iterator[Slide]:
        """The slides of an activity of any kind. Plans come at the end of the session."""
        if isinstance(activity, Situation):
            yield from self.situation(activity_id, activity)
        elif isinstance(activity, Scene):
            yield from self._scene(activity_id, activity)
        elif isinstance(activity, YourPart):
            yield from self._part(activity)
        elif isinstance(activity, Pause):
            yield self._pause(activity)
        elif isinstance(activity, Reflect):
            yield self._reflect(activity)
        elif isinstance(activity, Together):
            yield self._together(activity)
        elif not isinstance(activity, Plan):
            assert_never(activity)

    def situation(self, activity_id: Id, situation: Situation) -> Iterator[Slide]:
        """The moment, what one could do, and then what each choice leads to."""
        words, _ = self.words, self.words.translations.gettext
        title = _("A moment at work")
        choices = shuffled_choices(situation.choices, activity_id)
        offered = [
            block
            for number, (_id, choice) in enumerate(choices)
            if not choice.later
            for block in labeled(words.blocks(choice.text), letter(number))
        ]
        question = ask(_("A show of hands: what would you do?"))
        notes = words.notes(
            [
                _("Read it aloud. Then ask, in pairs or alone: what would you do?"),
                _("Take a show of hands. Hands can stay down, and nobody has to say why."),
            ],
            seconds=seconds_to_read(situation) + situation.seconds_to_act,
            cited=situation.cited_in_texts,
            may_tell=True,
        )
        scene = words.blocks(situation.scene)
        if situation.drawing:
            yield Slide(title, scene, notes, words.drawn(situation.drawing))
            hands = ask(_("A show of hands. Hands can stay down."))
            yield Slide(_("What would you do?"), (hands, *offered), notes)
        else:
            yield Slide(title, (*scene, question, *offered), notes)
        for number, (_id, choice) in enumerate(choices):
            name = letter(number).rstrip(".")
            heading = (
                _("Later, %(letter)s: what happens next")
                if choice.later
                else _("%(letter)s: what happens next")
            )
            yield Slide(
                heading % {"letter": name},
                (*bold(words.blocks(choice.text)), *words.blocks(choice.then)),
                words.notes(
                    [
                        _("Show where each choice leads, even the ones nobody chose."),
                        *self._leads_to(choices, choice.next),
                    ],
                    cited=choice.cited_in_texts,
                ),
            )

    def _leads_to(
        self, choices: Sequence[tuple[Id, Choice]], following: tuple[Id, ...]
    ) -> Iterator[str]:
        """The letters of the choices that are offered after one."""
        letters = [
            letter(at).rstrip(".") for at, (name, _c) in enumerate(choices) if name in following
        ]
        if letters:
            yield self.words.translations.gettext(
                "After this, you can still choose: %(letters)s"
            ) % {"letters": ", ".join(letters)}

    def _scene(self, scene_id: Id, scene: Scene) -> Iterator[Slide]:
        """How it starts, the first turn as a question to the room, and what to keep of it."""
        words, _ = self.words, self.words.translations.gettext
        start_id, start = next(iter(scene.nodes.items()))
        notes = words.notes(
            [
                _("Read it aloud. Different people can read the different voices."),
                _("Each turn of this scene is a slide on its own page: %(address)s")
                % {"address": self.address_of_scene(scene_id)},
            ],
            seconds=seconds_to_read(scene) + scene.seconds_to_act,
            cited=scene.cited_in_texts,
            may_tell=True,
        )
        people = ", ".join(f"{person.name} ({person.who})" for person in scene.people.values())
        around = "; ".join(text for text, _changed in scene.around_at(start_id).values())
        yield Slide(
            scene.title,
            (
                *(words.blocks(scene.mentions) if scene.mentions else ()),
                *words.blocks(scene.scene),
                paragraph(_("Who’s there: %(people)s.") % {"people": people}),
                *([paragraph(f"{around}.")] if around else ()),
            ),
            notes,
            words.drawn(scene.drawing),
        )
        choices = [
            block
            for number, (_id, choice) in enumerate(
                shuffled_choices(start.choices, f"{scene_id}{start_id}")
            )
            for block in labeled(words.blocks(choice.text), letter(number))
        ]
        question = _("A show of hands: which one?")
        yield Slide(
            _("What do you say or do?"), (*self._turn(scene, start), ask(question), *choices), notes
        )
        experience = words.notes(words.spoken(scene.experience), cited=scene.experience.cited())
        yield Slide(_("What experienced staff do"), words.blocks(scene.experience), experience)
        keep = _("Which line would you keep? Everybody says it once, in their own voice.")
        yield Slide(
            _("Lines worth keeping"),
            (ask(keep), *words.lines(scene.lines.values(), BULLET)),
            words.notes([_("Saying it aloud is optional, like everything here.")]),
        )

    def _turn(self, scene: Scene, node: SceneNode) -> Iterator[Block]:
        """What there is to see, and who says what."""
        if node.shows:
            yield from self.words.blocks(node.shows)
        for said in node.says:
            for speaker, text in said.items():
                first, *others = self.words.blocks(text)
                name = Run(f"{scene.people[speaker].name}: ", bold=True)
                yield Block((name, *first.runs))
                yield from others

    def _part(self, part: YourPart) -> Iterator[Slide]:
        words, _ = self.words, self.words.translations.gettext
        notes = words.notes(
            [_("This is the part of this job. Go through it line by line.")],
            cited=part.cited_in_texts,
        )
        yield Slide(_("Your part: do"), words.lines(part.do, BULLET), notes)
        yield Slide(_("Your part: avoid"), words.lines(part.avoid, BULLET), notes)
        yield Slide(_("Your part: who to tell"), words.blocks(part.hand_over), notes)

    def _pause(self, pause: Pause) -> Slide:
        words, _ = self.words, self.words.translations.gettext
        blocks = (*words.blocks(pause.text), *words.lines(pause.ways, BULLET))
        say = _("Wait. Nobody has to do anything, and stepping out is fine.")
        return Slide(_("A pause, if you like"), blocks, words.notes([say]))

    def _reflect(self, reflect: Reflect) -> Slide:
        words, _ = self.words, self.words.translations.gettext
        say = _("Give it a minute of silence. Don’t collect answers.")
        notes = words.notes([say], cited=reflect.cited_in_texts, may_tell=True)
        title = _("To think about alone. Nobody will ask.")
        return Slide(title, words.blocks(reflect.prompt), notes)

    def _together(self, together: Together) -> Slide:
        words, _ = self.words, self.words.translations
        minutes = together.minutes
        facts = words.translations.ngettext("%(num)s minute", "%(num)s minutes", minutes)
        steps = [
            block
            for number, step in enumerate(together.steps, 1)
            for block in labeled(words.blocks(step), f"{number}.")
        ]
        notes = words.notes(
            [facts % {"num": minutes}, words.translations.gettext("Anyone may pass.")],
            cited=together.cited_in_texts,
            may_tell=True,
        )
        title = words.translations.gettext("Together")
        return Slide(title, (*words.blocks(together.text), *steps), notes)

    def plan(self, plan: Plan) -> Slide:
        """The line to take along, with its first example."""
        words, _ = self.words, self.words.translations.gettext
        line = _("When %(moment)s, I’ll %(action)s") % {
            "moment": words.markdown.plain(plan.when_options[0]),
            "action": words.markdown.plain(plan.will_options[0]),
        }
        say = (
            _("This is a duty, so nobody chooses it. Say it together once.")
            if plan.duty
            else _("Everyone writes their own line on the handout. Nobody collects it.")
        )
        more = [
            *(f"– {_('When')} {words.markdown.plain(it)}" for it in plan.when_options[1:]),
            *(f"– {_('I’ll')} {words.markdown.plain(it)}" for it in plan.will_options[1:]),
        ]
        also = [_("More to choose from:"), *more] if more and not plan.duty else []
        notes = words.notes([say, *also], cited=plan.cited_in_texts)
        title = _("A duty, not a choice") if plan.duty else _("A line to take along")
        return Slide(title, (*words.blocks(plan.prompt), paragraph(line, bold=True)), notes)
