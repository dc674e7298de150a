"""What an author is told if there is nothing, too little, or too much."""

from collections.abc import Mapping
from typing import Any

from course.read.items import Words


def too_few(key: str, given: Any, context: Mapping[str, Any], purpose: str) -> Words:
    """Less of something than is needed."""
    least = context["min_length"]
    return (
        f"{_there_are(context['actual_length'])} under `{key}`; at least {least} "
        f"{'is' if least == 1 else 'are'} needed.",
        f"Add what is missing. {purpose}",
    )


def _there_are(count: int) -> str:
    return "There is 1" if count == 1 else f"There are {count}"


def too_many(key: str, given: Any, context: Mapping[str, Any], purpose: str) -> Words:
    """More of something than there may be."""
    if context["in_list"] and (second := second_speaker(given)):
        count = "Two" if len(given) == 2 else len(given)
        return (
            f"{count} people speak in one item of `{key}`.",
            f"Write a hyphen in front of each: `- {second}: …`.",
        )
    return (
        f"There are more than {context['max_length']} under `{key}`.",
        f"Remove some, or split this in two. {purpose}",
    )


def second_speaker(given: Any) -> str:
    """The second of several keys in an item of a list that may only have one. Empty if it is none.

    Only what people say in a scene is written so.
    """
    return [*given][1] if isinstance(given, dict) and len(given) > 1 else ""


def no_kind(key: str, given: Any, context: Mapping[str, Any], purpose: str) -> Words:
    """No `kind`."""
    kinds = ", ".join(context["choice"])
    return '"kind:" is missing.', f'Add "kind:" as the first key, with one of these: {kinds}.'


def empty(key: str, given: Any, context: Mapping[str, Any], purpose: str) -> Words:
    """Nothing where something is needed."""
    if context["in_list"]:
        return f"An item of `{key}` is empty.", "Write something after its hyphen, or delete it."
    remedy = "Write something." if context["is_required"] else "Write something, or delete the key."
    return f'"{key}:" is empty.', f"{remedy} {purpose}"
