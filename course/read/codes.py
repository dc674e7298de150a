"""The names in brackets after problems that come from no rule, and what they mean.

Rules are named and explained by their functions. What is found before any rule runs is named here.
"""

import re
from dataclasses import dataclass

YAML, FILE_CONTENT, KEYS, IDS, VALUES = "yaml", "file-content", "keys", "ids", "values"
FILE_NAMES, DISTRICT_FILES, PICTURES = "file-names", "district-files", "pictures"
BLANK, LOOKED_AT, SINCE = "blank", "looked-at", "since"

_EXAMPLE = re.compile(r"^(?=Good: |Bad: )", re.MULTILINE)
"""Where an example begins. It may go on in the next line."""
READING, TO_DO = "What cannot be read", "What a person still has to do"
"""What the families of these are called."""


@dataclass(frozen=True)
class Code:
    """A name in brackets, and what it means."""

    name: str
    family: str
    """What the names around it have in common: a heading in the guide."""
    text: str
    """What is asked for, in a sentence. After an empty line, a good and a bad example."""
    ending: str
    """What else its page says."""
    is_rule: bool = False
    """Whether a rule has this name."""

    @property
    def sentence(self) -> str:
        """What is asked for."""
        return self.text.partition("\n\n")[0]

    @property
    def examples(self) -> list[str]:
        """A good and a bad example, each on one line."""
        rest = self.text.partition("\n\n")[2]
        return [" ".join(it.split()) for it in _EXAMPLE.split(rest) if it.strip()]


_HAS_TO_BE_FIXED = """\
No rule has found this: it is found while the file is read. It has to be fixed, and nothing under
`overrides` changes that. Rules say nothing about what could not be read, so more may be told once
it can be.
"""


def _reading(name: str, text: str) -> Code:
    return Code(name, READING, text, _HAS_TO_BE_FIXED)


CODES = (
    _reading(
        YAML,
        "A file is YAML: keys with a colon, lists with hyphens, and spaces in front that say what "
        "belongs to\nwhat. Text with a colon, a number sign or quotation marks is written under "
        "`|`.\n\n"
        "Good: `title: |`, and the text on the next line, indented\n"
        "Bad: `title: First: steps`, a tab, a key twice, or `•` instead of a hyphen",
    ),
    _reading(
        FILE_CONTENT,
        "A file is text in UTF-8, and everything in it can be seen.\n\n"
        "Good: a file that a plain editor has saved\n"
        "Bad: a no-break space, a picture pasted as letters, or `<<<<<<<` from a merge of two "
        "versions",
    ),
    _reading(
        KEYS,
        "Each key is one of those that its place knows, and those that are needed are there.\n\n"
        "Good: `title:` and `minutes:` at the top of a module\n"
        "Bad: `titel:`, or no title at all",
    ),
    _reading(
        IDS,
        "An id has lowercase letters, digits and single hyphens, and nothing else.\n\n"
        "Good: `few-words`\n"
        "Bad: `Few words`, `few_words`, or `few–words` with a dash",
    ),
    _reading(
        VALUES,
        "The value of a key is of the kind that the key asks for: a number, a day, yes or no, a "
        "list, a text of\nsome length, or one of a few words.\n\n"
        "Good: `minutes: 12`\n"
        "Bad: `minutes: twelve`, or `core: maybe`",
    ),
    _reading(
        FILE_NAMES,
        "Each file is in its folder under a name that is read, and what belongs together has the "
        "same name.\n\n"
        "Good: `modules/noticing.yml` with `quizzes/noticing.yml`\n"
        "Bad: `modules/noticing.yaml.txt`, or a module without a quiz",
    ),
    _reading(
        DISTRICT_FILES,
        "What a district writes over the course fits what the course has: it changes what is "
        "there, adds what is\nnot, and removes what may be removed.\n\n"
        "Good: `lessons/few-words` under `remove:`, with the reason\n"
        "Bad: a lesson that the course does not have, without `new: yes`",
    ),
    _reading(
        PICTURES,
        "A drawing or a logo is a plain picture: nothing in it runs, loads anything or depends on "
        "a typeface.\n\n"
        "Good: an SVG of shapes, or for a logo a PNG\n"
        "Bad: an SVG with text, a script or a link",
    ),
    Code(
        BLANK,
        TO_DO,
        "What only a person can write is written before the course is published.\n\n"
        "Good: the sentence that a driver would say\n"
        "Bad: `TODO: what the driver says`",
        "A blank is no mistake: the course can be read and previewed with it. Rules say nothing "
        "about the piece\nthat it is in. Nothing is published while any is left.\n",
    ),
    Code(
        LOOKED_AT,
        TO_DO,
        "Somebody has looked at what the course says where a district says something else.\n\n"
        "Good: `district --accept PLACE`, after reading both texts\n"
        "Bad: an update that changes the course's text, and nobody who compares it with the "
        "district's",
        "It is only a remark. `district --report` shows both texts beside each other, and "
        "`--accept` notes that\nsomebody has looked. On GitHub, the summary of each run has both "
        "texts, and the file that `--accept` would\nwrite, to copy.\n",
    ),
    Code(
        SINCE,
        TO_DO,
        "A change loses nothing that readers have saved: an id that changes says what it was, "
        "under `was`, and a\nchange of meaning has a new `revision`.\n\n"
        "Good: `was: [few-words]` in a lesson that is called `short-lines` now\n"
        "Bad: another id alone, or another right answer in the same revision",
        "Only `check --since` tells it, because it compares the course with what it was.\n",
    ),
)
"""All of them, in the order of the guide."""
