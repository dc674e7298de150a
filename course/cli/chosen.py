"""The jobs and modules that a command is asked for."""

from collections.abc import Mapping

import click

from course.models.base import Id
from course.models.role_course import RoleCourse
from course.suggestions import did_you_mean


def chosen_roles(
    roles: Mapping[Id, RoleCourse], role_id: Id | None, module_id: Id | None
) -> list[RoleCourse]:
    """The roles that are asked for and have the module; None means any.

    A name that is none of theirs ends the command.
    """
    if role_id is not None and role_id not in roles:
        raise click.BadParameter(
            f'"{role_id}" is not a job. {did_you_mean(role_id, roles)}', param_hint="--role"
        )
    chosen = [role for name, role in roles.items() if role_id in (None, name)]
    known = list(dict.fromkeys(name for role in chosen for name in role.modules))
    if module_id is not None and module_id not in known:
        reads = "is not a module" if role_id is None else f"is not a module of {role_id}"
        raise click.BadParameter(
            f'"{module_id}" {reads}. {did_you_mean(module_id, known, most=len(known))}',
            param_hint="--module",
        )
    return [role for role in chosen if module_id in (None, *role.modules)]
