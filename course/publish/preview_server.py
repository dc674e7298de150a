"""Serves a preview to browsers on this computer, and updates it when a file is saved."""

import json
import logging
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path, PurePosixPath
from threading import Event, Thread
from typing import Any
from urllib.parse import unquote, urlsplit

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from course.frontend.build import preview_script, preview_style
from course.models.language import TRANSLATIONS
from course.publish.preview import Preview
from course.site import (
    PREVIEW_EVENTS,
    PREVIEW_FACTS,
    PREVIEW_PLACES,
    PREVIEW_SCRIPT,
    PREVIEW_STYLE,
)

_LOG = logging.getLogger(__name__)
SETTLED_S = 0.02
"""Editors save in several steps, so wait until this much time has passed without a change."""
SOURCE_FOLDERS = ("modules", "quizzes", "reference", TRANSLATIONS)
BEFORE_RULES_S = 0.4
"""Delay the rules, so that open pages load first. Rules take as long as everything else."""
KEEP_ALIVE_S = 15.0
HTML = "text/html; charset=utf-8"
SCRIPT = "text/javascript; charset=utf-8"
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": HTML,
    ".js": SCRIPT,
    ".json": "application/json; charset=utf-8",
    ".mjs": SCRIPT,
    ".png": "image/png",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
    ".zip": "application/zip",
}
"""The types of a site's files, by extension. `mimetypes` would ask the registry of Windows, where
another program may have changed them, and browsers refuse scripts with a wrong type."""
_CHANGES = {"created", "modified", "moved", "deleted"}


class ServerError(Exception):
    """The preview cannot listen at an address. The message says why, and what to do."""


class PreviewServer(ThreadingHTTPServer):
    """A preview of one course for the browsers on this computer."""

    daemon_threads = True
    allow_reuse_address = os.name == "posix"
    """Windows would let two previews listen at one address."""

    def __init__(self, address: tuple[str, int], preview: Preview) -> None:
        """Start listening. Raises ServerError if that is not possible."""
        self.preview = preview
        try:
            super().__init__(address, _Handler)
        except OSError as error:
            host, port = address
            raise ServerError(
                f"Cannot listen at {host}:{port} ({error.strerror}). Another program, such as "
                f"another preview, may use it. Try: serve --address {host}:{port + 1}"
            ) from None

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore closed connections: browsers close them when they leave a page."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def _media_type(path: str) -> str:
    return MEDIA_TYPES.get(PurePosixPath(path).suffix or ".html", "application/octet-stream")


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path).lstrip("/")
        if path == PREVIEW_EVENTS:
            self._send_events()
        elif path == PREVIEW_SCRIPT:
            self._send(preview_script().encode(), SCRIPT)
        elif path == PREVIEW_STYLE:
            self._send(preview_style().encode(), MEDIA_TYPES[".css"])
        elif path.startswith((PREVIEW_FACTS, PREVIEW_PLACES)):
            self._send_facts(path)
        elif (document := self._document(path)) is not None:
            self._send(document.encode(), HTML)
        elif (content := self.server.preview.file(path)) is not None:
            self._send(content, _media_type(path))
        else:
            missing = self.server.preview.not_found()
            self._send(missing.encode(), HTML, HTTPStatus.NOT_FOUND)

    def _document(self, path: str) -> str | None:
        is_page = path == "" or path.endswith("/")
        return self.server.preview.document(path) if is_page else None

    def _send_facts(self, path: str) -> None:
        """Send what authors are told about a page, or where its pieces are written."""
        is_facts = path.startswith(PREVIEW_FACTS)
        address = path.removeprefix(PREVIEW_FACTS if is_facts else PREVIEW_PLACES)
        ask = self.server.preview.facts if is_facts else self.server.preview.places
        found = ask(address, is_on_this_computer=ip_address(self.client_address[0]).is_loopback)
        # A page without any gets `null`: browsers complain about an answer that there is none.
        self._send(json.dumps(found).encode(), MEDIA_TYPES[".json"])

    def _send(self, content: bytes, media_type: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def _send_events(self) -> None:
        """Send the version's number, and whether it is checked, as server-sent events."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        version = self.server.preview.version
        while True:
            data = {
                "version": self.server.preview.label(version),
                "checked": version.is_checked,
            }
            self.wfile.write(f"data: {json.dumps(data)}\n\n".encode())
            version = self.server.preview.wait_for_change(version, KEEP_ALIVE_S)

    def log_message(self, *_: Any) -> None:
        """Log no requests; authors do not need them."""


class _Watcher(FileSystemEventHandler):
    def __init__(self) -> None:
        self.changed = Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _CHANGES:
            self.changed.set()


class _Watched:
    """Folders that are watched with all that is in them, also once they are made again."""

    def __init__(self, observer: BaseObserver, watcher: _Watcher, folders: Iterable[Path]) -> None:
        self._observer, self._watcher = observer, watcher
        self._watches: dict[Path, tuple[int, ObservedWatch] | None] = dict.fromkeys(folders)

    def renew(self) -> None:
        """Watch those that have been made since. A folder in the place of another is a new one."""
        for folder, known in self._watches.items():
            inode = folder.stat().st_ino if folder.is_dir() else None
            if known and known[0] != inode:
                with suppress(KeyError, OSError):  # what watched it may have ended with it
                    self._observer.unschedule(known[1])
                known = None
            if inode is not None and known is None:
                watch = self._observer.schedule(self._watcher, str(folder), recursive=True)
                known = inode, watch
            self._watches[folder] = known


def watch(preview: Preview, folder: Path, others: Iterable[Path]) -> None:
    """Refresh the preview in a thread: now, and when a file of the course or `others` changes."""
    watcher = _Watcher()
    observer = Observer()
    # Folders only: macOS cannot watch a single file, such as course.yml.
    observer.schedule(watcher, str(folder))
    sources = (folder / name for name in SOURCE_FOLDERS)
    watched = _Watched(observer, watcher, (*sources, *others))
    watched.renew()
    observer.start()

    watcher.changed.set()

    def follow() -> None:
        while watcher.changed.wait():
            watcher.changed.clear()
            while watcher.changed.wait(SETTLED_S):
                watcher.changed.clear()
            try:
                watched.renew()
                preview.refresh(watcher.changed.is_set)
                if not watcher.changed.wait(BEFORE_RULES_S):
                    preview.check(watcher.changed.is_set)
            except Exception:  # of any kind: the next change may fix it
                _LOG.exception("The preview failed.")

    Thread(target=follow, daemon=True).start()
