"""A small server that records its requests."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit


class Server(ThreadingHTTPServer):
    """Serves a folder."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
        self.folder = folder
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        """The root address of the folder."""
        return f"http://127.0.0.1:{self.server_port}/"

    def sent(self, path: str) -> int:
        """The transfer size of a file in bytes, compressed as a host would."""
        return compressed(self.folder / unquote(urlsplit(path).path).lstrip("/"))

    def handle_error(self, *_: Any) -> None:
        """Ignores closed connections: browsers drop them when they leave a page."""


class _Handler(SimpleHTTPRequestHandler):
    server: Server

    def log_request(self, *_: Any) -> None:
        self.server.asked.append(self.path)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def serve(folder: Path) -> Iterator[Server]:
    """Serve a folder for a while."""
    server = Server(folder)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@cache
def compressed(path: Path) -> int:
    """The bytes of a file after gzip at its default level; the file size if already compressed."""
    content = path.read_bytes() if path.is_file() else b""
    return min(len(content), len(gzip.compress(content, 6, mtime=0)))
