"""Finished pages in a folder, ready for any host."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

from course.frontend.build import HASH_DIGITS
from course.frontend.minified import minified
from course.publish.folder import Writer, replacing
from course.publish.offline import worker
from course.render.document import Documents
from course.site import (
    NOT_FOUND,
    SITEMAP,
    WORKER,
    Output,
    Page,
    Site,
    is_for_paper,
    published_at,
    top_of,
)

CNAME = "CNAME"
"""Where GitHub Pages looks for a site's own domain, if the site is in a branch."""
_SITEMAP_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write_site(site: Site, writer: Writer, on_page: Callable[[], None]) -> None:
    """Write every page and file of a site. Calls `on_page` after each page.

    If it is not known where the site will be published, the 404 page only works if that is at the
    top of its host. A sitemap is for search engines only.
    """
    documents = Documents(site)
    names: list[str] = []

    def write(name: str, output: Output[bytes]) -> None:
        names.append(name)
        if not writer.reuse(name, output.key):
            writer.write(name, output.make(), output.key)

    # Files first: what the search needs for a moment is then free for the pages.
    for name, file in site.files.items():
        write(name, file)
    for address, page in site.pages.items():
        render = partial(_document, documents, page)
        write(f"{address}index.html", Output(render, key_at(site.url, page.key)))
        on_page()
    not_found = documents.document(site.not_found(), base_path(site.url))
    write(NOT_FOUND, Output(not_found.encode))
    if domain := own_domain(site.url):
        writer.write(CNAME, f"{domain}\n".encode())
    if site.url and site.is_indexed:
        write(SITEMAP, Output(sitemap(site).encode))
    hashes = {name: writer.hash_of(name)[:HASH_DIGITS] for name in names}
    writer.write(WORKER, worker(hashes).encode())


def write_pages(site: Site, writer: Writer, pages: Iterable[Page], key: str = "") -> None:
    """Write pages next to those of a site that is written already. They are not saved offline.

    They are minified: a thousand districts have them, and a host takes one gigabyte.
    """
    documents = Documents(site)
    for page in pages:
        html = minified("html", documents.document(page))
        writer.write(f"{page.address}index.html", html.encode(), key)


def own_domain(site_url: str) -> str:
    """The domain of a site that is at the top of it, but of GitHub's. Empty for all others."""
    parts = urlsplit(top_of(site_url))
    host = parts.hostname or ""
    return host if parts.path == "/" and not host.endswith(".github.io") else ""


def key_at(site_url: str, key: str) -> str:
    """The key of a page's document, which also contains the address of the site."""
    return key and f"{key} {site_url}"


def write_list(site: Site, folder: Path, name: str, site_url: str) -> None:
    """Write a site with one page into a folder inside `folder`, which shows that page, too.

    `site_url` is the address of `folder`.
    """
    with replacing(folder / name) as writer:
        write_site(site, writer, on_page=lambda: None)
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


def sitemap(site: Site) -> str:
    """The addresses of all pages but those that lead on or are for paper, as sitemaps.org says."""
    urls = ElementTree.Element("urlset", xmlns=_SITEMAP_NAMESPACE)
    for address in site.pages:
        if address in site.moved or is_for_paper(address):
            continue
        url = ElementTree.SubElement(urls, "url")
        ElementTree.SubElement(url, "loc").text = published_at(site.url, address)
    ElementTree.indent(urls, space="")
    return ElementTree.tostring(urls, encoding="unicode", xml_declaration=True)
