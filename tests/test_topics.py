from course.models.course import Course
from course.models.search_words import SearchWords
from course.tailor import tailor
from course.topics import Topic, topics

WORDS = SearchWords.model_validate(
    {
        "words": {
            "meltdown": {
                "says": ["meltdown", "tantrum", "freaking out", "losing it"],
                "leads-to": ["first-steps/few-words", "first-steps/nowhere", "gone/few-words"],
            },
            "anger": {
                "says": ["Angry"],
                "leads-to": ["first-steps/few-words", "first-steps/your-work"],
            },
            "gone": {"says": ["ghost"], "leads-to": ["gone/few-words"]},
            "other": {"says": ["loud"], "leads-to": ["help/line"]},
        }
    }
).words


def test_topics_are_what_staff_say_first_with_the_lessons_that_the_role_meets(
    small_course: Course,
) -> None:
    driver = tailor(small_course, "driver")
    few = {
        "driver/first-steps/#few-words": driver.modules["first-steps"].lessons["few-words"].title
    }
    assert topics(driver, WORDS) == [
        Topic(("Angry",), {**few, "driver/first-steps/#your-work": "At your work"}),
        Topic(("meltdown", "tantrum", "freaking out"), few),
    ]


def test_course_without_search_words_has_no_topics(small_course: Course) -> None:
    assert topics(tailor(small_course, "driver"), {}) == []
