"""Mutants: copies of a source file with one small mistake each.

A mutant replaces one piece of the source. Texts are not changed, so wording is never a mutant.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_Replacement = tuple[ast.AST, str]

_OPPOSITES: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_TEXT_OR_TYPE = {"annotation", "returns", "decorator_list"}
"""Fields of a node that hold no behavior."""

_MASKED = re.compile(
    r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|`(?:\\.|[^`\\])*`|import [^;]*;"
    r"|(?:(?<=[(=!&|,] )|(?<=[(!]))/(?:\\.|[^/\\\n])+/\w*",
    re.DOTALL,
)
"""Comments, texts, regular expressions and imports of a script."""
_SCRIPT_EDITS = tuple(
    (re.compile(pattern, re.MULTILINE), replacement)
    for pattern, replacement in (
        (r"===", "!=="),
        (r"!==", "==="),
        (r"&&", "||"),
        (r"\|\|", "&&"),
        (r"\?\?", "&&"),
        (r"(?<= )<(?= )", "<="),
        (r"(?<= )<=(?= )", "<"),
        (r"(?<= )>(?= )", ">="),
        (r"(?<= )>=(?= )", ">"),
        (r"(?<= )\+(?= )", "-"),
        (r"(?<= )-(?= )", "+"),
        (r"!(?=[\w(])", ""),
        (r"\btrue\b", "false"),
        (r"\bfalse\b", "true"),
        (r"\bevery\b", "some"),
        (r"\bsome\b", "every"),
        (r"(?<=\breturn )[^;\n]+(?=;)", "undefined"),
        (r"(?<=\bif \()[^\n]+(?=\) )", "true"),
        (r"(?<=\bif \()[^\n]+(?=\) )", "false"),
        (r"\.filter\((?:[^()\n]|\([^()\n]*\))*\)", ""),
        (r"(?<![\w.])\d[\d_]*(?![\w.])", "7777"),
        (r"(?<=^  ) *[\w.#]+(?:\([^\n]*\)| = [^\n]*);$", ""),
    )
)
"""What is replaced in scripts, and by what. The last is a whole statement inside a function."""


@dataclass(frozen=True)
class Mutant:
    """One replacement in a source."""

    line: int
    """Counted from 1."""
    start: int
    """The offset of the first replaced byte."""
    end: int
    replacement: str

    def applied_to(self, source: str) -> str:
        """The source with the mistake."""
        content = source.encode()
        return (content[: self.start] + self.replacement.encode() + content[self.end :]).decode()


def mutants(name: str, source: str) -> list[Mutant]:
    """All mutants of a Python file or script, in the order of the source.

    A mutant of a Python file that does not parse is left out.
    """
    found = _python_mutants(source) if name.endswith(".py") else _script_mutants(source)
    unique = {mutant.applied_to(source): mutant for mutant in found}
    unique.pop(source, None)
    return sorted(
        unique.values(), key=lambda mutant: (mutant.start, mutant.end, mutant.replacement)
    )


def _python_mutants(source: str) -> Iterator[Mutant]:
    starts = [0]
    for line in source.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in _behavior(ast.parse(source)):
        for replaced, text in _replacements(node):
            assert isinstance(replaced, ast.expr | ast.stmt)
            assert replaced.end_lineno is not None
            assert replaced.end_col_offset is not None
            yield Mutant(
                replaced.lineno,
                starts[replaced.lineno - 1] + replaced.col_offset,
                starts[replaced.end_lineno - 1] + replaced.end_col_offset,
                text,
            )


def _behavior(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes below, without texts, types and decorators."""
    yield node
    for field, value in ast.iter_fields(node):
        if field in _TEXT_OR_TYPE:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not isinstance(child, ast.JoinedStr):
                yield from _behavior(child)


def _replacements(node: ast.AST) -> Iterator[_Replacement]:
    """The mistakes in one node: what is replaced, and by which source."""
    yield from _changed_operators(node)
    yield from _changed_statements(node)


def _changed_operators(node: ast.AST) -> Iterator[_Replacement]:
    match node:
        case ast.Compare(left=left, ops=ops, comparators=others):
            for index, operator in enumerate(ops):
                changed = [*ops[:index], _opposite(operator), *ops[index + 1 :]]
                yield node, _in_parentheses(ast.Compare(left, changed, others))
        case ast.BoolOp(op=operator, values=values):
            yield node, _in_parentheses(ast.BoolOp(_opposite(operator), values))
        case ast.BinOp(left=left, op=operator, right=right) if _is_arithmetic(node):
            yield node, _in_parentheses(ast.BinOp(left, _opposite(operator), right))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield node, _in_parentheses(operand)
        case ast.Constant(value=bool(value)):
            yield node, str(not value)
        case ast.Constant(value=int(number)):
            yield node, f"{number + 1}"
            yield node, f"({number - 1})"


def _changed_statements(node: ast.AST) -> Iterator[_Replacement]:
    match node:
        case ast.If(test=test) | ast.IfExp(test=test):
            yield test, "True"
            yield test, "False"
        case ast.comprehension(ifs=conditions):
            for condition in conditions:
                yield condition, "True"
                yield condition, "False"
        case ast.Return(value=ast.expr()):
            yield node, "return None"
        case ast.Raise() | ast.AugAssign() | ast.Continue() | ast.Break():
            yield node, "pass"
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            yield node, "pass"


def _in_parentheses(node: ast.expr) -> str:
    return f"({ast.unparse(node)})"


def _opposite(operator: ast.AST) -> Any:
    return _OPPOSITES[type(operator)]()


def _is_arithmetic(node: ast.BinOp) -> bool:
    """Whether an operation has an opposite and is not a union of types."""
    return type(node.op) in _OPPOSITES and not ast.unparse(node.left).lstrip("_")[0].isupper()


def _script_mutants(source: str) -> Iterator[Mutant]:
    masked = _MASKED.sub(lambda match: re.sub(r"[^\n]", "·", match[0]), source)
    for pattern, replacement in _SCRIPT_EDITS:
        for match in pattern.finditer(masked):
            start, end = (len(source[:offset].encode()) for offset in match.span())
            yield Mutant(source.count("\n", 0, match.start()) + 1, start, end, replacement)
