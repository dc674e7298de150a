"""An author's mistake in plain words: what is wrong, and what to type instead."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic_core import ErrorDetails

from course.models.base import EARLIER_PLACE_PATTERN, ID_PATTERN, PHRASE_PATTERN
from course.problems import Finding, Location
from course.read.amounts import empty, no_kind, second_speaker, too_few, too_many
from course.read.codes import IDS, KEYS, VALUES
from course.read.items import Words, as_an_item, pair_as_text, short, words_of_list
from course.read.typography import around, named
from course.suggestions import as_typed, did_you_mean, nearest, odd_characters, suggest

_PATTERNS_OF_IDS = (f"^{ID_PATTERN}$", EARLIER_PLACE_PATTERN)


def finding(
    path: str,
    error: ErrorDetails,
    purposes: Mapping[str, str],
    siblings: Iterable[str],
    words: Iterable[str] = (),
    *,
    is_required: bool = False,
) -> Finding:
    """Turn one of pydantic's errors into a finding.

    `purposes` says what the wrong key and its siblings are for; `siblings` are the keys that are
    allowed there. `words` are the allowed values, if there are only a few.
    `is_required` is whether the key must be there.
    """
    key = next((step for step in reversed(error["loc"]) if isinstance(step, str)), "")
    siblings, words = tuple(siblings), tuple(words)
    if error["type"] == "union_tag_not_found" and (wrong := _nearly_kind(error["input"])):
        what, remedy = f'"{wrong}" is not a known key here.', 'Did you mean "kind"?'
        location = (*error["loc"], wrong)
        swap = (wrong, "kind")
        return Finding(path, location, what, remedy, on_key=True, rule=KEYS, swap=swap)
    what, remedy = _words(error, key, purposes.get(key, ""), siblings, words, is_required)
    return Finding(
        path,
        _location(error),
        what,
        remedy,
        on_key=error["type"] in {"extra_forbidden", "missing"} or _is_of_speakers(error),
        rule=_code(error),
        swap=_swap(error, key, siblings, words),
    )


def _location(error: ErrorDetails) -> Location:
    """Where an error is: that of a kind or of a second speaker is inside what is wrong."""
    if error["type"] == "union_tag_invalid":
        return (*error["loc"], "kind")
    is_inside = _is_of_speakers(error)
    return (*error["loc"], second_speaker(error["input"])) if is_inside else error["loc"]


def _is_of_speakers(error: ErrorDetails) -> bool:
    """Whether several people speak in one item of a list."""
    is_item = error["type"] == "too_long" and isinstance(error["loc"][-1], int)
    return is_item and second_speaker(error["input"]) != ""


def _code(error: ErrorDetails) -> str:
    """The family of an error: see `read/codes`."""
    if error["type"] in _ABOUT_KEYS:
        return KEYS
    is_id = error["loc"][-1:] == ("[key]",) or error["type"] == "id" or _is_of_ids(error)
    return IDS if is_id else VALUES


_ABOUT_KEYS = frozenset(
    {
        "dict_type",
        "extra_forbidden",
        "missing",
        "model_attributes_type",
        "model_type",
        "union_tag_not_found",
    }
)


def _nearly_kind(given: Any) -> str | None:
    """The key that should be `kind`."""
    keys = given if isinstance(given, dict) else ()
    return next((key for key in keys if nearest(key, ("kind",))), None)


def _swap(
    error: ErrorDetails, key: str, siblings: tuple[str, ...], words: tuple[str, ...]
) -> tuple[str, str] | None:
    """What should be written instead, if that is certain."""
    code, given = error["type"], error["input"]
    if error["loc"][-1:] == ("[key]",):
        return _id_swap(str(given))
    if code == "extra_forbidden" and (hit := _glued_key(key, siblings)):
        return key, f"{hit[1]}: {hit[2]}"
    if code == "extra_forbidden":
        return suggest(key, siblings).swap
    if inside := _in_curly_marks(error, words):
        return given, inside
    if whole := _all_in_curly_marks(error):
        return whole
    if code in {"enum", "union_tag_invalid"}:
        tag = (error.get("ctx") or {}).get("tag", given)
        return suggest(str(tag), words).swap
    if code == "string_pattern_mismatch" and _is_of_ids(error):
        return _id_swap(str(given))
    if code == "tuple_type" and isinstance(given, str) and all(map(_is_id, re.split(", *", given))):
        return given, f"[{given}]"
    return None


_PLAIN: Mapping[str, str] = {
    "int_parsing": r"\d+",
    "int_type": r"\d+",
    "yes_or_no": "(?i:yes|no)",
    "day": r"\d{4}-\d\d-\d\d",
}
"""What fits where there is one of these errors."""


def _in_curly_marks(error: ErrorDetails, words: Iterable[str]) -> str:
    """What is in curly quotation marks, if it would fit without them. Empty if not."""
    given = error["input"]
    mark, inside = around(given) if isinstance(given, str) and given else ("", "")
    fits = (
        inside in words
        if error["type"] == "enum"
        else re.fullmatch(_PLAIN.get(error["type"], "(?!)"), inside)
    )
    return inside if mark and fits else ""


def _all_in_curly_marks(error: ErrorDetails) -> tuple[str, str] | None:
    """A text in curly quotation marks, the same in straight ones, if YAML has taken it apart.

    It takes what is before a colon for a key, and what is after # for a comment.
    """
    given, written = error["input"], ""
    if error["type"] == "string_type" and isinstance(given, dict) and len(given) == 1:
        written = "".join(f"{key}: {value}" for key, value in given.items())
    elif error["type"] == "text_cut":
        context = error.get("ctx") or {}
        written = f"{context['text']} {context['rest']}"
    mark, inside = around(written)
    is_whole = mark and written[1:-1] == inside and '"' not in inside and "\\" not in inside
    return (written, f'"{inside}"') if is_whole else None


def _glued_key(key: str, siblings: Iterable[str]) -> re.Match[str] | None:
    """A key in curly brackets that has its value in it: `{name:Pat}`."""
    hit = re.fullmatch(r"([\w-]+):(\S.*)", key)
    return hit if hit and hit[1] in siblings else None


def _id_swap(given: str) -> tuple[str, str] | None:
    typed = as_typed(given)
    return (given, typed) if typed != given and _is_id(typed) else None


def _is_id(text: str) -> bool:
    return re.fullmatch(ID_PATTERN, text) is not None


def _is_of_ids(error: ErrorDetails) -> bool:
    return (error.get("ctx") or {}).get("pattern") in _PATTERNS_OF_IDS


def _words(
    error: ErrorDetails,
    key: str,
    purpose: str,
    siblings: tuple[str, ...],
    choice: tuple[str, ...],
    is_required: bool,
) -> Words:
    in_list = any(isinstance(step, int) for step in error["loc"][-1:])
    context: dict[str, Any] = {**(error.get("ctx") or {}), "choice": choice, "in_list": in_list}
    context["is_required"] = is_required
    if error["loc"][-1:] == ("[key]",):
        return _WORDS["id"](key, error["input"], context, "")
    if error["type"] == "extra_forbidden":
        if hit := _glued_key(key, siblings):
            what = f'There is no space after the colon of "{hit[1]}".'
            return what, f"Write `{hit[1]}: {hit[2]}`."
        return f'"{key}" is not a known key here.', did_you_mean(key, siblings)
    if inside := _in_curly_marks(error, choice):
        mark, _ = around(error["input"])
        return f"There is a {named(mark)} around this value.", f"Write {inside} without any."
    if pair := _all_in_curly_marks(error):
        mark, _ = around(pair[0])
        what = f"To YAML, this {named(mark)} is only a letter: it opens no quotation."
        return what, f"Write straight quotation marks: {pair[1]}"
    explain = _WORDS.get(error["type"], _anything_else)
    what, remedy = explain(key, error["input"], context, purpose)
    return what, remedy.strip()


def _anything_else(key: str, given: Any, context: Mapping[str, Any], purpose: str) -> Words:
    return f"{short(given)} does not fit at {key}.", purpose or "See the authors' guide."


def _missing(key: str, given: Any, context: Mapping[str, Any], purpose: str) -> Words:
    return f'"{key}:" is missing.', f'Add "{key}:" here. {purpose}'


def _text(key: str, given: Any, context: Mapping[str, Any], purpose: str) -> Words:
    remedy = f'Write "{key}: |" and the text on the next line, indented.'
    if isinstance(given, list) and len(given) == 1 and isinstance(given[0], str):
        remedy = f"Write `{given[0].strip()}`, without square brackets or a hyphen."
    elif context["in_list"]:
        remedy = as_an_item(pair_as_text(given))
    return f"{short(given)} is written where text is expected.", remedy


def _text_cut(key: str, given: Any, context: Mapping[str, Any], purpose: str) -> Words:
    what = f'YAML drops "{context["rest"]}" here: after a space, # starts a comment.'
    if context["in_list"]:
        return what, as_an_item(f"{context['text']} {context['rest']}".strip())
    return (
        what,
        f'Write "{key}: |" and the text on the next line, indented. There, # is only text. '
        "A comment goes on its own line.",
    )


def _no_break_space(key: str, given: Any, context: Mapping[str, Any], purpose: str) -> Words:
    return (
        "There is a no-break space in this text, a character that word processors insert.",
        "Retype the spaces in this text.",
    )


def _many_lines(key: str, given: Any, context: Mapping[str, Any], purpose: str) -> Words:
    return f"{short(given)} has more than one line.", f"Keep it to one line. {purpose}"


def _long(key: str, given: Any, context: Mapping[str, Any], purpose: str) -> Words:
    return (
        f"This text has {len(given):,} characters; the limit is {context['max_length']:,}.",
        "Shorten it, or split it in two.",
    )


def _group(key: str, given: Any, context: Mapping[str, Any], purpose: str) -> Words:
    if glued := re.fullmatch(r"([\w-]+):([^\s/].*)", str(given)):
        what = f'There is no space after the colon of "{glued[1]}".'
        return what, f"Write `{glued[1]}: {glued[2]}`."
    if isinstance(given, list):
        what = "A list is written where a group of keys is expected."
        return what, (
            'Write a key with a colon instead of each "- ", and what belongs to it on the next '
            f"lines, indented by two spaces. {purpose}"
        )
    return (
        f"{short(given)} is written where a group of keys is expected.",
        f"Write the keys on the next lines, indented by two spaces. {purpose}",
    )


def _list(key: str, given: Any, context: Mapping[str, Any], purpose: str) -> Words:
    return words_of_list(given, purpose)


def _not_verified(key: str, given: Any, context: Mapping[str, Any], purpose: str) -> Words:
    return (
        "This number would not be shown, because nobody has said when it was verified.",
        "Dial it. Then write the day as `verified-on:` below it, such as 2026-11-28.",
    )


def _dark_alone(key: str, given: Any, context: Mapping[str, Any], purpose: str) -> Words:
    return (
        "`accent-dark:` stands alone: light pages would have another color.",
        "Add `accent:`, the color on light pages, in quotation marks.",
    )


def _whole_number(key: str, given: Any, context: Mapping[str, Any], purpose: str) -> Words:
    return f"{short(given)} is not a whole number.", f"Write digits only. {purpose}"


def _number_limit(key: str, given: Any, context: Mapping[str, Any], purpose: str) -> Words:
    if "ge" in context:
        return f"{short(given)} is too small.", f"Write at least {context['ge']}. {purpose}"
    return f"{short(given)} is too large.", f"Write at most {context['le']}. {purpose}"


def _pattern(key: str, given: Any, context: Mapping[str, Any], purpose: str) -> Words:
    if context.get("pattern") in _PATTERNS_OF_IDS:
        return _id(key, given, context, purpose)
    if not str(given).strip():
        return empty(key, given, context, purpose)
    if context.get("pattern") == PHRASE_PATTERN:
        return f"{short(given)} is in every text.", 'Write letters around it, as in "chok*".'
    return f"{short(given)} does not have the form expected for `{key}`.", purpose


def _id(key: str, given: Any, context: Mapping[str, Any], purpose: str) -> Words:
    if swap := _id_swap(str(given)):
        return f"{short(given)} has {odd_characters(str(given))} in it.", f'Write "{swap[1]}".'
    ids = [it for it in re.split(r"[;,&\s]+", str(given)) if it not in {"", "and", "or"}]
    if context["in_list"] and len(ids) > 1 and all(map(_is_id, ids)):
        return (
            f"{short(given)} is {len(ids)} ids without a comma between them.",
            f"Write [{', '.join(ids)}], or each on its own line with `- ` in front. If it is one "
            f"id, write hyphens: {'-'.join(ids)}.",
        )
    name = re.sub(r"\.(svg|yml)$", "", str(given).strip().lower())
    like = re.sub("[^a-z0-9]+", "-", name).strip("-")
    return (
        f"{short(given)} cannot be an id.",
        "Use only lowercase letters, digits and single hyphens, such as "
        f"{like if _is_id(like) else 'in-the-moment'}.",
    )


def _one_of(key: str, given: Any, context: Mapping[str, Any], purpose: str) -> Words:
    shown = context.get("tag", given)
    remedy = did_you_mean(str(shown), context["choice"], most=len(context["choice"]))
    return f"{short(shown)} is not one of the values allowed here.", remedy


def _yes_or_no(key: str, given: Any, context: Mapping[str, Any], purpose: str) -> Words:
    return f"{short(given)} is neither yes nor no.", f"Write yes or no. {purpose}"


def _day(key: str, given: Any, context: Mapping[str, Any], purpose: str) -> Words:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", str(given)):
        return f"There is no {given} in the calendar.", "Correct the month or the day."
    return f"{short(given)} is not a day.", "Write year, month and day, such as 2027-11-30."


def _right_or_wrong(key: str, given: Any, context: Mapping[str, Any], purpose: str) -> Words:
    return (
        "An answer needs its text once, under `right:` or under `wrong:`.",
        'Write "right: |" or "wrong: |" and the text of the answer below.',
    )


def _file_or_place(key: str, given: Any, context: Mapping[str, Any], purpose: str) -> Words:
    return (
        "A drawing needs `file:` or `place:`, and not both.",
        'Write "place:" and a place of the kit, such as "place: hallway", with its people below. '
        '"file:" is for a drawing in reference/drawings/.',
    )


_WORDS: dict[str, Callable[[str, Any, Mapping[str, Any], str], Words]] = {
    "answer_right_or_wrong": _right_or_wrong,
    "dark_without_accent": _dark_alone,
    "day": _day,
    "dict_type": _group,
    "drawing_file_or_place": _file_or_place,
    "enum": _one_of,
    "greater_than_equal": _number_limit,
    "id": _id,
    "int_parsing": _whole_number,
    "int_parsing_size": _whole_number,
    "int_type": _whole_number,
    "less_than_equal": _number_limit,
    "missing": _missing,
    "number_not_verified": _not_verified,
    "model_attributes_type": _group,
    "model_type": _group,
    "string_pattern_mismatch": _pattern,
    "string_too_long": _long,
    "string_too_short": empty,
    "string_type": _text,
    "text_cut": _text_cut,
    "text_many_lines": _many_lines,
    "text_no_break_space": _no_break_space,
    "too_long": too_many,
    "too_short": too_few,
    "tuple_type": _list,
    "union_tag_invalid": _one_of,
    "union_tag_not_found": no_kind,
    "yes_or_no": _yes_or_no,
}
