"""One clean build of a course, as `build_course.py build` does it.

    python bench/ours.py FOLDER SITE

It is a process of its own, so that its seconds and its memory can be measured from outside.
"""

import sys
from pathlib import Path

from course import compile as compiling
from course.publish import mkdocs as publish


def main(folder: Path, site_dir: Path) -> None:
    """Read, check and tailor the course in `folder`, and build it into `site_dir`."""
    site = compiling.compile_site(folder)
    publish.build(folder, site, site_dir, on_page=lambda: None)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
