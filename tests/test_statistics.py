from course.models.course import Course
from course.statistics import counts


def test_counts_are_of_what_this_role_reads(small_course: Course) -> None:
    driver, teacher = (counts(small_course, role_id) for role_id in ("driver", "teacher"))
    assert driver.keys() == teacher.keys()
    assert (driver["modules"], driver["minutes"]) == ("2", "7")
    assert (driver["questions"], driver["questions of its own"]) == ("9", "2")
    assert (driver["situations"], driver["claims"], driver["sources"]) == ("1", "2", "3")
    assert int(driver["words"]) > 100
    assert teacher["questions of its own"] == "1"
    assert float(teacher["reading grade"]) < 8
