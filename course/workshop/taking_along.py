"""Changed files in the forms in which they leave the workshop."""

import difflib
from collections.abc import Iterator, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_DAY = (2000, 1, 1, 0, 0, 0)
"""The date of every file in an archive. Nobody needs it, and it is not known in a browser."""
Texts = Mapping[str, str | None]
"""The texts of files by their paths. None for one that does not exist."""


def patch(published: Texts, changed: Texts) -> str:
    """The changes as git reads them: `git apply` makes them in a copy of the course."""
    return "".join(line for path in sorted(changed) for line in _of_file(path, published, changed))


def archive(changed: Texts) -> bytes:
    """The changed files in a ZIP archive, in their folders."""
    made = BytesIO()
    with ZipFile(made, "w") as files:
        for path, text in sorted(changed.items()):
            if text is not None:
                files.writestr(ZipInfo(path, _DAY), text.encode(), ZIP_DEFLATED)
    return made.getvalue()


def _of_file(path: str, published: Texts, changed: Texts) -> Iterator[str]:
    before, after = published.get(path), changed[path]
    if before == after:
        return
    yield f"diff --git a/{path} b/{path}\n"
    if before is None:
        yield "new file mode 100644\n"
    if after is None:
        yield "deleted file mode 100644\n"
    old = (before or "").splitlines(keepends=True)
    new = (after or "").splitlines(keepends=True)
    names = (
        (f"a/{path}" if before is not None else "/dev/null"),
        (f"b/{path}" if after is not None else "/dev/null"),
    )
    for line in difflib.unified_diff(old, new, *names):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
