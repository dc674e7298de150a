"""Where the course uses each claim, so that the evidence page can be sorted and lead back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from course.models.base import Id, cited_in
from course.models.course import Course
from course.models.role_course import RoleModule, Tailored
from course.render.module_facts import Cited, ModuleFacts, cited_on_card
from course.site import (
    ACCESSIBILITY,
    GLOSSARY,
    NOT_CLAIMED,
    NOW,
    PRIVACY,
    module_address,
    now_address,
    tool_address,
    topic_address,
)


@dataclass(frozen=True)
class Use:
    """A place that shows a claim."""

    subject: str
    """The title of the page, such as a module's."""
    lesson: str
    """The title of the lesson on that page. Empty for other places."""
    address: str


@dataclass(frozen=True)
class Subject:
    """A page that shows claims."""

    title: str
    """Empty for claims that nothing shows."""
    claims: Sequence[Id]
    """Those that no earlier page shows."""


@dataclass(frozen=True)
class ClaimUses:
    """Which places show which claims."""

    by_claim: Mapping[Id, Sequence[Use]]
    """Of several places with the same titles, such as one module for many roles, the first."""
    subjects: Sequence[Subject]
    """Modules in the order of the course, then other pages."""


def claim_uses(
    course: Course, tailored: Tailored, facts: ModuleFacts, titles: Mapping[str, str]
) -> ClaimUses:
    """The uses of every claim.

    `facts` say what modules show. `titles` are those of pages without a title in the course, by
    their addresses.
    """
    uses: dict[Id, dict[tuple[str, str], Use]] = {claim_id: {} for claim_id in course.claims}
    by_subject: dict[str, list[Id]] = {}
    for use, claims in _places(course, tailored, facts, titles):
        for claim_id in claims:
            known = uses.setdefault(claim_id, {})
            if not known:
                by_subject.setdefault(use.subject, []).append(claim_id)
            known.setdefault((use.subject, use.lesson), use)
    unused = [claim_id for claim_id, known in uses.items() if not known]
    if unused:
        by_subject[""] = unused
    return ClaimUses(
        {claim_id: tuple(known.values()) for claim_id, known in uses.items()},
        tuple(Subject(title, tuple(claims)) for title, claims in by_subject.items()),
    )


def _places(
    course: Course, tailored: Tailored, facts: ModuleFacts, titles: Mapping[str, str]
) -> Iterator[tuple[Use, Iterable[Id]]]:
    """Each place that may show claims, with its claims."""
    roles = tailored.by_role.values()
    for module_id in dict.fromkeys(module_id for role in roles for module_id in role.modules):
        for role_id, role in tailored.by_role.items():
            if module := role.modules.get(module_id):
                address = module_address(role_id, module_id)
                yield from _in_module(module, address, facts.cited(role_id, module_id))
    for topic_id, topic in course.topics.items():
        yield Use(topic.title, "", topic_address(topic_id)), topic.cited_in_texts
    for role in roles:
        # `NOW` is the page for choosing a role, which links to every role's cards.
        address = NOW if len(roles) > 1 else now_address(role.role_id)
        for card in role.cards.values():
            yield Use(titles[NOW], "", address), (*cited_on_card(course, card), *card.cites)
    for tool_id, tool in course.tools.items():
        claims = cited_in((tool.summary, tool.parts))
        yield Use(tool.title, "", tool_address(tool_id)), claims
    terms = cited_in(tuple(course.glossary.values()))
    yield Use(titles[GLOSSARY], "", GLOSSARY), terms
    yield Use(titles[NOT_CLAIMED], "", NOT_CLAIMED), cited_in((course.outline.not_claimed,))
    if course.statements:
        for address, statement in (
            (ACCESSIBILITY, course.statements.accessibility),
            (PRIVACY, course.statements.privacy),
        ):
            yield Use(titles[address], "", address), statement.cited_in_texts


def _in_module(
    module: RoleModule, address: str, cited: Cited
) -> Iterator[tuple[Use, Iterable[Id]]]:
    """The lessons of a module with their questions and cards, and what is around them."""
    for lesson_id, lesson in module.lessons.items():
        use = Use(module.title, lesson.title, f"{address}#{lesson_id}")
        yield use, cited.by_lesson[lesson_id]
    yield Use(module.title, "", address), cited.around
