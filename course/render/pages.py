"""The pages of a course, one after the other.

Pure: apart from the templates, nothing is read from a disk, and nothing is written to one.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from babel.dates import format_date
from babel.support import NullTranslations
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from course.models.base import Id, Model, Prose
from course.models.course import VIEW_BOX, Course
from course.models.reference import Contact, EvidenceTag
from course.models.review import Review
from course.models.role_course import RoleCourse, claims_of
from course.problems import Problem
from course.render.markdown import Markdown
from course.render.shuffle import shuffled, shuffled_choices
from course.render.topic_index import subjects
from course.site import (
    EVIDENCE,
    GLOSSARY,
    HELP,
    NOT_CLAIMED,
    NOW,
    OFFLINE,
    PRACTICE,
    RECORD,
    TOPICS,
    TRAINERS,
    YOURS,
    Page,
    drawing_address,
    inner_anchor,
    module_address,
    now_address,
    role_address,
    session_address,
    tool_address,
    topic_address,
)
from course.tailor import tailor_in_full

_CITED = re.compile(f'href="[./]*{EVIDENCE}#([a-z0-9-]+)"')


class Pages:
    """Makes pages out of one course, in one language."""

    def __init__(
        self, course: Course, role_courses: Iterable[RoleCourse], words: NullTranslations
    ) -> None:
        self._course, self._role_courses = course, tuple(role_courses)
        self._words = words
        self._pieces: dict[tuple[Any, ...], Markup] = {}
        tag_words = _tag_words(words)
        self.markdown = Markdown(
            course.claims, course.glossary, tag_words, words.gettext("How sure we are:")
        )
        self._templates = _environment(words)
        self._templates.globals.update(
            course=course,
            prose=self._prose,
            piece=self._piece,
            tag_words=tag_words,
            part_words=_part_words(words),
            reviews_of=self._reviews_of,
            urgent_contacts=_urgent(course.contacts),
            drawing_size=self._drawing_size,
        )
        self._templates.filters["day"] = lambda day: format_date(
            day, locale=course.outline.language
        )

    def __iter__(self) -> Iterator[Page]:
        yield self._home()
        _ = self._words.gettext
        uses: dict[Id, dict[str, str]] = {}
        for role_course in self._role_courses:
            yield self._role(role_course)
            if role_course.cards:
                page = self._now(role_course)
                yield page
                # Of sixteen jobs' cards, the page that leads to all of them is named.
                _note_uses(replace(page, title=_("Right now"), address=NOW), uses)
            for module_id in role_course.modules:
                page = self._module(role_course, module_id)
                yield page
                _note_uses(page, uses)
        if self._course.session:
            yield self._page("trainers", TRAINERS, _("For trainers"), roles=self._role_courses)
            for role_course in self._role_courses:
                yield from self._sessions(tailor_in_full(self._course, role_course.role_id))
        for tool_id, tool in self._course.tools.items():
            page = self._page(
                "tool",
                tool_address(tool_id),
                tool.title,
                description=self.markdown.plain(tool.summary),
                tool_id=tool_id,
                tool=tool,
            )
            yield page
            _note_uses(page, uses)
        if self._course.outline.not_claimed:
            page = self._page("not-claimed", NOT_CLAIMED, _("What this course does not claim"))
            yield page
            _note_uses(page, uses)
        yield from self._topics(uses)
        yield self._page("evidence", EVIDENCE, _("What we know, and how well"), claim_uses=uses)
        yield self._page("glossary", GLOSSARY, _("Words"))
        if self._course.cards:
            yield self._page("now-jobs", NOW, _("Right now"), roles=self._role_courses)
        contacts = self._course.contacts
        local_rules = self._course.local_rules
        yield self._page(
            "help", HELP, _("Who can help"), contacts=contacts, local_rules=local_rules
        )
        yield self._page("yours", YOURS, _("What is kept on this device"))
        yield self._page("record", RECORD, _("Record of learning"))
        roles = self._role_courses
        yield self._page("practice", PRACTICE, _("Practice"), roles=roles)
        yield self._page("offline", OFFLINE, _("No connection"))

    def not_found(self) -> Page:
        """What is shown where there is no page. It stands at no address of its own."""
        return self._page("not-found", "", self._words.gettext("This page is not here"))

    def _home(self) -> Page:
        return self._page(
            "home",
            "",
            self._words.gettext("Choose your job"),
            roles_by_group={
                group_id: [role for role in self._role_courses if role.role.group == group_id]
                for group_id in self._course.groups
            },
        )

    def _role(self, role_course: RoleCourse) -> Page:
        return self._page(
            "role",
            role_address(role_course.role_id),
            role_course.role.title,
            role=role_course,
            subjects=subjects(role_course, self._course.search_words.words),
        )

    def _topics(self, uses: dict[Id, dict[str, str]]) -> Iterator[Page]:
        """The list of topics, and a page for each."""
        topics = self._course.topics
        if not topics:
            return
        yield self._page("topics", TOPICS, self._words.gettext("Topics"))
        for topic_id, topic in topics.items():
            page = self._page(
                "topic",
                topic_address(topic_id),
                topic.title,
                description=self.markdown.plain(topic.summary),
                topic_id=topic_id,
                topic=topic,
                roles=self._role_courses,
            )
            yield page
            _note_uses(page, uses)

    def _now(self, role_course: RoleCourse) -> Page:
        job = role_course.role.title
        return self._page(
            "now",
            now_address(role_course.role_id),
            self._words.gettext("Right now: %(job)s") % {"job": job},
            role=role_course,
        )

    def _module(self, role_course: RoleCourse, module_id: Id) -> Page:
        module = role_course.modules[module_id]
        order = list(role_course.modules)
        following = order[order.index(module_id) + 1 :]
        return self._page(
            "module",
            module_address(role_course.role_id, module_id),
            module.title,
            description=self.markdown.plain(module.summary),
            role=role_course,
            module_id=module_id,
            module=module,
            following_id=following[0] if following else None,
        )

    def _sessions(self, role_course: RoleCourse) -> Iterator[Page]:
        """A page for whoever leads a group of this job, for each module."""
        for module_id, module in role_course.modules.items():
            yield self._page(
                "session",
                session_address(role_course.role_id, module_id),
                module.title,
                description=self.markdown.plain(module.summary),
                path=role_course,
                learners_page=module_address(role_course.role_id, module_id),
                module_id=module_id,
                content=module,
                session=self._course.session,
                cited=dict.fromkeys(claims_of(module)),
            )

    def _page(
        self, template: str, address: str, title: str, description: str = "", **context: Any
    ) -> Page:
        page = Page(address, str(title), str(description or title), "")
        html = self._templates.get_template(f"{template}.html.jinja").render(
            root=page.root, title=title, **context
        )
        return replace(page, html=_without_blank_lines(html))

    @pass_context
    def _prose(self, context: Context, text: Prose) -> Markup:
        # Markdown renders without raw HTML, so what comes out is safe.
        return Markup(self.markdown.html(text, context["root"]))

    @pass_context
    def _piece(self, context: Context, template: str, **needs: Any) -> Markup:
        """A piece of a page, made once for all the pages that show the same one."""
        needs["root"] = context["root"]
        key = (template, *(id(x) if isinstance(x, Model) else x for x in needs.values()))
        if key not in self._pieces:
            html = self._templates.get_template(template).render(needs)
            self._pieces[key] = Markup(html)
        return self._pieces[key]

    def _drawing_size(self, name: Id) -> Mapping[str, str]:
        """The `width` and `height` of a drawing, so that a page keeps its place free."""
        found = VIEW_BOX.search(self._course.drawings[name])
        return found.groupdict() if found else {}

    def _reviews_of(self, kind: str, name: Id) -> Iterator[Review]:
        """Who has reviewed a piece, such as `cards` and `seizure`."""
        for review in self._course.reviews.values():
            if f"{kind}/{name}" in review.what:
                yield review


def problem_pages(
    addresses: Iterable[str], problems: Iterable[Problem], words: NullTranslations
) -> tuple[Page, ...]:
    """A page that shows an author what to mend, at the addresses of those that cannot be made."""
    title = words.gettext("Something in the course needs mending")
    template = _environment(words).get_template("problems.html.jinja")
    html = _without_blank_lines(template.render(title=title, problems=tuple(problems)))
    return tuple(Page(address, title, title, html) for address in addresses)


def _note_uses(page: Page, uses: dict[Id, dict[str, str]]) -> None:
    """For each claim that a page cites, its address; of pages with one title, the first's."""
    for claim_id in _CITED.findall(page.html):
        uses.setdefault(claim_id, {}).setdefault(page.title, page.address)


def _environment(words: NullTranslations) -> Environment:
    environment = Environment(
        loader=PackageLoader("course.render"),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # a preview makes a new environment for every rebuild
    )
    environment.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]
    environment.globals["_"] = _gettext(words)
    environment.filters.update(
        dialed=_dialed,
        shuffled=shuffled,
        shuffled_choices=shuffled_choices,
        unparagraph=_unparagraph,
    )
    environment.globals.update(
        anchor=inner_anchor,
        drawing_address=drawing_address,
        module_address=module_address,
        now_address=now_address,
        role_address=role_address,
        session_address=session_address,
        tool_address=tool_address,
        topic_address=topic_address,
    )
    return environment


def _gettext(words: NullTranslations) -> Callable[..., Markup]:
    """The templates' `_`. Jinja's own looks every word up again, a hundred times a page."""

    @cache
    def known(message: str) -> Markup:
        return Markup(words.gettext(message))

    return lambda message, **variables: known(message) % variables if variables else known(message)


def _tag_words(words: NullTranslations) -> Mapping[EvidenceTag, str]:
    _ = words.gettext
    return {
        EvidenceTag.LAW: _("law"),
        EvidenceTag.STRONG: _("strong evidence"),
        EvidenceTag.PROMISING: _("promising"),
        EvidenceTag.CONSENSUS: _("experts agree"),
        EvidenceTag.PLAUSIBLE: _("plausible"),
        EvidenceTag.ANECDOTAL: _("people say"),
    }


def _part_words(words: NullTranslations) -> Mapping[str, str]:
    """What the parts of a card are called."""
    _ = words.gettext
    return {
        "call": _("Call"),
        "do": _("Do"),
        "say": _("Say"),
        "dont": _("Don’t"),
        "then": _("Then"),
    }


def _urgent(contacts: Mapping[Id, Contact]) -> Mapping[Id, Contact]:
    """Those that stand on every page. A number that nobody has verified does not."""
    return {
        contact_id: contact for contact_id, contact in contacts.items() if contact.is_on_every_page
    }


def _dialed(number: str) -> str:
    """The digits of a phone number, as a phone dials them."""
    return "".join(character for character in number if character.isdigit() or character == "+")


def _unparagraph(html: Markup) -> Markup:
    """The inside of a single paragraph, for places where a paragraph cannot stand."""
    inside = html.removeprefix("<p>").removesuffix("</p>")
    return Markup(inside if "<p>" not in inside else inside.replace("</p>\n<p>", "<br>"))


def _without_blank_lines(html: str) -> str:
    """To both engines, a block of HTML ends at the first blank line."""
    return "\n".join(line.strip() for line in html.splitlines() if line.strip())
