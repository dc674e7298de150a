"""Finished pages in a folder, ready for any host."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

from course.frontend.build import content_hash
from course.publish.folder import Writer, replacing
from course.publish.offline import worker
from course.render.document import Documents
from course.site import NOT_FOUND, SITEMAP, WORKER, Output, Page, Site

_SITEMAP_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write_site(site: Site, writer: Writer, site_url: str, on_page: Callable[[], None]) -> None:
    """Write every page and file of a site. Calls `on_page` after each page.

    `site_url` is the address of the first page, or empty if it is not known. Then the 404 page only
    works if the site is at the top of its host. A sitemap is for search engines only.
    """
    documents = Documents(site)
    hashes: dict[str, str] = {}

    def write(name: str, output: Output[bytes]) -> None:
        content = writer.reusable(name, output.key) or output.make()
        hashes[name] = content_hash(content)
        writer.write(name, content, output.key)

    for address, page in site.pages.items():
        render = partial(_document, documents, page)
        write(f"{address}index.html", Output(render, page.key))
        on_page()
    not_found = documents.document(site.not_found(), base_path(site_url))
    write(NOT_FOUND, Output(not_found.encode))
    for name, file in site.files.items():
        write(name, file)
    if site_url and site.is_indexed:
        write(SITEMAP, Output(sitemap(site, site_url).encode))
    writer.write(WORKER, worker(hashes).encode())


def write_list(site: Site, folder: Path, name: str, site_url: str) -> None:
    """Write a site with one page into a folder inside `folder`, which shows that page, too.

    `site_url` is the address of `folder`.
    """
    with replacing(folder / name) as writer:
        write_site(site, writer, "", on_page=lambda: None)
    documents, page = Documents(site), site.not_found()
    for file, base in (("index.html", name), (NOT_FOUND, f"{base_path(site_url)}{name}")):
        text = documents.document(page, f"{base}/")
        (folder / file).write_text(text, encoding="utf-8", newline="\n")


def _document(documents: Documents, page: Output[Page]) -> bytes:
    return documents.document(page.make()).encode()


def base_path(site_url: str) -> str:
    """The path of a site on its host, with `/` at both ends."""
    path = urlsplit(site_url).path
    return path if path.endswith("/") else f"{path}/"


def sitemap(site: Site, site_url: str) -> str:
    """The addresses of all pages, as sitemaps.org describes it."""
    urls = ElementTree.Element("urlset", xmlns=_SITEMAP_NAMESPACE)
    top = site_url if site_url.endswith("/") else f"{site_url}/"
    for address in site.pages:
        url = ElementTree.SubElement(urls, "url")
        ElementTree.SubElement(url, "loc").text = urljoin(top, address)
    ElementTree.indent(urls, space="")
    return ElementTree.tostring(urls, encoding="unicode", xml_declaration=True)
