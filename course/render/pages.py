"""The pages of a course.

Pure: apart from templates and their cache, no file is read or written.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, partial
from itertools import chain, zip_longest
from typing import Any

from course.models.base import Id
from course.models.course import Course, Extent
from course.models.role_course import RoleCourse, Tailored, claims_of
from course.renames import renames_of
from course.render.claim_uses import claim_uses
from course.render.help_page import help_page
from course.render.module_facts import ModuleFacts
from course.render.moved import MovedPage, earlier_anchors, moved_lessons, moved_pages
from course.render.page_maker import PageMaker
from course.render.posters import poster_renderers
from course.render.renderer import Renderer
from course.render.topic_index import topic_index
from course.site import (
    ACCESSIBILITY,
    EVIDENCE,
    GLOSSARY,
    HELP,
    NOT_CLAIMED,
    NOW,
    OFFLINE,
    PRACTICE,
    PRIVACY,
    RECORD,
    TOPICS,
    TRAINERS,
    YOURS,
    Page,
    module_address,
    now_address,
    role_address,
    scene_address,
    session_address,
    session_scene_address,
    tool_address,
    topic_address,
)


class Pages:
    """Renders the pages of a course."""

    def __init__(
        self,
        course: Course,
        tailored: Tailored,
        maker: PageMaker,
        site_url: str = "",
        facts: ModuleFacts | None = None,
    ) -> None:
        """`site_url` is where the site will be published, if that is known.

        `facts` are those of all modules, if they are known.
        """
        self._course, self._tailored, self._site_url = course, tailored, site_url
        self._facts = facts or ModuleFacts(course, tailored)
        self._renames = renames_of(course)
        self._maker, self._page = maker, maker.page
        self._markdown = maker.markdown
        self._translations = maker.translations

    def not_found(self) -> Page:
        """The page that a host shows for an unknown address. It has no address itself."""
        return self._page("not-found", "", self._translations.gettext("This page is not here"))

    def renderers(self) -> Iterator[Renderer]:
        """What renders each page, in the order of the course."""
        yield Renderer("", self._home, modules=None)
        yield from self._role_pages()
        if self._course.session:
            yield from self._trainer_pages()
        for tool_id in self._course.tools:
            yield Renderer(tool_address(tool_id), partial(self._tool, tool_id))
        if self._course.outline.not_claimed:
            yield Renderer(NOT_CLAIMED, self._not_claimed)
        if self._course.statements:
            yield Renderer(ACCESSIBILITY, self._accessibility)
            yield Renderer(PRIVACY, self._privacy)
        yield from self._topic_pages()
        yield Renderer(EVIDENCE, self._evidence, modules=None)
        yield Renderer(GLOSSARY, self._glossary)
        if self._course.cards:
            yield Renderer(NOW, self._now_roles)
        yield Renderer(HELP, self._help)
        yield Renderer(YOURS, self._yours)
        yield Renderer(RECORD, self._record)
        yield Renderer(PRACTICE, self._practice)
        yield Renderer(OFFLINE, self._offline)
        has_posters = bool(self._site_url)
        earlier = moved_pages(self._course, self._tailored, self._renames, with_posters=has_posters)
        for moved in earlier:
            render = partial(self._moved, moved)
            yield Renderer(moved.old, render, moved.modules, only_leads_on=True)

    def _role_pages(self) -> Iterator[Renderer]:
        for role_id, role in self._tailored.by_role.items():
            all_of_role = frozenset(role.modules)
            yield Renderer(role_address(role_id), partial(self._role, role), all_of_role)
            if role.cards:
                lessons = (card.lesson for card in role.cards.values() if card.lesson)
                linked = frozenset((*(it.split("/")[0] for it in lessons), *role.duties))
                yield Renderer(now_address(role_id), partial(self._now, role), linked)
            modules = list(role.modules)
            for module_id, following_id in zip_longest(modules, modules[1:]):
                others = (it[0] for it in moved_lessons(self._renames, role, module_id).values())
                shown = frozenset(filter(None, (module_id, following_id, *others)))
                render = partial(self._module, role, module_id, following_id)
                yield Renderer(module_address(role_id, module_id), render, shown)
                for scene_id in role.modules[module_id].scenes:
                    render = partial(self._scene, role, module_id, scene_id)
                    address = scene_address(role_id, module_id, scene_id)
                    yield Renderer(address, render, frozenset({module_id}))

    def _trainer_pages(self) -> Iterator[Renderer]:
        yield Renderer(TRAINERS, self._trainers, modules=None)
        for role_id, role in self._tailored.in_full.items():
            for module_id in role.modules:
                render = partial(self._session, role, module_id)
                address = session_address(role_id, module_id)
                others = (it[0] for it in moved_lessons(self._renames, role, module_id).values())
                yield Renderer(address, render, frozenset({module_id, *others}))
                for scene_id in role.modules[module_id].scenes:
                    render = partial(self._session_scene, role, module_id, scene_id)
                    address = session_scene_address(role_id, module_id, scene_id)
                    yield Renderer(address, render, frozenset({module_id}))
        yield from poster_renderers(self._roles, self._site_url, self._page, self._translations)

    def _topic_pages(self) -> Iterator[Renderer]:
        if self._course.topics:
            yield Renderer(TOPICS, self._topics)
        if self._maker.is_packaged:
            return
        for topic_id, topic in self._course.topics.items():
            modules = frozenset(place.split("/")[0] for place in topic.lessons)
            yield Renderer(topic_address(topic_id), partial(self._topic, topic_id), modules)

    def _home(self) -> Page:
        roles = self._tailored.by_role.values()
        paths = [self._facts.minutes(role.role_id).values() for role in roles]
        return self._page(
            "home",
            "",
            self._translations.gettext("Choose your job"),
            description=self._course.outline.summary,
            roles_by_group={
                group_id: [role for role in roles if role.role.group == group_id]
                for group_id in self._course.groups
            },
            module_minutes=_span(chain.from_iterable(paths)),
            path_minutes=_span(filter(None, map(sum, paths))),
            groups=self._course.groups,
            summary=self._course.outline.summary,
        )

    def _role(self, role: RoleCourse) -> Page:
        return self._page(
            "role",
            role_address(role.role_id),
            role.role.title,
            role=role,
            minutes=self._facts.minutes(role.role_id),
            index=topic_index(role, self._course.search_words.words, self._markdown.plain),
        )

    def _now(self, role: RoleCourse) -> Page:
        title = self._translations.gettext("Right now: %(job)s") % {"job": role.role.title}
        return self._page("now", now_address(role.role_id), title, role=role)

    def _module(self, role: RoleCourse, module_id: Id, following_id: Id | None) -> Page:
        module = role.modules[module_id]
        return self._page(
            "module",
            module_address(role.role_id, module_id),
            module.title,
            description=module.summary,
            part_of=role.role.title,
            is_module=True,
            has_scene=bool(module.scenes),
            role=role.about(module_id),
            module_id=module_id,
            module=module,
            following_id=following_id,
            following_title=role.modules[following_id].title if following_id else "",
            earlier=earlier_anchors(self._renames, module_id, module),
            moved=moved_lessons(self._renames, role, module_id),
            in_full=self._read_in_full(module_id),
        )

    def _scene(self, role: RoleCourse, module_id: Id, scene_id: Id) -> Page:
        """The page on which a reader plays a scene."""
        lesson_id, scene = role.modules[module_id].scenes[scene_id]
        return self._page(
            "scene",
            scene_address(role.role_id, module_id, scene_id),
            scene.title,
            description=scene.scene,
            part_of=role.role.title,
            module_id=module_id,
            lesson_id=lesson_id,
            **_of_scene(role, module_id, scene_id),
        )

    def _read_in_full(self, module_id: Id) -> tuple[Id, str] | None:
        """The id and title of the first role that reads a module in full, if any does."""
        for role in self._roles:
            if module_id in role.modules and role.modules[module_id].extent is Extent.FULL:
                return role.role_id, role.role.title
        return None

    def _trainers(self) -> Page:
        title = self._translations.gettext("For trainers")
        return self._page("trainers", TRAINERS, title, roles=self._roles)

    def _session(self, role: RoleCourse, module_id: Id) -> Page:
        """The page for leading a group of this role through a module."""
        module = role.modules[module_id]
        for_trainers = self._translations.gettext("For trainers")
        return self._page(
            "session",
            session_address(role.role_id, module_id),
            module.title,
            description=module.summary,
            part_of=f"{role.role.title} · {for_trainers}",
            has_scene=bool(module.scenes),
            role=role.about(module_id),
            learners_page=module_address(role.role_id, module_id),
            module_id=module_id,
            module=module,
            session=self._course.session,
            cited=dict.fromkeys(claims_of(module)),
            earlier=earlier_anchors(self._renames, module_id, module),
            moved=moved_lessons(self._renames, role, module_id),
        )

    def _session_scene(self, role: RoleCourse, module_id: Id, scene_id: Id) -> Page:
        """The page for playing a scene with a group of this role."""
        _, scene = role.modules[module_id].scenes[scene_id]
        for_trainers = self._translations.gettext("For trainers")
        return self._page(
            "session-scene",
            session_scene_address(role.role_id, module_id, scene_id),
            scene.title,
            description=scene.scene,
            part_of=f"{role.role.title} · {for_trainers}",
            learners_page=scene_address(role.role_id, module_id, scene_id),
            **_of_scene(role, module_id, scene_id),
        )

    def _tool(self, tool_id: Id) -> Page:
        tool = self._course.tools[tool_id]
        return self._page(
            "tool",
            tool_address(tool_id),
            tool.title,
            description=tool.summary,
            tool_id=tool_id,
            tool=tool,
        )

    def _not_claimed(self) -> Page:
        return self._page("not-claimed", NOT_CLAIMED, self._titles[NOT_CLAIMED])

    def _accessibility(self) -> Page:
        return self._statement("accessibility", ACCESSIBILITY)

    def _privacy(self) -> Page:
        template = "privacy-in-package" if self._maker.is_packaged else "privacy"
        return self._statement(template, PRIVACY)

    def _statement(self, template: str, address: str) -> Page:
        """A statement for the people responsible. It names the district throughout."""
        district, report_to = self._course.district, self._course.outline.report_to
        title = self._titles[address]
        return self._page(template, address, title, district=district, report_to=report_to)

    def _topics(self) -> Page:
        title = self._translations.gettext("Topics")
        if self._maker.is_packaged:
            asks = {name: rule.asks for name, rule in self._course.local_rules.items()}
            return self._page("topics-in-one", TOPICS, title, asks=asks, roles=self._roles)
        return self._page("topics", TOPICS, title)

    def _topic(self, topic_id: Id) -> Page:
        topic = self._course.topics[topic_id]
        return self._page(
            "topic",
            topic_address(topic_id),
            topic.title,
            description=topic.summary,
            part_of=self._translations.gettext("Topics"),
            topic_id=topic_id,
            topic=topic,
            asks={name: self._course.local_rules[name].asks for name in topic.local_rules},
            roles=self._roles,
        )

    def _evidence(self) -> Page:
        title = self._translations.gettext("What we know, and how well")
        uses = claim_uses(self._course, self._tailored, self._facts, self._titles)
        return self._page("evidence", EVIDENCE, title, uses=uses)

    def _glossary(self) -> Page:
        return self._page("glossary", GLOSSARY, self._titles[GLOSSARY])

    def _now_roles(self) -> Page:
        return self._page("now-roles", NOW, self._titles[NOW], roles=self._roles)

    def _help(self) -> Page:
        return help_page(self._course, self._maker)

    def _yours(self) -> Page:
        title = self._translations.gettext("What is saved on this device")
        return self._page("yours", YOURS, title)

    def _record(self) -> Page:
        title = self._translations.gettext("Record of learning")
        return self._page("record", RECORD, title, hand_in=self._course.outline.hand_in)

    def _practice(self) -> Page:
        title = self._translations.gettext("Practice")
        return self._page("practice", PRACTICE, title, roles=self._roles)

    def _moved(self, moved: MovedPage) -> Page:
        page = self._page("moved", moved.old, moved.title, part_of=moved.part_of, moved=moved)
        return replace(page, moved_to=moved.new)

    def _offline(self) -> Page:
        return self._page("offline", OFFLINE, self._translations.gettext("No connection"))

    @cached_property
    def _roles(self) -> tuple[RoleCourse, ...]:
        return tuple(self._tailored.by_role.values())

    @property
    def _titles(self) -> Mapping[str, str]:
        """The titles of pages that the evidence page names, too, by their addresses."""
        gettext = self._translations.gettext
        return {
            NOW: gettext("Right now"),
            GLOSSARY: gettext("Glossary"),
            NOT_CLAIMED: gettext("What this course does not claim"),
            ACCESSIBILITY: gettext("Accessibility"),
            PRIVACY: gettext("Privacy"),
        }


def _of_scene(role: RoleCourse, module_id: Id, scene_id: Id) -> dict[str, Any]:
    """What both pages of a scene show."""
    module = role.modules[module_id]
    lesson_id, scene = module.scenes[scene_id]
    return {
        "has_scene": True,
        "role": role.about(module_id),
        "module": module,
        "scene_id": scene_id,
        "scene": scene,
        "cards": {name: role.cards[name] for name in module.lessons[lesson_id].cards},
    }


def _span(numbers: Iterable[int]) -> tuple[int, int] | None:
    """The smallest and the largest number, if there are any."""
    found = sorted(numbers)
    return (found[0], found[-1]) if found else None
