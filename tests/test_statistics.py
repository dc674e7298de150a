from course.models.course import Course
from course.statistics import statistics
from course.tailor import tailor


def test_statistics_count_what_the_role_reads(small_course: Course) -> None:
    driver, teacher = (
        statistics(small_course, role) for role in tailor(small_course).by_role.values()
    )
    assert driver.keys() == teacher.keys()
    assert (driver["modules"], driver["minutes"]) == ("2", "8")
    assert (driver["questions"], driver["questions of its own"]) == ("9", "2")
    assert (driver["situations"], driver["claims"], driver["sources"]) == ("1", "2", "3")
    assert int(driver["words"]) > 100
    assert teacher["questions of its own"] == "1"
    assert float(teacher["reading grade"]) < 8
