"""Rules for topics: everything they refer to exists, and they are short."""

from collections.abc import Iterator

from course.checks.context import Context
from course.checks.readability import words
from course.checks.references import named_by_lessons, named_lesson
from course.checks.unknown import unknown
from course.models.topic import TOPIC_PARTS
from course.problems import Finding
from course.read.places import topic_file
from course.suggestions import in_quotes

MOST_WORDS = 250


def topics(context: Context) -> Iterator[Finding]:
    """The topics that a lesson links to are in `reference/topics/`.

    Good: `topics: [self-harm]` if `reference/topics/self-harm.yml` exists
    Bad: `topics: [selfharm]`
    """
    yield from named_by_lessons(context, "topics")


def what_topics_name(context: Context) -> Iterator[Finding]:
    """The roles, contacts, cards, rules and lessons that a topic names exist.

    Good: `contacts: [lifeline-988]`, `cards: [talk-of-suicide]`
    Bad: `contacts: [988]`
    """
    for topic_id, topic in context.course.topics.items():
        named = [
            (("jobs", name), name, "roles", list(context.course.roles)) for name in topic.jobs
        ] + [
            ((key, index), name, key, list(known))
            for key, names, known in (
                ("contacts", topic.contacts, context.course.contacts),
                ("cards", topic.cards, context.course.cards),
                ("local-rules", topic.local_rules, context.course.local_rules),
            )
            for index, name in enumerate(names)
        ]
        for location, name, kind, known in named:
            if not context.course.has(kind, name):
                ending = "" if kind == "cards" else ".yml"
                yield unknown(
                    (topic_file(topic_id), location),
                    f'There is no "{name}" in reference/{kind}{ending}.',
                    name,
                    known,
                    kind="" if kind == "roles" else kind,
                    needs=f"{kind}/{name}",
                    on_key=location[0] == "jobs",
                )
        for index, place in enumerate(topic.lessons):
            yield from named_lesson(context, place, topic_file(topic_id), ("lessons", index))


def topic_length(context: Context) -> Iterator[Finding]:
    """A topic has at most 250 words, including the line for any one role.

    Good: five parts of forty words, and a line for drivers
    Bad: a page that takes three minutes
    """
    for topic_id, topic in context.course.topics.items():
        shared = sum(len(words(getattr(topic, part))) for part in TOPIC_PARTS)
        counts = {role_id: shared + len(words(text)) for role_id, text in topic.jobs.items()}
        longest = max(counts.values(), default=shared)
        if longest > MOST_WORDS:
            too_long = [role_id for role_id, count in counts.items() if count > MOST_WORDS]
            whose = f" for {in_quotes(too_long)}" if too_long and shared <= MOST_WORDS else ""
            yield Finding(
                topic_file(topic_id),
                (),
                f"This topic has up to {longest} words{whose}; the limit is {MOST_WORDS}.",
                "Say less, or say it in a lesson. Keep every exception.",
            )


def topics_have_sources(context: Context) -> Iterator[Finding]:
    """A topic cites claims, and each of them says when its sources were read.

    Good: `sure:` with `[@asking-about-suicide]`, a claim with `looked-at:`
    Bad: a topic without any claim
    """
    for topic_id, topic in context.course.topics.items():
        cited = [hit["id"] for part in TOPIC_PARTS for hit in getattr(topic, part).claims()]
        if not cited:
            yield Finding(
                topic_file(topic_id),
                ("sure",),
                "This topic cites no claim.",
                "Cite what its facts rest on, as [@claim-id].",
            )
        for claim_id in dict.fromkeys(cited):
            claim = context.course.claims.get(claim_id)
            if claim and claim.looked_at is None:
                yield Finding(
                    "reference/claims.yml",
                    (claim_id,),
                    "A topic cites this, but it does not say when its sources were read.",
                    "Add `looked-at:` with the day, such as 2026-11-27.",
                    on_key=True,
                )


RULES = (topics, what_topics_name, topic_length, topics_have_sources)
