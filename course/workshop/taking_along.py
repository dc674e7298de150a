"""Changed files in the forms in which they leave the workshop."""

import difflib
from collections.abc import Iterator, Mapping
from hashlib import sha1
from io import StringIO

from course.zipped import zipped

_MODE = "100644"
Texts = Mapping[str, str | None]
"""The texts of files by their paths. None for one that does not exist."""


def patch(published: Texts, changed: Texts) -> str:
    """The changes as git reads them: `git apply` makes them in a copy of the course."""
    return "".join(line for path in sorted(changed) for line in _of_file(path, published, changed))


def archive(changed: Texts) -> bytes:
    """The changed files in a ZIP archive, in their folders."""
    kept = ((path, text.encode()) for path, text in sorted(changed.items()) if text is not None)
    return zipped(kept)


def _of_file(path: str, published: Texts, changed: Texts) -> Iterator[str]:
    before, after = published.get(path), changed[path]
    if before == after:
        return
    yield f"diff --git a/{path} b/{path}\n"
    if before is None:
        yield f"new file mode {_MODE}\n"
    if after is None:
        yield f"deleted file mode {_MODE}\n"
    mode = f" {_MODE}" if before is not None and after is not None else ""
    yield f"index {_digest(before)}..{_digest(after)}{mode}\n"
    # Lines as git counts them: `splitlines` would also end them at other characters.
    old, new = (StringIO(text or "", newline="\n").readlines() for text in (before, after))
    names = (
        (f"a/{path}" if before is not None else "/dev/null"),
        (f"b/{path}" if after is not None else "/dev/null"),
    )
    for line in difflib.unified_diff(old, new, *names):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _digest(text: str | None) -> str:
    """What git calls a file with this text. It finds what a patch was made from by that."""
    if text is None:
        return "0" * 40
    content = text.encode()
    return sha1(b"blob %d\0%s" % (len(content), content), usedforsecurity=False).hexdigest()
