"""What a preview tells authors about the page that is open: its remarks, evidence and files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel.support import NullTranslations

from course.authoring.rule_pages import all_codes, link_to
from course.checks.coverage import own_pieces
from course.checks.rules import ALL_RULES
from course.edit_links import EditLinks
from course.models.base import Id, cited_in
from course.models.course import Course, Extent
from course.models.role_course import RoleModule, Tailored, claims_of
from course.offer import offered
from course.problems import Finding, Problem
from course.read.loaded import Loaded
from course.read.overlay import Layered
from course.read.places import Place, place_of
from course.render.labels import tag_labels
from course.render.page_places import OUTLINE, places_on
from course.render.places import anchor_on, place_at, role_of
from course.site import (
    EVIDENCE,
    TOOLS,
    TOPICS,
    TRAINERS,
    Site,
    module_address,
    now_address,
    role_address,
    session_address,
)
from course.suggestions import how_many

Json = dict[str, Any]
_NEEDED: Mapping[Extent, tuple[str, ...]] = {
    Extent.FULL: ("situation", "your-part activity", "question"),
    Extent.SHORT: ("question",),
}
"""What a role needs some of its own of. The rules about coverage say it as well, but later."""


@dataclass(frozen=True)
class _PageOf:
    """Whose page it is, and of which module."""

    role_id: Id | None
    module_id: Id | None
    module: RoleModule | None
    """As that page shows it."""
    scene_id: Id | None = None
    """The scene that has this page to itself."""


class PageFacts:
    """What is known about the pages of one version of a course."""

    def __init__(
        self, loaded: Loaded, tailored: Tailored, site: Site, links: EditLinks, *, has_guide: bool
    ) -> None:
        """`has_guide` is whether the published site has a guide, with a page for each rule."""
        assert loaded.course is not None, "the course could be read"
        self._loaded, self._tailored, self._site = loaded, tailored, site
        self._course: Course = offered(loaded.course)
        self._links = links
        self._guide = site.url if has_guide else ""
        self._document = cache(loaded.document)
        self._codes = {code.name: code for code in all_codes(ALL_RULES)}

    def about(
        self, address: str, problems: Iterable[Problem], *, is_on_this_computer: bool
    ) -> Json:
        """Everything about the page at an address, as plain values."""
        of = self._page_of(address)
        claims = [*dict.fromkeys(self._claims(address, of))]
        also_shown = {*self._also_shown(of, claims)}
        here, others = [], 0
        for problem in problems:
            anchor = self._anchor(address, problem, also_shown)
            if anchor is None:
                others += 1
            else:
                here.append(self._problem(problem, anchor, is_on_this_computer))
        labels = tag_labels(NullTranslations())
        return {
            "here": here,
            "others": others,
            "jobs": list(self._jobs(address, of)),
            "claims": [
                {
                    "says": self._course.claims[name].says.strip(),
                    "strength": str(labels[self._course.claims[name].tag]),
                    "address": f"{EVIDENCE}#{name}",
                }
                for name in claims
            ],
            "cell": self._cell(of),
            "missing": list(self._missing(of)),
        }

    def places(self, address: str, *, is_on_this_computer: bool) -> Json:
        """Where each anchor of a page comes from, and how to get there."""
        anchors = [*places_on(self._course, address)]
        module = self._page_of(address).module
        if module and not address.startswith(TRAINERS):
            anchors += [step.step_id for step in module.steps]
        found = {}
        for anchor in dict.fromkeys(anchors):
            place = place_at(self._course, address, anchor)
            problem = self._located(place) if place else None
            if place and problem:
                found[anchor] = {
                    "place": f"{problem.path}:{problem.position.line}",
                    "piece": "/".join(map(str, place[1])),
                    "links": self._links.to(problem, is_on_this_computer=is_on_this_computer),
                }
        return found

    def _page_of(self, address: str) -> _PageOf:
        role_id = role_of(self._course, address)
        is_session = address.startswith(TRAINERS)
        inside = address.removeprefix(TRAINERS).split("/")[1:-1] if role_id else []
        if role_id is None or not inside:
            return _PageOf(role_id, None, None)
        roles = self._tailored.in_full if is_session else self._tailored.by_role
        module = roles[role_id].modules.get(inside[0])
        scene_id = inside[1] if module and len(inside) > 1 and inside[1] in module.scenes else None
        return _PageOf(role_id, inside[0] if module else None, module, scene_id)

    def _claims(self, address: str, of: _PageOf) -> Iterator[Id]:
        """The claims that a page rests on, in order, including repeats."""
        role = self._tailored.by_role.get(of.role_id or "")
        cards: Iterable[Id] = ()
        cited: Iterable[Id] = ()
        if of.module and of.scene_id:
            cited = of.module.scenes[of.scene_id][1].cited_in_texts
        elif of.module:
            cited, cards = claims_of(of.module), of.module.card_ids
        elif role and address == now_address(role.role_id):
            cards = role.cards
        elif address.startswith(TOOLS):
            cited = cited_in([self._course.tools.get(address.removeprefix(TOOLS).rstrip("/"))])
        elif address.startswith(TOPICS):
            cited = cited_in([self._course.topics.get(address.removeprefix(TOPICS).rstrip("/"))])
        shown = [role.cards[name] for name in cards if role and name in role.cards]
        of_cards = (name for card in shown for name in (*card.cites, *card.cited_in_texts))
        yield from (name for name in (*cited, *of_cards) if name in self._course.claims)

    def _also_shown(self, of: _PageOf, claims: Iterable[Id]) -> Iterator[Place]:
        """What a page shows of other files."""
        for name in claims:
            yield place_of("claims", name)
            yield from (place_of("citations", it) for it in self._course.claims[name].citations)
        if of.module:
            yield from (place_of("cards", name) for name in of.module.card_ids)
            yield OUTLINE, ("matrix", str(of.module_id), str(of.role_id))

    def _anchor(self, address: str, problem: Problem, also_shown: set[Place]) -> str | None:
        """Where a page shows what a problem is about. Empty if at no certain place of it."""
        place = self._piece(problem)
        if place is None:
            return None
        anchor = anchor_on(self._course, address, *place)
        if anchor is not None:
            return anchor
        path, location = place
        starts = (location[:depth] for depth in range(len(location) + 1))
        return "" if any((path, start) in also_shown for start in starts) else None

    def _piece(self, problem: Problem) -> Place | None:
        """What a problem is about: the file of the course, and the location in it."""
        for path, layers in self._loaded.layers.items():
            for layer in layers:
                if layer.document.path == problem.path:
                    location = layer.document.location_at(problem.position)
                    if location[: len(layer.start)] == layer.start:
                        return path, location[len(layer.start) :]
        document = self._document(problem.path)
        document = document.base if isinstance(document, Layered) else document
        return (problem.path, document.location_at(problem.position)) if document else None

    def _located(self, place: Place) -> Problem | None:
        """A place as problems show it: in the course's file, or in a district's."""
        path, location = place
        document = self._document(path)
        return document.problem(Finding(path, location, "", "", on_key=True)) if document else None

    def _problem(self, problem: Problem, anchor: str, is_on_this_computer: bool) -> Json:
        code = self._codes.get(problem.rule)
        return {
            "place": f"{problem.path}:{problem.position.line}",
            "what": problem.what,
            "remedy": problem.remedy,
            "rule": problem.rule,
            "why": " ".join(code.sentence.split()) if code else "",
            "examples": code.examples if code else [],
            "guide": link_to(problem.rule, self._guide) if problem.rule else "",
            "anchor": anchor,
            "blank": problem.is_blank,
            "links": self._links.to(problem, is_on_this_computer=is_on_this_computer),
        }

    def _jobs(self, address: str, of: _PageOf) -> Iterator[Json]:
        """The same page for every role: the module, or if it does not read that, its path."""
        make = session_address if address.startswith(TRAINERS) else module_address
        for role_id, role in self._tailored.by_role.items():
            same = make(role_id, of.module_id) if of.module_id else ""
            there = same if same in self._site.pages and same else role_address(role_id)
            yield {
                "title": str(role.role.title),
                "address": there,
                "reads": bool(same) and there == same,
                "current": role_id == of.role_id,
            }

    def _cell(self, of: _PageOf) -> str:
        """How much of the module the role reads, and how much of that is its own."""
        if of.module is None or of.module_id is None or of.role_id is None:
            return ""
        extent = str(self._course.extent(of.module_id, of.role_id)).capitalize()
        own = ", ".join(how_many(count, name) for name, count in self._own(of).items())
        asked = how_many(len(of.module.questions), "question")
        return f"{extent}: {own} of its own; {asked} in all." if own else f"{extent}."

    def _missing(self, of: _PageOf) -> Iterator[str]:
        """What the role has none of its own of, although it should."""
        if of.module_id is None or of.role_id is None:
            return
        needed = _NEEDED.get(self._course.extent(of.module_id, of.role_id), ())
        yield from (
            f"No {name} of its own."
            for name, count in self._own(of).items()
            if not count and name in needed
        )

    def _own(self, of: _PageOf) -> Mapping[str, int]:
        quiz = self._course.quizzes.get(of.module_id or "")
        module = self._course.modules[of.module_id or ""]
        if quiz is None or of.role_id is None:
            return {}
        return own_pieces(module, quiz, self._course.reader(of.role_id))
