"""A small server that notes what it was asked for."""

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
        """Where the folder stands."""
        return f"http://127.0.0.1:{self.server_port}/"

    def sent(self, path: str) -> int:
        """The bytes of a file on its way, as a host compresses it."""
        return compressed(self.folder / unquote(urlsplit(path).path).lstrip("/"))

    def handle_error(self, *_: Any) -> None:
        """A browser that leaves a page hangs up."""


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
    """The bytes of a file by gzip at its usual level; of one that is compressed, as it is."""
    content = path.read_bytes() if path.is_file() else b""
    return min(len(content), len(gzip.compress(content, 6, mtime=0)))
