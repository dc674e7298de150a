"""Rules for roles and groups: their ids, and the pieces that name them."""

from collections.abc import Iterable, Iterator, Sequence

from course.checks.context import Context
from course.checks.unknown import unknown
from course.frontend.icon_set import icon_files
from course.models.activities.plan import TargetedLineOptions
from course.models.base import Audience, HasVariants, Id, Model
from course.models.card import Card
from course.models.drawing import TargetedDrawing
from course.models.moment import Moment
from course.models.search_words import SearchWord
from course.models.style import Avoid
from course.problems import Finding, Location
from course.read.places import Place
from course.site import (
    ACCESSIBILITY,
    DISTRICTS,
    FIXED_ADDRESSES,
    GUIDE,
    NOT_CLAIMED,
    NOW,
    POSTERS,
    PRIVACY,
    TOOLS,
    TOPICS,
    TRAINERS,
    WORKSHOP,
)
from course.suggestions import did_you_mean, suggest

ROLES = "reference/roles.yml"
RESERVED = {
    *(address.rstrip("/") for address in (*FIXED_ADDRESSES, DISTRICTS, GUIDE, NOT_CLAIMED, NOW)),
    *(address.rstrip("/") for address in (TOOLS, TOPICS, TRAINERS)),
    *(address.rstrip("/") for address in (ACCESSIBILITY, PRIVACY, POSTERS, WORKSHOP)),
    *("assets", "css", "drawings", "fonts", "js", "paths", "search"),
}
AUDIENCES = (Audience, Avoid, HasVariants, TargetedDrawing, TargetedLineOptions, SearchWord)
"""Models that name roles and groups."""
SHORTEST_ROLE_ID = 4
"""Shorter ids are reserved for languages, as in `/es/` and `/hmn/`."""
MOST_ON_A_POSTER = 70
"""How many characters of a large type fit on two lines of a poster."""


def audiences(context: Context) -> Iterator[Finding]:
    """Roles and groups exist where they are named, such as after `only`, `except` and `instead`.

    Good: `only: [bus-driver]`
    Bad: `only: [bus-drivers]`
    """
    known = (*context.course.roles, *context.course.groups)
    for (path, location), piece in context.find_all(AUDIENCES):
        for inner, name in named_audiences(piece):
            if name not in known and not context.course.has("roles", name):
                yield unknown(
                    (path, (*location, *inner)),
                    f'There is no role or group "{name}".',
                    name,
                    known,
                    needs=f"roles/{name}",
                    on_key=True,
                )


def named_audiences(piece: Model) -> Iterator[tuple[Location, str]]:
    """The roles and groups that a piece names, each with its location in the piece."""
    if isinstance(piece, Audience | Avoid):
        yield from ((("only", index), name) for index, name in enumerate(piece.only))
    if isinstance(piece, Audience):
        yield from ((("except", index), name) for index, name in enumerate(piece.except_))
    if isinstance(piece, HasVariants | TargetedDrawing | TargetedLineOptions):
        yield from ((("instead", name), name) for name in piece.instead)
    if isinstance(piece, HasVariants):
        yield from ((("also", name), name) for name in piece.also)
    if isinstance(piece, Moment):
        yield from ((("jobs", name), name) for name in piece.jobs)
    if isinstance(piece, SearchWord):
        yield from ((("topic-for", index), name) for index, name in enumerate(piece.topic_for))
    if isinstance(piece, SearchWord | Card):
        yield from _in_lists("only-for", piece.only_for.items())
    if isinstance(piece, Card):
        yield from _in_lists("except-for", piece.except_for.items())


def _in_lists(
    key: str, lists: Iterable[tuple[str, Sequence[Id]]]
) -> Iterator[tuple[Location, str]]:
    for listed, names in lists:
        yield from (((key, listed, index), name) for index, name in enumerate(names))


def audiences_agree(context: Context) -> Iterator[Finding]:
    """No role or group is both included and excluded.

    Good: `only: [front-line]` with `except: [nutrition]`
    Bad: `only: [nutrition]` with `except: [nutrition]`
    """
    for (path, location), piece in context.find_all(Audience):
        for index, name in enumerate(piece.except_):
            if name in piece.only:
                yield Finding(
                    path,
                    (*location, "except", index),
                    f'"{name}" is under both `only` and `except`.',
                    "Remove it from one of them.",
                )


def only_for_is_listed(context: Context) -> Iterator[Finding]:
    """What `only-for` and `except-for` name is listed beside them, in `leads-to` or `contacts`.

    Good: `contacts: [emergency-911, bus-office]` and `only-for: {bus-office: [bus-driver]}`
    Bad: `contacts: [emergency-911]` and `only-for: {bus-office: [bus-driver]}`
    """
    for (path, location), names, key, listed in _for_some(context):
        for name in names:
            if name not in listed:
                yield unknown(
                    (path, (*location, name)),
                    f'`{key}` does not contain "{name}".',
                    name,
                    listed,
                    on_key=True,
                )


def _for_some(context: Context) -> Iterator[tuple[Place, Iterable[str], str, Sequence[str]]]:
    """The places and contacts that are only for some, and the key and ids of what lists them."""
    for (path, location), word in context.find_all(SearchWord):
        yield (path, (*location, "only-for")), word.only_for, "leads-to", word.leads_to
    for (path, location), card in context.find_all(Card):
        yield (path, (*location, "only-for")), card.only_for, "contacts", card.contacts
        yield (path, (*location, "except-for")), card.except_for, "contacts", card.contacts


def groups(context: Context) -> Iterator[Finding]:
    """The group of each role exists, and no group has the id of a role.

    Good: `group: front-line`
    Bad: `group: frontline`
    """
    path = ROLES
    for role_id, role in context.course.roles.items():
        if role.group not in context.course.groups:
            yield unknown(
                (path, ("roles", role_id, "group")),
                f'There is no group "{role.group}".',
                role.group,
                context.course.groups,
                needs=f"groups/{role.group}",
            )
        if role_id in context.course.groups:
            yield Finding(
                path,
                ("roles", role_id),
                f'"{role_id}" is the id of a role and of a group.',
                "Give the group another id, so that authors can tell them apart.",
                on_key=True,
            )


def like(context: Context) -> Iterator[Finding]:
    """A role that is like another says itself what it must not do, and who it hands over to.

    Good: `like: bus-driver`, with `limits` and `hand-over` of its own
    Bad: `like: bus-drivers`, which is not a role, or nothing but a title
    """
    roles = context.course.roles
    for role_id, role in roles.items():
        if role.like is None:
            continue
        others = [name for name, other in roles.items() if other.like is None]
        if role.like not in others:
            if role.like == role_id:
                yield Finding(
                    ROLES,
                    ("roles", role_id, "like"),
                    f'"{role_id}" is said to be like itself.',
                    "Write the id of another role, or delete the line.",
                )
                continue
            is_role = role.like in roles
            yield Finding(
                ROLES,
                ("roles", role_id, "like"),
                f'"{role.like}" is like another role itself.'
                if is_role
                else f'There is no role "{role.like}".',
                f"Write `like: {roles[role.like].like}`."
                if is_role
                else did_you_mean(role.like, others),
                swap=None if is_role else suggest(role.like, others).swap,
            )
            continue
        for key, own, others_own in (
            ("limits", role.limits, roles[role.like].limits),
            ("hand-over", role.hand_over, roles[role.like].hand_over),
        ):
            if own == others_own:
                yield Finding(
                    ROLES,
                    ("roles", role_id),
                    f'"{role_id}" has the same `{key}` as "{role.like}".',
                    f"Write its own `{key}`. Even in similar jobs they differ, and somebody could "
                    "come to harm.",
                    on_key=True,
                    is_warning=True,
                )


def icons(context: Context) -> Iterator[Finding]:
    """The icon of each role exists.

    Good: `icon: bus`
    Bad: `icon: buss`
    """
    known = icon_files()
    for role_id, role in context.course.roles.items():
        if role.icon and role.icon not in known:
            yield Finding(
                ROLES,
                ("roles", role_id, "icon"),
                f'There is no icon "{role.icon}".',
                did_you_mean(role.icon, known),
                swap=suggest(role.icon, known).swap,
            )


def poster_lines(context: Context) -> Iterator[Finding]:
    """The first line of a role's poster can be read from across a room.

    Good: `poster: What to do when a rider won't sit down`
    Bad: more than 70 characters
    """
    for role_id, role in context.course.roles.items():
        if role.poster and len(role.poster) > MOST_ON_A_POSTER:
            yield Finding(
                ROLES,
                ("roles", role_id, "poster"),
                f"This line of a poster has {len(role.poster)} characters. "
                f"It has room for {MOST_ON_A_POSTER}.",
                "Say one moment, and leave out the rest.",
            )


def addresses(context: Context) -> Iterator[Finding]:
    """No role has the address of another page, or of a language.

    Good: `bus-driver`
    Bad: `help`, which is another page, or `es`, reserved for the Spanish pages
    """
    for role_id in context.course.roles:
        if role_id in RESERVED or len(role_id) < SHORTEST_ROLE_ID:
            yield Finding(
                ROLES,
                ("roles", role_id),
                f'A role cannot have the id "{role_id}": the site uses that address itself.',
                f"Give it another id of at least {SHORTEST_ROLE_ID} letters, such as the role's "
                "title. Shorter ids are reserved for languages.",
                on_key=True,
            )


RULES = (
    audiences,
    audiences_agree,
    only_for_is_listed,
    groups,
    like,
    icons,
    poster_lines,
    addresses,
)
