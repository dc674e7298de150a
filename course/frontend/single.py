"""Puts a script and all that it imports into one file, for packages that learning systems send.

Such a system often runs a program for each file that it sends, so one file is much faster than
forty. Each script becomes a function that runs when it is first imported and returns its exports.
"""

import re
from collections.abc import Container, Mapping

from course.frontend.bundle import DYNAMIC, STATIC, BundleError, Script

_EXPORTED = re.compile(r"^export (?:async )?(?:const|function\*?|class) (\w+)", re.MULTILINE)
_PASSED_ON = re.compile(r'export\{([^}]*)\}from"(\.[^"]*)";?')
_EXPORT = re.compile(r"(?<![\w.])export (?=(?:async )?(?:const|function|class)\b)")
_RUNTIME = "const $made={},$=name=>$made[name]??=$scripts[name]();"


def in_one_file(scripts: Mapping[str, Script], entry: str, without: Container[str] = ()) -> str:
    """The code of a script and of all that it imports, at once or later, by the scripts' names.

    An import of one that is left out (`without`) fails, as if it did not load.
    Raises BundleError if a script imports one that does not exist, or in a way that is not known.
    """
    needed = {entry: None}
    _add_imports(scripts, entry, needed, without)
    parts = ",".join(f'"{name}":async()=>{{{_as_function(scripts[name])}}}' for name in needed)
    return f'const $scripts={{{parts}}};{_RUNTIME}await $("{entry}");'


def _add_imports(
    scripts: Mapping[str, Script], name: str, needed: dict[str, None], without: Container[str]
) -> None:
    script = scripts[name]
    passed_on = [script.resolve(path) for _, path in _PASSED_ON.findall(script.minified)]
    for imported in (*script.imports, *passed_on, *sorted(script.dynamic_imports)):
        if imported not in scripts:
            raise BundleError(f"{name} imports {imported}, which does not exist.")
        if imported not in needed and imported not in without:
            needed[imported] = None
            _add_imports(scripts, imported, needed, without)


def _as_function(script: Script) -> str:
    """The body of a function that runs the script and returns what it exports."""
    names = _EXPORTED.findall(script.source)
    code = script.minified
    names += [name for listed, _ in _PASSED_ON.findall(code) for name in listed.split(",")]
    for pattern in (_PASSED_ON, STATIC):
        code = pattern.sub(lambda it: _import(it[1], _call(script, it[2])), code)
    code = DYNAMIC.sub(lambda it: _call(script, it[1]), code)
    code = _EXPORT.sub("", code)
    if re.search(r"(?<![\w.$#\"])(?:export[ {]|import[ {*\"(])", code):
        raise BundleError(f"{script.name} imports or exports in a way that is not known here.")
    return f"{code};return{{{','.join(names)}}}" if names else code


def _import(names: str | None, call: str) -> str:
    """What takes the place of an import, which may only run the other script."""
    return f"const{{{names}}}=await {call};" if names else f"await {call};"


def _call(script: Script, path: str) -> str:
    return f'$("{script.resolve(path)}")'
