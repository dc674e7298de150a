"""The floors of the generator: which folder may import which, and what code may do there."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import build_course

PACKAGE = Path(__file__).parent.parent / "course"

FLOORS = (
    "version",
    "problems",
    "in_markdown",
    "phone",
    "today",
    "zipped",
    "suggestions",
    "records",
    "gc_pause",
    "memo",
    "recent",
    "inputs",
    "site",
    "models",
    "offer",
    "renames",
    "wording",
    "tailor",
    "read",
    "compare",
    "frontend",
    "render",
    "search",
    "checks",
    "statistics",
    "overview",
    "authoring",
    "bring",
    "banks",
    "compile",
    "report",
    "edit_links",
    "page_facts",
    "many",
    "shared_site",
    "packaged",
    "since",
    "workshop",
    "publish",
    "slides",
    "district",
    "aging",
    "update",
    "summary",
    "last_run",
    "cli",
)
"""The folders and files of the package, lowest floor first. A file imports only from earlier
entries or from its own folder."""
OWNERS = {
    "click": "course.cli",
    "coloraide": "course.frontend.palette",
    "minify": "course.frontend.minified",
    "mkdocs": "course.publish.mkdocs",
    "pptx": "course.slides",
    "phonenumbers": "course.phone",
    "resvg_py": "course.frontend.pictures",
    "segno": "course.render.qr_code",
    "syllapy": "course.checks.readability",
}
"""Libraries that only one file or folder may import."""
NEEDED_BY = {
    "course.authoring.new": {"new"},
    "course.bring": {"import_bank"},
    "course.publish.preview": {"serve"},
    "course.slides": {"slides"},
    "course.workshop.session": set[str](),  # in a process of its own
}
"""What takes long to load, and the files of the only commands that load it."""
REQUIRED_OPTIONS = {"read_text": {"encoding"}, "write_text": {"encoding", "newline"}}
"""Options that must be given to a method, because their defaults differ between systems."""
MAY_PRINT = "cli"
"""The folder that may print and exit."""
MOST_LINES = 400

FILES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
MODULES = [name for name in FILES if not name.endswith("__init__")]


@cache
def tree_of(module: str) -> ast.Module:
    """A file as a syntax tree, parsed when the first test needs it, not during the collection."""
    return ast.parse(FILES[module].read_text(encoding="utf-8"))


@cache
def imports_of(module: str) -> frozenset[str]:
    """See `imports`."""
    return frozenset(imports(tree_of(module)))


def part(module: str) -> str:
    """The entry in `FLOORS` for a module: `checks` for `course.checks.prose`."""
    return module.split(".")[1]


def floor(module: str) -> int:
    return FLOORS.index(part(module))


def imports(tree: ast.AST) -> Iterator[str]:
    """The full names of all imported modules; for `from a import b` both `a` and `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def inner(imported: Iterable[str]) -> set[str]:
    """The imported modules of this package."""
    return {name for name in imported if name in MODULES}


def hidden_imports(tree: ast.Module) -> Iterator[int]:
    """The line numbers of imports that are not at the top of the file."""
    for node in ast.walk(tree):
        is_import = isinstance(node, ast.Import | ast.ImportFrom) and node not in tree.body
        if is_import or called(node) in {"__import__", "import_module", "importlib.import_module"}:
            yield getattr(node, "lineno", 0)


def output_calls(tree: ast.AST) -> Iterator[str]:
    """Names of the calls that print or exit."""
    for node in ast.walk(tree):
        if called(node) in {"print", "exit", "quit", "sys.exit", "os._exit", "SystemExit"}:
            yield called(node)
        elif isinstance(node, ast.Attribute) and node.attr in {"stdout", "stderr"}:
            yield from {"sys.stdout", "sys.stderr"} & {ast.unparse(node)}


def cached_functions(tree: ast.Module) -> Iterator[str]:
    """Module-level functions whose cached results would outlive a course."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            decorators = map(ast.unparse, node.decorator_list)
            if any(re.match(r"(functools\.)?(lru_)?cache\b", name) for name in decorators):
                yield node.name


def calls_without_options(tree: ast.Module) -> Iterator[str]:
    """Calls that lack an option in `REQUIRED_OPTIONS`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            method = called(node).rpartition(".")[2]
            options = {keyword.arg for keyword in node.keywords}
            if REQUIRED_OPTIONS.get(method, set()) - options:
                yield ast.unparse(node)


def called(node: ast.AST) -> str:
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def test_every_file_and_folder_has_a_floor() -> None:
    assert sorted(FLOORS) == sorted({part(module) for module in MODULES})


def test_documents_list_the_floors_in_their_order() -> None:
    text = (PACKAGE.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = text.partition("| Folder or file |")[2].partition("\n\n")[0]
    first_cells = re.findall(r"^\| (`.+?) \|", table, re.MULTILINE)
    assert tuple(re.findall(r"`(\w+)/?`", " ".join(first_cells))) == FLOORS


def violations(
    find: Callable[[ast.Module], Iterable[object]], modules: Sequence[str] = MODULES
) -> dict[str, list[object]]:
    """What is found, by the module in which it is."""
    return {module: found for module in modules if (found := list(find(tree_of(module))))}


def test_files_import_only_from_lower_floors() -> None:
    for module in MODULES:
        for imported in inner(imports_of(module)):
            is_allowed = floor(imported) < floor(module) or part(imported) == part(module)
            assert is_allowed, (module, imported)


def test_imports_have_no_cycles() -> None:
    graph = {module: inner(imports_of(module)) for module in MODULES}
    assert set(TopologicalSorter(graph).static_order()) == set(MODULES)


def test_command_loads_nothing_slow_that_only_others_need() -> None:
    files = {place.split(".")[0] for place in build_course.COMMANDS.values()}
    loaded = {name: loaded_by(f"course.cli.{name}") for name in files}
    for slow, users in NEEDED_BY.items():
        assert {
            name for name in files if any(f"{it}.".startswith(f"{slow}.") for it in loaded[name])
        } == users, slow


def loaded_by(module: str) -> set[str]:
    """A module, and all that importing it loads."""
    found, rest = set[str](), {module}
    while rest:
        found |= rest
        rest = {it for name in rest for it in inner(imports_of(name))} - found
    return found


def test_imports_are_absolute_and_at_the_top() -> None:
    assert violations(hidden_imports) == {}
    assert violations(lambda tree: [it for it in imports(tree) if it.startswith(".")]) == {}


def test_package_files_contain_only_a_docstring() -> None:
    for package in FILES.keys() - MODULES:
        assert [type(node) for node in tree_of(package).body] == [ast.Expr], package


@pytest.mark.parametrize("library", OWNERS)
def test_library_is_used_in_one_place_only(library: str) -> None:
    owner = OWNERS[library]
    users = {
        owner if module.startswith(f"{owner}.") else module
        for module in MODULES
        if any(name.split(".")[0] == library for name in imports_of(module))
    }
    assert users == {owner}


def test_only_the_command_line_prints_and_exits() -> None:
    others = [module for module in MODULES if part(module) != MAY_PRINT]
    assert violations(output_calls, others) == {}


def test_nothing_is_cached_at_module_level() -> None:
    assert violations(cached_functions) == {}


def test_no_object_is_identified_by_its_memory_address() -> None:
    assert violations(lambda tree: [it for it in ast.walk(tree) if called(it) == "id"]) == {}


def test_no_file_is_too_long() -> None:
    lines = {it: len(FILES[it].read_text(encoding="utf-8").splitlines()) for it in MODULES}
    assert {module: count for module, count in lines.items() if count > MOST_LINES} == {}


def test_violations_are_detected() -> None:
    tree = ast.parse(
        "import sys\n"
        "from course.checks import prose\n"
        "def f():\n"
        "    from course import compile\n"
        "    import_module('mkdocs.config')\n"
        "    print(1, file=sys.stderr)\n"
        "    raise SystemExit(1)\n"
    )
    assert inner(imports(tree)) == {"course.checks.prose", "course.compile"}
    assert list(hidden_imports(tree)) == [4, 5]
    assert sorted(output_calls(tree)) == ["SystemExit", "print", "sys.stderr"]
    unread = ast.parse("path.read_text()\npath.read_text(encoding='utf-8')")
    assert list(calls_without_options(unread)) == ["path.read_text()"]
    cached = ast.parse("@lru_cache(maxsize=1)\ndef f():\n    @cache\n    def g(): return id(1)\n")
    assert list(cached_functions(cached)) == ["f"]


def test_texts_are_read_and_written_in_the_same_way_on_every_system() -> None:
    """By default, Windows would use another encoding and end lines with a carriage return."""
    assert violations(calls_without_options) == {}
