import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from course.frontend.build import content_hash
from course.publish.offline import add_worker, worker

CONTENTS = {
    "index.html": b"first",
    "404.html": b"none",
    "help/index.html": b"help",
    "css/course.css": b"look",
    "fonts/plain.1a2b3c.woff2": b"letters",
    "js/1a2b3c4d/main.mjs": b"script",
    "sitemap.xml": b"map",
    "sitemap.xml.gz": b"map",
    "worker.js": b"of an earlier build",
    "aide/index.html": b"path",
    "aide/noticing/index.html": b"module",
    "paths/aide.json": b"list",
    "search/aide.json": b"found",
    "search/all.json": b"all that is found",
    "aide-two/index.html": b"other",
    "paths/aide-two.json": b"other list",
    "guide/index.html": b"guide",
    "trainers/index.html": b"sessions",
    "posters/aide/index.html": b"poster",
}


def hashes(contents: Mapping[str, bytes]) -> dict[str, str]:
    return {name: content_hash(content) for name, content in contents.items()}


def manifest(text: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(re.sub(r"^const manifest=(.*);\n.*", r"\1", text, flags=re.S))
    return data


def test_manifest_lists_shared_files_and_the_files_of_each_role() -> None:
    data = manifest(worker(hashes(CONTENTS)))
    assert list(data["shared"]) == [
        f"css/course.css?{content_hash(b'look')}",
        *("fonts/plain.1a2b3c.woff2", "help/", "", "js/1a2b3c4d/main.mjs"),
    ]
    assert {role: list(files) for role, files in data["roles"].items()} == {
        "aide": ["aide/", "aide/noticing/", "paths/aide.json", "search/aide.json"],
        "aide-two": ["aide-two/", "paths/aide-two.json"],
    }


def test_worker_changes_if_and_only_if_the_cached_files_do() -> None:
    first = worker(hashes(CONTENTS))
    assert (
        worker(hashes({**CONTENTS, "worker.js": b"of this build", "sitemap.xml": b"other"}))
        == first
    )
    changed = manifest(worker(hashes({**CONTENTS, "help/index.html": b"help!"})))["shared"]
    shared = manifest(first)["shared"]
    assert changed.keys() == shared.keys()
    assert {name for name, hash_ in changed.items() if hash_ != shared[name]} == {"help/"}
    moved = {**CONTENTS, "helped/index.html": CONTENTS["help/index.html"]}
    del moved["help/index.html"]
    assert worker(hashes(moved)) != first


def test_worker_without_a_build_caches_nothing() -> None:
    data = manifest(worker({}))
    assert data["shared"] == data["roles"] == {}


def test_worker_is_added_to_a_finished_site(tmp_path: Path) -> None:
    for name, content in CONTENTS.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    add_worker(tmp_path)
    written = (tmp_path / "worker.js").read_text(encoding="utf-8")
    assert manifest(written) == manifest(worker(hashes(CONTENTS)))
    add_worker(tmp_path)
    assert (tmp_path / "worker.js").read_text(encoding="utf-8") == written
