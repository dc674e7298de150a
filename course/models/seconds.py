"""How long reading takes."""

from course.models.base import words_in

WORDS_PER_MINUTE = 190
"""How fast we assume that staff read on a phone. Most adults read English nonfiction at 175 to 300
words a minute, 238 on average (Brysbaert 2019, doi:10.1016/j.jml.2019.104047)."""
SECONDS_PER_QUESTION = 15
"""To think about a question and answer it, besides reading: our assumption."""


def seconds_to_read(*texts: object) -> int:
    """How long it takes to read all texts in these."""
    return round(60 * words_in(texts) / WORDS_PER_MINUTE)
