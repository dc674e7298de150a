"""What leads to something that a district has taken out goes with it, and nothing else does."""

from collections.abc import Callable
from pathlib import Path

from course.read.loader import load
from tests.conftest import Files

OWN: Files = {
    "district/district.yml": "name: Lakeview\nstate: Texas\n",
    "district/modules/first-steps.yml": "remove:\n  lessons/hard-example: |\n    Too close.\n",
    "district/reference/contacts.yml": "remove:\n  office: |\n    Nobody is there.\n",
    "reference/search-words.yml": """\
words:
  chair:
    says: [a chair]
    leads-to: [first-steps/hard-example, help/office, first-steps/few-words]
    only-for: {help/office: [teacher], first-steps/few-words: [driver]}
  thrown:
    says: [thrown]
    leads-to: [first-steps/hard-example]
""",
    "reference/moments.yml": """\
thrown:
  title: Something thrown
  lessons: [first-steps/hard-example, first-steps/few-words]
  first: {means: Step back., says: [step]}
  calls: {means: The office., says: [office]}
  exception: {means: A car., says: [car]}
""",
}
PARTS = ("call", "do", "say", "dont", "then")
CARD = "title: A chair\nkind: work\n" + "".join(f"{part}: |\n  Wait.\n" for part in PARTS)
TOPIC = "title: Chairs\nsummary: |\n  Ours.\nreviewer: counselor\n" + "".join(
    f"{part}: |\n  Wait.\n" for part in ("see", "say", "dont", "tell", "sure")
)


def test_what_leads_to_a_removed_thing_goes_with_it(course_with: Callable[[Files], Path]) -> None:
    card = f"{CARD}lesson: first-steps/{{}}\n"
    folder = course_with(
        {
            **OWN,
            "reference/cards/chair.yml": card.format("hard-example"),
            "reference/cards/other.yml": card.format("few-words"),
            "reference/topics/chairs.yml": f"{TOPIC}lessons:\n  - first-steps/few-words\n"
            "  - first-steps/hard-example\n",
        }
    )
    loaded = load(folder, district=folder / "district")
    assert [it.what.split(" fits")[0] for it in loaded.problems] == [
        "Nobody has said yet that this reason"
    ] * 2
    assert loaded.course
    course, kept = loaded.course, "first-steps/few-words"
    assert [*course.search_words.words] == ["chair"]
    chair = course.search_words.words["chair"]
    assert (chair.leads_to, chair.only_for) == ((kept,), {kept: ("driver",)})
    assert course.topics["chairs"].lessons == (kept,)
    assert course.moments["thrown"].lessons == (kept,)
    assert {name: it.lesson for name, it in course.cards.items()} == {"chair": None, "other": kept}
