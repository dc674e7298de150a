"""What a search finds: modules, lessons, their activities, cards, tools, terms and contacts."""

from collections.abc import Iterable, Iterator, Mapping

from course.models.activities.scene import Scene
from course.models.base import Id, Model, walk
from course.models.course import Course
from course.models.role_course import RoleCourse, RoleModule
from course.models.texts import Prose
from course.models.tool import Tool
from course.render.lesson_titles import CUT, MAX_TITLE, listed_title, opening
from course.render.markdown import Markdown
from course.search.entry import Entry
from course.site import GLOSSARY, HELP, NOW, inner_anchor, tool_address, topic_address


def role_entries(role_course: RoleCourse, markdown: Markdown) -> Iterator[Entry]:
    """The entries of all modules of a role. Addresses are relative to the role's folder."""
    for module_id, module in role_course.modules.items():
        yield from module_entries(module_id, module, role_course.role.title, markdown)


def module_entries(
    module_id: Id, module: RoleModule, role_title: str, markdown: Markdown
) -> Iterator[Entry]:
    """An entry for a module, and for each lesson, situation, scene and your-part activity in it.

    Addresses are relative to the role's folder. A lesson is also found by the words of its
    questions, which often describe the situation that someone is in, but not by the words of the
    answers.
    """
    address = f"{module_id}/"
    yield Entry(address, module.title, (markdown.plain(module.summary),), role_title)
    for lesson_id, lesson in module.lessons.items():
        own = {
            activity_id: activity
            for activity_id, activity in lesson.activities.items()
            if activity.has_own_entry
        }
        rest = [activity for activity in lesson.activities.values() if not activity.has_own_entry]
        paragraphs = " ".join(map(markdown.plain, lesson.paragraphs))
        questions = [
            question for question in module.questions.values() if question.lesson == lesson_id
        ]
        typed = [
            *lesson.found_by,
            *(phrase for piece in (*rest, *questions) for phrase in piece.found_by),
        ]
        yield Entry(
            f"{address}#{lesson_id}",
            listed_title(lesson, markdown.plain),
            (*filter(None, (paragraphs,)), *_texts(rest, markdown)),
            module.title,
            more=tuple(markdown.plain(question.question) for question in questions),
            typed=tuple(typed),
        )
        for activity_id, activity in own.items():
            if isinstance(activity, Scene):
                yield _scene_entry(f"{address}{activity_id}/", activity, module, markdown)
                continue
            place = f"{address}#{inner_anchor(lesson_id, activity_id)}"
            title: str = lesson.title
            texts = tuple(_texts([activity], markdown))
            if any(activity.scenes()) or not lesson.text:
                title = opening(texts[0], MAX_TITLE)
                after = texts[0].removeprefix(title.removesuffix(CUT)).lstrip()
                texts = tuple(filter(None, (after, *texts[1:])))
            yield Entry(place, title, texts, module.title, typed=activity.found_by)


def _scene_entry(address: str, scene: Scene, module: RoleModule, markdown: Markdown) -> Entry:
    """A scene with its own page. It is found by how it starts, not by what readers may choose."""
    said = (text for it in scene.start.says for text in it.values())
    first, *more = map(markdown.plain, filter(None, (scene.scene, scene.start.shows, *said)))
    return Entry(address, scene.title, (first,), module.title, tuple(more), scene.found_by)


def card_entries(role_course: RoleCourse, markdown: Markdown, where: str) -> Iterator[Entry]:
    """An entry for each card of a role, relative to the role's folder. It shows who to call."""
    for card_id, card in role_course.cards.items():
        call = (markdown.plain(card.call),) if card.call else ()
        yield Entry(f"{NOW}#{card_id}", card.title, call, where, typed=card.found_by, is_card=True)


def tool_entries(tools: Mapping[Id, Tool], markdown: Markdown) -> Mapping[Id, Entry]:
    """An entry for each tool: its summary and the titles of its parts."""
    entries = {}
    for tool_id, tool in tools.items():
        titles = (f"{part.title}." for part in tool.parts.values())
        texts = (markdown.plain(tool.summary), *titles)
        entries[tool_id] = Entry(tool_address(tool_id), tool.title, texts, typed=tool.found_by)
    return entries


def shared_entries(course: Course, markdown: Markdown) -> Iterator[Entry]:
    """Glossary words, contacts, topics, and what differs by state."""
    for term_id, term in course.glossary.items():
        yield Entry(f"{GLOSSARY}#{term_id}", term.term, (markdown.plain(term.means),))
    yield from contact_entries(course, markdown)
    for topic_id, topic in course.topics.items():
        summary = markdown.plain(topic.summary)
        yield Entry(topic_address(topic_id), topic.title, (summary,), typed=topic.found_by)
    yield from rule_entries(course, markdown)


def contact_entries(course: Course, markdown: Markdown) -> Iterator[Entry]:
    """An entry for each contact."""
    for contact_id, contact in course.contacts.items():
        yield Entry(f"{HELP}#{contact_id}", contact.name, (markdown.plain(contact.use_for),))


def rule_entries(course: Course, markdown: Markdown) -> Iterator[Entry]:
    """An entry for each question that states and districts answer differently."""
    for rule_id, rule in course.local_rules.items():
        answer = rule.verified_answer or rule.until_then
        yield Entry(f"{HELP}#{rule_id}", markdown.plain(rule.asks), (markdown.plain(answer),))


def _texts(pieces: Iterable[Model], markdown: Markdown) -> Iterator[str]:
    """The texts of pieces, except what only some readers see: what follows a choice.

    What there is to choose for a line is left out, too. It would double the words of a plan.
    """
    for piece in pieces:
        for location, value in walk(piece):
            if isinstance(value, Prose) and location[-1] != "then" and "lines" not in location:
                yield markdown.plain(value)
