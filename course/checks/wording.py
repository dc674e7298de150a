"""Words in braces, which each job says in its own way."""

import re
from collections.abc import Iterable, Iterator

from course.checks.context import Context
from course.checks.roles import ROLES
from course.checks.unknown import unknown
from course.models.base import WORD_REFERENCE
from course.models.texts import Line, Prose
from course.problems import Finding
from course.read.places import FOLDERS, Place

TAILORED = tuple(f"{FOLDERS[kind]}/" for kind in ("modules", "quizzes", "cards"))
"""Where a text may have them."""
OUTLINE = "course.yml"
_BRACES = re.compile(r"[{}](?:[^{}\n]{0,30}\})?\}?")


def words_in_braces(context: Context) -> Iterator[Finding]:
    """A word in braces is in a text of a module, quiz or card, and `course.yml` has it.

    A text has no other braces.

    Good: `Then tell {boss}.` with `boss: your supervisor` under `words:` in `course.yml`
    Bad: `title: What to tell {boss}`, `{Boss} knows.`
    """
    known = context.course.outline.words
    for (path, location), text in context.find_all((Prose, Line)):
        if "{" not in text and "}" not in text:
            continue
        is_tailored = isinstance(text, Prose) and path.startswith(TAILORED)
        yield from _other_braces((path, location), text, known if is_tailored else ())
        for hit in WORD_REFERENCE.finditer(text):
            if not is_tailored:
                yield Finding(
                    path,
                    location,
                    f"Readers would see `{hit[0]}`, because it is only replaced in texts of "
                    "modules, quizzes and cards, and not in titles.",
                    "Write the word itself.",
                    offset=hit.start(),
                )
            elif hit["id"] not in known:
                yield unknown(
                    (path, location),
                    f'There is no "{hit["id"]}" under `words:` in {OUTLINE}.',
                    hit["id"],
                    known,
                    written="{{{}}}",
                    needs=f"words/{hit['id']}",
                    offset=hit.start(),
                )


def _other_braces(place: Place, text: str, known: Iterable[str]) -> Iterator[Finding]:
    """Braces that are not around a word alone, such as those of `{the boss}` and `{{boss}}`."""
    rest = WORD_REFERENCE.sub(lambda hit: " " * len(hit[0]), text)
    for hit in _BRACES.finditer(rest):
        words = re.findall(r"[\w-]+", (text[hit.start() :] + " ").split("\n")[0].casefold())
        name = next((word for word in words[:2] if word in known), "")
        remedy = f"Write {{{name}}}." if name else "Delete it, or write the word itself."
        yield Finding(*place, "Readers would see this brace.", remedy, offset=hit.start())


def words_of_roles(context: Context) -> Iterator[Finding]:
    """What a role says for words in braces is for words that `course.yml` has.

    Good: `boss: your manager` under `words:` of a role, and `boss: your supervisor` in `course.yml`
    Bad: `bos: your manager`
    """
    known = context.course.outline.words
    for role_id, role in context.course.roles.items():
        for name in role.words:
            if name not in known:
                yield unknown(
                    (ROLES, ("roles", role_id, "words", name)),
                    f'There is no "{name}" under `words:` in {OUTLINE}.',
                    name,
                    known,
                    on_key=True,
                )


RULES = (words_in_braces, words_of_roles)
