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
    every = tuple(problems)
    blanks = tuple(problem for problem in every if problem.is_blank)
    found = causes(problem for problem in every if not problem.is_blank)
    others = tuple(cause.problem for cause in found)
    is_broken = any(problem.is_mistake for problem in others)
    _ = translations.gettext
    title = _("Remarks") if others or not blanks else _("Still to write")
    if is_broken:
        title = _("The course has a problem")
    template = make_environment(translations).get_template("problems.html.jinja")
    shown = in_order(sorted(others, key=lambda it: it.is_warning)[:MOST_SHOWN])
    html = template.render(
        title=title,
        problems=shown,
        count=len(others),
        more=len(others) - len(shown),
        blanks=blanks,
        is_broken=is_broken,
    )
    return Page(address, title, "", title, without_blank_lines(html))
