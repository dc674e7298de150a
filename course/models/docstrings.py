"""The docstrings under the fields of a class, as its source has them."""

import ast
import inspect
from itertools import pairwise
from textwrap import dedent


def docstrings_in(kind: type) -> dict[str, str]:
    """The docstring under each field that a class annotates itself. Empty where there is none.

    Raises OSError if the source cannot be read.
    """
    definition = ast.parse(dedent(inspect.getsource(kind))).body[0]
    assert isinstance(definition, ast.ClassDef), "a class was given"
    return {
        field.target.id: _text(below)
        for field, below in pairwise([*definition.body, ast.Pass()])
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
    }


def _text(statement: ast.stmt) -> str:
    """The text of a statement that is nothing but a string."""
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return inspect.cleandoc(str(statement.value.value))
    return ""
