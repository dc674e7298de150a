from collections.abc import Mapping

import pytest

from course.frontend.bundle import BundleError, Script
from course.frontend.minified import minified
from course.frontend.single import in_one_file


def scripts(sources: Mapping[str, str]) -> dict[str, Script]:
    return {
        name: Script(name, text, minified("javascript", text)) for name, text in sources.items()
    }


def test_everything_that_is_imported_now_or_later_is_in_the_file_once() -> None:
    made = in_one_file(
        scripts(
            {
                "main.mjs": 'import { a } from "./one/a.mjs";\nimport("./b.mjs");\nlog(a);\n',
                "one/a.mjs": "export const a = 1;\n",
                "b.mjs": 'import { a } from "./one/a.mjs";\nexport const b = () => a;\n',
                "not-needed.mjs": "export const c = 1;\n",
            }
        ),
        "main.mjs",
    )
    assert made.count('"one/a.mjs":async()=>') == 1
    assert 'const{a}=await $("one/a.mjs")' in made
    assert '$("b.mjs")' in made
    assert "return{b}" in made
    assert "not-needed" not in made
    assert "import" not in made.replace("import.meta", "")


def test_script_that_is_left_out_fails_when_it_is_imported() -> None:
    made = in_one_file(
        scripts({"main.mjs": 'import("./room.mjs");\n', "room.mjs": "export const a = 1;\n"}),
        "main.mjs",
        without=["room.mjs"],
    )
    assert '"room.mjs":' not in made
    assert '$("room.mjs")' in made


def test_passed_on_name_is_exported() -> None:
    made = in_one_file(
        scripts({"main.mjs": 'export { a } from "./a.mjs";\n', "a.mjs": "export const a = 1;\n"}),
        "main.mjs",
    )
    assert 'const{a}=await $("a.mjs")' in made
    assert "return{a}" in made


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('import { a } from "./gone.mjs";\n', "gone.mjs, which does not exist"),
        ('import * as all from "./a.mjs";\n', "not known here"),
        ("export default 1;\n", "not known here"),
    ],
)
def test_what_cannot_be_put_into_one_file_stops_the_build(text: str, message: str) -> None:
    with pytest.raises(BundleError, match=message):
        in_one_file(scripts({"main.mjs": text, "a.mjs": "export const a = 1;\n"}), "main.mjs")
