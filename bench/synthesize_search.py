"""Makes up what the staff of a synthetic course type into the search.

The amounts are those of the real course: phrases for each lesson, activity and question, and search
words for each lesson.
"""

from collections.abc import Sequence
from itertools import islice
from random import Random
from typing import Any

PHRASES = {"lesson": 18, "situation": 13, "your-part": 12, "choice": 6}
"""The number of phrases in `found-by`, by the kind of piece. Other kinds have none."""
PHRASE_LENGTHS = {2: 6, 3: 12, 4: 26, 5: 30, 6: 18, 7: 7}
"""How many of 100 phrases have so many words."""
ENTRIES_FOR_A_LESSON = 3
"""The number of entries in the list of search words."""
SAYS = 5
"""The number of phrases in an entry."""
SAYS_LENGTHS = {1: 19, 2: 26, 3: 22, 4: 28, 5: 4}
"""How many of 100 phrases in entries have so many words."""
LEADS_TO = 3
"""The number of places that an entry leads to."""
ENTRIES_FOR_A_TOPIC = 4
"""One entry of so many has a topic."""
OTHER_WORDS = 1500
"""How many words are typed that the course does not contain."""
OTHER_WORDS_PERCENT = 14
"""The share of typed words that the course does not contain."""
OTHERS_IN_GROUP = 3
"""How many words mean nearly the same as one of the course. No word is in two groups."""
DANGER_PHRASES = 350
MOST_LETTERS_IN_SMALL_WORD = 2
ENDINGS = ("ing", "ings", "ed", "es", "s", "e", "er", "ers", "ly", "ness")
SOUNDS = {"ph": "f", "ight": "it", "ck": "k", "ch": "k", "c": "k", "wr": "r", "kn": "n", "ee": "e"}


class Phrases(list[str]):
    """A list that is written in one line, as authors do."""


class Typist:
    """Makes up search phrases, always the same ones.

    It has its own random numbers, so the course's other texts are the same without it.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """`vocabulary` are words of the course."""
        self._words = vocabulary
        self._random = Random(20261128)
        made_up = dict.fromkeys(self._made_up() for _ in range(2 * OTHER_WORDS))
        self._others = [word for word in made_up if word not in vocabulary][:OTHER_WORDS]

    def add_to_module(self, module: dict[str, Any]) -> None:
        """Add `found-by` to lessons and activities."""
        for lesson in module["lessons"].values():
            lesson["found-by"] = self._phrases(PHRASES["lesson"], PHRASE_LENGTHS)
            self._add_to_kinds(lesson["activities"])

    def add_to_quiz(self, quiz: dict[str, Any]) -> None:
        """Add `found-by` to questions."""
        self._add_to_kinds(quiz["questions"])

    def search_words(self, lessons: Sequence[str]) -> dict[str, Any]:
        """The list of search words. `lessons` are the places of lessons, as in `leads-to`."""
        small = Phrases(word for word in self._words if len(word) <= MOST_LETTERS_IN_SMALL_WORD)
        others = iter(self._others)
        return {
            "endings": Phrases(ENDINGS),
            "sounds": SOUNDS,
            "same": [
                Phrases([word, *islice(others, OTHERS_IN_GROUP)])
                for word in self._words
                if word not in small
            ],
            "small": small,
            "danger": self._phrases(DANGER_PHRASES, SAYS_LENGTHS),
            "words": {
                f"word-{number}": self._entry(number, lessons)
                for number in range(ENTRIES_FOR_A_LESSON * len(lessons))
            },
        }

    def _add_to_kinds(self, pieces: dict[str, Any]) -> None:
        for piece in pieces.values():
            if piece["kind"] in PHRASES:
                piece["found-by"] = self._phrases(PHRASES[piece["kind"]], PHRASE_LENGTHS)

    def _entry(self, number: int, lessons: Sequence[str]) -> dict[str, Any]:
        places = self._random.sample(lessons, min(LEADS_TO, len(lessons)))
        entry = {"says": self._phrases(SAYS, SAYS_LENGTHS), "leads-to": Phrases(places)}
        has_topic = number % ENTRIES_FOR_A_TOPIC == 0
        return {"topic": self._phrase(SAYS_LENGTHS).capitalize(), **entry} if has_topic else entry

    def _phrases(self, count: int, lengths: dict[int, int]) -> Phrases:
        return Phrases(self._phrase(lengths) for _ in range(count))

    def _phrase(self, lengths: dict[int, int]) -> str:
        [length] = self._random.choices(list(lengths), list(lengths.values()))
        return " ".join(self._word() for _ in range(length))

    def _word(self) -> str:
        is_other = self._random.randrange(100) < OTHER_WORDS_PERCENT
        return self._random.choice(self._others if is_other else self._words)

    def _made_up(self) -> str:
        syllables = self._random.randint(2, 3)
        return "".join(
            self._random.choice("bdfgklmnprst") + self._random.choice("aeiou")
            for _ in range(syllables)
        )
