"""Remedies that name what an author probably meant."""

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

BULLETS = "•◦▪‣⁃●○■□➢\uf0a7\uf0b7\uf0d8"
"""What word processors put in front of the items of a list."""
SIMILAR, CERTAIN = 0.6, 0.75
"""How similar a name must be to be suggested, and to be what was meant: one letter in four may be
wrong."""
_NAMES = {"\u2011": "no-break hyphen", "\u200b": "zero-width space"}
_LEFT_OUT = {"Cf", "Pi", "Pf"}
"""The categories of characters that nobody can see, and of curly quotation marks."""


def nearest(wrong: str, known: Iterable[str]) -> str | None:
    """The known name that is most similar to a wrong one, if any is close enough.

    If none is, the only one of which it is the beginning.
    """
    known = tuple(known)
    if close := difflib.get_close_matches(wrong.lower(), known, n=1, cutoff=SIMILAR):
        return close[0]
    longer = [name for name in known if name.startswith(f"{wrong.lower()}-")]
    return longer[0] if len(longer) == 1 else None


@dataclass(frozen=True)
class Suggestion:
    """The remedy for a name that nothing has, and the name that was probably meant."""

    remedy: str
    close: str | None
    wrong: str

    @property
    def swap(self) -> tuple[str, str] | None:
        """The wrong name and the right one, if hardly anything else can be meant."""
        if self.close is None or not self.wrong:
            return None
        ratio = difflib.SequenceMatcher(None, self.wrong.lower(), self.close).ratio()
        return (self.wrong, self.close) if ratio >= CERTAIN else None


def suggest(wrong: str, known: Iterable[str], most: int = 12, prefix: str = "") -> Suggestion:
    """The nearest known name, or at `most` so many known names. It looks at each of them once.

    What all begin with, `prefix`, makes none of them more similar.
    """
    known = tuple(known)
    close = nearest(wrong.removeprefix(prefix), (it.removeprefix(prefix) for it in known))
    if close is not None:
        close = f"{prefix}{close}"
        odd = f" It has {odd_characters(wrong)} in it." if as_typed(wrong) == close != wrong else ""
        return Suggestion(f'Did you mean "{close}"?{odd}', close, wrong)
    if not known:
        return Suggestion("There is nothing to choose from yet.", None, wrong)
    some = ", ".join(known[:most])
    remedy = f"Write one of these: {some}{', …' if len(known) > most else '.'}"
    return Suggestion(remedy, None, wrong)


def did_you_mean(wrong: str, known: Iterable[str], most: int = 12) -> str:
    """The remedy for an unknown name: the nearest known name, or at `most` so many known names."""
    return suggest(wrong, known, most).remedy


def renamed_to(new: str) -> str:
    """The remedy for the earlier id of something that was renamed."""
    return f'It is called "{new}" now.'


def as_typed(text: str) -> str:
    """The text as it looks, in characters that a keyboard has: without curly quotation marks."""
    return "".join(
        "-" if unicodedata.category(it) == "Pd" else it
        for it in text
        if unicodedata.category(it) not in _LEFT_OUT
    )


def odd_characters(text: str) -> str:
    """The names of the characters that `as_typed` replaces: `a no-break hyphen and an en dash`."""
    names = dict.fromkeys(_name(it) for it in text if it != as_typed(it))
    return " and ".join(f"{'an' if name[0] in 'aeiou' else 'a'} {name}" for name in names)


def _name(character: str) -> str:
    if unicodedata.category(character) in {"Pi", "Pf"}:
        return "curly quotation mark"
    name = unicodedata.name(character, "unknown character").lower()
    return _NAMES.get(character, name)


def in_quotes(names: Iterable[str], most: int = 3) -> str:
    """Names as in a sentence: `"driver", "nurse", "coach" and 4 more`."""
    quoted = [f'"{name}"' for name in names]
    if len(quoted) > most + 1:
        quoted = [*quoted[:most], f"{len(quoted) - most} more"]
    return " and ".join(filter(None, [", ".join(quoted[:-1]), quoted[-1]]))


def how_many(count: int, noun: str, nouns: str = "") -> str:
    """A number with its noun, such as `1 role` and `2 roles`. `nouns` is an irregular plural."""
    return f"{count} {noun if count == 1 else nouns or f'{noun}s'}"
