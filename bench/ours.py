"""One build of a course, as `build_course.py build` does it.

    python -m bench.ours FOLDER SITE CACHE

It runs in its own process, so that its time and memory can be measured from outside.
"""

import sys
from pathlib import Path

from course.compile import check_folder, make_site
from course.gc_pause import gc_frozen
from course.memo import Memo
from course.models.language import TRANSLATIONS
from course.publish.folder import replacing
from course.publish.static import write_site


def main(folder: Path, site_dir: Path, cache: Path) -> None:
    """Read, check and tailor the course in `folder`, and build it into `site_dir`.

    Results are cached in the folder `cache`.
    """
    memo = Memo(cache)
    checked = check_folder(folder, memo=memo)
    if checked.course is None or checked.has_errors:
        sys.exit("\n\n".join(map(str, checked.problems)))
    site = make_site(checked.loaded, checked.tailored, folder / TRANSLATIONS, memo)
    del checked
    with gc_frozen(), replacing(site_dir) as writer:
        write_site(site, writer, on_page=lambda: None)
    memo.release()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
