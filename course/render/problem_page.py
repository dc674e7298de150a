"""The page that a preview shows while the course has problems."""

from collections.abc import Iterable

from babel.support import NullTranslations

from course.problems import Problem
from course.render.environment import make_environment, without_blank_lines
from course.site import Page


def problem_page(address: str, problems: Iterable[Problem], translations: NullTranslations) -> Page:
    """The problems, shown at `address` instead of the page that cannot be made."""
    problems = tuple(problems)
    is_broken = any(problem.is_mistake for problem in problems)
    _ = translations.gettext
    title = _("The course has a problem") if is_broken else _("Remarks")
    template = make_environment(translations).get_template("problems.html.jinja")
    html = template.render(title=title, problems=problems, is_broken=is_broken)
    return Page(address, title, "", title, without_blank_lines(html))
