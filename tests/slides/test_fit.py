"""Nothing spills over a slide, and nothing is lost when a text is split."""

from hypothesis import given
from hypothesis import strategies as st

from course.slides.deck import Block, Run
from course.slides.fit import SIZES, Box, height_of, parts_of, title_size, width_of

WHOLE = Box(864, 350)
SMALL_WHOLE, SMALL_BESIDE = Box(400, 120), Box(200, 120)
WORDS = st.sampled_from(["a", "“Yes.”", "x" * 12, "A few words of one sentence."])
BLOCKS = st.lists(
    st.builds(
        lambda bold, plain, label: Block((Run(f"{bold} ", bold=True), Run(plain)), label),
        WORDS,
        WORDS,
        st.sampled_from(["", "•", "A."]),
    ),
    max_size=3,
)


@given(BLOCKS, st.booleans())
def test_every_part_fits_and_all_words_are_there_in_order(
    blocks: list[Block], has_picture: bool
) -> None:
    first = SMALL_BESIDE if has_picture else SMALL_WHOLE
    parts = parts_of(blocks, first, SMALL_WHOLE)
    for number, part in enumerate(parts):
        box = first if number == 0 else SMALL_WHOLE
        assert part.size in SIZES
        assert part.blocks
        assert height_of(part.blocks, box.width, part.size) <= box.height
    words = " ".join(block.text for part in parts for block in part.blocks).split()
    assert words == " ".join(block.text for block in blocks).split()


def test_text_is_as_large_as_the_number_of_slides_allows() -> None:
    short = Block((Run("A few words."),))
    assert [part.size for part in parts_of([short], WHOLE, WHOLE)] == [SIZES[0]]
    long = Block((Run("Some more words. " * 38),))
    assert [part.size for part in parts_of([long], WHOLE, WHOLE)] == [SIZES[-1]]


def test_what_leads_on_is_not_the_last_on_a_slide() -> None:
    blocks = [Block((Run("Eight words for a line of this slide. " * 2),))] * 11
    asked = Block((Run("It may be"),))
    answer = Block((Run("hunger " * 60),), "•")
    first, *_ = parts_of([*blocks[:5], asked, answer], WHOLE, WHOLE)
    assert first.blocks[-1] != asked


def test_reason_stays_with_its_answer() -> None:
    item = Block((Run("An answer."),), "A.", heads=True)
    reason = Block((Run("This is the reason for it, in a few more words. " * 4),), is_inside=True)
    parts = parts_of([item, reason] * 4, WHOLE, WHOLE)
    assert len(parts) > 1
    assert all(part.blocks[0] == item for part in parts)


def test_widths_are_those_of_the_typeface() -> None:
    """By the published widths of Helvetica, which Arial has, too, and a little more with care."""
    assert 0 < width_of("Hamburg", 1000) - (722 + 556 + 833 + 556 + 556 + 333 + 556) < 200
    assert width_of("é", 24) == width_of("e", 24)
    assert width_of("字", 24) >= 24
    assert width_of("words", 24, bold=True) > width_of("words", 24)


def test_title_that_is_too_long_for_any_size_is_told() -> None:
    assert title_size("Noticing", 864) == 36
    assert title_size("Many words for a title of one slide " * 3, 864) == 32
    assert title_size("Far too many words for a title " * 8, 864) is None
