from course.models.course import Course
from course.models.search_words import SearchWord, SearchWords
from course.models.texts import Line
from course.render.topic_index import IndexEntry, topic_index
from course.tailor import tailor
from tests.rendering import markdown_of

WORDS = SearchWords.model_validate(
    {
        "words": {
            "meltdown": {
                "topic": "Meltdown, tantrum",
                "says": ["freaking out", "losing it"],
                "leads-to": ["first-steps/few-words", "first-steps/nowhere", "gone/few-words"],
            },
            "anger": {
                "topic": "anger",
                "says": ["Angry"],
                "leads-to": ["first-steps/few-words", "first-steps/your-work"],
            },
            "gone": {"topic": "Ghosts", "says": ["ghost"], "leads-to": ["gone/few-words"]},
            "other": {"topic": "Loud", "says": ["loud"], "leads-to": ["help/line"]},
            "cook": {
                "topic": "Kitchen",
                "topic-for": ["classroom"],
                "says": ["oven"],
                "leads-to": ["first-steps/few-words"],
            },
            "bus": {
                "topic": "On the road",
                "topic-for": ["teacher", "moving"],
                "says": ["road"],
                "leads-to": ["first-steps/few-words"],
            },
            "seat": {
                "topic": "Will not sit",
                "says": ["seat"],
                "leads-to": ["first-steps/your-work", "first-steps/few-words"],
                "only-for": {"first-steps/your-work": ["teacher"]},
            },
            "searched": {"says": ["noisy"], "leads-to": ["first-steps/few-words"]},
        }
    }
).words


def test_topics_have_a_name_the_lessons_of_the_role_and_only_those_roles_that_they_are_for(
    small_course: Course,
) -> None:
    driver = tailor(small_course).by_role["driver"]
    few = {
        "driver/first-steps/#few-words": driver.modules["first-steps"].lessons["few-words"].title
    }
    work = {"driver/first-steps/#your-work": "Stop 12. He holds on to the seat."}
    assert topic_index(driver, WORDS, markdown_of(small_course).plain) == [
        IndexEntry("anger", {**few, **work}),
        IndexEntry("Meltdown, tantrum", few),
        IndexEntry("On the road", few),
        IndexEntry("Will not sit", few),
    ]


def test_course_without_search_words_has_no_topic_index(small_course: Course) -> None:
    plain = markdown_of(small_course).plain
    assert topic_index(tailor(small_course).by_role["driver"], {}, plain) == []


def test_places_with_the_same_title_are_told_apart_by_their_module(small_course: Course) -> None:
    more = small_course.modules["more-words"]
    repair = more.lessons["repair"].model_copy(update={"title": Line("Few words")})
    changed = more.model_copy(update={"lessons": {"repair": repair}})
    modules = {**small_course.modules, "more-words": changed}
    driver = tailor(small_course.model_copy(update={"modules": modules})).by_role["driver"]
    places = ["first-steps/few-words", "more-words/repair"]
    word = SearchWord.model_validate({"topic": "Calm", "says": ["calm"], "leads-to": places})
    (entry,) = topic_index(driver, {"calm": word}, markdown_of(small_course).plain)
    first = small_course.modules["first-steps"].title
    assert [*entry.places.values()] == [f"Few words ({first})", f"Few words ({changed.title})"]
