"""The page that a preview shows while the course has problems."""

from collections.abc import Iterable

from babel.support import NullTranslations

from course.problems import Problem, causes, in_order
from course.render.environment import make_environment, without_blank_lines
from course.site import Page

MOST_SHOWN = 40
"""Mistakes come first. Nobody fixes more without looking again."""


def problem_page(address: str, problems: Iterable[Problem], translations: NullTranslations) -> Page:
    """The problems, shown at `address` instead of the page that cannot be made."""
    problems = tuple(cause.problem for cause in causes(problems))
    is_broken = not all(problem.is_warning for problem in problems)
    _ = translations.gettext
    title = _("The course has a problem") if is_broken else _("Remarks")
    template = make_environment(translations).get_template("problems.html.jinja")
    shown = in_order(sorted(problems, key=lambda it: it.is_warning)[:MOST_SHOWN])
    html = template.render(
        title=title,
        problems=shown,
        count=len(problems),
        more=len(problems) - len(shown),
        is_broken=is_broken,
    )
    return Page(address, title, "", title, without_blank_lines(html))
