"""ZIP archives that are the same whenever the same files go into them."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every file. Nobody needs the real one, and it is the earliest that a ZIP can hold."""
_SMALLEST = 9


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """An archive of files, each with its name, in this order."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in files:
            archive.writestr(ZipInfo(name, _DAY), content, ZIP_DEFLATED, _SMALLEST)
    return made.getvalue()
