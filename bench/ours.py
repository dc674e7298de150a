"""One clean build of a course, as `build_course.py build` does it.

    python bench/ours.py FOLDER SITE

It runs in its own process, so that its time and memory can be measured from outside.
"""

import sys
from pathlib import Path

from course.compile import compile_site
from course.gc_pause import gc_frozen
from course.publish.folder import replacing
from course.publish.static import write_site


def main(folder: Path, site_dir: Path) -> None:
    """Read, check and tailor the course in `folder`, and build it into `site_dir`."""
    site = compile_site(folder)
    with gc_frozen(), replacing(site_dir) as writer:
        write_site(site, writer, "", on_page=lambda: None)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
