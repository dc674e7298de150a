from pathlib import Path

import yaml

from course.publish.markdown_folder import source_name, write_folder
from course.site import Site


def test_page_is_front_matter_and_one_html_block(site: Site, tmp_path: Path) -> None:
    write_folder(site, tmp_path)
    for address, output in site.pages.items():
        page = output.make()
        text = (tmp_path / source_name(address)).read_text(encoding="utf-8")
        opening, front_matter, block = text.split("---\n", 2)
        assert opening == ""
        assert yaml.safe_load(front_matter)["title"] == page.title
        assert "\n\n" not in block.strip()
        assert block.strip() == page.html


def test_file_is_written_unchanged(site: Site, tmp_path: Path) -> None:
    write_folder(site, tmp_path)
    for name, file in site.files.items():
        assert (tmp_path / name).read_bytes() == file.make()
