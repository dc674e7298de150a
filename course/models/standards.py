"""What a course is held to, beyond what the rules require of every course."""

from typing import Annotated

from pydantic import Field

from course.models.base import Audience, Id, Model, YesNo


class Standards(Model):
    """The value of `standards`: what this course is held to, beyond what every course must be.

    Whatever falls short is a remark.
    """

    no_remarks: YesNo = False
    """`yes` if a remark fails `check` and `build`, as a mistake does. A remark that something has
    grown old never does, and with a district's folder, no remark does."""
    complete: YesNo = False
    """`yes` if every row of the matrix has its module."""
    own_questions: Annotated[int, Field(ge=0)] = 0
    """How many questions each role has for it alone, at least."""
    shared_questions: Annotated[int, Field(ge=0)] = 0
    """How many questions of each quiz are not for one role alone, at least."""
    team_activity: Audience | None = None
    """Who has something to do with colleagues in every module: `{}` is everyone, and
    `except: [substitute]` everyone else."""
    above_chance: Annotated[int, Field(ge=0, le=100)] | None = None
    """How many percentage points more than by chance readers may get right by a habit, such as
    picking the longest answer. Only for a course with a hundred questions or more: in fewer, a
    habit does well by luck."""
    drawn: tuple[Id, ...] = ()
    """Who is in at least one drawing: words for `who`, `pose`, `hair` and `build`."""
