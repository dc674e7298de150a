"""Bundles scripts: a script that only one other script needs is merged into it.

Opening the search then takes one request instead of one for each of its scripts. Folders, names
and `import()` stay as they are: only static imports are resolved, and only within a bundle.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

STATIC = re.compile(r'(?<![\w.])import(?:\{([^}]*)\}from)?"(\.[^"]*)";?')
DYNAMIC = re.compile(r'(?<![\w.])import\("(\.[^"]*)"\)')
_DECLARATION = re.compile(
    r"^(?:export )?(?:async )?(?:(?:function\*?|class) (\w+)"
    r"|(?:const|let|var) (?:(\w+)|[\[{]([^\]}]*)[\]}]))",
    re.MULTILINE,
)
"""A declaration at the top level of a source, where every other line is indented."""


class BundleError(ValueError):
    """Scripts that cannot be bundled. The message says which and why."""


@dataclass(frozen=True)
class Script:
    """A script in source and minified form."""

    name: str
    """The path from the folder of all scripts, such as `search/engine.mjs`."""
    source: str
    minified: str

    @cached_property
    def imports(self) -> Mapping[str, Sequence[str]]:
        """The names imported statically, by script."""
        found: dict[str, list[str]] = {}
        for names, path in STATIC.findall(self.minified):
            imported = [name for name in names.split(",") if name]
            if any(" as " in name for name in imported):
                raise BundleError(f"{self.name} renames an import, which bundles do not support.")
            found.setdefault(self.resolve(path), []).extend(imported)
        return found

    @cached_property
    def dynamic_imports(self) -> frozenset[str]:
        """The scripts that this one imports while it runs."""
        return frozenset(self.resolve(path) for path in DYNAMIC.findall(self.minified))

    @cached_property
    def declared(self) -> Sequence[str]:
        """The names declared at the top level."""
        matches = _DECLARATION.findall(self.source)
        single = [function or variable for function, variable, _ in matches]
        lists = [re.findall(r"\w+(?=\s*(?:,|=|$))", pattern) for *_, pattern in matches]
        return [*filter(None, single), *(name for names in lists for name in names)]

    def body_for(self, bundle: str) -> str:
        """The minified code without static imports, to run as part of `bundle`."""
        if "import.meta" in self.minified and self.name != bundle:
            raise BundleError(f"{self.name} uses import.meta, but is merged into {bundle}.")
        code = STATIC.sub("", self.minified)
        return DYNAMIC.sub(
            lambda match: f'import("{relative(self.resolve(match[1]), bundle)}")', code
        )

    def resolve(self, path: str) -> str:
        """The name of a script from the path by which this one imports it."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.name), path))


def bundled(scripts: Iterable[Script]) -> Mapping[str, str]:
    """The code of each bundle by the name of its main script.

    Raises BundleError if scripts import each other in a circle, import one that does not exist, or
    would clash in a bundle.
    """
    by_name = {script.name: script for script in scripts}
    _check_imports(by_name)
    bundle_of = _bundles(by_name)
    # Lists, not sets: builds of the same scripts must give the same bytes.
    graph = {name: list(script.imports) for name, script in by_name.items()}
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise BundleError(f"Scripts import each other in a circle: {error.args[1]}") from None
    return {
        main: _bundle(main, [by_name[name] for name in order if bundle_of[name] == main])
        for main in sorted(set(bundle_of.values()))
    }


def relative(target: str, base: str) -> str:
    """The import path from one script to another, such as `../base/dom.mjs`."""
    path = posixpath.relpath(target, posixpath.dirname(base) or ".")
    return path if path.startswith(".") else f"./{path}"


def _check_imports(scripts: Mapping[str, Script]) -> None:
    for script in scripts.values():
        for imported in {*script.imports, *script.dynamic_imports} - scripts.keys():
            raise BundleError(f"{script.name} imports {imported}, which does not exist.")


def _bundles(scripts: Mapping[str, Script]) -> Mapping[str, str]:
    """The main script of each script's bundle."""
    importers: dict[str, set[str]] = {name: set() for name in scripts}
    for script in scripts.values():
        for imported in script.imports:
            importers[imported].add(script.name)
    loaded_alone = {name for script in scripts.values() for name in script.dynamic_imports}
    bundle_of = {name: name for name in scripts}
    is_changed = True
    while is_changed:
        is_changed = False
        for name in sorted(scripts.keys() - loaded_alone):
            mains = {bundle_of[importer] for importer in importers[name]}
            if len(mains) == 1 and mains != {bundle_of[name]}:
                bundle_of[name] = mains.pop()
                is_changed = True
    return bundle_of


def _bundle(main: str, parts: Sequence[Script]) -> str:
    """The code of several scripts, dependencies first, that import each name once."""
    names = {part.name for part in parts}
    imports: dict[str, dict[str, None]] = {}
    for part in parts:
        for file, imported in part.imports.items():
            if file not in names:
                imports.setdefault(file, {}).update(dict.fromkeys(imported))
    _check_names(main, parts, imports)
    statements = (_import(imported, relative(file, main)) for file, imported in imports.items())
    return "".join(statements) + ";\n".join(part.body_for(main) for part in parts)


def _check_names(main: str, parts: Sequence[Script], imports: Mapping[str, Iterable[str]]) -> None:
    owners: dict[str, str] = {}
    named = [(part.name, part.declared) for part in parts]
    for owner, name in _pairs([*imports.items(), *named]):
        if name in owners:
            raise BundleError(
                f"{owners[name]} and {owner} both define “{name}”, and both are in the bundle "
                f"{main}. Rename one of them."
            )
        owners[name] = owner


def _pairs(named: Iterable[tuple[str, Iterable[str]]]) -> Iterator[tuple[str, str]]:
    for owner, names in named:
        for name in names:
            yield owner, name


def _import(names: Iterable[str], path: str) -> str:
    listed = ",".join(names)
    return f'import{{{listed}}}from"{path}";' if listed else f'import"{path}";'
