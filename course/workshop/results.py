"""What reading and checking a course has found out, so that browsers need not.

`publish/workshop` runs this file in a process of its own. An import there would make every command
slower.
"""

import json
import sys
from pathlib import Path

from course.memo import Memo
from course.workshop.published import STAMP, Published
from course.workshop.session import Workshop


def save_results(folder: Path, cache: Path, published: Published) -> None:
    """Read and check the course in a folder, and save in another what that has found out."""
    memo = Memo(cache, stamp=STAMP)
    Workshop(folder, published, memo).check()
    memo.save()


if __name__ == "__main__":
    save_results(Path(sys.argv[1]), Path(sys.argv[2]), Published(**json.load(sys.stdin)))
