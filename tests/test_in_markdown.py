"""Problems as Markdown: nothing in them is taken for Markdown, and code stays code."""

from course.in_markdown import list_item
from course.problems import Position, Problem


def test_only_what_is_code_is_shown_as_it_is() -> None:
    what = 'There is no "*a_b*" here, as @someone\nsays in <b>#7</b>.'
    problem = Problem("modules/x.yml", Position(3), what, "Write `a_b: [c]` or `")
    assert list_item(problem, "Remark: ") == (
        '- `modules/x.yml:3` Remark: There is no "\\*a\\_b\\*" here, as \\@someone '
        "says in \\<b\\>\\#7\\</b\\>. Write `a_b: [c]` or \\`"
    )
