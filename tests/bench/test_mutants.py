import pytest

from bench.mutants import mutants

PYTHON = '''def f(a: int | None, rest) -> bool:
    """A number: 1 < 2."""
    if a < 2 and not rest:
        rest.append(f"{a > 1}")
    return a is None
'''
SCRIPT = """// a < b
import { c } from "./c.mjs";
export function f(a) {
  if (a !== "x && y") return c(a, /1 \\/ 1/);
  a.clear();
  return true;
}
"""


def changed_lines(name: str, source: str) -> list[tuple[int, str]]:
    """The line that each mutant changes, with its number."""
    lines = []
    for mutant in mutants(name, source):
        changed = mutant.applied_to(source).splitlines()
        assert len(changed) == len(source.splitlines())
        lines.append((mutant.line, changed[mutant.line - 1].strip()))
    return lines


def test_python_file_has_one_mistake_in_each_mutant() -> None:
    assert sorted(changed_lines("f.py", PYTHON)) == sorted(
        [
            (3, "if (a < 2 or not rest):"),
            (3, "if True:"),
            (3, "if False:"),
            (3, "if (a <= 2) and not rest:"),
            (3, "if a < 3 and not rest:"),
            (3, "if a < (1) and not rest:"),
            (3, "if a < 2 and (rest):"),
            (4, "pass"),
            (5, "return (a is not None)"),
            (5, "return None"),
        ]
    )


def test_script_has_one_mistake_in_each_mutant() -> None:
    condition, call = 'a !== "x && y"', "return c(a, /1 \\/ 1/);"
    assert sorted(changed_lines("f.mjs", SCRIPT)) == sorted(
        [
            (4, f'if (a === "x && y") {call}'),
            (4, f"if (true) {call}"),
            (4, f"if (false) {call}"),
            (4, f"if ({condition}) return undefined;"),
            (5, ""),
            (6, "return undefined;"),
            (6, "return false;"),
        ]
    )


@pytest.mark.parametrize("condition", ["not (a and b)", "a in b", "len('ä') == a"])
def test_mutants_of_a_condition_can_be_compiled(condition: str) -> None:
    source = f"def f(a, b):\n    return {condition}\n"
    for mutant in mutants("f.py", source):
        compile(mutant.applied_to(source), "f.py", "exec")
