from course.models.base import Model
from course.models.docstrings import docstrings_in


class Tea(Model):
    """Something to drink."""

    cups: int
    """How many.

    At least one.
    """
    sugar: bool = False
    milk: bool = False
    """Whether it is white."""

    def price(self) -> int:
        """What it costs, which is about no field."""
        return self.cups


class ColdTea(Tea):
    milk: bool = True
    ice: int = 0
    """How many cubes."""


def test_each_field_has_the_docstring_under_it() -> None:
    assert docstrings_in(Tea) == {
        "cups": "How many.\n\nAt least one.",
        "sugar": "",
        "milk": "Whether it is white.",
    }


def test_docstrings_are_inherited_unless_a_field_is_annotated_again() -> None:
    described = {name: field.description for name, field in ColdTea.documented_fields().items()}
    assert described == {
        "cups": "How many.\n\nAt least one.",
        "sugar": None,
        "milk": None,
        "ice": "How many cubes.",
    }
    assert Tea.documented_fields()["milk"].description == "Whether it is white."
