"""Which pages show a claim, so that the evidence page can link back to them."""

from collections.abc import Iterable, Iterator, Mapping

from course.models.base import Id, cited_in
from course.models.course import Course
from course.models.role_course import RoleCard, RoleModule, Tailored, claims_of
from course.site import NOT_CLAIMED, NOW, module_address, tool_address, topic_address


def claim_uses(
    course: Course, tailored: Tailored, right_now: str, not_claimed: str
) -> Mapping[Id, Mapping[str, str]]:
    """For each claim, the titles and addresses of the pages that show it.

    Of several pages with the same title, such as one module for many roles, only the first is
    listed. `right_now` and `not_claimed` are the titles of those two pages.
    """
    uses: dict[Id, dict[str, str]] = {}
    for title, address, claims in _pages(course, tailored, right_now, not_claimed):
        for claim_id in claims:
            uses.setdefault(claim_id, {}).setdefault(title, address)
    return uses


def _pages(
    course: Course, tailored: Tailored, right_now: str, not_claimed: str
) -> Iterator[tuple[str, str, Iterable[Id]]]:
    """The title, the address and the claims of each page that may show claims."""
    for role_id, role_course in tailored.by_role.items():
        for card in role_course.cards.values():
            # `NOW` is the page for choosing a role, which links to every role's cards.
            yield right_now, NOW, (*_on_card(course, card), *card.cites)
        for module_id, module in role_course.modules.items():
            claims = _on_module(course, module, role_course.cards)
            yield module.title, module_address(role_id, module_id), claims
    for tool_id, tool in course.tools.items():
        yield tool.title, tool_address(tool_id), cited_in((tool.summary, tool.parts))
    yield not_claimed, NOT_CLAIMED, cited_in((course.outline.not_claimed,))
    for topic_id, topic in course.topics.items():
        yield topic.title, topic_address(topic_id), topic.cited_in_texts


def _on_module(course: Course, module: RoleModule, cards: Mapping[Id, RoleCard]) -> Iterator[Id]:
    yield from claims_of(module)
    yield from cited_in((course.outline.pause,))
    for lesson in module.lessons.values():
        for card_id in lesson.cards:
            yield from _on_card(course, cards[card_id])


def _on_card(course: Course, card: RoleCard) -> Iterator[Id]:
    contacts = (course.contacts[contact_id] for contact_id in card.contacts)
    return cited_in(
        (
            *card.parts.values(),
            *(course.local_rules[rule_id].verified_answer for rule_id in card.local_rules),
            *(contact.if_missing for contact in contacts if not contact.verified_on),
        )
    )
