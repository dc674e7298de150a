import re
from collections.abc import Mapping

import pytest

from course.frontend.bundle import BundleError, Script, bundled, relative
from course.frontend.minified import minified


def bundles(sources: Mapping[str, str]) -> Mapping[str, str]:
    return bundled(
        Script(name, text, minified("javascript", text)) for name, text in sources.items()
    )


def test_script_with_one_importer_is_merged_into_it() -> None:
    built = bundles(
        {
            "main.mjs": 'import { a } from "./one/a.mjs";\nconsole.log(a);\n',
            "one/a.mjs": 'import { b } from "../two/b.mjs";\nexport const a = b;\n',
            "two/b.mjs": "export const b = 1;\n",
        }
    )
    assert built == {"main.mjs": "export const b=1;\nexport const a=b;\nconsole.log(a)"}


def test_script_with_several_importers_stays_a_file_and_is_imported_once() -> None:
    built = bundles(
        {
            "main.mjs": 'import("./x/a.mjs");\nimport("./x/d.mjs");\n',
            "x/a.mjs": (
                'import { p, s } from "../y/shared.mjs";\nimport { b } from "./b.mjs";\nb(p, s);\n'
            ),
            "x/b.mjs": 'import { p, q } from "../y/shared.mjs";\nexport const b = () => p + q;\n',
            "x/d.mjs": 'import { s } from "../y/shared.mjs";\ns();\n',
            "y/shared.mjs": "export const p = 1, q = 2;\nexport const s = () => 3;\n",
        }
    )
    assert built.keys() == {"main.mjs", "x/a.mjs", "x/d.mjs", "y/shared.mjs"}
    assert re.findall(r"import.*?;", built["x/a.mjs"]) == ['import{p,q,s}from"../y/shared.mjs";']


def test_script_imported_only_within_one_bundle_is_merged() -> None:
    built = bundles(
        {
            "box.mjs": (
                'import { e } from "./engine.mjs";\nimport { s } from "./spelling.mjs";\ne(s);\n'
            ),
            "engine.mjs": 'import { s } from "./spelling.mjs";\nexport const e = () => s;\n',
            "spelling.mjs": "export const s = 1;\n",
        }
    )
    assert built.keys() == {"box.mjs"}
    assert "import" not in built["box.mjs"]
    order = [built["box.mjs"].index(text) for text in ("s=1", "e=()", "e(s)")]
    assert order == sorted(order)


def test_dynamically_imported_script_stays_a_file() -> None:
    built = bundles(
        {
            "a.mjs": 'import "./b.mjs";\n',
            "b.mjs": "console.log(1);\n",
            "c.mjs": 'import("./b.mjs");\n',
        }
    )
    assert built.keys() == {"a.mjs", "b.mjs", "c.mjs"}
    assert built["a.mjs"] == 'import"./b.mjs";'


def test_dynamic_import_in_a_merged_script_keeps_its_target() -> None:
    built = bundles(
        {
            "main.mjs": 'import "./x/y/a.mjs";\n',
            "x/y/a.mjs": 'export const later = () => import("../b.mjs");\n',
            "x/b.mjs": "console.log(1);\n",
        }
    )
    assert 'import("./x/b.mjs")' in built["main.mjs"]


@pytest.mark.parametrize(
    ("other", "name"),
    [
        ("const same = 2;", "same"),
        ("let [first, same = 3] = [1];", "same"),
        ("const { a, same } = { a: 1, same: 2 };", "same"),
        ("class Same {}\nfunction same() {}", "same"),
        ("export async function same() {}", "same"),
        ('import { same } from "./shared.mjs";', "same"),
    ],
)
def test_name_clash_at_the_top_of_a_bundle_is_an_error(other: str, name: str) -> None:
    sources = {
        "main.mjs": 'import { use } from "./b.mjs";\nconst same = 1;\nuse(same);\n',
        "b.mjs": f"{other}\nexport function use() {{}}\n",
        "other.mjs": 'import "./shared.mjs";\n',
        "more.mjs": 'import "./shared.mjs";\n',
        "shared.mjs": "export const same = 1;\n",
    }
    with pytest.raises(BundleError, match=f"both define “{name}”.*Rename one of them") as caught:
        bundles(sources)
    assert "main.mjs" in str(caught.value)


def test_name_inside_a_function_is_no_clash() -> None:
    assert bundles(
        {
            "main.mjs": 'import "./b.mjs";\nfunction f() {\n  const same = 1;\n  g(same);\n}\n',
            "b.mjs": "const same = 2;\nconsole.log(same);\n",
        }
    )


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        ({"a.mjs": 'import "./b.mjs";'}, "a.mjs imports b.mjs, which does not exist"),
        ({"a.mjs": 'import("./x/b.mjs");'}, "a.mjs imports x/b.mjs, which does not exist"),
        ({"a.mjs": 'import "./b.mjs";', "b.mjs": 'import "./a.mjs";'}, "in a circle"),
        (
            {"a.mjs": 'import { x as y } from "./b.mjs";\ny();', "b.mjs": "export const x = 1;"},
            "a.mjs renames an import",
        ),
        (
            {
                "a.mjs": 'import { x } from "./y/b.mjs";\nx();',
                "y/b.mjs": "export const x = () => import.meta.url;",
            },
            "y/b.mjs uses import.meta, but is merged into a.mjs",
        ),
    ],
)
def test_unbundleable_script_is_an_error(sources: Mapping[str, str], message: str) -> None:
    with pytest.raises(BundleError, match=re.escape(message)):
        bundles(sources)


@pytest.mark.parametrize(
    ("target", "base", "path"),
    [
        ("a.mjs", "main.mjs", "./a.mjs"),
        ("x/a.mjs", "x/b.mjs", "./a.mjs"),
        ("x/a.mjs", "main.mjs", "./x/a.mjs"),
        ("a.mjs", "x/b.mjs", "../a.mjs"),
        ("y/a.mjs", "x/b.mjs", "../y/a.mjs"),
    ],
)
def test_import_path_between_scripts(target: str, base: str, path: str) -> None:
    assert relative(target, base) == path


# -- What the minifier must not change -------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # 2.24.11 and 2.24.12 of the library call `second` first, even if it needs the other value.
        ("{const a = first(); const [b] = second(); use(a, b);}", r"first\(\).*second\(\)"),
        ("{let a = first(); let {b} = second(a); use(a, b);}", r"first\(\).*second\("),
        (
            "async () => {const a = await first(); const {b} = second(); use(a, b);}",
            "first.*second",
        ),
        ("class A {#one = 1; get one() {return this.#one ?? 2;}}", r"#(\w+)=1.*this\.#\1\?\?2"),
        ("use(`a  ${b}\n c`);", re.escape("`a  ${b}\n c`")),
        ("x.y ??= 1; x.z ||= 2;", re.escape("x.y??=1,x.z||=2")),
        ("const r = /[/'\"]\\p{L}+\\/\\//gu; use(r);", re.escape("/[/'\"]\\p{L}+\\/\\//gu")),
        (
            "const a = await (await fetch(b)).json(); use(a);",
            re.escape("await(await fetch(b)).json()"),
        ),
        ("use(a?.b?.(c) ?? d ** 2);", re.escape("a?.b?.(c)??d**2")),
        ("export const a = 1; const long = 2; use(long);", "export const a=1;const long=2"),
    ],
)
def test_minified_script_behaves_the_same(source: str, expected: str) -> None:
    assert re.search(
        expected, minified("javascript", f"// A comment, which makes it longer\n{source}"), re.S
    )
