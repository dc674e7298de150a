"""Packages for learning management systems, as SCORM 1.2 and SCORM 2004 describe them.

Each is one piece that a system starts and counts (a SCO): a page around the course, which speaks to
the system, and the course's own pages in a frame inside it. See docs/decisions/34.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote
from xml.etree import ElementTree

from course.frontend.build import ATTEMPT_STYLE_SHEET
from course.frontend.minified import minified
from course.models.course import Extent
from course.packaged import Package
from course.render.document import Documents
from course.render.environment import make_environment, without_blank_lines
from course.site import TOPICS, role_address, search_address
from course.zipped import zipped

LAUNCH = "index.html"
"""The page around the course, which systems open."""
MANIFEST = "imsmanifest.xml"
_SCRIPT = re.compile(r'(?<=main)\.mjs(?=")')
"""The end of the script's name. Some systems do not know `.mjs`, and browsers then refuse it."""
_LINK = re.compile(r'(?<= )href="([^"#]*)(#[^"]*)?"')
_TOPIC = re.compile(rf'({TOPICS})([a-z0-9-]+)/(?:#[^"]*)?(?=")')
"""The address of a topic. In packages, all topics are on one page."""
_FOR_THE_WEB = re.compile(
    r'<(?:link rel="(?:apple-touch-icon|icon|preload)"|meta name="(?:description|robots|viewport)")'
    r"[^>]*>\n"
)
"""What only search engines need, a page that is not in a frame, or one that comes from afar."""


class Standard(StrEnum):
    """A version of SCORM. The value is how a manifest calls it."""

    SCORM_12 = "1.2"
    SCORM_2004_3RD = "2004 3rd Edition"
    SCORM_2004_4TH = "2004 4th Edition"

    @property
    def is_2004(self) -> bool:
        """Whether systems speak to its packages as SCORM 2004 says."""
        return self is not Standard.SCORM_12


@dataclass(frozen=True)
class _Names:
    """The names that a manifest uses."""

    content: str
    """The namespace of IMS Content Packaging."""
    adl: str
    """The namespace of ADL's additions."""
    kind: str
    """The attribute that says whether a resource speaks to the system."""


_OF_12 = _Names(
    "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    "scormtype",
)
_OF_2004 = _Names(
    "http://www.imsglobal.org/xsd/imscp_v1p1", "http://www.adlnet.org/xsd/adlcp_v1p3", "scormType"
)
_SEQUENCING = "http://www.imsglobal.org/xsd/imsss"


def scorm_package(package: Package, standard: Standard) -> bytes:
    """The ZIP archive to upload. It is the same for the same package."""
    files = dict(sorted(_files(package, standard)))
    manifest = _manifest(package, standard, files)
    return zipped([(MANIFEST, manifest), *files.items()])


def _files(package: Package, standard: Standard) -> Iterator[tuple[str, bytes]]:
    """All files but the manifest, by their names."""
    site = package.site
    documents = Documents(site)
    for address, page in site.pages.items():
        html = documents.document(page.make())
        yield f"{address}index.html", _in_package(html).encode()
    for name, file in site.files.items():
        content = file.make()
        if name == search_address(package.role.role_id):
            content = _TOPIC.sub(r"\1#\2", content.decode()).encode()
        yield name, content
    yield LAUNCH, _launch_page(package, standard).encode()


def _in_package(html: str) -> str:
    """A page whose links work without a host that looks for the page of a folder.

    Other sites open in a window of their own: many refuse to be shown in a frame.
    """
    html = _SCRIPT.sub(".js", _FOR_THE_WEB.sub("", html))
    return minified("html", _LINK.sub(_link, _TOPIC.sub(r"\1#\2", html)))


def _link(found: re.Match[str]) -> str:
    path, anchor = found[1], found[2] or ""
    if path.startswith(("https://", "http://")):
        return f'{found[0]} target="_blank" rel="noopener"'
    if path.endswith("/") or path in (".", ".."):
        path = f"{path.rstrip('/')}/index.html"
    return f'href="{path}{anchor}"'


def _launch_page(package: Package, standard: Standard) -> str:
    """The page around the course."""
    template = make_environment(package.translations).get_template("attempt.html.jinja")
    html = template.render(
        site=package.site,
        title=package.title,
        style_sheet=ATTEMPT_STYLE_SHEET,
        first_page=f"{role_address(package.role.role_id)}index.html",
        contents=_contents(package, standard),
    )
    return minified("html", without_blank_lines(html))


def _contents(package: Package, standard: Standard) -> Mapping[str, object]:
    """What scripts need to know, as `attempt/contents.mjs` describes it."""
    extents = {module.extent for module in package.modules.values()}
    # Where everything is optional, such as in the package of one such module, all of it counts.
    # Otherwise a system would hear that somebody has finished who has only opened it.
    has_optional = extents != {Extent.OPTIONAL}
    return {
        "id": package.package_id,
        "standard": "2004" if standard.is_2004 else "1.2",
        "role": package.role.role_id,
        "roleTitle": package.role.role.title,
        "modules": [
            {
                "id": module_id,
                "minutes": module.minutes,
                "isOptional": has_optional and module.extent is Extent.OPTIONAL,
                "questions": [f"{module_id}/{name}" for name in module.questions],
            }
            for module_id, module in package.modules.items()
        ],
        "codes": package.codes,
        "hasScore": package.has_score,
    }


def _manifest(package: Package, standard: Standard, files: Mapping[str, bytes]) -> bytes:
    """What is in the package, and what to open. Identifiers never change: progress hangs on them.

    No score decides anything, so there is no mastery score, and nothing may follow or come before.
    """
    names = _OF_2004 if standard.is_2004 else _OF_12
    name = package.package_id
    root = ElementTree.Element(
        "manifest", {"xmlns": names.content, "xmlns:adlcp": names.adl, "identifier": name}
    )
    if standard.is_2004:
        root.set("xmlns:imsss", _SEQUENCING)
    root.set("version", package.version)
    metadata = ElementTree.SubElement(root, "metadata")
    ElementTree.SubElement(metadata, "schema").text = "ADL SCORM"
    ElementTree.SubElement(metadata, "schemaversion").text = standard.value
    organizations = ElementTree.SubElement(root, "organizations", default=f"{name}.org")
    organization = ElementTree.SubElement(organizations, "organization", identifier=f"{name}.org")
    ElementTree.SubElement(organization, "title").text = package.title
    item = ElementTree.SubElement(
        organization, "item", identifier=f"{name}.item", identifierref=f"{name}.sco"
    )
    ElementTree.SubElement(item, "title").text = package.title
    if standard.is_2004:
        # Otherwise a system may call it finished by itself.
        sequencing = ElementTree.SubElement(item, "imsss:sequencing")
        ElementTree.SubElement(
            sequencing,
            "imsss:deliveryControls",
            completionSetByContent="true",
            objectiveSetByContent="true",
        )
    resources = ElementTree.SubElement(root, "resources")
    resource = ElementTree.SubElement(
        resources,
        "resource",
        {
            "identifier": f"{name}.sco",
            "type": "webcontent",
            f"adlcp:{names.kind}": "sco",
            "href": LAUNCH,
        },
    )
    for file in files:
        ElementTree.SubElement(resource, "file", href=quote(file))
    ElementTree.indent(root)
    made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made
