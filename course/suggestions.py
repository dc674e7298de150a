"""Remedies that name what an author probably meant."""

import difflib
from collections.abc import Iterable


def nearest(wrong: str, known: Iterable[str]) -> str | None:
    """The known name that is most similar to a wrong one, if any is close enough."""
    close = difflib.get_close_matches(wrong.lower(), tuple(known), n=1, cutoff=0.6)
    return close[0] if close else None


def did_you_mean(wrong: str, known: Iterable[str], most: int = 12) -> str:
    """The remedy for an unknown name: the nearest known name, or at `most` so many known names."""
    known = tuple(known)
    if close := nearest(wrong, known):
        return f'Did you mean "{close}"?'
    if not known:
        return "There is nothing to choose from yet."
    some = ", ".join(known[:most])
    return f"Write one of these: {some}{', …' if len(known) > most else '.'}"


def in_quotes(names: Iterable[str], most: int = 3) -> str:
    """Names as in a sentence: `"driver", "nurse", "coach" and 4 more`."""
    quoted = [f'"{name}"' for name in names]
    if len(quoted) > most + 1:
        quoted = [*quoted[:most], f"{len(quoted) - most} more"]
    return " and ".join(filter(None, [", ".join(quoted[:-1]), quoted[-1]]))


def how_many(count: int, noun: str, nouns: str = "") -> str:
    """A number with its noun, such as `1 role` and `2 roles`. `nouns` is an irregular plural."""
    return f"{count} {noun if count == 1 else nouns or f'{noun}s'}"
