"""Rules for cards: everything they refer to exists, and they can be read in a hurry."""

from collections.abc import Iterator

from course.checks.context import Context
from course.checks.readability import words
from course.checks.references import named_by_lessons, named_lesson, named_piece
from course.checks.unknown import unknown
from course.models.card import CALL_FIRST, CARD_PARTS, CardKind
from course.models.reference import EvidenceTag
from course.problems import Finding
from course.read.places import card_file, quiz_file
from course.suggestions import in_quotes

MOST_WORDS, MOST_WORDS_IN_DANGER = 60, 90


def cards(context: Context) -> Iterator[Finding]:
    """The cards that lessons and questions show are in `reference/cards/`.

    Good: `cards: [seizure]` if `reference/cards/seizure.yml` exists
    Bad: `cards: [seizures]`
    """
    yield from named_by_lessons(context, "cards")
    for module_id, quiz in context.course.quizzes.items():
        for question_id, question in quiz.questions.items():
            if question.card is not None:
                location = ("questions", question_id, "card")
                yield from named_piece(
                    context, "cards", question.card, quiz_file(module_id), location
                )


def what_cards_name(context: Context) -> Iterator[Finding]:
    """The contacts, rules, claims and the lesson that a card names exist.

    Good: `contacts: [emergency-911]`, `lesson: in-the-moment/when-to-call`
    Bad: `contacts: [911]`
    """
    for card_id, card in context.course.cards.items():
        for key, kind, names, known in (
            ("contacts", "contacts", card.contacts, context.course.contacts),
            ("local-rules", "local-rules", card.local_rules, context.course.local_rules),
            ("cites", "claims", card.cites, context.course.claims),
        ):
            for index, name in enumerate(names):
                if not context.course.has(kind, name):
                    yield unknown(
                        (card_file(card_id), (key, index)),
                        f'There is no "{name}" in reference/{kind}.yml.',
                        name,
                        known,
                        kind=kind,
                    )
        if card.lesson:
            yield from named_lesson(context, card.lesson, card_file(card_id), ("lesson",))


def card_length(context: Context) -> Iterator[Finding]:
    """A card has at most 60 words for any role, or 90 if the call comes first.

    Good: five parts of a line or two each
    Bad: a paragraph from a lesson under `do:`
    """
    for card_id, card in context.course.cards.items():
        most = MOST_WORDS_IN_DANGER if card.kind in CALL_FIRST else MOST_WORDS
        counts = {
            role_id: sum(len(words(text)) for text in role_card.parts.values())
            for role_id in context.course.roles
            if (role_card := context.tailored.by_role[role_id].cards.get(card_id))
        }
        too_long = [role_id for role_id, count in counts.items() if count > most]
        if too_long:
            longest = max(counts[role_id] for role_id in too_long)
            yield Finding(
                card_file(card_id),
                (),
                f"For {in_quotes(too_long)} this card has up to {longest} words; the limit is "
                f"{most}.",
                "Say less, or say it in the lesson. Keep every exception.",
            )


def card_parts(context: Context) -> Iterator[Finding]:
    """Each role that has a card has all five parts of it.

    Good: `say:` with a text, or with `instead:` for every role that has the card
    Bad: `say:` with `instead:` for one role of three, and no text
    """
    for card_id in context.course.cards:
        for key in CARD_PARTS:
            role_ids = [
                role_id
                for role_id in context.course.roles
                if (role_card := context.tailored.by_role[role_id].cards.get(card_id))
                and key not in role_card.parts
            ]
            if role_ids:
                yield Finding(
                    card_file(card_id),
                    (key,),
                    f'There is no text under "{key}" for {in_quotes(role_ids)}.',
                    "Write a text that all share, or one for each of them under `instead:`.",
                    on_key=True,
                )


def dated_law(context: Context) -> Iterator[Finding]:
    """Law has a jurisdiction. Law, and what cards about danger or law cite, has a `looked-at` day.

    Good: `tag: law` with `jurisdiction: federal` and `looked-at: 2026-11-27`
    Bad: `tag: law` alone, or `jurisdiction:` on what experts advise
    """
    path = "reference/claims.yml"
    on_cards = {
        name
        for card in context.course.cards.values()
        if card.kind is not CardKind.WORK
        for name in card.cites
    }
    for claim_id, claim in context.course.claims.items():
        is_law = claim.tag is EvidenceTag.LAW
        if is_law and claim.jurisdiction is None:
            yield Finding(
                path,
                (claim_id,),
                "This is law, but it does not say whose.",
                "Add `jurisdiction: federal`, or the name of the state.",
                on_key=True,
            )
        if not is_law and claim.jurisdiction is not None:
            yield Finding(
                path,
                (claim_id, "jurisdiction"),
                "Only a claim with `tag: law` has a jurisdiction.",
                "Delete it, or write `tag: law` if a statute, a regulation or a court says so.",
            )
        if claim.looked_at is None and (is_law or claim_id in on_cards):
            reason = "This is law" if is_law else "A card cites this"
            yield Finding(
                path,
                (claim_id,),
                f"{reason}, but it does not say when its sources were read.",
                "Add `looked-at:` with the day, such as 2026-11-27.",
                on_key=True,
            )


def reviews(context: Context) -> Iterator[Finding]:
    """The pieces that a review names exist, and the reviewer agreed to be named.

    Good: `what: [cards/seizure]` and `consents: yes`
    Bad: `what: [cards/seizures]`, or `consents: no`
    """
    known = [
        *(f"cards/{name}" for name in context.course.cards),
        *(f"modules/{name}" for name in context.course.modules),
        *(f"tools/{name}" for name in context.course.tools),
        *(f"topics/{name}" for name in context.course.topics),
    ]
    for review_id, review in context.course.reviews.items():
        if not review.consents:
            yield Finding(
                "reference/reviews.yml",
                (review_id, "consents"),
                "This person has not agreed to be named.",
                "Delete the review, or ask first and write `consents: yes`.",
            )
        for index, name in enumerate(review.what):
            if not context.course.has(*name.split("/", 1)):
                yield unknown(
                    ("reference/reviews.yml", (review_id, "what", index)),
                    f'There is no "{name}" to review.',
                    name,
                    known,
                    needs=name,
                )


RULES = (cards, what_cards_name, card_parts, card_length, dated_law, reviews)
