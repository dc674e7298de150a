"""Tailors the course to each role: who sees what, and in what wording.

Tailoring resolves every variant that the authors wrote. The result's types cannot represent a
variant.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from functools import partial
from typing import Any, TypeVar, cast

from course.models.activities.kinds import MOMENT_KINDS, Activity, TargetedActivity
from course.models.activities.plan import LineOptions, TargetedLineOptions, TargetedPlan
from course.models.activities.scene import TargetedScene
from course.models.activities.situation import TargetedSituation
from course.models.base import HasVariants, Id, Model, Reader, Targeted
from course.models.card import Card
from course.models.course import Course, Extent
from course.models.drawing import Drawing, TargetedDrawing
from course.models.module import Care, Lesson, Module
from course.models.questions.answer import Answer, TargetedAnswer
from course.models.questions.choice import TargetedChoiceQuestion
from course.models.questions.choices import TargetedChoicesQuestion
from course.models.questions.kinds import Question
from course.models.quiz import Quiz
from course.models.role_course import (
    RoleCard,
    RoleCourse,
    RoleModule,
    RoleTool,
    Tailored,
)
from course.models.role_lesson import RoleLesson
from course.models.texts import Prose
from course.models.tool import Tool
from course.recent import Recent
from course.wording import worded

DRAWN = (TargetedSituation, TargetedScene)
"""Activities that may have a drawing."""
ANSWERED = (TargetedChoiceQuestion, TargetedChoicesQuestion)
"""Questions with answers, whose feedback may differ."""
NO_QUIZ = Quiz.model_construct(questions={})

_Piece = TypeVar("_Piece", bound=TargetedActivity)
_Made = TypeVar("_Made")
_Place = tuple[Id, ...]
"""The ids that lead to a piece: its module's, its lesson's and its own."""
_Shared = dict[tuple[object, ...], Model]
"""Resolved pieces by their place and what varies in them. Roles that read the same share one."""


def tailor(course: Course, known: Recent[Any] | None = None) -> Tailored:
    """Every role's course: its modules in the course's order, as worded for that role.

    `known` are modules, tools and cards of other courses. Where this course has the same, it gets
    the same objects. Their fingerprints take time, so a single course is given none.
    """
    shared: _Shared = {}
    by_role = {role_id: _role_course(course, role_id, shared, known) for role_id in course.roles}
    in_full = {
        role_id: _role_course(course, role_id, shared, known, in_part=by_role[role_id])
        for role_id in course.roles
    }
    return worded(course, Tailored(by_role, in_full))


def seen(pieces: Mapping[Id, _Piece], reader: Reader) -> Mapping[Id, _Piece]:
    """The activities or openings that this reader sees.

    A role's own situation takes the place of that of the role that it is like, and so with every
    other kind.
    """
    role_id, *like, _ = reader
    seen = {name: piece for name, piece in pieces.items() if piece.is_for(reader)}
    own = {_family(piece) for piece in seen.values() if role_id in piece.only}
    return {
        name: piece
        for name, piece in seen.items()
        if _family(piece) not in own or role_id in piece.only or set(like).isdisjoint(piece.only)
    }


def _family(piece: TargetedActivity) -> str:
    """The kind of an activity. Situations and scenes are alike."""
    return "situation" if piece.kind in MOMENT_KINDS else piece.kind


def _role_course(
    course: Course,
    role_id: Id,
    shared: _Shared,
    known: Recent[Any] | None,
    *,
    in_part: RoleCourse | None = None,
) -> RoleCourse:
    """The course for a role, or if that is `in_part`, the same with every module in full."""
    role = course.roles[role_id]
    reader = role.reader(role_id)
    tools = {
        tool_id: _known_or_made(known, (tool,), (reader,), partial(_tool, tool, reader))
        for tool_id, tool in course.tools.items()
        if tool.is_for(reader)
    }
    cards_for = frozenset(name for name, card in course.cards.items() if card.is_for(reader))
    offered = (frozenset(tools), cards_for)
    modules = {}
    for module_id in course.outline.matrix:
        extent = course.extent(module_id, role_id)
        if extent is Extent.NONE or module_id not in course.modules:
            continue
        if in_part and extent is Extent.FULL:
            modules[module_id] = in_part.modules[module_id]
            continue
        extent = Extent.FULL if in_part else extent
        module, quiz = course.modules[module_id], course.quizzes.get(module_id, NO_QUIZ)
        modules[module_id] = _known_or_made(
            known,
            (module, quiz),
            (module_id, reader, extent, offered),
            partial(_module, module_id, module, quiz, reader, extent, offered, shared),
        )
    cards = {
        card_id: _known_card(course, course.cards[card_id], reader, modules, known)
        for card_id in dict.fromkeys((*course.moments, *course.cards))
        if card_id in cards_for
    }
    return RoleCourse.model_construct(
        RoleCourse.every_field,
        role_id=role_id,
        role=role,
        modules=modules,
        tools=tools,
        cards=cards,
    )


def _known_or_made(
    known: Recent[Any] | None,
    pieces: Iterable[Model],
    varies_with: tuple[object, ...],
    make: Callable[[], _Made],
) -> _Made:
    """What is made from pieces: if any are known, the same object for equal pieces."""
    if known is None:
        return make()
    prints = tuple(piece.fingerprint for piece in pieces)
    made: _Made = known.get_or_make((prints, varies_with), make)
    return made


def _tool(tool: Tool, reader: Reader) -> RoleTool:
    return RoleTool.model_construct(
        RoleTool.every_field, title=tool.title, summary=_text(tool, reader) or tool.summary
    )


def _known_card(
    course: Course,
    card: Card,
    reader: Reader,
    modules: Mapping[Id, RoleModule],
    known: Recent[Any] | None,
) -> RoleCard:
    module_id, _, lesson_id = (card.lesson or "").partition("/")
    has_lesson = module_id in modules and lesson_id in modules[module_id].lessons
    contacts = tuple(
        name
        for name in card.contacts_for(reader)
        if name in course.contacts and course.contacts[name].is_for(reader)
    )
    make = partial(_card, card, reader, contacts, has_lesson=has_lesson)
    return _known_or_made(known, (card,), (reader, contacts, has_lesson), make)


def _card(card: Card, reader: Reader, contacts: tuple[Id, ...], *, has_lesson: bool) -> RoleCard:
    return RoleCard.model_construct(
        RoleCard.every_field,
        title=card.title,
        kind=card.kind,
        call=_text(card.call, reader),
        do=_text(card.do, reader),
        say=_text(card.say, reader),
        dont=_text(card.dont, reader),
        then=_text(card.then, reader),
        contacts=contacts,
        local_rules=card.local_rules,
        cites=card.cites,
        lesson=card.lesson if has_lesson else None,
        found_by=card.found_by,
    )


def _module(
    module_id: Id,
    module: Module,
    quiz: Quiz,
    reader: Reader,
    extent: Extent,
    offered: tuple[Container[Id], Container[Id]],
    shared: _Shared,
) -> RoleModule:
    is_short = extent is Extent.SHORT
    lessons = {
        lesson_id: _lesson((module_id, lesson_id), lesson, reader, *offered, shared)
        for lesson_id, lesson in module.lessons.items()
        if lesson.is_for(reader) and (lesson.core or not is_short)
    }
    questions: dict[Id, Question] = {
        question_id: _resolved((module_id, question_id), question, reader, shared)
        for question_id, question in quiz.questions.items()
        if question.is_for(reader) and question.lesson in lessons
    }
    proved = {question.objective for question in questions.values()} | {
        activity.proves for lesson in lessons.values() for activity in lesson.activities.values()
    }
    opening_id = next(iter(seen(module.openings, reader)), None)
    care = module.care
    return RoleModule.model_construct(
        RoleModule.every_field,
        extent=extent,
        has_versions=not all(lesson.core for lesson in module.lessons.values()),
        title=module.title,
        revision=module.revision,
        summary=module.summary,
        mentions=_mentions(care, reader, is_short) if care else None,
        skip=care.skip if care and {care.skip, care.alternative} <= lessons.keys() else None,
        alternative=care.alternative if care and care.alternative in lessons else None,
        objectives={
            objective_id: text
            for objective_id, objective in module.objectives.items()
            if objective.is_for(reader)
            and objective_id in proved
            and (text := _text(objective, reader))
        },
        opening_id=opening_id,
        opening=(
            _resolved((module_id, opening_id), module.openings[opening_id], reader, shared)
            if opening_id
            else None
        ),
        lessons=lessons,
        questions=questions,
        close=module.close,
    )


def _mentions(care: Care, reader: Reader, is_short: bool) -> Prose:
    texts = (_text(care, reader), None if is_short else care.in_full)
    return Prose("\n\n".join(filter(None, texts)))


def _lesson(
    place: _Place,
    lesson: Lesson,
    reader: Reader,
    tools: Container[Id],
    cards: Container[Id],
    shared: _Shared,
) -> RoleLesson:
    activities = seen(lesson.activities, reader)
    in_activities = ((name, *_varying(it, reader)) for name, it in activities.items())
    cards_here = tuple(card_id for card_id in lesson.cards if card_id in cards)
    tools_here = tuple(tool_id for tool_id in lesson.tools if tool_id in tools)
    text = _text(lesson, reader)
    drawn_for = _entry_for(lesson.drawing, reader)
    key = (place, text, drawn_for, *in_activities, cards_here, tools_here)
    if key not in shared:
        resolved: dict[Id, Activity] = {
            activity_id: _resolved((*place, activity_id), activity, reader, shared)
            for activity_id, activity in activities.items()
        }
        shared[key] = RoleLesson.model_construct(
            RoleLesson.every_field,
            lesson_id=place[-1],
            title=lesson.title,
            text=text,
            drawing=_drawing(lesson.drawing, drawn_for),
            activities=resolved,
            cards=cards_here,
            topics=lesson.topics,
            tools=tools_here,
            found_by=lesson.found_by,
        )
    return cast(RoleLesson, shared[key])


def _entry_for(piece: TargetedDrawing | TargetedLineOptions | None, reader: Reader) -> Id | None:
    """The most specific entry under `instead` for this reader. None if all share the piece."""
    return next((name for name in reader if piece and name in piece.instead), None)


def _drawing(drawing: TargetedDrawing | None, drawn_for: Id | None) -> Drawing | None:
    """The drawing for an entry under `instead`, or the shared one if that is None."""
    if drawing is None:
        return None
    if drawn_for:
        return drawing.instead[drawn_for]
    shared = {name: getattr(drawing, name) for name in Drawing.model_fields}
    return Drawing.model_construct(Drawing.every_field, **shared)


def _line_options(options: TargetedLineOptions | None, entry: Id | None) -> LineOptions | None:
    """The options for an entry under `instead`, or the shared ones if that is None."""
    if options is None:
        return None
    own = options.instead[entry] if entry else None
    return LineOptions.model_construct(
        LineOptions.every_field,
        when=(own and own.when) or options.when,
        will=(own and own.will) or options.will,
    )


def _varying(piece: Targeted, reader: Reader) -> tuple[Prose | None, Any]:
    """What differs in a piece from role to role: its text, and the entry of its other part.

    In a question, the other part is the feedback of its answers.
    """
    part: Any = None
    if isinstance(piece, DRAWN):
        part = _entry_for(piece.drawing, reader)
    elif isinstance(piece, TargetedPlan):
        part = _entry_for(piece.lines, reader)
    elif isinstance(piece, ANSWERED):
        part = tuple(_text(answer, reader) for answer in piece.answers)
    return _text(piece, reader), part


def _resolved(place: _Place, piece: Targeted, reader: Reader, shared: _Shared) -> Any:
    """The piece as its plain type, which has no `only`, `except`, `instead` or `also`."""
    text, entry = _varying(piece, reader)
    key = (place, text, entry)
    if key not in shared:
        plain: type[Model] = piece.plain_type
        values = {name: getattr(piece, name) for name in plain.model_fields}
        values[piece.varying_field] = text
        if isinstance(piece, DRAWN):
            values["drawing"] = _drawing(piece.drawing, entry)
        elif isinstance(piece, TargetedPlan):
            values["lines"] = _line_options(piece.lines, entry)
        elif isinstance(piece, ANSWERED):
            values["answers"] = tuple(map(_answer, piece.answers, entry))
        shared[key] = plain.model_construct(plain.every_field, **values)
    return shared[key]


def _answer(answer: TargetedAnswer, feedback: Prose) -> Answer:
    return Answer.model_construct(
        Answer.every_field, right=answer.right, wrong=answer.wrong, feedback=feedback
    )


def _text(piece: HasVariants, reader: Reader) -> Prose | None:
    """The text that `instead` and `also` change, for this reader. The most specific entry wins."""
    shared: Prose | None = getattr(piece, piece.varying_field)
    if not piece.instead and not piece.also:  # nine pieces in ten
        return shared
    text = next((piece.instead[name] for name in reader if name in piece.instead), shared)
    more = next((piece.also[name] for name in reader if name in piece.also), None)
    if text and more:
        return Prose(f"{text}\n\n{more}")
    return text or more
